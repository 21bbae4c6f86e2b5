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
    PRESENT_OFFSCREEN, /* memory alone; no input of its own */
    PRESENT_KMSDRM,    /* SDL's own driver, opengles2; input by libinput */
    PRESENT_DUMB,      /* libdrm + libinput */
    PRESENT_COUNT
};

enum present_input_kind {
    INPUT_DOWN,
    INPUT_MOVE,
    INPUT_UP,
    INPUT_KEY,    /* `key` holds an SDL_Keycode; repeats are left out */
    INPUT_REDRAW, /* what is on the glass was lost: show the frame again */
    INPUT_QUIT,
    INPUT_KEY_UP,
    INPUT_REPAINT /* the frame itself was lost: all of it is painted again */
};

/* A touch that was called off (a palm) ends outside the frame, at -1. */
struct present_input {
    enum present_input_kind kind;
    int64_t finger; /* PRESENT_MOUSE: the pointer */
    int x, y;       /* pixels of the frame, after rotation */
    int key;
    bool shift;
};
#define PRESENT_MOUSE INT64_C(-1)

struct present; /* opaque */

/* width and height are the panel's, before rotation; 0: as the screen is.
 * The frame is XRGB8888. */
struct present_options {
    enum present_kind kind;
    int width, height;
    int rotation; /* 0, 90, 180, 270, clockwise */
    const char *title;
};

/* RESULT_ABSENT: there is no such screen here, or this program was built
 * without it. */
MUST_CHECK enum result present_open(struct present **out,
                                    const struct present_options *options);
void present_close(struct present *present);

/* The surface to paint into; valid until the next present_read: after
 * INPUT_REPAINT it may be another one. */
SDL_Surface *present_surface(struct present *present);
/* Shows what changed (NULL: all of it). */
void present_show(struct present *present, const SDL_Rect *rects, int count);

/* Descriptors that become readable when there is input, at most `max`; and
 * the longest time in ms that may pass before present_read even so (-1: no
 * limit): SDL drivers without a descriptor need it. Input may also have come
 * in during present_show: read until nothing waits before each sleep. */
int present_fds(const struct present *present, int *fds, int max);
int present_poll_ms(const struct present *present);

/* The next input, false: none waits. */
bool present_read(struct present *present, struct present_input *input);

/* "window", "offscreen", "kmsdrm", "dumb". */
const char *present_kind_name(enum present_kind kind);
