#include "ui/staff/plan/draft.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

static const char none[] = "none";

bool
draft_row_of(const char *name, struct draft_row *row)
{
    *row = (struct draft_row){.list = NULL};
    if (text_equal(name, "title"))
        return true;
    const char *digit = name == NULL ? NULL : strchr(name, '-');
    if (digit == NULL || digit[1] < '0' || digit[1] > '7' || digit[2] != '\0')
        return false;
    row->at = digit[1] - '0';
    if (strncmp(name, "how-", 4) == 0)
        row->list = "how";
    else if (strncmp(name, "option-", 7) == 0 && row->at < VIEW_OPTIONS_MAX)
        row->list = "options";
    return row->list != NULL;
}

void
draft_row_name(const struct draft_row *row, char out[16])
{
    if (row->list == NULL)
        text_copy(out, 16, "title");
    else
        text_format(out, 16, "%s-%d",
                    text_equal(row->list, "how") ? "how" : "option",
                    row->at % 10);
}

/* --- from a form --- */

static void
take_text(json_t *draft, const struct form *form, const char *name)
{
    char text[512];
    text_copy(text, sizeof text, form_typed(form, name));
    text_trim(text);
    if (text[0] != '\0')
        json_object_set_new(draft, name, json_string(text));
}

static void
take_time(json_t *draft, const struct form *form, const char *name)
{
    char time[CIVIL_TIME_SIZE];
    int minute = 0;
    const char *typed = form_typed(form, name);
    if (typed[0] == '\0')
        return;
    if (civil_parse_time(typed, &minute) == RESULT_OK) {
        civil_format_time(minute, time);
        typed = time;
    }
    json_object_set_new(draft, name, json_string(typed));
}

/* Names in several fields, and in one with commas between. */
static void
take_names(json_t *draft, const struct form *form)
{
    json_t *names = json_array();
    const struct form_field *field = NULL;
    while ((field = form_next(form, "with", field)) != NULL) {
        const char *at = field->value;
        while (*at != '\0') {
            char name[VIEW_NAME_SIZE];
            size_t length = strcspn(at, ",\n");
            text_format(name, sizeof name, "%.*s",
                        (int)(length < sizeof name ? length : sizeof name), at);
            text_trim(name);
            if (name[0] != '\0')
                json_array_append_new(names, json_string(name));
            at += length + (at[length] != '\0');
        }
    }
    if (json_array_size(names) > 0)
        json_object_set(draft, "with", names);
    json_decref(names);
}

static void
take_cards(json_t *draft, const struct form *form, const char *list,
           const char *front, int most)
{
    json_t *cards = json_array();
    for (int i = 0; i < most; i++) {
        char name[24];
        char text[VIEW_TEXT_SIZE];
        text_format(name, sizeof name, "%s-%d", front, i);
        text_copy(text, sizeof text, form_typed(form, name));
        text_trim(text);
        text_format(name, sizeof name, "%s-picture-%d", front, i);
        json_array_append_new(cards,
                              json_pack("{s:s,s:s}", "text", text, "picture",
                                        form_typed(form, name)));
    }
    json_object_set_new(draft, list, cards);
}

static void
take_notices(json_t *draft, const struct form *form)
{
    static const int minutes[] = {30, 15, 10, 5};
    json_t *notices = json_array();
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        char value[8];
        text_format(value, sizeof value, "%d", minutes[i]);
        if (form_has(form, "notices", value))
            json_array_append_new(notices, json_integer(minutes[i]));
    }
    if (json_array_size(notices) > 0)
        json_object_set(draft, "notices", notices);
    json_decref(notices);
}

static void
take_when(json_t *draft, const struct form *form)
{
    long weekday = 0;
    if (form_number(form, "weekday", 1, 7, &weekday)) {
        json_object_set_new(draft, "weekday", json_integer(weekday));
        take_text(draft, form, "from");
        take_text(draft, form, "to");
    } else {
        take_text(draft, form, "date");
    }
    if (form_has(form, "all_day", "1"))
        json_object_set_new(draft, "all_day", json_true());
    take_time(draft, form, "start");
    take_time(draft, form, "end");
}

json_t *
draft_from_form(const struct form *form)
{
    static const char *const texts[] = {"title",      "picture", "place",
                                        "why",        "bring",   "learn",
                                        "known_when", "energy"};
    json_t *draft = json_object();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        take_text(draft, form, texts[i]);
    take_when(draft, form);
    take_names(draft, form);
    take_notices(draft, form);
    take_cards(draft, form, "how", "how", VIEW_STEPS_MAX);
    take_cards(draft, form, "options", "option", VIEW_OPTIONS_MAX);
    return draft;
}

/* --- rows --- */

static json_t *
row_of(const json_t *draft, const struct draft_row *row)
{
    return json_array_get(json_object_get(draft, row->list), (size_t)row->at);
}

static const char *
or_empty(const json_t *value)
{
    const char *text = json_string_value(value);
    return text == NULL ? "" : text;
}

const char *
draft_text(const json_t *draft, const struct draft_row *row)
{
    return row->list == NULL
               ? or_empty(json_object_get(draft, "title"))
               : or_empty(json_object_get(row_of(draft, row), "text"));
}

const char *
draft_picture(const json_t *draft, const struct draft_row *row)
{
    return or_empty(json_object_get(
        row->list == NULL ? draft : row_of(draft, row), "picture"));
}

void
draft_set_picture(json_t *draft, const struct draft_row *row,
                  const char *picture)
{
    json_t *holder = row->list == NULL ? draft : row_of(draft, row);
    if (holder != NULL)
        json_object_set_new(holder, "picture", json_string(picture));
}

void
draft_raise(json_t *draft, const struct draft_row *row)
{
    json_t *list = json_object_get(draft, row->list);
    json_t *card = json_incref(json_array_get(list, (size_t)row->at));
    if (card != NULL && row->at > 0) {
        json_array_remove(list, (size_t)row->at);
        json_array_insert(list, (size_t)row->at - 1, card);
    }
    json_decref(card);
}

static void
propose_one(json_t *holder, const char *text, struct library *library,
            const char *lang)
{
    struct library_hit hit;
    if (text_empty(text) ||
        or_empty(json_object_get(holder, "picture"))[0] != '\0')
        return;
    if (library_match(library, lang, text, &hit) == RESULT_OK)
        json_object_set_new(holder, "picture", json_string(hit.id));
}

void
draft_propose(json_t *draft, struct library *library, const char *lang)
{
    static const char *const lists[] = {"how", "options"};
    size_t at;
    json_t *card;
    if (library == NULL)
        return;
    propose_one(draft, json_string_value(json_object_get(draft, "title")),
                library, lang);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        json_array_foreach(json_object_get(draft, lists[i]), at, card)
        {
            propose_one(card, json_string_value(json_object_get(card, "text")),
                        library, lang);
        }
    }
}

static void
drop_none(json_t *holder)
{
    const char *picture = or_empty(json_object_get(holder, "picture"));
    if (picture[0] == '\0' || strcmp(picture, none) == 0)
        json_object_del(holder, "picture");
}

void
draft_finish(json_t *draft)
{
    static const char *const lists[] = {"how", "options"};
    drop_none(draft);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        json_t *list = json_object_get(draft, lists[i]);
        for (size_t at = json_array_size(list); at > 0; at--) {
            json_t *card = json_array_get(list, at - 1);
            drop_none(card);
            /* A picture alone is no row either: nobody could read it. */
            if (or_empty(json_object_get(card, "text"))[0] == '\0')
                json_array_remove(list, at - 1);
        }
        if (json_array_size(list) == 0)
            json_object_del(draft, lists[i]);
    }
}

void
draft_words(const json_t *draft, const char *field, char *out, size_t size)
{
    const json_t *value = json_object_get(draft, field);
    size_t at;
    json_t *part;
    out[0] = '\0';
    if (json_is_string(value))
        text_copy(out, size, json_string_value(value));
    if (json_is_integer(value))
        text_format(out, size, "%d", (int)json_integer_value(value));
    json_array_foreach(value, at, part)
    {
        const char *text = json_is_object(part)
                               ? or_empty(json_object_get(part, "text"))
                               : or_empty(part);
        if (json_is_integer(part))
            text_append(out, size, "%s%d", out[0] == '\0' ? "" : ", ",
                        (int)json_integer_value(part));
        else if (text[0] != '\0')
            text_append(out, size, "%s%s", out[0] == '\0' ? "" : ", ", text);
    }
}
