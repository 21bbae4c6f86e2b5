/*
 * Whether bytes are a PNG of the one form that troskel-photo writes: IHDR
 * (8-bit RGB, not interlaced, sides of 1 to 1024), IDATs, IEND, each with its
 * right CRC, and nothing else. A pure check, so that a decoder somebody broke
 * into cannot pass on anything more interesting.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The same for a drawing from troskel-svg: RGBA, FRAME_DRAWING_SIDE square. */
enum { FRAME_DRAWING_SIDE = 320 };
bool frame_check_drawing(const unsigned char *png, size_t length);

bool frame_check(const unsigned char *png, size_t length, int *width,
                 int *height);
