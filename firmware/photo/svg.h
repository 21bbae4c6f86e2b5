/*
 * A drawing that somebody gives us (SVG), to a picture that Tröskel keeps:
 * RGBA PNG, 320 pixels square, whole, on a transparent ground.
 *
 * It is checked (svg_check.h) and drawn by librsvg in troskel-svg alone: a
 * process for one drawing that can do nothing else (sandbox.h) and has
 * SVG_WAIT_MS. What it gives back is looked through before it is believed.
 * Blocks up to that long. Text in a drawing is set in the one typeface that
 * was there before the cell was closed.
 */
#pragma once

#include "firmware/photo/photo.h"
#include "firmware/photo/svg_check.h"

enum {
    SVG_WAIT_MS = 6000,
    SVG_EXIT = 16 /* how troskel-svg ends: this plus an enum svg_why */
};

/* `out` is the caller's to photo_finish. */
MUST_CHECK enum svg_why svg_draw(const void *bytes, size_t length,
                                 struct photo *out);

/* Why not, for a person: a Swedish sentence to look up with word(). "" for
 * SVG_FINE. */
const char *svg_says(enum svg_why why);
