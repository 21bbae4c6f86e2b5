/*
 * The box's own screen: a dumb buffer and libinput. Nothing of SDL runs but
 * its surfaces; Mesa is not loaded.
 */
#include <fcntl.h>
#include <libudev.h>
#include <linux/kd.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "ui/kiosk/card.h"
#include "ui/kiosk/present_driver.h"
#include "ui/kiosk/seat.h"

struct dumb {
    struct card card;
    struct seat *seat;
    struct udev *udev;
    struct udev_monitor *monitor; /* screens that come and go; may be NULL */
    int console_mode;             /* of standard input, -1: no console */
};

/* On a console, the kernel's own text and its key for changing consoles stay
 * away while we are there. */
static int
hush_console(void)
{
    int mode = -1;
    if (ioctl(STDIN_FILENO, KDGETMODE, &mode) != 0)
        return -1;
    if (ioctl(STDIN_FILENO, KDSETMODE, KD_GRAPHICS) != 0)
        log_errno("screen: the console stays in text mode");
    return mode;
}

static void
watch_screens(struct dumb *dumb)
{
    dumb->udev = udev_new();
    if (dumb->udev == NULL)
        return;
    dumb->monitor = udev_monitor_new_from_netlink(dumb->udev, "udev");
    if (dumb->monitor == NULL)
        return;
    if (udev_monitor_filter_add_match_subsystem_devtype(dumb->monitor, "drm",
                                                        NULL) >= 0 &&
        udev_monitor_enable_receiving(dumb->monitor) >= 0)
        return;
    udev_monitor_unref(dumb->monitor);
    dumb->monitor = NULL;
}

static void
close_dumb(struct present *present)
{
    struct dumb *dumb = present->state;
    seat_close(dumb->seat);
    card_close(&dumb->card);
    if (dumb->console_mode >= 0)
        (void)ioctl(STDIN_FILENO, KDSETMODE, dumb->console_mode);
    if (dumb->monitor != NULL)
        udev_monitor_unref(dumb->monitor);
    if (dumb->udev != NULL)
        udev_unref(dumb->udev);
    free(dumb);
}

static enum result
open_dumb(struct present *present, const struct present_options *options)
{
    struct dumb *dumb = calloc(1, sizeof *dumb);
    if (dumb == NULL)
        return RESULT_FULL;
    present->state = dumb;
    dumb->console_mode = -1;
    enum result result =
        card_open(&dumb->card, options->width, options->height);
    if (result == RESULT_OK) {
        dumb->console_mode = hush_console();
        result = seat_open(&dumb->seat, dumb->card.w, dumb->card.h);
    }
    if (result != RESULT_OK) {
        close_dumb(present);
        return result;
    }
    watch_screens(dumb);
    present->panel_w = dumb->card.w;
    present->panel_h = dumb->card.h;
    return RESULT_OK;
}

static void
show_dumb(struct present *present, const SDL_Rect *rects, int count)
{
    enum { AT_ONCE = 16 };
    struct dumb *dumb = present->state;
    SDL_Rect turned[AT_ONCE];
    for (int done = 0; done < count;) {
        int some = 0;
        for (; some < AT_ONCE && done < count; some++, done++) {
            turn_copy(&present->turn, present->frame, dumb->card.pixels,
                      dumb->card.pitch, rects[done]);
            turned[some] = turn_rect(&present->turn, rects[done]);
        }
        card_show(&dumb->card, turned, some);
    }
}

static int
dumb_fds(const struct present *present, int *fds, int max)
{
    const struct dumb *dumb = present->state;
    int count = 0;
    if (count < max)
        fds[count++] = seat_fd(dumb->seat);
    if (count < max && dumb->monitor != NULL)
        fds[count++] = udev_monitor_get_fd(dumb->monitor);
    return count;
}

static int
dumb_poll_ms(const struct present *present)
{
    (void)present;
    return -1;
}

static bool
read_screens(struct dumb *dumb, struct present_input *input)
{
    struct udev_device *device =
        dumb->monitor == NULL ? NULL
                              : udev_monitor_receive_device(dumb->monitor);
    if (device == NULL)
        return false;
    udev_device_unref(device);
    *input = (struct present_input){.kind = INPUT_REDRAW};
    if (!card_look_again(&dumb->card)) {
        log_info("screen: another size is there now, starting anew");
        input->kind = INPUT_QUIT;
    }
    return true;
}

static bool
read_dumb(struct present *present, struct present_input *input)
{
    struct dumb *dumb = present->state;
    return seat_read(dumb->seat, input) || read_screens(dumb, input);
}

const struct present_driver present_dumb = {
    open_dumb, close_dumb, show_dumb, dumb_fds, dumb_poll_ms, read_dumb, NULL};
