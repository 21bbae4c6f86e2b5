#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/plan_edit.h"

/* What the editor does not show stays as it was. */
static json_t *
wanted_body(const struct edit *edit, const json_t *given)
{
    static const char *const kept[] = {"origin", "source", "uid", "recurrence",
                                       "order"};
    json_t *body = json_deep_copy(given);
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        json_t *value = json_object_get(edit->base, kept[i]);
        if (value != NULL && json_object_get(body, kept[i]) == NULL)
            json_object_set(body, kept[i], value);
    }
    plan_clean(body);
    return body;
}

static void
answer_item(struct ask *ask, const char *id)
{
    if (ask->extra == NULL)
        ask->extra = json_object();
    json_object_set_new(ask->extra, "item", json_string(id));
}

static enum result
save_new(struct core *core, struct ask *ask)
{
    char id[UUID_SIZE];
    const json_t *body = json_object_get(ask->command, "body");
    uuid_make(id, ask->now.utc_ms);
    enum result result = edit_check(core, ask, body, "");
    if (result == RESULT_OK)
        result = edit_add(core, ask, id, body, false);
    answer_item(ask, id);
    return result;
}

enum result
rule_item_save(struct core *core, struct ask *ask)
{
    struct edit edit;
    const json_t *body = json_object_get(ask->command, "body");
    if (ask_text(ask, "item") == NULL)
        return save_new(core, ask);
    enum result result = edit_begin(&edit, core, ask);
    if (result == RESULT_OK) {
        edit.wanted = wanted_body(&edit, body);
        result = edit_check(core, ask, edit.wanted, edit.facts.id);
    }
    if (result == RESULT_OK)
        result = edit_save(&edit);
    answer_item(ask, ask->event.about);
    edit_finish(&edit);
    return result;
}

enum result
rule_item_remove(struct core *core, struct ask *ask)
{
    struct edit edit;
    const json_t *instead = json_object_get(ask->command, "instead");
    struct plan_problem problem;
    enum result result = edit_begin(&edit, core, ask);
    if (result == RESULT_OK && json_is_object(instead) &&
        !plan_body_sound(instead, false, &problem))
        result =
            ask_refuse(ask, RESULT_INVALID, "invalid", "instead", problem.says);
    if (result == RESULT_OK)
        result = edit_remove(&edit, instead);
    edit_finish(&edit);
    return result;
}

/* --- moving --- */

static void
set_date(json_t *body, int32_t day)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(day, date);
    json_object_del(body, "weekday");
    json_object_del(body, "from");
    json_object_del(body, "to");
    json_object_set_new(body, "date", json_string(date));
}

/* Where it is to begin, to be, and for whom: what the command says of them. */
static enum result
move_to(struct edit *edit)
{
    struct ask *ask = edit->ask;
    json_t *body = edit->wanted;
    json_t *whom = json_object_get(ask->command, "audience");
    const char *start = ask_text(ask, "start");
    int32_t day = edit->date;
    const char *to = ask_text(ask, "to_date");
    if (to != NULL && civil_parse_date(to, &day) != RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "to_date",
                          "not a date like 2026-11-24");
    if (day != edit->date || whom != NULL)
        set_date(body, day);
    if (whom != NULL)
        json_object_set(body, "audience", whom);
    if (start == NULL)
        return RESULT_OK;
    int length = plan_minute(body, "end") - plan_minute(body, "start");
    bool ends = plan_minute(body, "end") >= 0;
    json_object_set_new(body, "start", json_string(start));
    if (plan_minute(body, "start") < 0)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "start",
                          "not a time of day");
    if (ends)
        plan_set_minute(body, "end", plan_minute(body, "start") + length);
    return RESULT_OK;
}

static json_t *
as_one_day(struct edit *edit)
{
    json_t *body = edit_effective(edit);
    if (edit->weekly && !edit->once)
        edit->once = true;
    return body;
}

/* Those without a time change their places in the order. */
static enum result
exchange_order(struct edit *one, struct edit *other)
{
    if (edit_is_out(one, one->date) || one->weekly || other->weekly)
        return ask_refuse(one->ask, RESULT_INVALID, "refused", "start",
                          "there it needs a time to be moved");
    json_object_set_new(one->wanted, "order", json_integer(other->facts.order));
    json_object_set_new(other->wanted, "order", json_integer(one->facts.order));
    return RESULT_OK;
}

/* The other one is saved beside the command's own event. */
static enum result
save_beside(struct edit *edit)
{
    struct ask other = *edit->ask;
    struct ask *own = edit->ask;
    other.event.id[0] = '\0';
    other.event.body = NULL;
    other.already = false;
    edit->ask = &other;
    enum result result = edit_save(edit);
    if (result == RESULT_OK && !other.already)
        result = edit_put(edit->core, own, other.event.kind, other.event.about,
                          other.event.body);
    json_decref(other.event.body);
    edit->ask = own;
    return result;
}

static enum result
exchange(struct edit *edit, const char *beside)
{
    struct edit other;
    enum result result =
        edit_begin_other(&other, edit->core, edit->ask, beside, edit->date);
    if (result == RESULT_OK && !edit->weekly && !other.weekly &&
        other.date != edit->date)
        result = ask_refuse(edit->ask, RESULT_INVALID, "invalid", "beside",
                            "it is on another day");
    if (result == RESULT_OK) {
        other.wanted = as_one_day(&other);
        int mine = plan_minute(edit->wanted, "start");
        int theirs = plan_minute(other.wanted, "start");
        bool timed = mine <= theirs
                         ? plan_exchange_times(edit->wanted, other.wanted)
                         : plan_exchange_times(other.wanted, edit->wanted);
        if (!timed && mine < 0 && theirs < 0)
            result = exchange_order(edit, &other);
        else if (!timed)
            result = ask_refuse(edit->ask, RESULT_INVALID, "refused", "start",
                                "one of the two has no time");
    }
    if (result == RESULT_OK)
        result = save_beside(&other);
    edit_finish(&other);
    return result;
}

enum result
rule_item_move(struct core *core, struct ask *ask)
{
    struct edit edit;
    const char *beside = ask_text(ask, "beside");
    enum result result = edit_begin(&edit, core, ask);
    if (result == RESULT_OK) {
        edit.wanted = as_one_day(&edit);
        result = beside != NULL ? exchange(&edit, beside) : move_to(&edit);
    }
    /* What exchanged places was beside each other before. */
    if (result == RESULT_OK && beside == NULL)
        result = edit_check(core, ask, edit.wanted, edit.facts.id);
    if (result == RESULT_OK)
        result = edit_save(&edit);
    answer_item(ask, ask->event.about);
    edit_finish(&edit);
    return result;
}

enum result
rule_week_reset(struct core *core, struct ask *ask)
{
    struct view_brief person;
    int32_t from = 0;
    int32_t to = 0;
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = ask_date(ask, &from);
    if (result != RESULT_OK)
        return result;
    to = from + 6;
    if (ask_text(ask, "to") != NULL &&
        civil_parse_date(ask_text(ask, "to"), &to) != RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "to",
                          "not a date like 2026-11-24");
    char first[CIVIL_DATE_SIZE];
    char last[CIVIL_DATE_SIZE];
    civil_format_date(from, first);
    civil_format_date(to, last);
    ask->event.body = json_pack("{s:s,s:s}", "from", first, "to", last);
    return RESULT_OK;
}
