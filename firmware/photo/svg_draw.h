/*
 * An SVG to pixels by librsvg, and to the bytes of a PNG. Only troskel-svg, in
 * its cell, and the fuzz targets call this.
 */
#pragma once

#include <stddef.h>

#include "firmware/photo/svg_check.h"

/* Before the cell: opens the one typeface that text in a drawing is set in,
 * and lets the libraries read what they read once. */
void svg_draw_prepare(void);

/* Checks and draws. The caller owns *png (free). */
enum svg_why svg_draw_png(const char *bytes, size_t length, unsigned char **png,
                          size_t *png_length);
