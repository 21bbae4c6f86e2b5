/*
 * The typeface, at every size a screen asks for, and who helps out when it
 * lacks a letter.
 *
 * Andika (SIL) is read from $TROSKEL_FONTS, ../share/troskel/fonts beside the
 * program, or where Debian's fonts-sil-andika puts it; the files are mapped
 * once, a font object per size is kept open (at most FONT_OPEN_MAX, the one
 * longest unused goes first). Letters that Andika lacks come from Noto Sans
 * and its relatives where they are there.
 */
#pragma once

#include <SDL_ttf.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "ui/kiosk/draw.h"

enum { FONT_OPEN_MAX = 32, FONT_FACES = 6 };

struct font_file {
    const void *bytes; /* mapped; NULL: not looked for, or not there */
    size_t length;
    bool sought;
};

struct fonts {
    struct font_file files[FONT_FACES][2]; /* by face and weight */
    struct font_open {
        TTF_Font *font;
        int face, px;
        enum draw_weight weight;
        uint64_t used;
    } open[FONT_OPEN_MAX];
    uint64_t uses;
};

/* RESULT_ABSENT if Andika is nowhere. */
MUST_CHECK enum result fonts_init(struct fonts *fonts);
void fonts_finish(struct fonts *fonts);

/* The font of a face; NULL if it is not there. Valid until the next call. */
TTF_Font *fonts_get(struct fonts *fonts, int face, int px,
                    enum draw_weight weight);
/* The first face that has the letter; 0 (Andika) if none does. */
int fonts_face_for(struct fonts *fonts, uint32_t letter, int px,
                   enum draw_weight weight);
