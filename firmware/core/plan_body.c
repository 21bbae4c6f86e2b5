#include "firmware/core/plan_body.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/plan_check.h"

static const char *const told[] = {"title", "picture", "start",
                                   "end",   "place",   "with"};
static const char *const details[] = {"why", "bring",   "learn",
                                      "how", "options", "known_when"};
static const char *const own[] = {"audience", "date",   "weekday", "from",
                                  "to",       "source", "uid",     "recurrence",
                                  "origin",   "order"};
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static bool
says_nothing(const json_t *value)
{
    return value == NULL || json_is_null(value) ||
           (json_is_string(value) && json_string_length(value) == 0) ||
           (json_is_array(value) && json_array_size(value) == 0);
}

void
plan_clean(json_t *body)
{
    const char *field;
    void *next;
    json_t *value;
    json_object_foreach_safe(body, next, field, value)
    {
        size_t at;
        json_t *card;
        if (says_nothing(value))
            json_object_del(body, field);
        else
            json_array_foreach(value, at, card) plan_clean(card);
    }
}

bool
plan_differs(const json_t *a, const json_t *b, const char *field)
{
    const json_t *left = json_object_get(a, field);
    const json_t *right = json_object_get(b, field);
    if (says_nothing(left) || says_nothing(right))
        return says_nothing(left) != says_nothing(right);
    if (text_equal(field, "start") || text_equal(field, "end"))
        return plan_minute(a, field) != plan_minute(b, field);
    return !json_equal(left, right);
}

static bool
any_differs(const json_t *a, const json_t *b, const char *const *fields,
            size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (plan_differs(a, b, fields[i]))
            return true;
    return false;
}

bool
plan_told_differs(const json_t *a, const json_t *b)
{
    return any_differs(a, b, told, COUNT(told));
}

bool
plan_details_differ(const json_t *a, const json_t *b)
{
    return any_differs(a, b, details, COUNT(details));
}

int
plan_minute(const json_t *body, const char *field)
{
    int minute = -1;
    const char *text = json_string_value(json_object_get(body, field));
    return plan_read_minute(text, &minute) ? minute : -1;
}

void
plan_set_minute(json_t *body, const char *field, int minute)
{
    char text[8];
    text_format(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
    json_object_set_new(body, field, json_string(text));
}

/* The word for what changed most. */
static const char *
word_for(const json_t *planned, const json_t *wanted)
{
    if (plan_differs(planned, wanted, "title") ||
        plan_differs(planned, wanted, "picture"))
        return "replaced";
    if (plan_differs(planned, wanted, "start") ||
        plan_differs(planned, wanted, "end"))
        return "time";
    if (plan_differs(planned, wanted, "place"))
        return "place";
    return plan_differs(planned, wanted, "with") ? "person" : "details";
}

static json_t *
change_of(int32_t date, const char *word)
{
    char day[CIVIL_DATE_SIZE];
    civil_format_date(date, day);
    return json_pack("{s:s,s:s}", "date", day, "change", word);
}

/* Nothing is said as an empty text or list: it is another than before. */
static void
take(json_t *change, const json_t *from, const char *field)
{
    json_t *value = json_object_get(from, field);
    if (!says_nothing(value))
        json_object_set(change, field, value);
    else if (text_equal(field, "with") || text_equal(field, "how") ||
             text_equal(field, "options"))
        json_object_set_new(change, field, json_array());
    else
        json_object_set_new(change, field, json_string(""));
}

static void
take_times(json_t *change, const json_t *from)
{
    if (plan_minute(from, "start") >= 0)
        take(change, from, "start");
    if (plan_minute(from, "end") >= 0)
        take(change, from, "end");
}

json_t *
plan_change(const json_t *planned, const json_t *wanted, int32_t date,
            const char *reason)
{
    const char *word = word_for(planned, wanted);
    json_t *change = change_of(date, word);
    if (text_equal(word, "replaced")) {
        take(change, wanted, "title");
        take(change, wanted, "picture");
    }
    if (plan_differs(planned, wanted, "start") ||
        plan_differs(planned, wanted, "end"))
        take_times(change, wanted);
    if (plan_differs(planned, wanted, "place"))
        take(change, wanted, "place");
    if (plan_differs(planned, wanted, "with"))
        take(change, wanted, "with");
    for (size_t i = 0; i < COUNT(details); i++)
        if (plan_differs(planned, wanted, details[i]))
            take(change, wanted, details[i]);
    if (!text_empty(reason))
        json_object_set_new(change, "reason", json_string(reason));
    if (json_object_size(change) > 2)
        return change;
    json_decref(change);
    return NULL;
}

json_t *
plan_change_back(const json_t *planned, const json_t *stands, int32_t date)
{
    const char *word = json_string_value(json_object_get(stands, "change"));
    bool cancelled = text_equal(word, "cancelled");
    json_t *change = change_of(date, cancelled ? "added" : word);
    for (size_t i = 0; i < COUNT(told); i++)
        if (json_object_get(stands, told[i]) != NULL)
            take(change, planned, told[i]);
    for (size_t i = 0; i < COUNT(details); i++)
        if (json_object_get(stands, details[i]) != NULL)
            take(change, planned, details[i]);
    return change;
}

const char *
plan_taken_away(const json_t *planned, const json_t *wanted)
{
    static const char *const kept[] = {"start", "end", "place"};
    for (size_t i = 0; i < COUNT(kept); i++)
        if (!says_nothing(json_object_get(planned, kept[i])) &&
            says_nothing(json_object_get(wanted, kept[i])))
            return kept[i];
    return NULL;
}

json_t *
plan_overlaid(const json_t *planned, const json_t *change)
{
    json_t *body = json_deep_copy(planned);
    int start = plan_minute(planned, "start");
    int end = plan_minute(planned, "end");
    if (change == NULL || body == NULL)
        return body;
    if (json_object_get(change, "title") != NULL)
        json_object_del(body, "picture");
    for (size_t i = 0; i < COUNT(told); i++)
        if (json_object_get(change, told[i]) != NULL)
            json_object_set(body, told[i], json_object_get(change, told[i]));
    for (size_t i = 0; i < COUNT(details); i++)
        if (json_object_get(change, details[i]) != NULL)
            json_object_set(body, details[i],
                            json_object_get(change, details[i]));
    int moved = plan_minute(change, "start");
    if (moved >= 0 && plan_minute(change, "end") < 0 && end >= 0 && start >= 0)
        plan_set_minute(body, "end", moved + end - start);
    return body;
}

json_t *
plan_portable(const json_t *body)
{
    json_t *copy = json_deep_copy(body);
    for (size_t i = 0; i < COUNT(own); i++)
        json_object_del(copy, own[i]);
    plan_clean(copy);
    return copy;
}

bool
plan_exchange_times(json_t *first, json_t *second)
{
    int first_start = plan_minute(first, "start");
    int first_end = plan_minute(first, "end");
    int second_start = plan_minute(second, "start");
    int second_end = plan_minute(second, "end");
    if (first_start < 0 || second_start < 0)
        return false;
    plan_set_minute(second, "start", first_start);
    if (second_end >= 0)
        plan_set_minute(second, "end", first_start + second_end - second_start);
    if (first_end >= 0 && second_end >= 0) {
        plan_set_minute(first, "end", second_end);
        plan_set_minute(first, "start", second_end - (first_end - first_start));
    } else {
        plan_set_minute(first, "start", second_start);
        if (first_end >= 0)
            plan_set_minute(first, "end",
                            second_start + first_end - first_start);
    }
    return true;
}
