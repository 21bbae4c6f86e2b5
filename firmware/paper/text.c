#include <pango/pangocairo.h>

#include "firmware/base/text.h"
#include "firmware/paper/inside.h"

double
size_of(const char *word)
{
    return text_equal(word, "small")   ? 8.5
           : text_equal(word, "large") ? 15
           : text_equal(word, "huge")  ? 26
                                       : 10.5;
}

PangoLayout *
text_lay(struct sheet *sheet, const char *text, double size, enum letter letter,
         double width, const char *align)
{
    PangoLayout *layout = pango_layout_new(sheet->context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, "Andika");
    pango_font_description_set_weight(
        font, letter == LETTER_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(
        layout, text_equal(align, "right")    ? PANGO_ALIGN_RIGHT
                : text_equal(align, "centre") ? PANGO_ALIGN_CENTER
                                              : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout, text == NULL ? "" : text, -1);
    return layout;
}

double
text_height(PangoLayout *layout)
{
    int height = 0;
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

void
text_draw(struct sheet *sheet, PangoLayout *layout, double x, double y)
{
    ink(sheet);
    cairo_move_to(sheet->cairo, x, y);
    pango_cairo_show_layout(sheet->cairo, layout);
}

/* Each line's box, from the top of the layout. */
static void
line_box(PangoLayoutIter *iter, double *top, double *bottom, double *left)
{
    PangoRectangle box;
    int y0 = 0;
    int y1 = 0;
    pango_layout_iter_get_line_extents(iter, NULL, &box);
    pango_layout_iter_get_line_yrange(iter, &y0, &y1);
    *top = (double)y0 / PANGO_SCALE;
    *bottom = (double)y1 / PANGO_SCALE;
    *left = (double)box.x / PANGO_SCALE;
}

double
text_lines_height(PangoLayout *layout, int first, int last)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    double height = 0;
    int line = 0;
    do {
        double top;
        double bottom;
        double left;
        line_box(iter, &top, &bottom, &left);
        if (line >= first && line < last)
            height += bottom - top;
        line++;
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    return height;
}

void
text_draw_lines(struct sheet *sheet, PangoLayout *layout, double x, double y,
                int first, int last)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    double begins = 0;
    int line = 0;
    ink(sheet);
    do {
        double top;
        double bottom;
        double left;
        line_box(iter, &top, &bottom, &left);
        if (line == first)
            begins = top;
        if (line >= first && line < last) {
            double base =
                (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE;
            cairo_move_to(sheet->cairo, x + left, y + base - begins);
            pango_cairo_show_layout_line(
                sheet->cairo, pango_layout_iter_get_line_readonly(iter));
        }
        line++;
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

void
ink(struct sheet *sheet)
{
    cairo_set_source_rgb(sheet->cairo, 0.09, 0.16, 0.17);
}

void
hair(struct sheet *sheet)
{
    cairo_set_source_rgb(sheet->cairo, 0.52, 0.58, 0.57);
    cairo_set_line_width(sheet->cairo, 0.6);
}

void
shade(struct sheet *sheet)
{
    cairo_set_source_rgb(sheet->cairo, 0.91, 0.93, 0.92);
}

void
piece_add(struct sheet *sheet, struct piece piece)
{
    if (sheet->count == PIECES_MAX) {
        sheet->full = true;
        return;
    }
    sheet->pieces[sheet->count++] = piece;
}
