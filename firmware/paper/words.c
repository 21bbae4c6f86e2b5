/* Titles, headings and paragraphs: a piece a line, so that a page may end
 * between two; the first two lines and the last two stand together. */
#include "firmware/base/text.h"
#include "firmware/paper/inside.h"

enum { TITLE_PICTURE = 46 };

static const char *
text_of(const json_t *json, double *size, enum letter *letter)
{
    const char *text = json_string_value(json_object_get(json, "title"));
    *letter = LETTER_BOLD;
    *size = 20;
    if (text != NULL)
        return text;
    text = json_string_value(json_object_get(json, "heading"));
    *size = 13;
    if (text != NULL)
        return text;
    *size = size_of(json_string_value(json_object_get(json, "size")));
    if (!json_is_true(json_object_get(json, "bold")))
        *letter = LETTER_PLAIN;
    return json_string_value(json_object_get(json, "text"));
}

static PangoLayout *
lay(struct sheet *sheet, const json_t *json, double *x)
{
    double size;
    enum letter letter;
    const char *text = text_of(json, &size, &letter);
    *x = json_object_get(json, "picture") != NULL ? TITLE_PICTURE + 12 : 0;
    return text_lay(sheet, text, size, letter, sheet->width - *x,
                    json_string_value(json_object_get(json, "align")));
}

/* Beside a picture nothing is parted. */
static void
with_picture(struct sheet *sheet, int block, double height, int lines)
{
    piece_add(sheet,
              (struct piece){.block = block,
                             .height = height > TITLE_PICTURE ? height
                                                              : TITLE_PICTURE,
                             .keep_next = true,
                             .last = lines});
}

void
words_pieces(struct sheet *sheet, int block, const json_t *json)
{
    double x;
    PangoLayout *layout = lay(sheet, json, &x);
    int lines = pango_layout_get_line_count(layout);
    bool head = json_object_get(json, "text") == NULL;
    if (json_object_get(json, "heading") != NULL)
        piece_add(sheet, (struct piece){.block = block,
                                        .height = 10,
                                        .is_space = true,
                                        .keep_next = true});
    if (x > 0)
        with_picture(sheet, block, text_height(layout), lines);
    for (int i = 0; x <= 0 && i < lines; i++)
        piece_add(sheet,
                  (struct piece){.block = block,
                                 .height = text_lines_height(layout, i, i + 1),
                                 .keep_next = head || (i == 0 && lines > 1) ||
                                              (lines > 2 && i == lines - 2),
                                 .first = i,
                                 .last = i + 1});
    piece_add(sheet, (struct piece){.block = block,
                                    .height = 4,
                                    .is_space = true,
                                    .keep_next = head});
    g_object_unref(layout);
}

void
words_draw(struct sheet *sheet, const struct piece *piece, const json_t *json,
           double top)
{
    double x;
    PangoLayout *layout = lay(sheet, json, &x);
    const char *name = json_string_value(json_object_get(json, "picture"));
    cairo_surface_t *picture =
        name == NULL ? NULL : shelf_picture(&sheet->shelf, name);
    double down = 0;
    if (x > 0 && text_height(layout) < TITLE_PICTURE)
        down = (TITLE_PICTURE - text_height(layout)) / 2;
    text_draw_lines(sheet, layout, sheet->margin + x, top + down, piece->first,
                    piece->last);
    /* After the words: a page whose first mark inside a tag is a picture ends
     * with a tag error in cairo 1.16. */
    if (picture != NULL)
        picture_draw(sheet->cairo, picture, sheet->margin, top, TITLE_PICTURE,
                     TITLE_PICTURE);
    g_object_unref(layout);
}
