#include "firmware/exchange/board_read.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

enum { ID_SIZE = 128 };

/* An id is a text, and some programs write a number. */
static void
id_of(const json_t *value, char out[ID_SIZE])
{
    out[0] = '\0';
    if (json_is_string(value))
        (void)text_copy(out, ID_SIZE, json_string_value(value));
    else if (json_is_integer(value))
        (void)text_format(out, ID_SIZE, "%" JSON_INTEGER_FORMAT,
                          json_integer_value(value));
}

static const json_t *
with_id(const json_t *list, const json_t *id)
{
    char wanted[ID_SIZE], has[ID_SIZE];
    size_t i;
    json_t *entry;
    id_of(id, wanted);
    if (wanted[0] == '\0')
        return NULL;
    json_array_foreach(list, i, entry)
    {
        id_of(json_object_get(entry, "id"), has);
        if (strcmp(wanted, has) == 0)
            return entry;
    }
    return NULL;
}

struct reading {
    const json_t *json;
    struct board *board;
    json_t *taken; /* ids of buttons */
};

static void
take_button(struct reading *reading, const json_t *button)
{
    char id[ID_SIZE];
    struct board *board = reading->board;
    id_of(json_object_get(button, "id"), id);
    if (!json_is_object(button) || board->count == BOARD_BUTTONS_MAX ||
        json_is_true(json_object_get(button, "hidden")) ||
        (id[0] != '\0' && json_object_get(reading->taken, id) != NULL))
        return;
    struct board_button *out = &board->buttons[board->count];
    const char *label = json_string_value(json_object_get(button, "label"));
    if (label == NULL)
        label = json_string_value(json_object_get(button, "vocalization"));
    (void)text_copy(out->label, sizeof out->label, label);
    import_clean(out->label);
    out->image = with_id(json_object_get(reading->json, "images"),
                         json_object_get(button, "image_id"));
    if (out->label[0] == '\0' && out->image == NULL)
        return; /* an empty cell */
    if (id[0] != '\0')
        (void)json_object_set_new(reading->taken, id, json_true());
    board->count++;
}

/* The grid's order first; whatever it forgets comes after. */
static void
take_buttons(struct reading *reading)
{
    const json_t *buttons = json_object_get(reading->json, "buttons");
    const json_t *order =
        json_object_get(json_object_get(reading->json, "grid"), "order");
    size_t r, c, i;
    json_t *row, *cell, *button;
    json_array_foreach(order, r, row)
    {
        json_array_foreach(row, c, cell)
            take_button(reading, with_id(buttons, cell));
    }
    json_array_foreach(buttons, i, button) take_button(reading, button);
}

static void
read_lang(const json_t *json, const char *lang, char out[8])
{
    const char *locale = json_string_value(json_object_get(json, "locale"));
    (void)text_copy(out, 8, lang);
    if (locale == NULL)
        return;
    size_t length = strcspn(locale, "-_");
    if (length == 2 || length == 3)
        (void)text_format(out, 8, "%.*s", (int)length, locale);
    if (strcmp(out, "no") == 0)
        (void)text_copy(out, 8, "nb");
}

bool
board_read(const json_t *json, const char *lang, struct report *report,
           struct board *board)
{
    const char *format = json_string_value(json_object_get(json, "format"));
    const char *name = json_string_value(json_object_get(json, "name"));
    struct reading reading = {.json = json, .board = board};
    board->count = 0;
    if (!json_is_array(json_object_get(json, "buttons"))) {
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Filen är ingen tavla i Open Board Format."));
        return false;
    }
    if (format == NULL || strncmp(format, "open-board-", 11) != 0)
        report_say(report, REPORT_WARNING, 0, "format",
                   WORD("Tavlan säger inte vilken form den har."));
    (void)text_copy(board->name, sizeof board->name, name);
    import_clean(board->name);
    read_lang(json, lang, board->lang);
    reading.taken = json_object();
    take_buttons(&reading);
    json_decref(reading.taken);
    if (board->count == 0)
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Tavlan har inga knappar."));
    return board->count > 0;
}

const char *
board_root(const json_t *manifest, const char *first)
{
    const char *root = json_string_value(json_object_get(manifest, "root"));
    const json_t *boards =
        json_object_get(json_object_get(manifest, "paths"), "boards");
    if (root != NULL)
        return root;
    void *at = json_object_iter((json_t *)(uintptr_t)boards);
    const char *listed =
        at == NULL ? NULL : json_string_value(json_object_iter_value(at));
    return listed != NULL ? listed : first;
}
