/*
 * A graphics card's dumb buffer: memory that the kernel shows, without a GPU
 * and without Mesa.
 *
 * The first card with a screen attached is taken, at the screen's preferred
 * mode. Being master is asked for again whenever showing is refused, so a
 * login on another console costs a frame, not the kiosk. What stood on the
 * screen before is put back at the end.
 */
#pragma once

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"

struct card {
    int fd;
    uint32_t connector, crtc, fb, handle;
    int w, h;
    int pitch;       /* bytes a row */
    uint8_t *pixels; /* XRGB8888, mapped */
    uint64_t size;
    bool set;     /* the mode was set */
    bool failed;  /* the last showing failed; said once */
    void *mode;   /* drmModeModeInfo */
    void *before; /* drmModeCrtc of what stood there */
};

/* `w`, `h` 0: the preferred mode, else one of that size. RESULT_ABSENT: no
 * card, or none with a screen. card_close takes a card of zeroes with fd -1. */
MUST_CHECK enum result card_open(struct card *card, int w, int h);
void card_close(struct card *card);

/* Tells the kernel which parts of `pixels` are new. */
void card_show(struct card *card, const SDL_Rect *rects, int count);

/* A screen was plugged in or out. False: another screen is there now, which
 * asks for another size: the program starts anew. */
bool card_look_again(struct card *card);
