#include "firmware/store/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

enum { CARD_TEXT_MAX = 60, PICTURE_MAX = 71 };

struct body
body_of(struct store *store, const struct event *event)
{
    return (struct body){store, event->body, false};
}

enum result
project_refuse(struct store *store, const char *field, const char *reason)
{
    text_copy(store->problem_field, sizeof store->problem_field, field);
    text_format(store->problem, sizeof store->problem, "%s: %s", field, reason);
    return RESULT_INVALID;
}

void
body_refuse(struct body *body, const char *field, const char *reason)
{
    if (!body->wrong)
        (void)project_refuse(body->store, field, reason);
    body->wrong = true;
}

enum result
body_result(const struct body *body)
{
    return body->wrong ? RESULT_INVALID : RESULT_OK;
}

/* The field's value; null counts as missing. */
static const json_t *
field_of(struct body *body, const char *field, bool required)
{
    const json_t *value = json_object_get(body->json, field);
    if (json_is_null(value))
        value = NULL;
    if (value == NULL && required)
        body_refuse(body, field, "missing");
    return value;
}

static const char *
checked_text(struct body *body, const char *field, const json_t *value,
             size_t most)
{
    const char *text = json_string_value(value);
    if (text == NULL)
        body_refuse(body, field, "not a text");
    else if (text_length(text) > most)
        body_refuse(body, field, "too long");
    else
        return text;
    return NULL;
}

const char *
body_text(struct body *body, const char *field, size_t most, bool required)
{
    const json_t *value = field_of(body, field, required);
    if (value == NULL)
        return NULL;
    const char *text = checked_text(body, field, value, most);
    if (text != NULL && text[0] == '\0') {
        if (required)
            body_refuse(body, field, "empty");
        return NULL;
    }
    return text;
}

const char *
body_id(struct body *body, const char *field, bool required)
{
    unsigned char bytes[UUID_BYTES];
    const char *text = body_text(body, field, UUID_SIZE, required);
    if (text != NULL && !uuid_parse(text, bytes)) {
        body_refuse(body, field, "not an id");
        return NULL;
    }
    return text;
}

int64_t
body_int(struct body *body, const char *field, int64_t low, int64_t high,
         int64_t missing)
{
    const json_t *value = field_of(body, field, false);
    if (value == NULL)
        return missing;
    int64_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < low || number > high) {
        body_refuse(body, field, "not a number that may stand here");
        return missing;
    }
    return number;
}

bool
body_bool(struct body *body, const char *field)
{
    const json_t *value = field_of(body, field, false);
    if (value != NULL && !json_is_boolean(value))
        body_refuse(body, field, "neither true nor false");
    return json_is_true(value);
}

int64_t
body_date(struct body *body, const char *field, bool required)
{
    int32_t day = 0;
    const char *text = body_text(body, field, 10, required);
    if (text == NULL)
        return INT64_MIN;
    if (civil_parse_date(text, &day) != RESULT_OK)
        body_refuse(body, field, "not a date");
    return day;
}

int
body_time(struct body *body, const char *field)
{
    int hour = 0;
    int minute = 0;
    int end = 0;
    const char *text = body_text(body, field, 5, false);
    if (text == NULL)
        return -1;
    if (sscanf(text, "%2d:%2d%n", &hour, &minute, &end) != 2 || end != 5 ||
        text[5] != '\0' || hour < 0 || hour > 47 || minute < 0 || minute > 59) {
        body_refuse(body, field, "not a time of day");
        return -1;
    }
    return hour * 60 + minute;
}

int
body_word(struct body *body, const char *field, const char *const *words,
          int missing)
{
    const char *text = body_text(body, field, 40, false);
    if (text == NULL)
        return missing;
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    body_refuse(body, field, "not one of the words that may stand here");
    return missing;
}

int64_t
body_words(struct body *body, const char *field, const char *const *words)
{
    const json_t *list = field_of(body, field, false);
    int64_t bits = 0;
    size_t at;
    json_t *value;
    if (list != NULL && !json_is_array(list))
        body_refuse(body, field, "not a list");
    json_array_foreach(list, at, value)
    {
        int word = 0;
        while (words[word] != NULL &&
               !text_equal(words[word], json_string_value(value)))
            word++;
        if (words[word] == NULL)
            body_refuse(body, field, "not words that may stand here");
        else
            bits |= INT64_C(1) << word;
    }
    return bits;
}

static bool
card_sound(struct body *body, const char *field, const json_t *card)
{
    const json_t *text = json_object_get(card, "text");
    const json_t *picture = json_object_get(card, "picture");
    return json_is_object(card) &&
           checked_text(body, field, text, CARD_TEXT_MAX) != NULL &&
           (picture == NULL || json_is_null(picture) ||
            checked_text(body, field, picture, PICTURE_MAX) != NULL);
}

static char *
list_of(struct body *body, const char *field, size_t most, bool cards)
{
    const json_t *list = field_of(body, field, false);
    size_t at;
    json_t *value;
    if (list == NULL)
        return NULL;
    if (!json_is_array(list) || json_array_size(list) > most) {
        body_refuse(body, field, "not a list that may stand here");
        return NULL;
    }
    json_array_foreach(list, at, value)
    {
        bool sound =
            cards ? card_sound(body, field, value)
                  : checked_text(body, field, value, CARD_TEXT_MAX) != NULL;
        if (!sound) {
            body_refuse(body, field, "something in the list is wrong");
            return NULL;
        }
    }
    if (json_array_size(list) == 0)
        return NULL;
    return json_dumps(list, JSON_COMPACT | JSON_SORT_KEYS);
}

char *
body_texts(struct body *body, const char *field, size_t most)
{
    return list_of(body, field, most, false);
}

char *
body_cards(struct body *body, const char *field, size_t most)
{
    return list_of(body, field, most, true);
}
