/*
 * What the parts of the drawing share: the sheet they draw on, how text is
 * set, and each kind of block's two halves (pieces, and drawing a piece).
 *
 * Lengths are points. A part that measures calls the same function as one
 * that draws, with `draw` false: what is measured is what is drawn.
 */
#pragma once

#include <cairo.h>
#include <jansson.h>
#include <pango/pango.h>
#include <stdbool.h>

#include "firmware/paper/flow.h"
#include "firmware/paper/picture.h"

#define PAPER_MM (72.0 / 25.4)

enum { PIECES_MAX = 20000 };

struct sheet {
    PangoContext *context;
    cairo_t *cairo; /* also while measuring */
    struct shelf shelf;
    const json_t *content;
    double page_width, page_height;
    double margin, width; /* at the left and right; between them */
    double above, room;   /* at the top; what a page holds */
    struct piece *pieces; /* PIECES_MAX */
    struct place *places;
    size_t count;
    bool full;    /* more pieces than there is room for */
    int too_tall; /* block of a row that fits on no page; -1: none */
};

enum letter { LETTER_PLAIN = 0, LETTER_BOLD = 1 };

/* "small", "usual", "large", "huge"; NULL counts as usual. */
double size_of(const char *word);

/* The caller's (g_object_unref). `align`: left, right, centre or NULL. */
PangoLayout *text_lay(struct sheet *sheet, const char *text, double size,
                      enum letter letter, double width, const char *align);
double text_height(PangoLayout *layout);
void text_draw(struct sheet *sheet, PangoLayout *layout, double x, double y);
/* Lines [first, last) only, the first one at y. */
void text_draw_lines(struct sheet *sheet, PangoLayout *layout, double x,
                     double y, int first, int last);
double text_lines_height(PangoLayout *layout, int first, int last);

void ink(struct sheet *sheet);   /* what is written */
void hair(struct sheet *sheet);  /* lines */
void shade(struct sheet *sheet); /* behind a head */

void piece_add(struct sheet *sheet, struct piece piece);

/* --- kinds of blocks --- */
void words_pieces(struct sheet *sheet, int block, const json_t *json);
void words_draw(struct sheet *sheet, const struct piece *piece,
                const json_t *json, double top);
void table_pieces(struct sheet *sheet, int block, const json_t *table);
void table_draw(struct sheet *sheet, const struct piece *piece,
                const json_t *table, double top);
void table_draw_head(struct sheet *sheet, const json_t *table, double top);
void cards_pieces(struct sheet *sheet, int block, const json_t *cards);
void cards_draw(struct sheet *sheet, const struct piece *piece,
                const json_t *cards, double top);
