/*
 * Who comes here, in which groups, with whom: new, saved, ended.
 */
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/saving.h"
#include "firmware/store/view_support.h"

/* Everybody who comes, borrowed until the next call; there is one core in a
 * process. */
static const struct view_person *
everybody(struct core *core, int *count)
{
    static struct view_person people[VIEW_PEOPLE_MAX];
    *count = 0;
    if (view_people(core->store, clock_boot_id(core->clock), people,
                    VIEW_PEOPLE_MAX, count) != RESULT_OK)
        *count = 0;
    return people;
}

/* Whatever its case: "Räv" and "räv" are the same on a symbol page. */
static enum result
check_symbol(struct core *core, struct ask *ask)
{
    char want[VIEW_NAME_SIZE], have[VIEW_NAME_SIZE];
    int count = 0;
    const struct view_person *people = everybody(core, &count);
    const char *symbol =
        json_string_value(json_object_get(ask->event.body, "symbol"));
    text_fold(want, sizeof want, symbol == NULL ? "" : symbol);
    text_trim(want);
    if (want[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "symbol", "missing");
    for (int i = 0; i < count; i++) {
        text_fold(have, sizeof have, people[i].symbol);
        if (text_equal(have, want) &&
            !text_equal(people[i].id, ask->event.about))
            return ask_refuse(ask, RESULT_INVALID, "busy", "symbol",
                              "the symbol belongs to someone else");
    }
    return RESULT_OK;
}

static enum result
check_groups(struct core *core, struct ask *ask)
{
    struct view_group groups[VIEW_GROUPS_MAX];
    int count = 0;
    size_t at;
    json_t *id;
    enum result result =
        view_groups(core->store, groups, VIEW_GROUPS_MAX, &count);
    json_array_foreach(json_object_get(ask->event.body, "groups"), at, id)
    {
        bool there = false;
        for (int i = 0; i < count; i++)
            there = there || text_equal(groups[i].id, json_string_value(id));
        if (result == RESULT_OK && !there)
            return ask_refuse(ask, RESULT_ABSENT, "absent", "groups",
                              "there is no such group");
    }
    return result;
}

static const char *
first_group(const json_t *body)
{
    const char *id =
        json_string_value(json_array_get(json_object_get(body, "groups"), 0));
    return id == NULL ? "" : id;
}

/* A place on the symbol page is kept; whoever is new there gets the next. */
static void
find_place(struct core *core, struct ask *ask, const json_t *standing)
{
    int count = 0, next = 0;
    const struct view_person *people = everybody(core, &count);
    const char *group = first_group(ask->event.body);
    if (standing != NULL && text_equal(first_group(standing), group))
        return;
    for (int i = 0; i < count; i++)
        if (text_equal(people[i].group, group) && people[i].place >= next &&
            !text_equal(people[i].id, ask->event.about))
            next = people[i].place + 1;
    (void)json_object_set_new(ask->event.body, "place", json_integer(next));
}

static enum result
check_person(struct core *core, struct ask *ask)
{
    enum result result = check_symbol(core, ask);
    return result == RESULT_OK ? check_groups(core, ask) : result;
}

enum result
rule_person_new(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "busy", "about",
                          "there is such a person already");
    if (result != RESULT_ABSENT)
        return result;
    ask_refuse(ask, RESULT_OK, "", "", ""); /* nobody yet, as it should be */
    result = saving_body(ask, NULL);
    if (result == RESULT_OK)
        find_place(core, ask, NULL);
    return result == RESULT_OK ? check_person(core, ask) : result;
}

enum result
rule_person_save(struct core *core, struct ask *ask)
{
    struct view_brief person;
    json_t *standing = NULL;
    enum result result = saving_person(core, ask, &person);
    if (result == RESULT_OK)
        result = saving_seen(core, ask, EVENT_PERSON_SAVED);
    if (result == RESULT_OK)
        result = saving_standing(core, ask, EVENT_PERSON_SAVED, &standing);
    if (result == RESULT_OK)
        result = saving_body(ask, standing);
    if (result == RESULT_OK)
        find_place(core, ask, standing);
    if (result == RESULT_OK)
        result = check_person(core, ask);
    ask->already = result == RESULT_OK && json_equal(standing, ask->event.body);
    json_decref(standing);
    return result;
}

static bool
is_word(const char *const *words, const char *text)
{
    for (; *words != NULL; words++)
        if (text_equal(*words, text))
            return true;
    return false;
}

/* HF-1. Nothing that somebody did not do ends anything. */
enum result
rule_person_end(struct core *core, struct ask *ask)
{
    struct view_brief person;
    int32_t date = 0;
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    result = saving_body(ask, NULL);
    if (result != RESULT_OK)
        return result;
    const json_t *body = ask->event.body;
    if (!is_word(words_of_support_end,
                 json_string_value(json_object_get(body, "reason"))))
        return ask_refuse(ask, RESULT_INVALID, "refused", "reason",
                          "own_wish, moved, goal or died; absence never ends "
                          "anything (HF-1)");
    if (civil_parse_date(json_string_value(json_object_get(body, "date")),
                         &date) != RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "not a date like 2026-11-24");
    if (date > civil_from_utc(ask->now.utc_ms).day)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "in the future");
    if (person.here)
        return ask_refuse(ask, RESULT_INVALID, "busy", "about",
                          "they are here now; their departure comes first");
    ask->already = person.ended;
    return RESULT_OK;
}

enum result
rule_person_resume(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = ask_person(core, ask, &person);
    ask->already = result == RESULT_OK && !person.ended;
    return result;
}

/* --- groups, places, staff, the centre --- */

/* They have a name, and perhaps stand already. */
static enum result
save_named(struct core *core, struct ask *ask)
{
    json_t *standing = NULL;
    if (ask->event.about[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "about",
                          "an id is missing");
    enum result result = saving_seen(core, ask, ask->event.kind);
    if (result == RESULT_OK)
        result = saving_standing(core, ask, ask->event.kind, &standing);
    if (result == RESULT_OK)
        result = saving_body(ask, standing);
    ask->already = result == RESULT_OK && json_equal(standing, ask->event.body);
    json_decref(standing);
    return result;
}

typedef enum result find_fn(struct store *store, const char *what,
                            char id[UUID_SIZE]);

static enum result
check_name(struct core *core, struct ask *ask, find_fn *find)
{
    char id[UUID_SIZE];
    const char *name =
        json_string_value(json_object_get(ask->event.body, "name"));
    if (text_empty(name))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "name", "missing");
    enum result result = find(core->store, name, id);
    if (result == RESULT_INVALID ||
        (result == RESULT_OK && !text_equal(id, ask->event.about)))
        return ask_refuse(ask, RESULT_INVALID, "busy", "name",
                          "the name is taken");
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

enum result
rule_group_save(struct core *core, struct ask *ask)
{
    struct view_group groups[VIEW_GROUPS_MAX];
    int count = 0;
    bool there = false;
    enum result result = save_named(core, ask);
    if (result == RESULT_OK)
        result = check_name(core, ask, view_find_group);
    if (result == RESULT_OK)
        result = view_groups(core->store, groups, VIEW_GROUPS_MAX, &count);
    for (int i = 0; i < count; i++)
        there = there || text_equal(groups[i].id, ask->event.about);
    if (result == RESULT_OK && !there && count == VIEW_GROUPS_MAX)
        return ask_refuse(ask, RESULT_INVALID, "full", "about",
                          "more than 16 groups do not fit");
    return result;
}

enum result
rule_place_save(struct core *core, struct ask *ask)
{
    return save_named(core, ask);
}

enum result
rule_staff_save(struct core *core, struct ask *ask)
{
    enum result result = save_named(core, ask);
    return result == RESULT_OK ? check_name(core, ask, view_find_staff)
                               : result;
}
