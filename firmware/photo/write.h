/*
 * A picture to the bytes of a PNG: RGB, 8 bits, no chunk but the three that
 * have to be there.
 */
#pragma once

#include "firmware/photo/pixels.h"

/* The caller owns *png (free). RESULT_FULL without memory. */
MUST_CHECK enum result write_png(const struct pixels *pixels,
                                 unsigned char **png, size_t *length);

/* Likewise of a square of RGBA. */
MUST_CHECK enum result write_drawing(const unsigned char *rgba, int side,
                                     unsigned char **png, size_t *length);
