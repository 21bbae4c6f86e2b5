#include "firmware/paper/draw.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/paper/inside.h"
#include "firmware/paper/paper.h"

#define A4_SHORT (210 * PAPER_MM)
#define A4_LONG (297 * PAPER_MM)

/* --- bytes out --- */

struct out {
    unsigned char *bytes;
    size_t length, room;
};

static cairo_status_t
keep(void *closure, const unsigned char *bytes, unsigned int length)
{
    struct out *out = closure;
    if (out->length + length > PAPER_PDF_MAX)
        return CAIRO_STATUS_WRITE_ERROR;
    if (out->length + length > out->room) {
        size_t room = (out->length + length) * 2;
        unsigned char *more = realloc(out->bytes, room);
        if (more == NULL)
            return CAIRO_STATUS_NO_MEMORY;
        out->bytes = more;
        out->room = room;
    }
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
    return CAIRO_STATUS_SUCCESS;
}

/* --- what a block is --- */

enum kind {
    KIND_WORDS,
    KIND_TABLE,
    KIND_CARDS,
    KIND_PICTURE,
    KIND_SPACE,
    KIND_RULE,
    KIND_BREAK
};

static enum kind
kind_of(const json_t *block)
{
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {{"title", KIND_WORDS},     {"heading", KIND_WORDS},
                 {"text", KIND_WORDS},      {"table", KIND_TABLE},
                 {"cards", KIND_CARDS},     {"space", KIND_SPACE},
                 {"picture", KIND_PICTURE}, {"rule", KIND_RULE}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (json_object_get(block, kinds[i].name) != NULL)
            return kinds[i].kind;
    return KIND_BREAK;
}

static double
millimetres(const json_t *block, const char *name, double otherwise)
{
    const json_t *value = json_object_get(block, name);
    return (value == NULL ? otherwise : json_number_value(value)) * PAPER_MM;
}

static void
pieces_of(struct sheet *sheet, int number, const json_t *block)
{
    struct piece piece = {.block = number};
    switch (kind_of(block)) {
    case KIND_WORDS:
        words_pieces(sheet, number, block);
        return;
    case KIND_TABLE:
        table_pieces(sheet, number, json_object_get(block, "table"));
        return;
    case KIND_CARDS:
        cards_pieces(sheet, number, json_object_get(block, "cards"));
        return;
    case KIND_PICTURE:
        piece.height = millimetres(block, "height_mm", 60) + 6;
        break;
    case KIND_SPACE:
        piece.height = millimetres(block, "space", 0);
        piece.is_space = true;
        break;
    case KIND_RULE:
        piece.height = 12;
        break;
    case KIND_BREAK:
        piece.new_page = true;
        break;
    }
    if (piece.height > sheet->room)
        piece.height = sheet->room;
    piece_add(sheet, piece);
}

/* --- drawing --- */

/* One P, H1, H2 or Table is open at a time; it is closed where its block ends
 * and where its page does. */
static const char *
tag_of(const json_t *block)
{
    switch (kind_of(block)) {
    case KIND_WORDS:
        return json_object_get(block, "title") != NULL     ? "H1"
               : json_object_get(block, "heading") != NULL ? "H2"
                                                           : "P";
    case KIND_TABLE:
        return "Table";
    case KIND_CARDS:
        return "Div";
    case KIND_PICTURE:
    case KIND_SPACE:
    case KIND_RULE:
    case KIND_BREAK:
        break;
    }
    return NULL;
}

static void
draw_picture(struct sheet *sheet, const json_t *block, double top,
             double height)
{
    const char *name = json_string_value(json_object_get(block, "picture"));
    cairo_surface_t *picture = shelf_picture(&sheet->shelf, name);
    if (picture != NULL)
        picture_draw(sheet->cairo, picture, sheet->margin, top, sheet->width,
                     height - 6);
}

static void
draw_piece(struct sheet *sheet, size_t i)
{
    const struct piece *piece = &sheet->pieces[i];
    const struct place *place = &sheet->places[i];
    const json_t *block = json_array_get(sheet->content, (size_t)piece->block);
    double top = sheet->above + place->top;
    switch (kind_of(block)) {
    case KIND_WORDS:
        if (!piece->is_space)
            words_draw(sheet, piece, block, top);
        break;
    case KIND_TABLE:
        if (place->with_head)
            table_draw_head(sheet, json_object_get(block, "table"),
                            top - piece->head);
        if (!piece->is_space)
            table_draw(sheet, piece, json_object_get(block, "table"), top);
        break;
    case KIND_CARDS:
        cards_draw(sheet, piece, json_object_get(block, "cards"), top);
        break;
    case KIND_PICTURE:
        draw_picture(sheet, block, top, piece->height);
        break;
    case KIND_RULE:
        hair(sheet);
        cairo_move_to(sheet->cairo, sheet->margin, top + 6);
        cairo_rel_line_to(sheet->cairo, sheet->width, 0);
        cairo_stroke(sheet->cairo);
        break;
    case KIND_SPACE:
    case KIND_BREAK:
        break;
    }
}

/* "{page}" and "{pages}" become numbers. */
static void
number_pages(char *to, size_t size, const char *form, int page, int pages)
{
    to[0] = '\0';
    while (form != NULL && *form != '\0') {
        if (strncmp(form, "{page}", 6) == 0) {
            (void)text_append(to, size, "%d", page);
            form += 6;
        } else if (strncmp(form, "{pages}", 7) == 0) {
            (void)text_append(to, size, "%d", pages);
            form += 7;
        } else {
            size_t length = strcspn(form + 1, "{") + 1;
            (void)text_append(to, size, "%.*s", (int)length, form);
            form += length;
        }
    }
}

static void
draw_footer(struct sheet *sheet, const json_t *document, int page, int pages)
{
    char number[120];
    double y = sheet->page_height - 14 * PAPER_MM;
    number_pages(number, sizeof number,
                 json_string_value(json_object_get(document, "page")), page,
                 pages);
    PangoLayout *left =
        text_lay(sheet, json_string_value(json_object_get(document, "footer")),
                 8, LETTER_PLAIN, sheet->width * 0.8, NULL);
    PangoLayout *right =
        text_lay(sheet, number, 8, LETTER_PLAIN, sheet->width * 0.2, "right");
    text_draw(sheet, left, sheet->margin, y);
    text_draw(sheet, right, sheet->margin + sheet->width * 0.8, y);
    g_object_unref(left);
    g_object_unref(right);
}

/* The pieces of one page from the `i`th on, each block in its tag; the first
 * piece of the next page. */
static size_t
draw_blocks(struct sheet *sheet, size_t i, int page)
{
    const char *open = NULL;
    int of = -1;
    for (; i < sheet->count && sheet->places[i].page == page; i++) {
        if (sheet->pieces[i].block != of) {
            if (open != NULL)
                cairo_tag_end(sheet->cairo, open);
            of = sheet->pieces[i].block;
            open = tag_of(json_array_get(sheet->content, (size_t)of));
            if (open != NULL)
                cairo_tag_begin(sheet->cairo, open, NULL);
        }
        draw_piece(sheet, i);
    }
    if (open != NULL)
        cairo_tag_end(sheet->cairo, open);
    return i;
}

static void
draw_pages(struct sheet *sheet, const json_t *document, int pages)
{
    size_t i = 0;
    /* What makes cairo call the file tagged: one Document round all. */
    cairo_tag_begin(sheet->cairo, "Document", NULL);
    for (int page = 0; page < pages; page++) {
        i = draw_blocks(sheet, i, page);
        draw_footer(sheet, document, page + 1, pages);
        if (page == pages - 1)
            cairo_tag_end(sheet->cairo, "Document");
        cairo_show_page(sheet->cairo);
    }
}

/* --- the whole --- */

static void
set_sizes(struct sheet *sheet, const json_t *document)
{
    bool wide = json_is_true(json_object_get(document, "landscape"));
    sheet->page_width = wide ? A4_LONG : A4_SHORT;
    sheet->page_height = wide ? A4_SHORT : A4_LONG;
    sheet->margin = 15 * PAPER_MM;
    sheet->above = 14 * PAPER_MM;
    sheet->width = sheet->page_width - 2 * sheet->margin;
    sheet->room = sheet->page_height - sheet->above - 19 * PAPER_MM;
}

static enum result
measure(struct sheet *sheet, int *pages, char *why, size_t why_size)
{
    for (size_t i = 0; i < json_array_size(sheet->content); i++)
        pieces_of(sheet, (int)i, json_array_get(sheet->content, i));
    *pages = flow(sheet->pieces, sheet->count, sheet->room, sheet->places);
    if (sheet->too_tall >= 0) {
        (void)text_format(why, why_size,
                          "content[%d]: a row or card is higher than a page",
                          sheet->too_tall);
        return RESULT_INVALID;
    }
    if (!sheet->full && *pages <= PAPER_PAGES_MAX)
        return RESULT_OK;
    (void)text_format(why, why_size, "more than %d pages", PAPER_PAGES_MAX);
    return RESULT_FULL;
}

static void
tell_about(cairo_surface_t *surface, const json_t *document)
{
    const char *made = json_string_value(json_object_get(document, "made"));
    cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_TITLE,
        json_string_value(json_object_get(document, "name")));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
                                   "Tröskel");
    if (made != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                       made);
}

static enum result
draw_all(struct sheet *sheet, const json_t *document, struct out *out,
         char *why, size_t why_size)
{
    int pages = 0;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        keep, out, sheet->page_width, sheet->page_height);
    sheet->cairo = cairo_create(surface);
    tell_about(surface, document);
    pango_context_set_language(sheet->context,
                               pango_language_from_string(json_string_value(
                                   json_object_get(document, "lang"))));
    enum result result = measure(sheet, &pages, why, why_size);
    if (result == RESULT_OK)
        draw_pages(sheet, document, pages);
    cairo_status_t status = cairo_status(sheet->cairo);
    cairo_destroy(sheet->cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (result == RESULT_OK && status != CAIRO_STATUS_SUCCESS) {
        (void)text_format(why, why_size, "%s", cairo_status_to_string(status));
        result = RESULT_FULL;
    }
    return result;
}

enum result
draw_document(const json_t *document, PangoContext *context,
              unsigned char **pdf, size_t *length, char *why, size_t why_size)
{
    struct out out = {0};
    struct sheet sheet = {.context = context,
                          .content = json_object_get(document, "content"),
                          .too_tall = -1};
    enum result result = RESULT_FULL;
    sheet.pieces = calloc(PIECES_MAX, sizeof *sheet.pieces);
    sheet.places = calloc(PIECES_MAX, sizeof *sheet.places);
    set_sizes(&sheet, document);
    shelf_init(&sheet.shelf, json_object_get(document, "pictures"));
    (void)text_format(why, why_size, "no memory");
    if (sheet.pieces != NULL && sheet.places != NULL)
        result = draw_all(&sheet, document, &out, why, why_size);
    shelf_finish(&sheet.shelf);
    free(sheet.pieces);
    free(sheet.places);
    if (result != RESULT_OK) {
        free(out.bytes);
        return result;
    }
    *pdf = out.bytes;
    *length = out.length;
    return RESULT_OK;
}
