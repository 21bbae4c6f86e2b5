/*
 * From one size of picture to another: the average over each new pixel's
 * area on the way down, the blend of four neighbours on the way up.
 *
 * Pixels are premultiplied ARGB, so that what is transparent has no colour to
 * bleed. The caller owns the memory. Pure.
 */
#pragma once

#include <stdint.h>

struct scale_image {
    uint32_t *pixels;
    int w, h;
};

/* Fills to->pixels, to->w × to->h. */
void scale_image(const struct scale_image *from, struct scale_image *to);

/* Straight alpha to premultiplied, in place. */
void scale_premultiply(struct scale_image *image);
/* Without colours, as bright as before (ITU-R BT.601 weights). */
void scale_grey(struct scale_image *image);
