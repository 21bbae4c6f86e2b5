/*
 * What stands behind the seam: one driver a kind of screen.
 *
 * A driver knows the panel as it is mounted; turning is done for it. What it
 * reads is in pixels of the panel.
 */
#pragma once

#include "ui/kiosk/present.h"
#include "ui/kiosk/present_turn.h"

struct present {
    const struct present_driver *driver;
    void *state; /* the driver's own */
    int panel_w, panel_h;
    struct turn turn;
    SDL_Surface *frame;
    bool borrowed; /* the frame is the driver's own surface */
};

struct present_driver {
    /* Sets panel_w, panel_h and state. On failure it has cleaned up. A driver
     * that shows a surface as it is may make it the frame (borrowed). */
    enum result (*open)(struct present *present,
                        const struct present_options *options);
    void (*close)(struct present *present);
    /* `rects` are the frame's, inside it, at least one. */
    void (*show)(struct present *present, const SDL_Rect *rects, int count);
    int (*fds)(const struct present *present, int *fds, int max);
    int (*poll_ms)(const struct present *present);
    bool (*read)(struct present *present, struct present_input *input);
    /* After INPUT_REPAINT: finds a frame anew. NULL where none is borrowed. */
    void (*renew)(struct present *present);
};

extern const struct present_driver present_window;
extern const struct present_driver present_offscreen;
#ifdef TROSKEL_DEVICE
extern const struct present_driver present_kmsdrm;
extern const struct present_driver present_dumb;
#endif
