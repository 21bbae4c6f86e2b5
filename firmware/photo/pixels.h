/*
 * A small picture in memory, and the way from a large one to it: rows come in
 * one by one, each pixel of the result is the mean of the area it covers.
 *
 * Pure but for memory. Whatever comes in, no more than one row of it and
 * PIXELS_SIDE_MAX squared of the result are held. Colours are RGB, 8 bits.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/result.h"

enum {
    PIXELS_SIDE_MAX = 1024,
    PIXELS_SOURCE_SIDE_MAX = 30000,
    PIXELS_SOURCE_MAX = 60000000 /* 60 megapixels */
};

struct pixels {
    int width, height;
    unsigned char *rgb; /* width * height * 3, the struct owns it */
};

/* True if a picture of this size is one we take on. */
bool pixels_bearable(int64_t width, int64_t height);

void pixels_finish(struct pixels *pixels);

/* Turns it as EXIF orientation 1..8 says. RESULT_FULL without memory. */
MUST_CHECK enum result pixels_orient(struct pixels *pixels, int orientation);

/* Cuts the longer side so that it is square: the part that begins `percent`
 * (0..100) of the way. RESULT_INVALID for another percentage. */
MUST_CHECK enum result pixels_square(struct pixels *pixels, int percent);

struct shrink {
    int width, height; /* of what comes in */
    int row;           /* the next one */
    int out_row;
    uint64_t *sums; /* of the row of the result under way */
    struct pixels out;
};

/* RESULT_FULL if it is too large or there is no memory. */
MUST_CHECK enum result shrink_init(struct shrink *shrink, int width,
                                   int height);
/* One row of width * 3 bytes; those after the last are passed over. */
void shrink_row(struct shrink *shrink, const unsigned char *rgb);
/* Hands the result over; what never came is white. */
void shrink_take(struct shrink *shrink, struct pixels *out);
/* Also after a failed shrink_init, and after shrink_take. */
void shrink_finish(struct shrink *shrink);
