#include "firmware/core/plan_edit.h"

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/standing.h"

struct view_whom
plan_whom(const json_t *body)
{
    struct view_whom whom = {.kind = AUDIENCE_ALL};
    const json_t *json = json_object_get(body, "audience");
    const char *kind = json_string_value(json_object_get(json, "kind"));
    text_copy(whom.id, sizeof whom.id,
              json_string_value(json_object_get(json, "id")));
    if (text_equal(kind, "group"))
        whom.kind = AUDIENCE_GROUP;
    else if (text_equal(kind, "person"))
        whom.kind = AUDIENCE_PERSON;
    return whom;
}

static int32_t
day_in(const json_t *body, const char *field, int32_t missing)
{
    int32_t day = missing;
    const char *text = json_string_value(json_object_get(body, field));
    if (text_empty(text) || civil_parse_date(text, &day) != RESULT_OK)
        return missing;
    return day;
}

int32_t
plan_first_day(const json_t *body, int32_t from)
{
    int32_t date = day_in(body, "date", -1);
    if (date >= 0)
        return date >= from ? date : -1;
    int weekday = (int)json_integer_value(json_object_get(body, "weekday"));
    int32_t day = day_in(body, "from", from);
    if (day < from)
        day = from;
    day += (weekday - civil_weekday(day) + 7) % 7;
    return day <= day_in(body, "to", INT32_MAX) ? day : -1;
}

enum result
edit_put(struct core *core, struct ask *ask, enum event_kind kind,
         const char *about, json_t *body)
{
    struct event event = ask->event;
    event.id[0] = '\0';
    event.kind = kind;
    event.body = body;
    text_copy(event.about, sizeof event.about, about);
    enum result result = store_append(core->store, &event);
    if (result == RESULT_INVALID)
        return ask_refuse(ask, result, "invalid",
                          store_problem_field(core->store),
                          store_problem(core->store));
    return result;
}

static enum result
read_edit(struct edit *edit, const char *item)
{
    struct store *store = edit->core->store;
    if (view_facts(store, item, &edit->facts) != RESULT_OK ||
        standing_body(store, EVENT_ITEM_SAVED, item, &edit->base) != RESULT_OK)
        return ask_refuse(edit->ask, RESULT_ABSENT, "absent", "item",
                          "there is no such thing in the plan");
    enum result result =
        team_allows_plan(edit->core, edit->ask, &edit->facts.whom);
    if (result != RESULT_OK)
        return result;
    plan_clean(edit->base);
    edit->weekly = edit->facts.date < 0;
    if (!edit->weekly)
        edit->date = edit->facts.date;
    result = view_change_body(store, item, edit->date, &edit->stands);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

enum result
edit_begin_other(struct edit *edit, struct core *core, struct ask *ask,
                 const char *item, int32_t date)
{
    *edit = (struct edit){.core = core,
                          .ask = ask,
                          .today = civil_from_utc(ask->now.utc_ms).day,
                          .date = date};
    return read_edit(edit, item);
}

/* Two who edit the same: the second gets to see what the first wrote. */
static enum result
check_seen(struct ask *ask, int64_t seq)
{
    const json_t *seen = json_object_get(ask->command, "seen");
    if (!json_is_integer(seen))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "seen",
                          "the number of the newest event is missing");
    if (json_integer_value(seen) >= seq)
        return RESULT_OK;
    return ask_refuse(ask, RESULT_BUSY, "changed", "seen",
                      "somebody has changed it since");
}

enum result
edit_begin(struct edit *edit, struct core *core, struct ask *ask)
{
    int32_t date = civil_from_utc(ask->now.utc_ms).day;
    const char *scope = ask_text(ask, "scope");
    *edit = (struct edit){.core = core, .ask = ask};
    if (ask_text(ask, "item") == NULL)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "item", "missing");
    if (ask_text(ask, "date") != NULL && ask_date(ask, &date) != RESULT_OK)
        return RESULT_INVALID;
    if (scope != NULL && !text_equal(scope, "once") &&
        !text_equal(scope, "from"))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "scope",
                          "once or from");
    enum result result =
        edit_begin_other(edit, core, ask, ask_text(ask, "item"), date);
    if (result == RESULT_OK)
        result = check_seen(ask, edit->facts.seq);
    if (result != RESULT_OK)
        return result;
    edit->once = edit->weekly && text_equal(scope, "once");
    if (edit->date < edit->today)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "a day that has been is not planned anew");
    if (edit->once && plan_first_day(edit->base, edit->date) != edit->date)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "it does not come on that day");
    return RESULT_OK;
}

void
edit_finish(struct edit *edit)
{
    json_decref(edit->base);
    json_decref(edit->stands);
    json_decref(edit->wanted);
    *edit = (struct edit){.core = NULL};
}

bool
edit_is_out(const struct edit *edit, int32_t date)
{
    return date == edit->today || date == edit->today + 1;
}

json_t *
edit_effective(const struct edit *edit)
{
    return plan_overlaid(edit->base, edit->stands);
}

static enum result
check_overlaps(struct core *core, struct ask *ask, const json_t *body,
               int32_t today, const char *except)
{
    struct view_overlap beside[VIEW_OVERLAPS_MAX];
    int count = 0;
    char says[160];
    int start = plan_minute(body, "start");
    int end = plan_minute(body, "end");
    int32_t day = plan_first_day(body, today);
    if (json_is_true(json_object_get(ask->command, "aware")) || start < 0 ||
        end < 0 || day < 0)
        return RESULT_OK;
    enum result result =
        view_overlaps(core->store,
                      &(struct view_stretch){.whom = plan_whom(body),
                                             .date = day,
                                             .start = start,
                                             .end = end,
                                             .except = except},
                      beside, VIEW_OVERLAPS_MAX, &count);
    if (result != RESULT_OK || count == 0)
        return result;
    text_format(says, sizeof says, "at the same time as %s (%s)",
                beside[0].title, beside[0].person);
    return ask_refuse(ask, RESULT_INVALID, "refused", "aware", says);
}

enum result
edit_check(struct core *core, struct ask *ask, const json_t *body,
           const char *except)
{
    struct plan_problem problem;
    int32_t today = civil_from_utc(ask->now.utc_ms).day;
    if (!plan_body_sound(body, true, &problem))
        return ask_refuse(ask, RESULT_INVALID, "invalid", problem.where,
                          problem.says);
    struct view_whom whom = plan_whom(body);
    if (!view_whom_exists(core->store, &whom))
        return ask_refuse(ask, RESULT_ABSENT, "absent", "audience",
                          "there is no such group or person");
    enum result result = team_allows_plan(core, ask, &whom);
    if (result != RESULT_OK)
        return result;
    if (plan_first_day(body, today) < 0)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "a day that has been is not planned anew");
    return check_overlaps(core, ask, body, today, except);
}

/* A new thing on a day that is out is told, unless that very day is being
 * laid out just now and nobody of them has been here to see it. */
static enum result
tell_added(struct core *core, struct ask *ask, const char *id,
           const json_t *body)
{
    struct view_whom whom = plan_whom(body);
    int32_t today = civil_from_utc(ask->now.utc_ms).day;
    int64_t midnight = civil_to_utc(today, 0, NULL);
    enum result result = RESULT_OK;
    for (int32_t day = today; day <= today + 1 && result == RESULT_OK; day++) {
        if (plan_first_day(body, day) != day)
            continue;
        if (!view_day_stood(core->store, &whom, day, midnight) &&
            !(day == today && view_whom_was_here(core->store, &whom, day)))
            continue;
        char date[CIVIL_DATE_SIZE];
        civil_format_date(day, date);
        json_t *change =
            json_pack("{s:s,s:s}", "date", date, "change", "added");
        result = edit_put(core, ask, EVENT_ITEM_CHANGED, id, change);
        json_decref(change);
    }
    return result;
}

enum result
edit_add(struct core *core, struct ask *ask, const char *id, const json_t *body,
         bool beside)
{
    struct view_whom whom = plan_whom(body);
    enum result result = team_allows_plan(core, ask, &whom);
    if (result != RESULT_OK)
        return result;
    json_t *copy = json_deep_copy(body);
    if (json_object_get(copy, "origin") == NULL)
        json_object_set_new(copy, "origin", json_string("staff"));
    result = tell_added(core, ask, id, copy);
    if (result == RESULT_OK && beside)
        result = edit_put(core, ask, EVENT_ITEM_SAVED, id, copy);
    if (result != RESULT_OK || beside) {
        json_decref(copy);
        return result;
    }
    ask->event.kind = EVENT_ITEM_SAVED;
    text_copy(ask->event.about, sizeof ask->event.about, id);
    ask->event.body = copy;
    return RESULT_OK;
}
