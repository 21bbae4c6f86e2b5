#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum result
rule_arrive(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (person.ended)
        return ask_refuse(ask, RESULT_INVALID, "refused", "about",
                          "this person does not come here any more");
    /* A visit that nobody ended yesterday is no reason not to arrive today;
     * that departure is for staff to settle. */
    ask->already = person.here && civil_from_utc(person.arrived_utc_ms).day ==
                                      civil_from_utc(ask->now.utc_ms).day;
    return RESULT_OK;
}

enum result
rule_arrive_undo(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        ask->already = !person.here;
    return result;
}

enum result
rule_leave(struct core *core, struct ask *ask)
{
    return rule_arrive_undo(core, ask); /* likewise: only who is here */
}

enum result
rule_leave_undo(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    ask->already = person.here;
    if (!person.here && person.left_utc_ms == 0)
        return ask_refuse(ask, RESULT_INVALID, "refused", "about",
                          "this person has no departure to take back");
    return RESULT_OK;
}

/* The item of the command, in that person's day. */
static enum result
find_item(struct core *core, struct ask *ask, struct view_item **item,
          int32_t *date)
{
    struct view_brief person;
    const char *id = ask_text(ask, "item");
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = ask_date(ask, date);
    if (result == RESULT_OK)
        result = view_day(core->store, person.id, *date, &core->day);
    if (result != RESULT_OK)
        return result;
    for (int i = 0; i < core->day.count; i++) {
        if (text_equal(core->day.items[i].id, id)) {
            *item = &core->day.items[i];
            return RESULT_OK;
        }
    }
    return ask_refuse(ask, RESULT_ABSENT, "absent", "item",
                      "it is not in that person's day");
}

static json_t *
item_body(const struct ask *ask)
{
    return json_pack("{s:s,s:s}", "item", ask_text(ask, "item"), "date",
                     ask_text(ask, "date"));
}

static enum result
mark(struct core *core, struct ask *ask, bool done)
{
    struct view_item *item = NULL;
    int32_t date = 0;
    const json_t *step = json_object_get(ask->command, "step");
    enum result result = find_item(core, ask, &item, &date);
    if (result != RESULT_OK || item == NULL)
        return result;
    ask->event.body = item_body(ask);
    if (step == NULL) {
        ask->already = (item->state == STATE_DONE) == done;
        return RESULT_OK;
    }
    json_int_t index = json_integer_value(step);
    if (!json_is_integer(step) || index < 0 || index >= item->how_count)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "step",
                          "there is no such step");
    json_object_set_new(ask->event.body, "step", json_integer(index));
    ask->already = item->how[index].done == done;
    return RESULT_OK;
}

enum result
rule_done(struct core *core, struct ask *ask)
{
    return mark(core, ask, true);
}

enum result
rule_undone(struct core *core, struct ask *ask)
{
    return mark(core, ask, false);
}

enum result
rule_choose(struct core *core, struct ask *ask)
{
    struct view_item *item = NULL;
    int32_t date = 0;
    const json_t *option = json_object_get(ask->command, "option");
    json_int_t index = json_integer_value(option);
    enum result result = find_item(core, ask, &item, &date);
    if (result != RESULT_OK || item == NULL)
        return result;
    if (!json_is_integer(option) || index < -3 || index >= item->option_count)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "option",
                          "there is no such option");
    ask->event.body = item_body(ask);
    json_object_set_new(ask->event.body, "option", json_integer(index));
    ask->already = item->chosen == (int)index;
    return RESULT_OK;
}

enum result
rule_change_seen(struct core *core, struct ask *ask)
{
    struct view_item *item = NULL;
    int32_t date = 0;
    enum result result = find_item(core, ask, &item, &date);
    if (result != RESULT_OK || item == NULL)
        return result;
    ask->event.body = item_body(ask);
    ask->already = item->change == CHANGE_NONE || item->change_seen;
    return RESULT_OK;
}

/* A published day is never edited in silence (TP-5): what is new is said
 * beside what was. The store checks the fields. */
enum result
rule_change(struct core *core, struct ask *ask)
{
    static const char *const fields[] = {"date",  "change", "title",
                                         "start", "end",    "picture",
                                         "place", "with",   "reason"};
    if (ask_text(ask, "item") == NULL)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "item", "missing");
    text_copy(ask->event.about, sizeof ask->event.about, ask_text(ask, "item"));
    if (!view_item_exists(core->store, ask->event.about))
        return ask_refuse(ask, RESULT_ABSENT, "absent", "item",
                          "there is no such thing in the plan");
    enum result result = team_allows_item(core, ask, ask->event.about);
    if (result != RESULT_OK)
        return result;
    ask->event.body = json_object();
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        json_t *value = json_object_get(ask->command, fields[i]);
        if (value != NULL)
            json_object_set(ask->event.body, fields[i], value);
    }
    return RESULT_OK;
}

static enum result
set_pause(struct core *core, struct ask *ask, bool pause)
{
    struct view_brief person = {.paused = !pause};
    enum result result = RESULT_OK;
    if (ask->event.about[0] != '\0')
        result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        ask->already = person.paused == pause;
    return result;
}

enum result
rule_pause(struct core *core, struct ask *ask)
{
    return set_pause(core, ask, true);
}

enum result
rule_resume(struct core *core, struct ask *ask)
{
    return set_pause(core, ask, false);
}
