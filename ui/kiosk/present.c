#include "ui/kiosk/present.h"

#include <stdlib.h>

#include "firmware/base/log.h"
#include "ui/kiosk/present_driver.h"

static const char *const names[PRESENT_COUNT] = {[PRESENT_WINDOW] = "window",
                                                 [PRESENT_OFFSCREEN] =
                                                     "offscreen",
                                                 [PRESENT_KMSDRM] = "kmsdrm",
                                                 [PRESENT_DUMB] = "dumb"};

static const struct present_driver *const drivers[PRESENT_COUNT] = {
    [PRESENT_WINDOW] = &present_window,
    [PRESENT_OFFSCREEN] = &present_offscreen,
#ifdef TROSKEL_DEVICE
    [PRESENT_KMSDRM] = &present_kmsdrm,
    [PRESENT_DUMB] = &present_dumb,
#endif
};

const char *
present_kind_name(enum present_kind kind)
{
    return kind < PRESENT_COUNT ? names[kind] : "unknown";
}

static bool
own_frame(struct present *present)
{
    present->borrowed = false;
    present->frame = SDL_CreateRGBSurfaceWithFormat(
        0, present->turn.w, present->turn.h, 32, SDL_PIXELFORMAT_XRGB8888);
    return present->frame != NULL;
}

enum result
present_open(struct present **out, const struct present_options *options)
{
    struct present *present = NULL;
    int w;
    int h;
    *out = NULL;
    if (options->kind >= PRESENT_COUNT || drivers[options->kind] == NULL) {
        log_warn("screen: built without %s", present_kind_name(options->kind));
        return RESULT_ABSENT;
    }
    present = calloc(1, sizeof *present);
    if (present == NULL)
        return RESULT_FULL;
    present->driver = drivers[options->kind];
    enum result result = present->driver->open(present, options);
    if (result != RESULT_OK) {
        free(present);
        return result;
    }
    /* Turning back is turning the size once more. */
    turn_size(options->rotation, present->panel_w, present->panel_h, &w, &h);
    present->turn = (struct turn){options->rotation, w, h};
    if (present->driver->renew != NULL)
        present->driver->renew(present);
    if (present->frame == NULL && !own_frame(present)) {
        present_close(present);
        return RESULT_FULL;
    }
    *out = present;
    return RESULT_OK;
}

void
present_close(struct present *present)
{
    if (present == NULL)
        return;
    present->driver->close(present);
    if (!present->borrowed)
        SDL_FreeSurface(present->frame);
    free(present);
}

SDL_Surface *
present_surface(struct present *present)
{
    return present->frame;
}

void
present_show(struct present *present, const SDL_Rect *rects, int count)
{
    SDL_Rect all = {0, 0, present->frame->w, present->frame->h};
    if (rects == NULL || count <= 0)
        present->driver->show(present, &all, 1);
    else
        present->driver->show(present, rects, count);
}

int
present_fds(const struct present *present, int *fds, int max)
{
    return present->driver->fds(present, fds, max);
}

int
present_poll_ms(const struct present *present)
{
    return present->driver->poll_ms(present);
}

bool
present_read(struct present *present, struct present_input *input)
{
    if (!present->driver->read(present, input))
        return false;
    if (input->kind == INPUT_REPAINT && present->borrowed) {
        present->driver->renew(present);
        /* Without this much memory nothing is drawn at all: the unit starts
         * the program again. */
        if (present->frame == NULL && !own_frame(present))
            abort();
    }
    bool touch = input->kind == INPUT_DOWN || input->kind == INPUT_MOVE ||
                 input->kind == INPUT_UP;
    if (touch && input->x >= 0 && input->y >= 0)
        turn_point_back(&present->turn, &input->x, &input->y);
    return true;
}
