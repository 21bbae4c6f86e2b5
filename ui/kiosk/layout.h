/*
 * Where things stand: the same place on every screen.
 *
 *   header   one row: who is here, the date, the clock, or what is told
 *   content  the screen's own
 *   bar      back or undo, three of the screen's own, ask, home or leave
 *
 * Everything comes from millimetres. On a larger pane things grow a little,
 * because people stand further away; nothing that can be touched is ever
 * under LAYOUT_TOUCH_MM or nearer than LAYOUT_GAP_MM to the next (LA-4). A
 * pane too narrow for six slots has the bar in two rows, with the frame (back,
 * ask, home) in the lower one.
 */
#pragma once

#include "ui/kiosk/draw.h"
#include "ui/kiosk/panel.h"

enum { LAYOUT_TOUCH_MM = 20, LAYOUT_GAP_MM = 5 };

enum layout_slot {
    SLOT_BACK,
    SLOT_FIRST,
    SLOT_SECOND,
    SLOT_THIRD,
    SLOT_ASK,
    SLOT_HOME,
    SLOT_COUNT
};

struct layout {
    struct panel panel;
    double scale; /* 1 on a 7-inch pane, more on larger ones */
    int margin, gap, touch;
    bool portrait, two_rows, own_row;
    struct draw_rect header, content;
    struct draw_rect above; /* empty unless low */
    struct draw_rect ear;   /* empty unless asked for */
    struct draw_rect slots[SLOT_COUNT];
};

/* `own_row`: whether the screen has something in the middle slots; without,
 * the content may use the upper row of a two-row bar. */
void layout_init(struct layout *layout, const struct panel *panel,
                 bool own_row);

/* For whom it is, before anything is placed. `left`: back and home change
 * sides, what turns pages does not. `low`: on a pane of LAYOUT_TALL_MM and more
 * all that can be touched stands in its lower half, or as low as a content of
 * LAYOUT_LEAST_MM goes (LAYOUT_LEAST_EAR_MM under an ear); `above` is what is
 * left over, for the eyes. `ear`: one more thing to touch at the header's end,
 * where back is not; on a pane too low for that the content ends beside it.
 * `text`: how large words are to be, from 1 on: header and bar grow with them,
 * where that leaves the content LAYOUT_ROOMY_MM or, upright, UPRIGHT_MM. What
 * stands low has nothing to spare. */
enum {
    LAYOUT_TALL_MM = 200,
    LAYOUT_LEAST_MM = 80,
    LAYOUT_LEAST_EAR_MM = 68,
    LAYOUT_ROOMY_MM = 60,
    LAYOUT_UPRIGHT_MM = 78
};
void layout_reach(struct layout *layout, bool left, bool low, bool ear,
                  double text);

/* Millimetres on a 7-inch pane to pixels on this one. */
int layout_px(const struct layout *layout, double mm);

/* The cell in column `x` and row `y` of a grid over `area`. */
struct draw_rect layout_cell(struct draw_rect area, int columns, int rows,
                             int gap, int x, int y);

/* How many of at least `size` stand in `length` with `gap` between; >= 1. */
int layout_count(int length, int size, int gap);

struct draw_rect layout_inset(struct draw_rect rect, int by);
/* A square of at most `side`, centred in the rect. */
struct draw_rect layout_square(struct draw_rect rect, int side);
/* Cuts `length` off the top or the left side; what is left stays in *rect. */
struct draw_rect layout_take_top(struct draw_rect *rect, int length);
struct draw_rect layout_take_left(struct draw_rect *rect, int length);
struct draw_rect layout_take_bottom(struct draw_rect *rect, int length);
struct draw_rect layout_take_right(struct draw_rect *rect, int length);
/* The middle of `rect`, `width` by `height` at most. */
struct draw_rect layout_middle(struct draw_rect rect, int width, int height);
