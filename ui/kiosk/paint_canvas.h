/*
 * Where pixels are put: XRGB8888 memory, and the part of it that may change.
 *
 * Everything that draws takes a canvas and keeps to its clip. What a pixel
 * becomes never depends on the clip, so that painting a part gives what
 * painting all of it gives. The memory is the caller's.
 */
#pragma once

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

#include "ui/kiosk/draw.h"

struct canvas {
    uint32_t *pixels;      /* top left of the whole surface */
    int stride;            /* pixels from one row to the next */
    struct draw_rect clip; /* inside the surface */
};

/* `part` is cut to the surface; NULL: all of it. */
struct canvas canvas_of(SDL_Surface *surface, const struct draw_rect *part);

struct draw_rect canvas_meet(struct draw_rect a, struct draw_rect b);
bool canvas_empty(struct draw_rect rect);
struct draw_rect canvas_join(struct draw_rect a, struct draw_rect b);

/* x/255 rounded, for x up to 255·255. */
static inline uint32_t
canvas_div255(uint32_t x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

/* `over` laid on `under` with `alpha` 0..255. */
static inline uint32_t
canvas_mix(uint32_t under, uint32_t over, uint32_t alpha)
{
    uint32_t rest = 255 - alpha;
    uint32_t r =
        canvas_div255((over >> 16 & 255) * alpha + (under >> 16 & 255) * rest);
    uint32_t g =
        canvas_div255((over >> 8 & 255) * alpha + (under >> 8 & 255) * rest);
    uint32_t b = canvas_div255((over & 255) * alpha + (under & 255) * rest);
    return r << 16 | g << 8 | b;
}

/* Every pixel of `rect` inside the clip. */
void canvas_fill(const struct canvas *canvas, struct draw_rect rect,
                 uint32_t colour, uint32_t alpha);
