/*
 * The one seam to a screen: show a finished frame, read touches.
 *
 * Behind it stand an SDL window (X11, Wayland; no GL), SDL's offscreen
 * driver, SDL on KMSDRM, and a DRM dumb buffer with libinput, the box's own.
 * Nothing above it asks which.
 */
#pragma once

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"

enum present_kind {
    PRESENT_WINDOW,
    PRESENT_OFFSCREEN,
    PRESENT_KMSDRM, /* SDL's own driver, opengles2 */
    PRESENT_DUMB    /* libdrm + libinput */
};

enum present_input_kind {
    INPUT_DOWN,
    INPUT_MOVE,
    INPUT_UP,
    INPUT_KEY,   /* `key` holds an SDL_Keycode */
    INPUT_REDRAW,/* what is on the glass was lost: show the frame again */
    INPUT_QUIT
};

struct present_input {
    enum present_input_kind kind;
    int64_t finger;
    int x, y; /* pixels of the frame, after rotation */
    int key;
};

struct present; /* opaque */

/* width and height 0: as the screen is. The frame is XRGB8888. */
struct present_options {
    enum present_kind kind;
    int width, height;
    int rotation; /* 0, 90, 180, 270, clockwise */
    const char *title;
};

MUST_CHECK enum result present_open(struct present **out,
                                    const struct present_options *options);
void present_close(struct present *present);

/* The surface to paint into; valid until present_close. */
SDL_Surface *present_surface(struct present *present);
/* Shows what changed (NULL: all of it). */
void present_show(struct present *present, const SDL_Rect *rects, int count);

/* Descriptors that become readable when there is input, at most `max`; and
 * the longest time in ms that may pass before present_read even so (-1: no
 * limit): SDL drivers without a descriptor need it. */
int present_fds(const struct present *present, int *fds, int max);
int present_poll_ms(const struct present *present);

/* The next input, false: none waits. */
bool present_read(struct present *present, struct present_input *input);
