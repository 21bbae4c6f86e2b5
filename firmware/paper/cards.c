/* Cards in a grid, each with a frame to cut along: what stands above, the
 * picture as large as there is room, the title, the text. */
#include "firmware/base/text.h"
#include "firmware/paper/inside.h"

enum { GAP = 8, PAD = 8, CARD_MM = 62 };

struct deck {
    const json_t *items;
    int columns;
    double width, height;
    double size; /* of the title */
};

static struct deck
deck_of(struct sheet *sheet, const json_t *cards)
{
    const json_t *columns = json_object_get(cards, "columns");
    const json_t *mm = json_object_get(cards, "height_mm");
    struct deck deck = {
        .items = json_object_get(cards, "items"),
        .columns = columns == NULL ? 3 : (int)json_number_value(columns)};
    deck.width = (sheet->width - GAP * (deck.columns - 1)) / deck.columns;
    deck.height = (mm == NULL ? CARD_MM : json_number_value(mm)) * PAPER_MM;
    const char *size = json_string_value(json_object_get(cards, "size"));
    deck.size = size_of(size == NULL ? "large" : size);
    return deck;
}

struct written {
    PangoLayout *above, *title, *text;
    double above_height, title_height, text_height;
};

static PangoLayout *
part(struct sheet *sheet, const struct deck *deck, const char *text,
     double size, enum letter letter, double *height)
{
    *height = 0;
    if (text_empty(text))
        return NULL;
    PangoLayout *layout =
        text_lay(sheet, text, size, letter, deck->width - 2 * PAD, "centre");
    *height = text_height(layout);
    return layout;
}

static const char *
says(const json_t *card, const char *name)
{
    return json_string_value(json_object_get(card, name));
}

static struct written
write_card(struct sheet *sheet, const struct deck *deck, const json_t *card)
{
    struct written w;
    double little = deck->size * 0.7 > 9 ? deck->size * 0.7 : 9;
    w.above = part(sheet, deck, says(card, "above"), little, LETTER_PLAIN,
                   &w.above_height);
    w.title = part(sheet, deck, says(card, "title"), deck->size, LETTER_BOLD,
                   &w.title_height);
    w.text = part(sheet, deck, says(card, "text"), little, LETTER_PLAIN,
                  &w.text_height);
    return w;
}

static void
put(struct sheet *sheet, PangoLayout *layout, double x, double y)
{
    if (layout == NULL)
        return;
    text_draw(sheet, layout, x, y);
    g_object_unref(layout);
}

static void
drop(PangoLayout *layout)
{
    if (layout != NULL)
        g_object_unref(layout);
}

/* What a card needs; more than its height if it has much to say. */
static double
needs(struct sheet *sheet, const struct deck *deck, const json_t *card)
{
    struct written w = write_card(sheet, deck, card);
    double picture =
        json_object_get(card, "picture") == NULL ? 0 : 30 * PAPER_MM;
    drop(w.above);
    drop(w.title);
    drop(w.text);
    return w.above_height + w.title_height + w.text_height + picture + 2 * PAD +
           8;
}

void
cards_pieces(struct sheet *sheet, int block, const json_t *cards)
{
    struct deck deck = deck_of(sheet, cards);
    int count = (int)json_array_size(deck.items);
    for (int i = 0; i < count; i += deck.columns) {
        int last = i + deck.columns < count ? i + deck.columns : count;
        double height = deck.height;
        for (int k = i; k < last; k++) {
            double need =
                needs(sheet, &deck, json_array_get(deck.items, (size_t)k));
            if (need > height)
                height = need;
        }
        if (height + GAP > sheet->room)
            sheet->too_tall = block;
        piece_add(sheet, (struct piece){.block = block,
                                        .height = height + GAP,
                                        .first = i,
                                        .last = last});
    }
}

static void
frame(struct sheet *sheet, double x, double y, double width, double height)
{
    const double round = 7;
    const double quarter = 1.5707963267948966;
    cairo_t *cairo = sheet->cairo;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - round, y + round, round, -quarter, 0);
    cairo_arc(cairo, x + width - round, y + height - round, round, 0, quarter);
    cairo_arc(cairo, x + round, y + height - round, round, quarter,
              2 * quarter);
    cairo_arc(cairo, x + round, y + round, round, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
    hair(sheet);
    cairo_set_line_width(cairo, 0.9);
    cairo_stroke(cairo);
}

static void
card_draw(struct sheet *sheet, const struct deck *deck, const json_t *card,
          double x, double y, double height)
{
    struct written w = write_card(sheet, deck, card);
    const char *name = json_string_value(json_object_get(card, "picture"));
    double inner = deck->width - 2 * PAD;
    double top = y + PAD + w.above_height + 2;
    double bottom = y + height - PAD - w.text_height;
    frame(sheet, x, y, deck->width, height);
    cairo_tag_begin(sheet->cairo, "P", NULL);
    put(sheet, w.above, x + PAD, y + PAD);
    if (name == NULL) /* the title in the middle of what is left */
        bottom = top + (bottom - top + w.title_height) / 2;
    put(sheet, w.title, x + PAD, bottom - w.title_height);
    put(sheet, w.text, x + PAD, y + height - PAD - w.text_height);
    cairo_tag_end(sheet->cairo, "P");
    cairo_surface_t *picture =
        name == NULL ? NULL : shelf_picture(&sheet->shelf, name);
    if (picture != NULL)
        picture_draw(sheet->cairo, picture, x + PAD, top, inner,
                     bottom - w.title_height - 2 - top);
}

void
cards_draw(struct sheet *sheet, const struct piece *piece, const json_t *cards,
           double top)
{
    struct deck deck = deck_of(sheet, cards);
    for (int i = piece->first; i < piece->last; i++)
        card_draw(sheet, &deck, json_array_get(deck.items, (size_t)i),
                  sheet->margin + (i - piece->first) * (deck.width + GAP), top,
                  piece->height - GAP);
}
