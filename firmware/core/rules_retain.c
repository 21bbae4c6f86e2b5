/* How long things stay, what is held back, and that a purge may begin. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "firmware/store/view_review.h"

enum result
rule_retention(struct core *core, struct ask *ask)
{
    struct view_centre centre;
    struct retention stands;
    const json_t *was = json_object_get(ask->command, "was");
    enum result result = view_centre(core->store, &centre);
    if (result == RESULT_OK)
        result = view_retention(core->store, &stands);
    if (result != RESULT_OK)
        return result;
    for (int i = 0; i < PURPOSE_COUNT && was != NULL; i++)
        if (json_integer_value(json_object_get(
                was, purpose_name((enum purpose)i))) != stands.length[i])
            return ask_refuse(ask, RESULT_INVALID, "changed", "was",
                              "somebody saved it meanwhile");
    ask->event.body = json_object();
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        const char *name = purpose_name((enum purpose)i);
        const json_t *length = json_object_get(ask->command, name);
        json_int_t n = json_integer_value(length);
        if (length != NULL &&
            (!json_is_integer(length) || n < 0 || n > RETENTION_MOST))
            return ask_refuse(ask, RESULT_INVALID, "invalid", name,
                              "not a number from 0 to 1200");
        json_object_set_new(ask->event.body, name, json_integer(n));
    }
    text_copy(ask->event.about, sizeof ask->event.about, centre.id);
    return RESULT_OK;
}

enum result
rule_hold(struct core *core, struct ask *ask)
{
    struct view_brief person;
    const char *note = ask_text(ask, "note");
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    ask->event.body =
        json_pack("{s:s*,s:s*}", "why", ask_text(ask, "why"), "note", note);
    if (ask->event.body == NULL || ask_text(ask, "why") == NULL)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "why", "missing");
    return RESULT_OK;
}

static enum result
find_hold(struct core *core, struct ask *ask, struct review_held *out)
{
    static struct review_held held[VIEW_PEOPLE_MAX];
    int count = 0;
    enum result result = view_holds(core->store, held, VIEW_PEOPLE_MAX, &count);
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        if (!text_equal(held[i].person, ask->event.about))
            continue;
        *out = held[i];
        return RESULT_OK;
    }
    return result != RESULT_OK
               ? result
               : ask_refuse(ask, RESULT_ABSENT, "absent", "about",
                            "nothing of this person is held");
}

enum result
rule_hold_lift(struct core *core, struct ask *ask)
{
    struct review_held held;
    return find_hold(core, ask, &held);
}

/* The export of everything up to `until` lies in other hands. */
enum result
rule_handed_over(struct core *core, struct ask *ask)
{
    struct review_held held;
    const json_t *until = json_object_get(ask->command, "until");
    json_int_t seq = json_integer_value(until);
    enum result result = find_hold(core, ask, &held);
    if (result != RESULT_OK)
        return result;
    if (!json_is_integer(until) || seq < 1 || seq > store_seq(core->store))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "until",
                          "no number of the log");
    if (held.kind != HOLD_ARCHIVE)
        return ask_refuse(ask, RESULT_INVALID, "refused", "about",
                          "this person is held for another reason");
    ask->event.body = json_pack("{s:I}", "until", seq);
    return RESULT_OK;
}

/* --- purges --- */

static enum result
none_is_open(struct core *core, struct ask *ask)
{
    struct review_purge open;
    if (ask->now.quality == CLOCK_UNSURE)
        return ask_refuse(ask, RESULT_INVALID, "refused", "clock",
                          "the clock is unsure; nothing is purged by it");
    enum result result = view_purge_open(core->store, &open);
    if (result == RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "busy", "do",
                          "a purge is under way");
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

static json_t *
counts_of(const struct purge_count *count, int64_t *total)
{
    json_t *counts = json_object();
    *total = 0;
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        json_object_set_new(counts, purpose_name((enum purpose)i),
                            json_integer((json_int_t)count->events[i]));
        *total += count->events[i];
    }
    json_object_set_new(counts, "held", json_integer((json_int_t)count->held));
    json_object_set_new(counts, "waiting",
                        json_integer((json_int_t)count->waiting));
    return counts;
}

static json_t *
days_of(const struct purge_cut *cut)
{
    json_t *days = json_object();
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        char date[CIVIL_DATE_SIZE];
        if (cut->day[i] == INT32_MIN)
            continue;
        civil_format_date(cut->day[i], date);
        json_object_set_new(days, purpose_name((enum purpose)i),
                            json_string(date));
    }
    return days;
}

/* What is approved is what was counted: if it is another number by now, the
 * leader looks again. */
enum result
rule_purge(struct core *core, struct ask *ask)
{
    struct purge_cut cut = {{0}, {0}};
    struct purge_count count;
    const json_t *asked = json_object_get(ask->command, "total");
    int64_t total = 0;
    int32_t today = civil_from_utc(ask->now.utc_ms).day;
    enum result result = none_is_open(core, ask);
    if (result == RESULT_OK)
        result = purge_cut_due(core->store, today, &cut);
    if (result == RESULT_OK)
        result = purge_count(core->store, &cut, &count);
    if (result != RESULT_OK)
        return result;
    json_t *counts = counts_of(&count, &total);
    ask->event.body =
        json_pack("{s:o,s:o}", "before", days_of(&cut), "counts", counts);
    if (!json_is_integer(asked) || json_integer_value(asked) != total)
        return ask_refuse(ask, RESULT_INVALID, "changed", "total",
                          "something else is due by now");
    if (total == 0)
        return ask_refuse(ask, RESULT_INVALID, "refused", "total",
                          "nothing is due");
    uuid_make(ask->event.about, ask->now.utc_ms);
    return RESULT_OK;
}

/* Everything about one person. */
enum result
rule_erase(struct core *core, struct ask *ask)
{
    struct view_brief person;
    struct review_held held;
    enum result result = none_is_open(core, ask);
    if (result == RESULT_OK)
        result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (!text_equal(ask_text(ask, "name"), person.name))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "name",
                          "not this person's name");
    if (person.here)
        return ask_refuse(ask, RESULT_INVALID, "refused", "about",
                          "this person is here");
    result = find_hold(core, ask, &held);
    if (result == RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "refused", "about",
                          "this person's data is held");
    if (result != RESULT_ABSENT)
        return result;
    ask->why[0] = ask->where[0] = ask->says[0] = '\0';
    ask->event.body = json_pack("{s:{},s:s}", "before", "person", person.id);
    uuid_make(ask->event.about, ask->now.utc_ms);
    return RESULT_OK;
}
