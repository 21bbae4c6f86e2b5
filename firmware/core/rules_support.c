/*
 * What helps a person, what they are good at, who is close to them, and what
 * they agreed to.
 */
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/saving.h"
#include "firmware/store/view_support.h"

/* One body about one person, saved whole. */
static enum result
save_about(struct core *core, struct ask *ask)
{
    struct view_brief person;
    json_t *standing = NULL;
    enum result result = saving_person(core, ask, &person);
    if (result == RESULT_OK)
        result = saving_seen(core, ask, ask->event.kind);
    if (result == RESULT_OK)
        result = saving_body(ask, NULL);
    if (result == RESULT_OK)
        result = saving_standing(core, ask, ask->event.kind, &standing);
    ask->already = result == RESULT_OK && json_equal(standing, ask->event.body);
    json_decref(standing);
    return result;
}

/* Those that a table brought carry a mark, so that the next table can take
 * them away again; an editor does not know of it. */
enum result
rule_strategies_save(struct core *core, struct ask *ask)
{
    struct support_strategies have;
    size_t at;
    json_t *entry;
    enum result result = saving_seen(core, ask, EVENT_PERSON_SAVED);
    if (result == RESULT_OK)
        result = save_about(core, ask);
    ask->already = false; /* the table may have said more since */
    if (result != RESULT_OK)
        return result;
    result = view_strategies(core->store, ask->event.about, &have);
    json_array_foreach(json_object_get(ask->event.body, "list"), at, entry)
    {
        const char *text = json_string_value(json_object_get(entry, "text"));
        (void)json_object_del(entry, "listed");
        for (int i = 0; i < have.count; i++)
            if (have.list[i].listed && text_equal(have.list[i].card.text, text))
                (void)json_object_set_new(entry, "listed", json_true());
    }
    return result;
}

enum result
rule_wellbeing_save(struct core *core, struct ask *ask)
{
    return save_about(core, ask);
}

enum result
rule_help_save(struct core *core, struct ask *ask)
{
    return save_about(core, ask);
}

enum result
rule_own_words_save(struct core *core, struct ask *ask)
{
    return save_about(core, ask);
}

enum result
rule_agreement_save(struct core *core, struct ask *ask)
{
    return save_about(core, ask);
}

/* --- things of a person that have an id of their own --- */

typedef enum result owner_fn(struct core *core, const char *id,
                             char person[UUID_SIZE]);

static enum result
strength_owner(struct core *core, const char *id, char person[UUID_SIZE])
{
    struct support_strength strength;
    return view_strength(core->store, id, person, &strength);
}

static enum result
relation_owner(struct core *core, const char *id, char person[UUID_SIZE])
{
    struct support_relation relation;
    return view_relation(core->store, id, person, &relation);
}

/* The body names the person, and a thing never changes hands. */
static enum result
save_of_person(struct core *core, struct ask *ask, owner_fn *owner)
{
    struct view_brief person;
    char has[UUID_SIZE], thing[UUID_SIZE];
    json_t *standing = NULL;
    enum result result = saving_seen(core, ask, ask->event.kind);
    if (result == RESULT_OK)
        result = saving_standing(core, ask, ask->event.kind, &standing);
    if (result == RESULT_OK)
        result = saving_body(ask, standing);
    ask->already = result == RESULT_OK && json_equal(standing, ask->event.body);
    json_decref(standing);
    if (result != RESULT_OK)
        return result;
    text_copy(thing, sizeof thing, ask->event.about);
    text_copy(ask->event.about, sizeof ask->event.about,
              json_string_value(json_object_get(ask->event.body, "person")));
    result = saving_person(core, ask, &person);
    text_copy(ask->event.about, sizeof ask->event.about, thing);
    if (result != RESULT_OK)
        return result;
    result = owner(core, thing, has);
    if (result == RESULT_OK && !text_equal(has, person.id))
        return ask_refuse(ask, RESULT_INVALID, "refused", "person",
                          "it belongs to someone else");
    ask->already = ask->already && result == RESULT_OK;
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

static enum result
remove_of_person(struct core *core, struct ask *ask, owner_fn *owner,
                 enum event_kind saved)
{
    char person[UUID_SIZE];
    enum result result = saving_seen(core, ask, saved);
    if (result != RESULT_OK)
        return result;
    result = owner(core, ask->event.about, person);
    ask->already = result == RESULT_ABSENT;
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

enum result
rule_strength_save(struct core *core, struct ask *ask)
{
    return save_of_person(core, ask, strength_owner);
}

enum result
rule_strength_remove(struct core *core, struct ask *ask)
{
    return remove_of_person(core, ask, strength_owner, EVENT_STRENGTH_SAVED);
}

enum result
rule_relation_save(struct core *core, struct ask *ask)
{
    return save_of_person(core, ask, relation_owner);
}

enum result
rule_relation_remove(struct core *core, struct ask *ask)
{
    return remove_of_person(core, ask, relation_owner, EVENT_RELATION_SAVED);
}

/* --- consent --- */

static bool
is_of_staff(struct core *core, const char *id)
{
    char found[UUID_SIZE];
    return view_find_staff(core->store, id, found) == RESULT_OK;
}

/* A person's, also of one who has ended, or one of the staff's. */
static enum result
consent_body(struct core *core, struct ask *ask)
{
    struct view_brief person;
    int32_t date = 0;
    enum result result = RESULT_OK;
    if (!is_of_staff(core, ask->event.about))
        result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = saving_body(ask, NULL);
    if (result != RESULT_OK)
        return result;
    json_t *body = ask->event.body;
    if (json_object_get(body, "what") == NULL)
        (void)json_object_set_new(body, "what", json_string("photo"));
    const char *text = json_string_value(json_object_get(body, "date"));
    if (civil_parse_date(text, &date) != RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "not a date like 2026-11-24");
    if (date > civil_from_utc(ask->now.utc_ms).day)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "in the future");
    return RESULT_OK;
}

enum result
rule_consent_give(struct core *core, struct ask *ask)
{
    enum result result = consent_body(core, ask);
    const json_t *by = json_object_get(ask->event.body, "by");
    if (result == RESULT_OK && text_empty(json_string_value(by)))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "by",
                          "who gave it is missing");
    return result;
}

enum result
rule_consent_withdraw(struct core *core, struct ask *ask)
{
    return consent_body(core, ask);
}
