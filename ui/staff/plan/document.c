#include "ui/staff/plan/document.h"

#include <sodium.h>
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/plan.h"

/* --- pictures --- */

static void
keep_picture(struct document *document, const char *id)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (document->picture_of(document->user, id, &bytes, &length) != RESULT_OK)
        return;
    size_t size =
        sodium_base64_encoded_len(length, sodium_base64_VARIANT_ORIGINAL);
    char *text = malloc(size);
    if (text != NULL) {
        sodium_bin2base64(text, size, bytes, length,
                          sodium_base64_VARIANT_ORIGINAL);
        json_object_set_new(document->pictures, id, json_string(text));
    }
    free(text);
    free(bytes);
}

/* Names the picture in `holder`, and takes it along once. */
static void
set_picture(struct document *document, json_t *holder, const char *id)
{
    if (text_empty(id))
        return;
    if (document->pictures == NULL)
        document->pictures = json_object();
    if (json_object_get(document->pictures, id) == NULL)
        keep_picture(document, id);
    if (json_object_get(document->pictures, id) != NULL)
        json_object_set_new(holder, "picture", json_string(id));
}

/* --- pieces --- */

static void
set_text(json_t *holder, const char *field, const char *text)
{
    if (!text_empty(text))
        json_object_set_new(holder, field, json_string(text));
}

static void
second_line(const struct document *document, const struct view_item *item,
            char *out, size_t size)
{
    text_copy(out, size, item->where.text);
    for (int i = 0; i < item->with_count; i++)
        text_append(out, size,
                    i > 0            ? ", %s"
                    : out[0] == '\0' ? "%s"
                                     : " \xc2\xb7 %s",
                    item->with[i].text);
    if (item->state == STATE_CANCELLED)
        text_append(out, size, "%s%s", out[0] == '\0' ? "" : " \xc2\xb7 ",
                    word(document->lang, "Inställt"));
}

static json_t *
new_document(struct document *document, const char *title, bool landscape,
             json_t *content)
{
    char footer[2 * VIEW_NAME_SIZE];
    text_format(footer, sizeof footer, "%s", document->centre);
    json_t *json =
        json_pack("{s:s,s:s,s:b,s:s,s:s,s:o}", "name", title, "lang",
                  document->lang, "landscape", (int)landscape, "footer", footer,
                  "made", document->made, "content", content);
    json_object_set_new(
        json, "page",
        json_string(word(document->lang, "Sida {page} av {pages}")));
    if (document->pictures != NULL)
        json_object_set(json, "pictures", document->pictures);
    json_decref(document->pictures);
    document->pictures = NULL;
    return json;
}

static json_t *
title_block(struct document *document, const char *title)
{
    json_t *block = json_pack("{s:s}", "title", title);
    set_picture(document, block, document->picture);
    return block;
}

static void
day_title(const struct document *document, int32_t date, char *out, size_t size)
{
    char words[PLAN_DAY_SIZE];
    plan_day_words(document->lang, date, words);
    text_format(out, size, "%s, %s", document->name, words);
}

/* --- the day, the picture at the left as on the screen --- */

static json_t *
day_row(struct document *document, const struct view_item *item)
{
    char time[40];
    char second[400];
    json_t *what = json_pack("{s:s}", "title", item->what.text);
    plan_time_words(document->lang, item, time, sizeof time);
    second_line(document, item, second, sizeof second);
    set_text(what, "text", second);
    set_picture(document, what, item->what.picture);
    return json_pack("[s,o]", time, what);
}

json_t *
document_day(struct document *document, const struct view_day *day)
{
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE];
    json_t *rows = json_array();
    day_title(document, day->date, title, sizeof title);
    for (int i = 0; i < day->count; i++)
        json_array_append_new(rows, day_row(document, &day->items[i]));
    json_t *head = json_pack("[s,s]", word(document->lang, "När"),
                             word(document->lang, "Vad"));
    json_t *table = json_pack("{s:o,s:o,s:[i,i],s:s,s:s,s:i}", "head", head,
                              "rows", rows, "widths", 1, 5, "size", "large",
                              "pictures", "left", "picture_mm", 18);
    json_t *content = json_pack("[o]", title_block(document, title));
    if (day->count > 0)
        json_array_append_new(content, json_pack("{s:o}", "table", table));
    else
        json_decref(table);
    json_array_append_new(
        content,
        json_pack("{s:s}", "text",
                  day->count == 0 ? word(document->lang, "Inget är planerat.")
                                  : word(document->lang, "Dagen är slut här")));
    return new_document(document, title, false, content);
}

/* --- the week: a column a day --- */

static json_t *
week_cell(struct document *document, const struct view_day *day, int at)
{
    char time[40];
    if (at >= day->count)
        return json_string("");
    const struct view_item *item = &day->items[at];
    json_t *cell = json_pack("{s:s}", "title", item->what.text);
    plan_time_words(document->lang, item, time, sizeof time);
    set_text(cell, "text", time);
    set_picture(document, cell, item->what.picture);
    return cell;
}

static bool
has_weekend(const struct view_day *days, int count)
{
    for (int i = 5; i < count; i++)
        if (days[i].count > 0)
            return true;
    return false;
}

json_t *
document_week(struct document *document, const struct view_day *days, int count)
{
    char title[VIEW_NAME_SIZE + 60];
    int columns = has_weekend(days, count) ? count : 5;
    int longest = 1;
    json_t *head = json_array();
    json_t *rows = json_array();
    text_format(title, sizeof title, word(document->lang, "%s, vecka %d"),
                document->name, civil_week(days[0].date));
    for (int d = 0; d < columns; d++) {
        char words[PLAN_DAY_SIZE];
        plan_day_words(document->lang, days[d].date, words);
        json_array_append_new(head, json_string(words));
        longest = days[d].count > longest ? days[d].count : longest;
    }
    for (int i = 0; i < longest; i++) {
        json_t *row = json_array();
        for (int d = 0; d < columns; d++)
            json_array_append_new(row, week_cell(document, &days[d], i));
        json_array_append_new(rows, row);
    }
    json_t *table =
        json_pack("{s:o,s:o,s:s,s:s,s:i}", "head", head, "rows", rows, "size",
                  "small", "pictures", "above", "picture_mm", 14);
    json_t *content =
        json_pack("[o,{s:o}]", title_block(document, title), "table", table);
    return new_document(document, title, true, content);
}

/* --- cards to cut out --- */

json_t *
document_cards(struct document *document, const struct view_day *day)
{
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE];
    json_t *items = json_array();
    day_title(document, day->date, title, sizeof title);
    for (int i = 0; i < day->count; i++) {
        const struct view_item *item = &day->items[i];
        char time[40];
        json_t *card = json_pack("{s:s}", "title", item->what.text);
        plan_time_words(document->lang, item, time, sizeof time);
        set_text(card, "above", time);
        set_text(card, "text", item->where.text);
        set_picture(document, card, item->what.picture);
        json_array_append_new(items, card);
    }
    if (day->count == 0)
        json_array_append_new(
            items, json_pack("{s:s}", "title",
                             word(document->lang, "Inget är planerat.")));
    json_t *cards = json_pack("{s:i,s:i,s:o}", "columns", 3, "height_mm", 62,
                              "items", items);
    json_t *content =
        json_pack("[o,{s:o}]", title_block(document, title), "cards", cards);
    return new_document(document, title, false, content);
}

/* --- a journey --- */

static void
add_line(json_t *content, const char *text, const char *size)
{
    if (!text_empty(text))
        json_array_append_new(content,
                              json_pack("{s:s,s:s,s:s}", "text", text, "size",
                                        size, "align", "centre"));
}

json_t *
document_journey(struct document *document, int32_t date,
                 const struct journey *journey)
{
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE];
    json_t *content = json_array();
    json_t *picture = json_object();
    day_title(document, date, title, sizeof title);
    json_array_append_new(content, title_block(document, title));
    json_array_append_new(content, json_pack("{s:i}", "space", 10));
    set_picture(document, picture, journey->picture);
    if (json_object_size(picture) > 0) {
        json_object_set_new(picture, "height_mm", json_integer(90));
        json_array_append_new(content, picture);
    } else {
        json_decref(picture);
    }
    json_array_append_new(content, json_pack("{s:s,s:s,s:s,s:b}", "text",
                                             journey->what, "size", "huge",
                                             "align", "centre", "bold", 1));
    add_line(content, journey->when, "huge");
    add_line(content, journey->where, "large");
    add_line(content, journey->who, "large");
    add_line(content, journey->note, "large");
    return new_document(document, title, false, content);
}
