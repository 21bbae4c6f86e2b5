/*
 * A voice that somebody lent: its bytes are looked through before they are
 * kept, and go when it is taken back or another takes its place.
 */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/wav.h"
#include "firmware/core/saving.h"

/* A recording is sound and nothing else: what the kiosk plays has been looked
 * through once, here, whoever sent it. */
static enum result
look_at_sound(struct core *core, struct ask *ask, const struct event *event)
{
    struct wav wav;
    unsigned char *bytes = NULL;
    size_t length = 0;
    const char *hash = json_string_value(json_object_get(event->body, "hash"));
    bool fine =
        hash != NULL &&
        view_sound(core->store, hash, &bytes, &length) == RESULT_OK &&
        wav_read(&wav, bytes, length) == RESULT_OK && wav.channels == 1 &&
        wav_written(&wav) == length &&
        json_integer_value(json_object_get(event->body, "ms")) == wav_ms(&wav);
    free(bytes);
    return fine ? RESULT_OK
                : ask_refuse(ask, RESULT_INVALID, "invalid", "hash",
                             "not the bytes of a recording");
}

/* Bytes that stood under this id and that no event names any more. */
static enum result
forget_sound(struct core *core, const struct event *event, const char *old)
{
    bool sound = event->kind == EVENT_RECORDING_SAVED ||
                 event->kind == EVENT_RECORDING_REMOVED;
    return sound && old[0] != '\0' ? store_drop_blob(core->store, old)
                                   : RESULT_OK;
}

enum result
core_append_sound(struct core *core, struct ask *ask, struct event *event)
{
    char old[VIEW_TAG_SIZE] = "";
    enum result result = RESULT_OK;
    if (event->kind == EVENT_RECORDING_SAVED)
        result = look_at_sound(core, ask, event);
    if (result != RESULT_OK)
        return result;
    view_recording_hash(core->store, event->about, old, sizeof old);
    result = store_append(core->store, event);
    if (result == RESULT_OK)
        result = forget_sound(core, event, old);
    return result;
}

/* As core_append does it: what was sent before is so already. */
static enum result
append(struct core *core, struct ask *ask)
{
    enum result result = core_append_sound(core, ask, &ask->event);
    if (result == RESULT_BUSY) {
        ask->already = true;
        return RESULT_OK;
    }
    if (result == RESULT_INVALID && ask->why[0] == '\0')
        return ask_refuse(ask, result, "invalid",
                          store_problem_field(core->store),
                          store_problem(core->store));
    return result;
}

static enum result
end(struct core *core, struct ask *ask, enum result result)
{
    if (result == RESULT_OK)
        result = append(core, ask);
    if (result == RESULT_OK && ask->already) {
        store_rollback(core->store);
        return result;
    }
    return ask_end(core, ask, result);
}

/* The bytes stand in the inbox under `file`; core takes them and the file is
 * gone. A command that comes again finds them in the store. */
static enum result
take_bytes(struct core *core, struct ask *ask)
{
    const char *file = ask_text(ask, "file");
    const char *hash =
        json_string_value(json_object_get(ask->event.body, "hash"));
    if (hash == NULL)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "hash", "missing");
    if (file == NULL)
        return store_has_blob(core->store, hash)
                   ? RESULT_OK
                   : ask_refuse(ask, RESULT_ABSENT, "absent", "file",
                                "the sound's bytes are not here");
    json_t *blob = json_pack("{s:s,s:s}", "hash", hash, "file", file);
    enum result result = store_has_blob(core->store, hash)
                             ? RESULT_OK
                             : core_put_blob(core, ask, blob);
    json_decref(blob);
    core_drop_inbox(core, file);
    return result;
}

/* How somebody's name is said is theirs; the others are everybody's. */
static enum result
check_team(struct core *core, struct ask *ask)
{
    const json_t *body = ask->event.body;
    enum result result = team_allows_saved(core, ask, EVENT_RECORDING_SAVED,
                                           ask->event.about, "person");
    if (result == RESULT_OK)
        result = team_allows(
            core, ask, json_string_value(json_object_get(body, "person")));
    return result;
}

enum result
rule_recording_save(struct core *core, struct ask *ask)
{
    enum result result = saving_body(ask, NULL);
    if (result == RESULT_OK)
        result = check_team(core, ask);
    if (result == RESULT_OK)
        result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    return end(core, ask, take_bytes(core, ask));
}

enum result
rule_recording_remove(struct core *core, struct ask *ask)
{
    enum result result = check_team(core, ask);
    if (result == RESULT_OK)
        result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    ask->already = !view_recording_hash(core->store, ask->event.about, NULL, 0);
    if (ask->already) {
        store_rollback(core->store);
        return RESULT_OK;
    }
    return end(core, ask, RESULT_OK);
}
