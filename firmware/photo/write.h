/*
 * A picture to the bytes of a PNG: RGB, 8 bits, no chunk but the three that
 * have to be there.
 */
#pragma once

#include "firmware/photo/pixels.h"

/* The caller owns *png (free). RESULT_FULL without memory. */
MUST_CHECK enum result write_png(const struct pixels *pixels,
                                 unsigned char **png, size_t *length);
