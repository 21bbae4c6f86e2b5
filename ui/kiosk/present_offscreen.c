/*
 * No screen at all: the frame is memory, and input comes through the control
 * socket. SDL's video is not even started.
 */
#include "ui/kiosk/present_driver.h"

static enum result
open_offscreen(struct present *present, const struct present_options *options)
{
    present->panel_w = options->width > 0 ? options->width : 1280;
    present->panel_h = options->height > 0 ? options->height : 800;
    return RESULT_OK;
}

static void
close_offscreen(struct present *present)
{
    (void)present;
}

static void
show_offscreen(struct present *present, const SDL_Rect *rects, int count)
{
    (void)present;
    (void)rects;
    (void)count;
}

static int
no_fds(const struct present *present, int *fds, int max)
{
    (void)present;
    (void)fds;
    (void)max;
    return 0;
}

static int
no_limit(const struct present *present)
{
    (void)present;
    return -1;
}

static bool
read_nothing(struct present *present, struct present_input *input)
{
    (void)present;
    (void)input;
    return false;
}

const struct present_driver present_offscreen = {open_offscreen,
                                                 close_offscreen,
                                                 show_offscreen,
                                                 no_fds,
                                                 no_limit,
                                                 read_nothing,
                                                 NULL};
