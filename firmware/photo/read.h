/*
 * Bytes of a photo to a small upright picture. Only troskel-photo, in its
 * sandbox, and the fuzz targets call this.
 *
 * JPEG (libjpeg-turbo, scaled while it is decoded) and PNG (libpng, on
 * white). Nothing of the metadata survives but the orientation, which is
 * carried out.
 *
 * RESULT_ABSENT: no such picture. RESULT_FULL: more than we take on.
 * RESULT_INVALID: damaged or cut short.
 */
#pragma once

#include "firmware/photo/pixels.h"

/* Whichever of the two it is. The caller owns *out. */
MUST_CHECK enum result read_photo(const unsigned char *bytes, size_t length,
                                  struct pixels *out);

MUST_CHECK enum result read_jpeg(const unsigned char *bytes, size_t length,
                                 struct pixels *out);
MUST_CHECK enum result read_png(const unsigned char *bytes, size_t length,
                                struct pixels *out);
