/* Tables: a piece a row, the head again on each page. A cell is a list of
 * parts, each with picture, title, text, bar or a box to tick. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/paper/inside.h"
#include "firmware/paper/read.h"

enum { PAD = 5, GAP = 6, BOX = 12, BAR_TEXT = 40 };

struct grid {
    size_t columns;
    double x[PAPER_COLUMNS_MAX], width[PAPER_COLUMNS_MAX];
    const json_t *align; /* or NULL */
    double size, picture;
    bool above;
};

static void
grid_of(struct sheet *sheet, const json_t *table, struct grid *grid)
{
    double wish[PAPER_COLUMNS_MAX];
    double least[PAPER_COLUMNS_MAX] = {0};
    const json_t *widths = json_object_get(table, "widths");
    const json_t *mm = json_object_get(table, "picture_mm");
    grid->columns = json_array_size(json_object_get(table, "head"));
    grid->align = json_object_get(table, "align");
    grid->size =
        size_of(json_string_value(json_object_get(table, "size"))) - 0.5;
    grid->picture = (mm == NULL ? 12 : json_number_value(mm)) * PAPER_MM;
    grid->above = text_equal(
        json_string_value(json_object_get(table, "pictures")), "above");
    for (size_t i = 0; i < grid->columns; i++)
        wish[i] = json_number_value(json_array_get(widths, i));
    (void)flow_columns(wish, least, grid->columns, sheet->width, grid->width);
    double x = sheet->margin;
    for (size_t i = 0; i < grid->columns; i++) {
        grid->x[i] = x;
        x += grid->width[i];
    }
}

/* --- one part of a cell --- */

struct box {
    double x, y, width;
    double size;
    const char *align;
    enum letter letter; /* of plain text: a head is bold */
    double picture;
    bool above;
    bool draw;
};

/* The same box, moved and of another width. */
static struct box
box_at(const struct box *box, double x, double y, double width)
{
    struct box moved = *box;
    moved.x = x;
    moved.y = y;
    moved.width = width;
    return moved;
}

static double
written(struct sheet *sheet, const struct box *box, const char *text,
        enum letter letter)
{
    if (text_empty(text))
        return 0;
    PangoLayout *layout =
        text_lay(sheet, text, box->size, letter, box->width, box->align);
    double height = text_height(layout);
    if (box->draw)
        text_draw(sheet, layout, box->x, box->y);
    g_object_unref(layout);
    return height;
}

static double
titled(struct sheet *sheet, struct box box, const json_t *bit)
{
    const char *title = json_string_value(json_object_get(bit, "title"));
    const char *text = json_string_value(json_object_get(bit, "text"));
    double height = written(sheet, &box, title, LETTER_BOLD);
    box.y += height;
    return height + written(sheet, &box, text, box.letter);
}

static double
bar(struct sheet *sheet, const struct box *box, const json_t *bit)
{
    double share = json_number_value(json_object_get(bit, "bar"));
    double length = (box->width - BAR_TEXT) * share;
    const char *text = json_string_value(json_object_get(bit, "text"));
    double height = box->size * 1.6;
    if (box->draw && length > 0) {
        cairo_set_source_rgb(sheet->cairo, 0.35, 0.52, 0.53);
        cairo_rectangle(sheet->cairo, box->x, box->y + height * 0.18, length,
                        height * 0.64);
        cairo_fill(sheet->cairo);
    }
    struct box beside = box_at(box, box->x + length + 4, box->y, BAR_TEXT - 4);
    double drawn = written(sheet, &beside, text, LETTER_PLAIN);
    return drawn > height ? drawn : height;
}

static double
tick_box(struct sheet *sheet, const struct box *box)
{
    if (box->draw) {
        ink(sheet);
        cairo_set_line_width(sheet->cairo, 0.9);
        cairo_rectangle(sheet->cairo, box->x, box->y + 1, BOX, BOX);
        cairo_stroke(sheet->cairo);
    }
    return BOX + 2;
}

/* Its height; drawn if the box says so. */
static double
bit_lay(struct sheet *sheet, const struct box *box, const json_t *bit)
{
    const char *name = json_string_value(json_object_get(bit, "picture"));
    double side = box->picture < box->width ? box->picture : box->width;
    if (json_is_string(bit))
        return written(sheet, box, json_string_value(bit), box->letter);
    if (json_object_get(bit, "bar") != NULL)
        return bar(sheet, box, bit);
    if (json_is_true(json_object_get(bit, "box")))
        return tick_box(sheet, box);
    if (name == NULL)
        return titled(sheet, *box, bit);
    cairo_surface_t *picture = shelf_picture(&sheet->shelf, name);
    bool above = box->above || box->width < side + GAP + 30;
    if (box->draw && picture != NULL)
        picture_draw(sheet->cairo, picture, box->x, box->y, side, side);
    if (above)
        return side + 2 +
               titled(sheet, box_at(box, box->x, box->y + side + 2, box->width),
                      bit);
    struct box beside =
        box_at(box, box->x + side + GAP, box->y, box->width - side - GAP);
    struct box measure = beside;
    measure.draw = false;
    double text = titled(sheet, measure, bit);
    beside.y += text < side ? (side - text) / 2 : 0;
    (void)titled(sheet, beside, bit);
    return text > side ? text : side;
}

/* --- cells and rows --- */

static struct box
box_of(const struct grid *grid, size_t column, double top, enum letter letter,
       bool draw)
{
    return (struct box){
        .x = grid->x[column] + PAD,
        .y = top + PAD,
        .width = grid->width[column] - 2 * PAD,
        .size = grid->size,
        .align = json_string_value(json_array_get(grid->align, column)),
        .letter = letter,
        .picture = grid->picture,
        .above = grid->above,
        .draw = draw};
}

static double
cell_lay(struct sheet *sheet, struct box box, const json_t *cell)
{
    double top = box.y;
    if (!json_is_array(cell))
        return bit_lay(sheet, &box, cell);
    for (size_t i = 0; i < json_array_size(cell); i++) {
        if (i > 0)
            box.y += 6;
        box.y += bit_lay(sheet, &box, json_array_get(cell, i));
    }
    return box.y - top;
}

static double
row_height(struct sheet *sheet, const struct grid *grid, const json_t *row,
           enum letter letter)
{
    double most = grid->size * 1.2;
    for (size_t i = 0; i < grid->columns; i++) {
        double height = cell_lay(sheet, box_of(grid, i, 0, letter, false),
                                 json_array_get(row, i));
        if (height > most)
            most = height;
    }
    return most + 2 * PAD;
}

static void
tagged_cell(struct sheet *sheet, struct box box, const json_t *cell)
{
    const char *tag = box.letter == LETTER_BOLD ? "TH" : "TD";
    cairo_tag_begin(sheet->cairo, tag, NULL);
    (void)cell_lay(sheet, box, cell);
    cairo_tag_end(sheet->cairo, tag);
}

static void
line_below(struct sheet *sheet, double y)
{
    hair(sheet);
    cairo_move_to(sheet->cairo, sheet->margin, y);
    cairo_rel_line_to(sheet->cairo, sheet->width, 0);
    cairo_stroke(sheet->cairo);
}

static void
row_draw(struct sheet *sheet, const struct grid *grid, const json_t *row,
         double top, double height, enum letter letter)
{
    if (letter == LETTER_BOLD) {
        shade(sheet);
        cairo_rectangle(sheet->cairo, sheet->margin, top, sheet->width, height);
        cairo_fill(sheet->cairo);
    }
    line_below(sheet, top + height);
    cairo_tag_begin(sheet->cairo, "TR", NULL);
    for (size_t i = 0; i < grid->columns; i++)
        tagged_cell(sheet, box_of(grid, i, top, letter, true),
                    json_array_get(row, i));
    cairo_tag_end(sheet->cairo, "TR");
}

/* --- a row that is higher than a page: by its lines, if it is plain text --- */

static int
lines_of(struct sheet *sheet, const struct grid *grid, const json_t *row)
{
    int most = 0;
    for (size_t i = 0; i < grid->columns; i++) {
        const json_t *cell = json_array_get(row, i);
        struct box box = box_of(grid, i, 0, LETTER_PLAIN, false);
        if (!json_is_string(cell))
            return 0;
        PangoLayout *layout = text_lay(sheet, json_string_value(cell), box.size,
                                       LETTER_PLAIN, box.width, box.align);
        int lines = pango_layout_get_line_count(layout);
        g_object_unref(layout);
        if (lines > most)
            most = lines;
    }
    return most;
}

enum { SLICE = 8 }; /* lines */

static void
add_slices(struct sheet *sheet, const struct grid *grid, struct piece whole,
           int lines)
{
    double line = (whole.height - 2 * PAD) / lines;
    for (int i = 0; i < lines; i += SLICE) {
        struct piece slice = whole;
        slice.first = i;
        slice.last = i + SLICE < lines ? i + SLICE : lines;
        slice.height = line * (slice.last - slice.first) +
                       (slice.last == lines ? 2 * PAD : PAD);
        slice.keep_next = false;
        piece_add(sheet, slice);
    }
    (void)grid;
}

static void
slice_draw(struct sheet *sheet, const struct grid *grid,
           const struct piece *piece, const json_t *row, double top)
{
    cairo_tag_begin(sheet->cairo, "TR", NULL);
    for (size_t i = 0; i < grid->columns; i++) {
        struct box box = box_of(grid, i, top, LETTER_PLAIN, true);
        PangoLayout *layout =
            text_lay(sheet, json_string_value(json_array_get(row, i)), box.size,
                     LETTER_PLAIN, box.width, box.align);
        cairo_tag_begin(sheet->cairo, "TD", NULL);
        text_draw_lines(sheet, layout, box.x, box.y, piece->first, piece->last);
        cairo_tag_end(sheet->cairo, "TD");
        g_object_unref(layout);
    }
    cairo_tag_end(sheet->cairo, "TR");
}

/* --- the block --- */

void
table_pieces(struct sheet *sheet, int block, const json_t *table)
{
    struct grid grid;
    const json_t *rows = json_object_get(table, "rows");
    grid_of(sheet, table, &grid);
    double head =
        row_height(sheet, &grid, json_object_get(table, "head"), LETTER_BOLD);
    /* The head stands as a row of its own with the first one below it. */
    piece_add(sheet, (struct piece){.block = block,
                                    .height = head,
                                    .keep_next = true,
                                    .row = -1});
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        struct piece piece = {.block = block, .head = head, .row = (int)i};
        piece.height = row_height(sheet, &grid, row, LETTER_PLAIN);
        bool tall = piece.height + head > sheet->room;
        int lines = tall ? lines_of(sheet, &grid, row) : 0;
        if (tall && lines == 0)
            sheet->too_tall = block;
        if (lines > 0)
            add_slices(sheet, &grid, piece, lines);
        else
            piece_add(sheet, piece);
    }
    piece_add(sheet,
              (struct piece){.block = block, .height = 8, .is_space = true});
}

void
table_draw_head(struct sheet *sheet, const json_t *table, double top)
{
    struct grid grid;
    const json_t *head = json_object_get(table, "head");
    grid_of(sheet, table, &grid);
    row_draw(sheet, &grid, head, top,
             row_height(sheet, &grid, head, LETTER_BOLD), LETTER_BOLD);
}

void
table_draw(struct sheet *sheet, const struct piece *piece, const json_t *table,
           double top)
{
    struct grid grid;
    const json_t *rows = json_object_get(table, "rows");
    grid_of(sheet, table, &grid);
    if (piece->row < 0)
        table_draw_head(sheet, table, top);
    else if (piece->last > 0)
        slice_draw(sheet, &grid, piece,
                   json_array_get(rows, (size_t)piece->row), top);
    else
        row_draw(sheet, &grid, json_array_get(rows, (size_t)piece->row), top,
                 piece->height, LETTER_PLAIN);
    if (piece->row >= 0 && piece->last > 0)
        line_below(sheet, top + piece->height);
}
