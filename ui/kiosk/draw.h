/*
 * A frame as a list: what is drawn, and what it means.
 *
 * Screens write the list; painting, tests, the control socket, scanning and
 * read-aloud read it. It knows no SDL, no font and no file: text is measured
 * through `struct draw_metrics`, pictures are named by id. Operations are
 * painted in order. Elements say what stands where for somebody who does not
 * see: each thing that can be touched, and each thing that is told.
 *
 * Colours are 0xRRGGBB. Lengths are pixels; screens get theirs from
 * millimetres (panel.h). What does not fit a limit is left out and `full` is
 * set, which a test asserts never happens.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DRAW_OPS_MAX = 512,
    DRAW_ELEMENTS_MAX = 96,
    DRAW_TEXT_SIZE = 164,
    DRAW_PICTURE_SIZE = 72,
    DRAW_ID_SIZE = 64
};

struct draw_rect {
    int x, y, w, h;
};

enum draw_kind {
    DRAW_BOX,     /* filled, rounded by `radius`, border of `line` in `ink` */
    DRAW_TEXT,    /* one line, already wrapped; `rect` is its box */
    DRAW_PICTURE, /* square, fitted into `rect` */
    DRAW_DISC,    /* filled circle; `fraction` < 1: a pie from twelve o'clock,
                     clockwise; the rest in `ink` if line > 0 as a ring */
    DRAW_RING,    /* circle's outline, `line` thick, in `ink` */
    DRAW_STROKE,  /* from (x,y) to (x+w,y+h), `line` thick, round ends */
    DRAW_VEIL     /* the whole rect mixed `fraction` of the way to `fill` */
};

enum draw_weight { DRAW_REGULAR, DRAW_BOLD };
enum draw_align { DRAW_START, DRAW_MIDDLE, DRAW_END };

struct draw_op {
    enum draw_kind kind;
    struct draw_rect rect;
    uint32_t fill; /* DRAW_NONE: not filled */
    uint32_t ink;  /* border, text, stroke */
    int radius, line;
    float fraction;
    int text_px; /* font size: the height of the em square */
    enum draw_weight weight;
    enum draw_align align;
    bool grey;   /* picture without colours */
    float faded; /* picture mixed towards the ground beneath it, 0..1 */
    char text[DRAW_TEXT_SIZE];
    char picture[DRAW_PICTURE_SIZE];
};
#define DRAW_NONE 0xFF000000u

enum draw_role {
    ROLE_BUTTON,  /* does something when touched */
    ROLE_CHOICE,  /* one of several that stand side by side */
    ROLE_TEXT,    /* says something */
    ROLE_PICTURE, /* shows something, label says what */
    ROLE_STATUS,  /* the state of a signal, of saving, of the clock */
    ROLE_COUNT
};

struct draw_element {
    char id[DRAW_ID_SIZE]; /* "back", "home", "item:<uuid>": stable, for
                              tests and scripts */
    enum draw_role role;
    char label[DRAW_TEXT_SIZE]; /* what read-aloud says */
    char also[DRAW_TEXT_SIZE];  /* and then: staff's own words; a label that
                                   ends in them says them once */
    bool own;                   /* the label is staff's own words, too */
    struct draw_rect rect;      /* what a finger may hit */
    bool enabled;
    bool focused;
};

struct draw_list {
    int width, height;
    uint32_t ground;
    char screen[32]; /* "home" */
    struct draw_op ops[DRAW_OPS_MAX];
    int op_count;
    struct draw_element elements[DRAW_ELEMENTS_MAX];
    int element_count;
    bool full;
};

enum { DRAW_BREAKS_MAX = 24 };

/* How wide and high a line of text is, and where a word may be parted; given
 * by the painter, or by a test. */
struct draw_metrics {
    void *user;
    int (*width)(void *user, const char *text, int text_px,
                 enum draw_weight weight);
    int (*line_height)(void *user, int text_px, enum draw_weight weight);
    /* Between which bytes of `word`, which is of the language `lang`, a line
     * may end with a hyphen: ascending, how many is returned. NULL: nobody
     * knows. */
    int (*breaks)(void *user, const char *lang, const char *word,
                  int at[DRAW_BREAKS_MAX]);
};

void draw_begin(struct draw_list *list, int width, int height, uint32_t ground,
                const char *screen);

struct draw_op *draw_op_add(struct draw_list *list, enum draw_kind kind,
                            struct draw_rect rect);
/* Each adds one operation and returns it for further fields, or a spare one
 * (never NULL) when the list is full. */
struct draw_op *draw_box(struct draw_list *list, struct draw_rect rect,
                         uint32_t fill, int radius);
struct draw_op *draw_picture(struct draw_list *list, struct draw_rect rect,
                             const char *picture);
struct draw_op *draw_line(struct draw_list *list, int x0, int y0, int x1,
                          int y1, int line, uint32_t ink);
struct draw_op *draw_disc(struct draw_list *list, struct draw_rect rect,
                          uint32_t fill, float fraction);
/* A circle's outline, and a rect mixed towards `fill`. */
struct draw_op *draw_ring(struct draw_list *list, struct draw_rect rect,
                          int line, uint32_t ink);
struct draw_op *draw_veil(struct draw_list *list, struct draw_rect rect,
                          uint32_t fill, float fraction);

/* A text in a box: wrapped at spaces to at most `lines` lines, from
 * `text_px` down to `min_px` until it fits, centred vertically. Adds one op a
 * line. A word that is too wide at three quarters of `text_px` is parted
 * between syllables where they are known; at the last size it is parted
 * anywhere, and there may be as many lines as the box is high. Returns false
 * if it did not fit even so (then nothing is cut: the text overflows, which a
 * test catches). Lines of a text with right-to-left letters begin with a mark
 * (U+200E, U+200F) that says which way all of the text reads. */
struct draw_text_style {
    int text_px, min_px, lines;
    enum draw_weight weight;
    enum draw_align align;
    uint32_t ink;
    int lean; /* -1: at the top of the box, 1: at its bottom, 0: centred */
    const char *lang; /* of the words, for their syllables; NULL: unknown */
};
bool draw_text(struct draw_list *list, const struct draw_metrics *metrics,
               struct draw_rect rect, const char *text,
               const struct draw_text_style *style);

struct draw_element *draw_element(struct draw_list *list, const char *id,
                                  enum draw_role role, const char *label,
                                  struct draw_rect rect);

/* The enabled button or choice under a point, topmost first; NULL: none. */
const struct draw_element *draw_hit(const struct draw_list *list, int x, int y);
const struct draw_element *draw_find(const struct draw_list *list,
                                     const char *id);

/* Same bytes, same hash: nothing needs painting. */
uint64_t draw_hash(const struct draw_list *list);
