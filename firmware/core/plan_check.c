#include "firmware/core/plan_check.h"

#include <stdio.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/uuid.h"
#include "firmware/store/view.h"

bool
plan_read_minute(const char *text, int *minute)
{
    int hours = 0;
    int minutes = 0;
    int end = 0;
    if (text == NULL ||
        sscanf(text, "%2d:%2d%n", &hours, &minutes, &end) != 2 || end != 5 ||
        text[5] != '\0' || hours < 0 || hours > 47 || minutes < 0 ||
        minutes > 59)
        return false;
    *minute = hours * 60 + minutes;
    return true;
}

static bool
refuse(struct plan_problem *problem, const char *where, const char *says)
{
    text_copy(problem->where, sizeof problem->where, where);
    text_copy(problem->says, sizeof problem->says, says);
    return false;
}

static const json_t *
field_of(const json_t *body, const char *field)
{
    const json_t *value = json_object_get(body, field);
    if (json_is_null(value) ||
        (json_is_string(value) && json_string_length(value) == 0))
        return NULL;
    return value;
}

static bool
text_fits(const json_t *body, const char *field, size_t most,
          struct plan_problem *problem)
{
    const json_t *value = field_of(body, field);
    if (value == NULL)
        return true;
    if (!json_is_string(value))
        return refuse(problem, field, "not a text");
    if (text_length(json_string_value(value)) > most)
        return refuse(problem, field, "too long");
    return true;
}

static bool
texts_sound(const json_t *body, struct plan_problem *problem)
{
    static const struct {
        const char *field;
        size_t most;
    } texts[] = {{"title", PLAN_TITLE_CHARS},
                 {"place", PLAN_TITLE_CHARS},
                 {"why", PLAN_LINE_CHARS},
                 {"bring", PLAN_LINE_CHARS},
                 {"learn", PLAN_LINE_CHARS},
                 {"known_when", PLAN_LINE_CHARS},
                 {"picture", 71}};
    if (field_of(body, "title") == NULL)
        return refuse(problem, "title", "missing");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!text_fits(body, texts[i].field, texts[i].most, problem))
            return false;
    return true;
}

static bool
times_sound(const json_t *body, struct plan_problem *problem)
{
    int start = plan_minute(body, "start");
    int end = plan_minute(body, "end");
    if (field_of(body, "start") != NULL && (start < 0 || start >= 24 * 60))
        return refuse(problem, "start", "not a time of day");
    if (field_of(body, "end") != NULL && end < 0)
        return refuse(problem, "end", "not a time of day");
    if (end >= 0 && start < 0)
        return refuse(problem, "start", "missing where there is an end");
    if (end >= 0 && end <= start)
        return refuse(problem, "end", "not after the start");
    if (end >= 0 &&
        (end - start < PLAN_MINUTES_MIN || end - start > PLAN_MINUTES_MAX))
        return refuse(problem, "end", "5 to 480 minutes after the start");
    return true;
}

static bool
cards_sound(const json_t *body, const char *field, size_t least, size_t most,
            size_t chars, struct plan_problem *problem)
{
    const json_t *list = field_of(body, field);
    size_t at;
    json_t *card;
    if (list == NULL)
        return true;
    if (!json_is_array(list) || json_array_size(list) > most)
        return refuse(problem, field, "too many");
    if (json_array_size(list) > 0 && json_array_size(list) < least)
        return refuse(problem, field, "too few to choose from");
    json_array_foreach(list, at, card)
    {
        if (field_of(card, "text") == NULL)
            return refuse(problem, field, "one of them has no word");
        if (!text_fits(card, "text", chars, problem) ||
            !text_fits(card, "picture", 71, problem))
            return refuse(problem, field, "one of them is too long");
    }
    return true;
}

static bool
names_sound(const json_t *body, struct plan_problem *problem)
{
    const json_t *list = field_of(body, "with");
    size_t at;
    json_t *name;
    if (list == NULL)
        return true;
    if (!json_is_array(list) || json_array_size(list) > VIEW_WITH_MAX)
        return refuse(problem, "with", "more than four");
    json_array_foreach(list, at, name)
    {
        const char *text = json_string_value(name);
        if (text_empty(text) || text_length(text) > PLAN_TITLE_CHARS)
            return refuse(problem, "with", "a name is empty or too long");
    }
    return true;
}

static bool
notices_sound(const json_t *body, struct plan_problem *problem)
{
    const json_t *list = field_of(body, "notices");
    size_t at;
    json_t *value;
    if (list == NULL)
        return true;
    if (!json_is_array(list) || json_array_size(list) > 2)
        return refuse(problem, "notices", "more than two");
    json_array_foreach(list, at, value)
    {
        json_int_t n = json_integer_value(value);
        if (n != 5 && n != 10 && n != 15 && n != 30)
            return refuse(problem, "notices", "5, 10, 15 or 30 minutes");
    }
    return true;
}

static bool
date_sound(const json_t *body, const char *field, int32_t *day,
           struct plan_problem *problem)
{
    const json_t *value = field_of(body, field);
    if (value == NULL ||
        civil_parse_date(json_string_value(value), day) == RESULT_OK)
        return true;
    return refuse(problem, field, "not a date like 2026-11-24");
}

static bool
whom_sound(const json_t *body, struct plan_problem *problem)
{
    unsigned char bytes[UUID_BYTES];
    const json_t *whom = json_object_get(body, "audience");
    const char *kind = json_string_value(json_object_get(whom, "kind"));
    const char *id = json_string_value(json_object_get(whom, "id"));
    if (text_equal(kind, "all") && id == NULL)
        return true;
    if ((text_equal(kind, "group") || text_equal(kind, "person")) &&
        id != NULL && uuid_parse(id, bytes))
        return true;
    return refuse(problem, "audience", "for whom is missing");
}

static bool
when_sound(const json_t *body, struct plan_problem *problem)
{
    int32_t date = 0;
    int32_t from = INT32_MIN;
    int32_t to = INT32_MAX;
    const json_t *weekday = field_of(body, "weekday");
    if (!date_sound(body, "date", &date, problem) ||
        !date_sound(body, "from", &from, problem) ||
        !date_sound(body, "to", &to, problem))
        return false;
    if ((field_of(body, "date") == NULL) == (weekday == NULL))
        return refuse(problem, "date", "either a date or a weekday");
    if (weekday != NULL &&
        (json_integer_value(weekday) < 1 || json_integer_value(weekday) > 7))
        return refuse(problem, "weekday", "not a day of the week");
    if (to < from)
        return refuse(problem, "to", "before the first day");
    return true;
}

bool
plan_body_sound(const json_t *body, bool dated, struct plan_problem *problem)
{
    static const char *const energies[] = {"unsaid", "gives", "neutral",
                                           "takes"};
    const json_t *energy = field_of(body, "energy");
    bool known = energy == NULL;
    for (int i = 0; i < 4; i++)
        known = known || text_equal(json_string_value(energy), energies[i]);
    if (!json_is_object(body))
        return refuse(problem, "body", "missing");
    if (!known)
        return refuse(problem, "energy", "gives, neutral or takes");
    return texts_sound(body, problem) && times_sound(body, problem) &&
           cards_sound(body, "how", 1, VIEW_STEPS_MAX, PLAN_STEP_CHARS,
                       problem) &&
           cards_sound(body, "options", 2, VIEW_OPTIONS_MAX, PLAN_TITLE_CHARS,
                       problem) &&
           names_sound(body, problem) && notices_sound(body, problem) &&
           (!dated || (whom_sound(body, problem) && when_sound(body, problem)));
}
