/*
 * Which way up a photo is: the orientation tag of its EXIF block, and nothing
 * else of it (Exif 2.32 section 4.6.2; TIFF 6.0 section 2).
 *
 * Pure, bounded, and indifferent to nonsense: whatever is wrong means that
 * the photo stands as it is.
 */
#pragma once

#include <stddef.h>

/* 1 to 8; `bytes` are a TIFF header and what follows, with or without the
 * "Exif" and two zeros that JPEG puts before it. */
int exif_orientation(const unsigned char *bytes, size_t length);
