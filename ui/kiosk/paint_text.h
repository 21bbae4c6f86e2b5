/*
 * One line of text as a mask of how much ink each pixel takes.
 *
 * A line is cut into runs of one typeface and one direction, so that a name
 * in Arabic stands right in a Swedish sentence; HarfBuzz (through SDL2_ttf)
 * shapes each run. Masks and widths are kept: at most TEXT_MASKS_MAX masks of
 * TEXT_MASK_BYTES together, the one longest unused goes first.
 */
#pragma once

#include "ui/kiosk/paint_canvas.h"
#include "ui/kiosk/paint_font.h"

enum {
    TEXT_MASKS_MAX = 192,
    TEXT_MASK_BYTES = 3 << 20,
    TEXT_WIDTHS_MAX = 1024
};

struct text_key {
    char text[DRAW_TEXT_SIZE];
    int px;
    enum draw_weight weight;
};

struct text_mask {
    struct text_key key;
    uint8_t *ink; /* w·h; NULL: the slot is free */
    int w, h;
    int ascent; /* rows above the baseline */
    int width;  /* as measured: where the next letter would stand */
    uint64_t used;
};

struct text_width {
    struct text_key key;
    int width;
    bool known;
};

struct texts {
    struct fonts fonts;
    struct text_mask masks[TEXT_MASKS_MAX];
    struct text_width widths[TEXT_WIDTHS_MAX];
    size_t bytes; /* of all masks */
    uint64_t uses;
};

MUST_CHECK enum result texts_init(struct texts *texts);
void texts_finish(struct texts *texts);

int texts_width(struct texts *texts, const char *text, int px,
                enum draw_weight weight);
/* From one baseline to the next. */
int texts_line_height(int px);

/* Where the ink of the operation may fall. */
struct draw_rect texts_bounds(struct texts *texts, const struct draw_op *op);
void texts_paint(struct texts *texts, const struct canvas *canvas,
                 const struct draw_op *op);
