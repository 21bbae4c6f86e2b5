#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/notify.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum { BATCH_BYTES_MAX = 32 * 1024 * 1024, BLOB_BYTES_MAX = 4 * 1024 * 1024 };

/* A name in inbox/, nothing that leads elsewhere. */
static bool
plain_name(const char *name)
{
    return !text_empty(name) && name[0] != '.' && strchr(name, '/') == NULL &&
           strlen(name) < 100;
}

static enum result
inbox_path(struct core *core, struct ask *ask, const char *name,
           char out[FOLDER_PATH_SIZE])
{
    char inner[128];
    if (!plain_name(name))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "file",
                          "not the name of a file in the inbox");
    text_format(inner, sizeof inner, "inbox/%s", name);
    folder_path(&core->folder, inner, out);
    return RESULT_OK;
}

static enum result
load_batch(struct core *core, struct ask *ask, json_t **batch)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st;
    enum result result = inbox_path(core, ask, ask_text(ask, "file"), path);
    if (result != RESULT_OK)
        return result;
    if (stat(path, &st) != 0)
        return ask_refuse(ask, RESULT_ABSENT, "absent", "file",
                          "there is no such file in the inbox");
    if (st.st_size > BATCH_BYTES_MAX)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "file", "too large");
    *batch = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_array(json_object_get(*batch, "events")))
        return RESULT_OK;
    return ask_refuse(ask, RESULT_INVALID, "invalid", "events",
                      "the file holds no list of events");
}

void
core_drop_inbox(struct core *core, const char *name)
{
    char inner[128], path[FOLDER_PATH_SIZE];
    if (!plain_name(name))
        return;
    text_format(inner, sizeof inner, "inbox/%s", name);
    folder_path(&core->folder, inner, path);
    (void)unlink(path);
}

enum result
core_put_blob(struct core *core, struct ask *ask, const json_t *blob)
{
    char path[FOLDER_PATH_SIZE];
    const char *hash = json_string_value(json_object_get(blob, "hash"));
    enum result result = inbox_path(
        core, ask, json_string_value(json_object_get(blob, "file")), path);
    if (result != RESULT_OK)
        return result;
    FILE *file = fopen(path, "rbe");
    char *bytes = malloc(BLOB_BYTES_MAX + 1);
    size_t length = file != NULL && bytes != NULL
                        ? fread(bytes, 1, BLOB_BYTES_MAX + 1, file)
                        : 0;
    if (hash == NULL || strlen(hash) != 64 || length == 0 ||
        length > BLOB_BYTES_MAX)
        result = ask_refuse(ask, RESULT_INVALID, "invalid", "blobs",
                            "the bytes are missing or too many");
    else
        result = store_put_blob(core->store, hash, bytes, length);
    free(bytes);
    if (file != NULL)
        fclose(file);
    return result;
}

static bool
may_stand_in_batch(enum event_kind kind)
{
    return (kind >= EVENT_CENTRE_SAVED && kind <= EVENT_ITEM_CHANGED) ||
           (kind >= EVENT_STRATEGIES_SAVED && kind <= EVENT_AGREEMENT_SAVED) ||
           kind == EVENT_IMPORTED || kind == EVENT_PICTURE_NAMED ||
           kind == EVENT_RECORDING_SAVED || kind == EVENT_RECORDING_REMOVED;
}

/* Pictures are known by a text of their own; the log wants an id. */
static void
about_of(const json_t *entry, enum event_kind kind, char out[UUID_SIZE])
{
    const char *about = json_string_value(json_object_get(entry, "about"));
    const char *picture = json_string_value(
        json_object_get(json_object_get(entry, "body"), "picture"));
    if (kind == EVENT_PICTURE_SAVED && about == NULL && picture != NULL)
        uuid_from_name(out, "picture", picture);
    else
        text_copy(out, UUID_SIZE, about);
}

static bool
says_nothing_new(struct core *core, const struct event *event)
{
    if (event->kind == EVENT_IMPORTED || event->about[0] == '\0')
        return false;
    if (event->kind == EVENT_ITEM_REMOVED)
        return !view_item_exists(core->store, event->about);
    if (event->kind == EVENT_RECORDING_REMOVED)
        return !view_recording_hash(core->store, event->about, NULL, 0);
    if (event->kind == EVENT_RECORDING_SAVED &&
        !view_recording_hash(core->store, event->about, NULL, 0))
        return false; /* taken back since: it is new again */
    return store_stands(core->store, event->kind, event->about, event->body);
}

static enum result
refuse_entry(struct core *core, struct ask *ask, size_t at)
{
    char where[64];
    text_format(where, sizeof where, "events[%zu].%s", at,
                store_problem_field(core->store));
    return ask_refuse(ask, RESULT_INVALID, "invalid", where,
                      store_problem(core->store));
}

static enum result
append_entry(struct core *core, struct ask *ask, const json_t *entry, size_t at,
             int *saved)
{
    unsigned char bytes[UUID_BYTES];
    struct event event = ask->event;
    event.id[0] = '\0';
    event.kind =
        event_kind_parse(json_string_value(json_object_get(entry, "kind")));
    event.body = json_object_get(entry, "body");
    about_of(entry, event.kind, event.about);
    if (!may_stand_in_batch(event.kind) ||
        (event.about[0] != '\0' && !uuid_parse(event.about, bytes)))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "events",
                          "an event that may not stand in a batch");
    json_t *made = NULL;
    enum publish publish = core_publish(core, &event, &made);
    if (publish == PUBLISH_NOTHING ||
        (publish == PUBLISH_AS_IT_IS && says_nothing_new(core, &event))) {
        json_decref(made);
        return RESULT_OK;
    }
    if (publish == PUBLISH_AS_CHANGE) {
        event.kind = EVENT_ITEM_CHANGED;
        event.body = made;
    }
    enum result result = core_append_sound(core, ask, &event);
    json_decref(made);
    if (result == RESULT_INVALID)
        return ask->why[0] != '\0' ? result : refuse_entry(core, ask, at);
    ask->event.seq = event.seq;
    (*saved)++;
    return result;
}

static enum result
append_all(struct core *core, struct ask *ask, const json_t *batch, int *saved)
{
    enum result result = RESULT_OK;
    size_t at;
    json_t *entry;
    json_array_foreach(json_object_get(batch, "blobs"), at, entry)
    {
        if (result == RESULT_OK)
            result = core_put_blob(core, ask, entry);
    }
    json_array_foreach(json_object_get(batch, "events"), at, entry)
    {
        if (result == RESULT_OK)
            result = append_entry(core, ask, entry, at, saved);
        notify_alive(); /* a large batch takes seconds */
    }
    return result;
}

enum result
rule_batch(struct core *core, struct ask *ask)
{
    json_t *batch = NULL;
    int saved = 0;
    enum result result = load_batch(core, ask, &batch);
    if (result == RESULT_OK)
        result = store_begin(core->store);
    if (result == RESULT_OK) {
        result = append_all(core, ask, batch, &saved);
        bool dry = json_is_true(json_object_get(ask->command, "dry_run"));
        if (result == RESULT_OK && !dry && saved > 0)
            result = store_commit(core->store);
        else
            store_rollback(core->store);
        if (result == RESULT_OK && !dry && saved > 0) {
            core->version++;
            core->unmoved = true;
            core->last_write_ms = ask->now.boot_ms;
        }
    }
    json_decref(batch);
    ask->extra = json_pack("{s:i}", "saved", saved);
    return result;
}
