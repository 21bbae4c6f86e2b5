#include "firmware/core/saving.h"

#include <string.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/store/standing.h"
#include "firmware/store/view_support.h"

/* Ids and hashes of ours are long runs of digits at times. */
static bool
is_ours(const char *field, const char *text)
{
    unsigned char bytes[UUID_BYTES];
    return uuid_parse(text, bytes) || view_picture_is_own(text) ||
           text_equal(field, "hash") || text_equal(field, "tag") ||
           text_equal(field, "made_of");
}

bool
saving_has_identity(const json_t *value, const char *field, char where[64])
{
    const char *text = json_string_value(value);
    const char *name;
    size_t at;
    json_t *inner;
    if (text != NULL && !is_ours(field, text) && identity_in(text)) {
        text_copy(where, 64, field);
        return true;
    }
    json_array_foreach(value, at, inner)
    {
        if (saving_has_identity(inner, field, where))
            return true;
    }
    /* jansson only reads it here, but its iterators are not const. */
    json_object_foreach((json_t *)(uintptr_t)value, name, inner)
    {
        if (saving_has_identity(inner, name, where))
            return true;
    }
    return false;
}

enum result
saving_body(struct ask *ask, const json_t *over)
{
    const json_t *given = json_object_get(ask->command, "body");
    char where[64];
    const char *name;
    json_t *value;
    if (!json_is_object(given))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "body",
                          "not an object");
    if (saving_has_identity(given, "body", where))
        return ask_refuse(ask, RESULT_INVALID, "refused", where,
                          "it looks like a personal identity number; Tröskel "
                          "needs none and keeps none");
    json_t *body = over == NULL ? json_object() : json_deep_copy(over);
    if (body == NULL)
        return RESULT_FULL;
    json_object_foreach((json_t *)(uintptr_t)given, name, value)
    {
        if (json_is_null(value))
            (void)json_object_del(body, name);
        else
            (void)json_object_set(body, name, value);
    }
    json_decref(ask->event.body);
    ask->event.body = body;
    return RESULT_OK;
}

enum result
saving_standing(struct core *core, struct ask *ask, enum event_kind kind,
                json_t **out)
{
    enum result result =
        standing_body(core->store, kind, ask->event.about, out);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

enum result
saving_seen(struct core *core, struct ask *ask, enum event_kind kind)
{
    const json_t *seen = json_object_get(ask->command, "seen");
    int64_t newest = 0;
    if (!json_is_integer(seen))
        return RESULT_OK;
    enum result result =
        view_saved_seq(core->store, kind, ask->event.about, &newest);
    if (result != RESULT_OK || newest <= json_integer_value(seen))
        return result;
    return ask_refuse(ask, RESULT_INVALID, "changed", "seen",
                      "somebody saved it after the page was drawn");
}

enum result
saving_person(struct core *core, struct ask *ask, struct view_brief *person)
{
    enum result result = ask_person(core, ask, person);
    if (result == RESULT_OK && person->ended)
        return ask_refuse(ask, RESULT_INVALID, "refused", "about",
                          "this person does not come here any more");
    return result;
}

enum result
saving_also(struct core *core, struct ask *ask, enum event_kind kind,
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
