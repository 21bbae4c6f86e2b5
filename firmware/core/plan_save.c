#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/plan_edit.h"

/* The command's own event; the body becomes the ask's. */
static enum result
lead_to(struct edit *edit, enum event_kind kind, json_t *body)
{
    json_decref(edit->ask->event.body);
    edit->ask->event.kind = kind;
    edit->ask->event.body = body;
    text_copy(edit->ask->event.about, sizeof edit->ask->event.about,
              edit->facts.id);
    return RESULT_OK;
}

static enum result
nothing_new(struct edit *edit)
{
    edit->ask->already = true;
    return RESULT_OK;
}

static bool
was_seen(const struct edit *edit, int32_t date)
{
    return view_change_was_seen(edit->core->store, edit->facts.id, date);
}

static json_t *
date_body(int32_t date)
{
    char day[CIVIL_DATE_SIZE];
    civil_format_date(date, day);
    return json_pack("{s:s}", "date", day);
}

/* The day is to be as planned again: told only if somebody saw it change. */
static enum result
take_back(struct edit *edit)
{
    if (was_seen(edit, edit->date))
        return lead_to(edit, EVENT_ITEM_CHANGED,
                       plan_change_back(edit->base, edit->stands, edit->date));
    return lead_to(edit, EVENT_CHANGE_WITHDRAWN, date_body(edit->date));
}

static bool
is_word(const json_t *change, const char *word)
{
    return text_equal(json_string_value(json_object_get(change, "change")),
                      word);
}

static enum result
save_plainly(struct edit *edit)
{
    return lead_to(edit, EVENT_ITEM_SAVED, json_incref(edit->wanted));
}

static enum result
refuse_taken(struct edit *edit, const char *field)
{
    return ask_refuse(edit->ask, RESULT_INVALID, "invalid", field,
                      "on a day that is out it can be another, not nothing");
}

/* One day of it: what is told there becomes a change that stands over it. */
static enum result
save_day(struct edit *edit)
{
    bool told = plan_told_differs(edit->base, edit->wanted);
    bool details = plan_details_differ(edit->base, edit->wanted);
    const char *taken = plan_taken_away(edit->base, edit->wanted);
    /* Nobody has seen that it was added: it is simply another. */
    if (!edit->weekly && is_word(edit->stands, "added") &&
        !was_seen(edit, edit->date))
        return save_plainly(edit);
    if (taken != NULL)
        return refuse_taken(edit, taken);
    if (!told && edit->stands != NULL && !is_word(edit->stands, "details") &&
        !is_word(edit->stands, "added")) {
        enum result result = take_back(edit);
        if (result == RESULT_OK && details && !edit->weekly)
            result = edit_put(edit->core, edit->ask, EVENT_ITEM_SAVED,
                              edit->facts.id, edit->wanted);
        return result;
    }
    if (!told && !edit->weekly)
        return json_equal(edit->base, edit->wanted) ? nothing_new(edit)
                                                    : save_plainly(edit);
    json_t *change = plan_change(edit->base, edit->wanted, edit->date,
                                 ask_text(edit->ask, "reason"));
    if (change == NULL)
        return edit->stands != NULL && !is_word(edit->stands, "added")
                   ? take_back(edit)
                   : nothing_new(edit);
    if (!json_equal(change, edit->stands))
        return lead_to(edit, EVENT_ITEM_CHANGED, change);
    json_decref(change);
    return nothing_new(edit);
}

/* The days that are out, from `cut` on, on which the weekly thing comes; the
 * day after the last of them, or `cut` if there is none. */
static int32_t
days_out(const struct edit *edit, int32_t cut, int32_t out[2], int *count)
{
    int32_t after = cut;
    *count = 0;
    for (int32_t day = edit->today; day <= edit->today + 1; day++) {
        if (day >= cut && plan_first_day(edit->base, day) == day) {
            out[(*count)++] = day;
            after = day + 1;
        }
    }
    return after;
}

/* It ends the day before `day`. */
static enum result
end_before(struct edit *edit, int32_t day)
{
    char date[CIVIL_DATE_SIZE];
    json_t *body = json_deep_copy(edit->base);
    civil_format_date(day - 1, date);
    json_object_set_new(body, "to", json_string(date));
    enum result result =
        edit_put(edit->core, edit->ask, EVENT_ITEM_SAVED, edit->facts.id, body);
    json_decref(body);
    return result;
}

static enum result
tell_day(struct edit *edit, json_t *change)
{
    enum result result = RESULT_OK;
    if (change != NULL)
        result = edit_put(edit->core, edit->ask, EVENT_ITEM_CHANGED,
                          edit->facts.id, change);
    json_decref(change);
    return result;
}

/* Another begins on `day`; as long as the old one would have come. */
static enum result
begin_on(struct edit *edit, int32_t day)
{
    char date[CIVIL_DATE_SIZE];
    char id[UUID_SIZE];
    json_t *body = json_deep_copy(edit->wanted);
    civil_format_date(day, date);
    json_object_set_new(body, "from", json_string(date));
    uuid_make(id, edit->ask->now.utc_ms);
    enum result result = edit_add(edit->core, edit->ask, id, body, false);
    json_decref(body);
    return result;
}

/* The days that are out; the last of them may be the command's own event. */
static enum result
tell_days(struct edit *edit, const int32_t *out, int count, bool leads)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        json_t *change = plan_change(edit->base, edit->wanted, out[i],
                                     ask_text(edit->ask, "reason"));
        result = leads && i == count - 1 && change != NULL
                     ? lead_to(edit, EVENT_ITEM_CHANGED, change)
                     : tell_day(edit, change);
    }
    return result;
}

static bool
keeps_days(const struct edit *edit)
{
    return json_equal(json_object_get(edit->base, "weekday"),
                      json_object_get(edit->wanted, "weekday")) &&
           json_equal(json_object_get(edit->base, "audience"),
                      json_object_get(edit->wanted, "audience"));
}

/* A weekly thing from a day on. */
static enum result
save_from(struct edit *edit)
{
    int32_t out[2];
    int count = 0;
    int32_t cut = edit->date > edit->today ? edit->date : edit->today;
    int32_t after = days_out(edit, cut, out, &count);
    int32_t first = plan_first_day(
        edit->base, edit->facts.from >= 0 ? edit->facts.from : after - 7);
    if (json_equal(edit->base, edit->wanted))
        return nothing_new(edit);
    if (plan_first_day(edit->base, cut) < 0 &&
        plan_first_day(edit->wanted, cut) < 0)
        return ask_refuse(edit->ask, RESULT_INVALID, "invalid", "date",
                          "it does not come any more then");
    bool another = plan_told_differs(edit->base, edit->wanted) ||
                   plan_details_differ(edit->base, edit->wanted) ||
                   !keeps_days(edit);
    if (first < 0 || first >= after || !another)
        return save_plainly(edit); /* it has not come yet, or is as it was */
    const char *taken =
        count > 0 ? plan_taken_away(edit->base, edit->wanted) : NULL;
    if (taken != NULL)
        return refuse_taken(edit, taken);
    bool goes_on = plan_first_day(edit->wanted, after) >= 0;
    enum result result = RESULT_OK;
    if (keeps_days(edit))
        result = tell_days(edit, out, count, !goes_on);
    if (result == RESULT_OK && goes_on)
        result = end_before(edit, after);
    return result == RESULT_OK && goes_on ? begin_on(edit, after) : result;
}

/* To another day, or to other people: a thing of a day that is out is taken
 * away there for all to see, and put where it is to be. */
static enum result
save_elsewhere(struct edit *edit)
{
    char id[UUID_SIZE];
    if (!edit->weekly && !edit_is_out(edit, edit->date)) {
        enum result result = RESULT_OK;
        json_t *day = date_body(edit->date);
        if (edit->stands != NULL)
            result = edit_put(edit->core, edit->ask, EVENT_CHANGE_WITHDRAWN,
                              edit->facts.id, day);
        json_decref(day);
        return result == RESULT_OK
                   ? edit_add(edit->core, edit->ask, edit->facts.id,
                              edit->wanted, false)
                   : result;
    }
    static const char *const left[] = {"origin", "source", "uid", "recurrence",
                                       "order"};
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        json_object_del(edit->wanted, left[i]);
    json_t *change = date_body(edit->date);
    json_object_set_new(change, "change", json_string("cancelled"));
    const char *reason = ask_text(edit->ask, "reason");
    if (!text_empty(reason))
        json_object_set_new(change, "reason", json_string(reason));
    enum result result = tell_day(edit, change);
    uuid_make(id, edit->ask->now.utc_ms);
    return result == RESULT_OK
               ? edit_add(edit->core, edit->ask, id, edit->wanted, false)
               : result;
}

enum result
edit_save(struct edit *edit)
{
    bool moves =
        plan_differs(edit->base, edit->wanted, "audience") ||
        (!edit->weekly && plan_differs(edit->base, edit->wanted, "date"));
    if (!edit->weekly && json_object_get(edit->wanted, "weekday") != NULL)
        return ask_refuse(edit->ask, RESULT_INVALID, "invalid", "weekday",
                          "a thing of one day stays one; make a new one");
    if (edit->weekly && !edit->once)
        return save_from(edit);
    if (moves || (edit->once && json_object_get(edit->wanted, "date") != NULL &&
                  plan_first_day(edit->wanted, 0) != edit->date))
        return save_elsewhere(edit);
    if (edit->once || edit_is_out(edit, edit->date))
        return save_day(edit);
    if (json_equal(edit->base, edit->wanted))
        return nothing_new(edit);
    return save_plainly(edit);
}

/* --- taking away --- */

/* NULL if it says neither what comes instead nor that nothing does. */
static json_t *
cancel_change(struct edit *edit, int32_t day, const json_t *instead)
{
    json_t *change = date_body(day);
    const char *reason = ask_text(edit->ask, "reason");
    const json_t *title = json_object_get(instead, "title");
    if (text_equal(json_string_value(instead), "nothing")) {
        json_object_set_new(change, "change", json_string("cancelled"));
    } else if (!text_empty(json_string_value(title))) {
        json_t *picture = json_object_get(instead, "picture");
        json_object_set_new(change, "change", json_string("replaced"));
        json_object_set(change, "title", json_object_get(instead, "title"));
        if (json_is_string(picture))
            json_object_set(change, "picture", picture);
    } else {
        json_decref(change);
        return NULL;
    }
    if (!text_empty(reason))
        json_object_set_new(change, "reason", json_string(reason));
    return change;
}

static enum result
refuse_without(struct edit *edit)
{
    return ask_refuse(edit->ask, RESULT_INVALID, "refused", "instead",
                      "say what comes instead, or that nothing does");
}

static enum result
remove_from(struct edit *edit, const json_t *instead)
{
    int32_t out[2];
    int count = 0;
    int32_t cut = edit->date > edit->today ? edit->date : edit->today;
    int32_t after = days_out(edit, cut, out, &count);
    int32_t first = plan_first_day(
        edit->base, edit->facts.from >= 0 ? edit->facts.from : after - 7);
    if (first < 0 || first >= after)
        return lead_to(edit, EVENT_ITEM_REMOVED, NULL);
    enum result result = RESULT_OK;
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        json_t *change = cancel_change(edit, out[i], instead);
        if (change == NULL)
            return refuse_without(edit);
        result = tell_day(edit, change);
    }
    char date[CIVIL_DATE_SIZE];
    json_t *body = json_deep_copy(edit->base);
    civil_format_date(after - 1, date);
    json_object_set_new(body, "to", json_string(date));
    return result == RESULT_OK ? lead_to(edit, EVENT_ITEM_SAVED, body)
                               : (json_decref(body), result);
}

enum result
edit_remove(struct edit *edit, const json_t *instead)
{
    if (edit->weekly && !edit->once)
        return remove_from(edit, instead);
    bool unseen = is_word(edit->stands, "added") && !was_seen(edit, edit->date);
    if (!edit->weekly && (unseen || !edit_is_out(edit, edit->date)))
        return lead_to(edit, EVENT_ITEM_REMOVED, NULL);
    json_t *change = cancel_change(edit, edit->date, instead);
    if (change == NULL)
        return refuse_without(edit);
    if (!json_equal(change, edit->stands))
        return lead_to(edit, EVENT_ITEM_CHANGED, change);
    json_decref(change);
    return nothing_new(edit);
}
