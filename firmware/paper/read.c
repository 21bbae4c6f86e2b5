#include "firmware/paper/read.h"

#include <stdbool.h>
#include <string.h>

#include "firmware/base/text.h"

struct reading {
    const json_t *pictures;
    size_t cells;
    size_t cards;
    char where[200];
    char *why;
    size_t why_size;
};

static bool
wrong(struct reading *r, const char *what)
{
    (void)text_format(r->why, r->why_size, "%s: %s",
                      r->where[0] == '\0' ? "document" : r->where, what);
    return false;
}

/* --- texts, numbers, pictures by name --- */

static bool
is_text(struct reading *r, const json_t *in, const char *name, bool needed,
        size_t most)
{
    const json_t *value = json_object_get(in, name);
    char what[120];
    if (value == NULL && !needed)
        return true;
    if (json_is_string(value) && json_string_length(value) <= most)
        return true;
    (void)text_format(what, sizeof what, "%s is no text of at most %zu bytes",
                      name, most);
    return wrong(r, what);
}

static bool
is_number(struct reading *r, const json_t *in, const char *name, double least,
          double most)
{
    const json_t *value = json_object_get(in, name);
    char what[120];
    if (value == NULL ||
        (json_is_number(value) && json_number_value(value) >= least &&
         json_number_value(value) <= most))
        return true;
    (void)text_format(what, sizeof what, "%s is no number from %g to %g", name,
                      least, most);
    return wrong(r, what);
}

/* A picture has a name that stands in "pictures". */
static bool
is_picture(struct reading *r, const json_t *in)
{
    const json_t *value = json_object_get(in, "picture");
    if (value == NULL)
        return true;
    if (json_is_string(value) &&
        json_object_get(r->pictures, json_string_value(value)) != NULL)
        return true;
    return wrong(r, "picture is not among the pictures");
}

static bool
is_one_of(struct reading *r, const json_t *in, const char *name,
          const char *const *words)
{
    const json_t *value = json_object_get(in, name);
    char what[120];
    for (size_t i = 0; value != NULL && words[i] != NULL; i++)
        if (text_equal(json_string_value(value), words[i]))
            return true;
    if (value == NULL)
        return true;
    (void)text_format(what, sizeof what, "%s is an unknown word", name);
    return wrong(r, what);
}

static const char *const sizes[] = {"small", "usual", "large", "huge", NULL};
static const char *const aligns[] = {"left", "right", "centre", NULL};
static const char *const beside[] = {"left", "above", NULL};

/* --- tables --- */

static bool
is_bit(struct reading *r, const json_t *bit)
{
    if (json_is_string(bit))
        return json_string_length(bit) <= PAPER_CELL_MAX
                   ? true
                   : wrong(r, "the text is too long");
    if (!json_is_object(bit))
        return wrong(r, "is neither text nor object");
    return is_text(r, bit, "title", false, PAPER_CELL_MAX) &&
           is_text(r, bit, "text", false, PAPER_CELL_MAX) &&
           is_number(r, bit, "bar", 0, 1) && is_picture(r, bit);
}

static bool
is_cell(struct reading *r, const json_t *cell)
{
    if (!json_is_array(cell))
        return is_bit(r, cell);
    if (json_array_size(cell) > PAPER_BITS_MAX)
        return wrong(r, "has too many parts");
    for (size_t i = 0; i < json_array_size(cell); i++)
        if (!is_bit(r, json_array_get(cell, i)))
            return false;
    return true;
}

static bool
is_row(struct reading *r, const json_t *row, size_t columns)
{
    char what[120];
    (void)text_format(what, sizeof what, "has %zu cells, the head has %zu",
                      json_array_size(row), columns);
    if (!json_is_array(row) || json_array_size(row) != columns)
        return wrong(r, what);
    r->cells += columns;
    if (r->cells > PAPER_CELLS_MAX)
        return wrong(r, "there are too many cells");
    for (size_t i = 0; i < columns; i++)
        if (!is_cell(r, json_array_get(row, i)))
            return false;
    return true;
}

static bool
is_width(const json_t *value)
{
    return json_is_number(value) && json_number_value(value) > 0 &&
           json_number_value(value) <= 100;
}

static bool
is_per_column(struct reading *r, const json_t *table, size_t columns)
{
    const json_t *widths = json_object_get(table, "widths");
    const json_t *align = json_object_get(table, "align");
    if ((widths != NULL && json_array_size(widths) != columns) ||
        (align != NULL && json_array_size(align) != columns))
        return wrong(r, "widths and align have one entry a column");
    for (size_t i = 0; i < json_array_size(widths); i++)
        if (!is_width(json_array_get(widths, i)))
            return wrong(r, "a width is no number from 0 to 100");
    for (size_t i = 0; i < json_array_size(align); i++) {
        const char *word = json_string_value(json_array_get(align, i));
        if (!text_equal(word, "left") && !text_equal(word, "right") &&
            !text_equal(word, "centre"))
            return wrong(r, "align has an unknown word");
    }
    return true;
}

static bool
is_table(struct reading *r, const json_t *table)
{
    const json_t *head = json_object_get(table, "head");
    const json_t *rows = json_object_get(table, "rows");
    size_t columns = json_array_size(head);
    char before[sizeof r->where];
    if (columns == 0 || columns > PAPER_COLUMNS_MAX || !json_is_array(rows))
        return wrong(r, "a table has a head of 1 to 12 cells, and rows");
    if (!is_row(r, head, columns) || !is_per_column(r, table, columns) ||
        !is_one_of(r, table, "size", sizes) ||
        !is_one_of(r, table, "pictures", beside) ||
        !is_number(r, table, "picture_mm", 4, 120))
        return false;
    (void)text_copy(before, sizeof before, r->where);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        (void)text_format(r->where, sizeof r->where, "%.120s.rows[%zu]", before,
                          i);
        if (!is_row(r, json_array_get(rows, i), columns))
            return false;
    }
    (void)text_copy(r->where, sizeof r->where, before);
    return true;
}

/* --- cards --- */

static bool
is_card(struct reading *r, const json_t *card)
{
    if (!json_is_object(card))
        return wrong(r, "a card is an object");
    return is_text(r, card, "above", false, PAPER_CELL_MAX) &&
           is_text(r, card, "title", false, PAPER_CELL_MAX) &&
           is_text(r, card, "text", false, PAPER_CELL_MAX) &&
           is_picture(r, card);
}

static bool
is_cards(struct reading *r, const json_t *cards)
{
    const json_t *items = json_object_get(cards, "items");
    r->cards += json_array_size(items);
    if (!json_is_array(items) || r->cards > PAPER_CARDS_MAX)
        return wrong(r, "cards have items, at most 400 in all");
    if (!is_number(r, cards, "columns", 1, 8) ||
        !is_number(r, cards, "height_mm", 20, 250) ||
        !is_one_of(r, cards, "size", sizes))
        return false;
    for (size_t i = 0; i < json_array_size(items); i++)
        if (!is_card(r, json_array_get(items, i)))
            return false;
    return true;
}

/* --- the whole --- */

static bool
is_block(struct reading *r, const json_t *block)
{
    const json_t *inner;
    if (!json_is_object(block))
        return wrong(r, "is no object");
    if (!is_picture(r, block) || !is_one_of(r, block, "size", sizes) ||
        !is_one_of(r, block, "align", aligns) ||
        !is_number(r, block, "height_mm", 5, 240))
        return false;
    if (json_object_get(block, "title") != NULL)
        return is_text(r, block, "title", true, PAPER_CELL_MAX);
    if (json_object_get(block, "heading") != NULL)
        return is_text(r, block, "heading", true, PAPER_CELL_MAX);
    if (json_object_get(block, "text") != NULL)
        return is_text(r, block, "text", true, PAPER_TEXT_MAX);
    if ((inner = json_object_get(block, "table")) != NULL)
        return is_table(r, inner);
    if ((inner = json_object_get(block, "cards")) != NULL)
        return is_cards(r, inner);
    if (json_object_get(block, "space") != NULL)
        return is_number(r, block, "space", 0, 200);
    if (json_object_get(block, "break") != NULL ||
        json_object_get(block, "rule") != NULL ||
        json_object_get(block, "picture") != NULL)
        return true;
    return wrong(r, "is none of title, heading, text, table, cards, picture, "
                    "space, rule, break");
}

static bool
is_content(struct reading *r, const json_t *content)
{
    if (!json_is_array(content) || json_array_size(content) == 0 ||
        json_array_size(content) > PAPER_BLOCKS_MAX)
        return wrong(r, "content is no list of 1 to 4000 blocks");
    for (size_t i = 0; i < json_array_size(content); i++) {
        (void)text_format(r->where, sizeof r->where, "content[%zu]", i);
        if (!is_block(r, json_array_get(content, i)))
            return false;
    }
    return true;
}

static bool
is_document(struct reading *r, const json_t *document)
{
    r->pictures = json_object_get(document, "pictures");
    if (r->pictures != NULL &&
        (!json_is_object(r->pictures) ||
         json_object_size(r->pictures) > PAPER_PICTURES_MAX))
        return wrong(r, "pictures is no object of at most 400 pictures");
    return is_text(r, document, "name", true, PAPER_CELL_MAX) &&
           is_text(r, document, "lang", true, 8) &&
           is_text(r, document, "footer", false, PAPER_CELL_MAX) &&
           is_text(r, document, "page", false, 100) &&
           is_text(r, document, "made", false, 32) &&
           is_content(r, json_object_get(document, "content"));
}

enum result
read_document(const char *bytes, size_t length, json_t **out, char *why,
              size_t why_size)
{
    json_error_t error;
    struct reading r = {.why = why, .why_size = why_size};
    *out = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    if (*out == NULL) {
        (void)text_format(why, why_size, "line %d: %s", error.line, error.text);
        return RESULT_INVALID;
    }
    if (is_document(&r, *out))
        return RESULT_OK;
    json_decref(*out);
    *out = NULL;
    return RESULT_INVALID;
}
