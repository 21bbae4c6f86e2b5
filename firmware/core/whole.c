/*
 * Opening the database so that what is served is whole.
 *
 * A small file is looked through at every start, a tiny one proved; the time
 * that takes is bounded by the sizes below, so that ten years' log keeps
 * nobody waiting. One that came through a failing disk, or that somebody met
 * damage in, is looked through whatever its size.
 *
 * What is damaged is set aside and the newest copy goes on (keep.h). A state
 * that does not follow from a whole log is no loss: the log makes it anew.
 */
#include <sys/stat.h>

#include "firmware/base/log.h"
#include "firmware/base/notify.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* On a Raspberry Pi's card some 20 MB a second. */
enum {
    LOOK_BYTES = 32 * 1024 * 1024,
    PROVE_BYTES = 4 * 1024 * 1024,
    PROVE_MOST_BYTES = 64 * 1024 * 1024
};

static int64_t
file_size(const struct core *core)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st;
    folder_path(&core->folder, "troskel.db", path);
    return stat(path, &st) == 0 ? st.st_size : -1;
}

/* RESULT_ABSENT: the log is whole, but the state does not follow from it.
 * What is large and doubted is not copied into memory to learn that: its state
 * is taken to be wrong. A log that reads well and is not what it was an hour
 * ago is damaged, though no page says so. */
static enum result
prove(const struct core *core, struct store *store, int64_t size,
      enum keep_doubt doubt)
{
    char copy[FOLDER_PATH_SIZE];
    enum result result = RESULT_OK;
    if (size <= PROVE_MOST_BYTES)
        result = store_prove(store);
    else if ((result = store_check(store)) == RESULT_OK && doubt == KEEP_PROVE)
        result = RESULT_ABSENT;
    if (result != RESULT_INVALID && keep_newest(&core->folder, copy) &&
        store_log_continues(store, copy) == RESULT_INVALID)
        result = RESULT_INVALID;
    return result;
}

static enum result
look_through(const struct core *core, struct store *store)
{
    int64_t size = file_size(core);
    enum keep_doubt doubt = keep_is_suspect(&core->folder);
    if (keep_told_of_damage(&core->folder) && doubt == KEEP_NONE)
        doubt = KEEP_LOOK;
    if (doubt == KEEP_PROVE || size <= PROVE_BYTES)
        return prove(core, store, size, doubt);
    if (doubt == KEEP_LOOK || size <= LOOK_BYTES)
        return store_check(store);
    return RESULT_OK;
}

/* As a reader, before a byte of it is written: what is set aside stands as it
 * was found. */
static enum result
look(const struct core *core)
{
    struct store *store = NULL;
    /* SQLite takes the WAL of an empty file away. */
    if (file_size(core) == 0)
        return RESULT_INVALID;
    enum result result = store_open(&store, &core->folder, STORE_READ);
    if (result != RESULT_OK)
        return result;
    notify_alive();
    result = look_through(core, store);
    if (result != RESULT_ABSENT && store_is_broken(store))
        result = RESULT_INVALID;
    store_close(store);
    return result;
}

static enum result
rebuild(struct core *core)
{
    notify_alive();
    enum result result = store_rebuild(core->store);
    if (result == RESULT_OK)
        log_warn("the state did not follow from the log, and was made anew");
    return result == RESULT_OK ? result : RESULT_INVALID;
}

/* RESULT_ABSENT: no database. */
static enum result
open_whole(struct core *core)
{
    enum result seen = keep_alone(&core->folder) ? look(core) : RESULT_OK;
    (void)keep_told_of_damage(&core->folder); /* that was us */
    if (seen == RESULT_INVALID)
        return seen;
    enum result result = store_open(&core->store, &core->folder, STORE_WRITE);
    if (result == RESULT_OK && seen == RESULT_ABSENT)
        result = rebuild(core);
    if (result == RESULT_OK) {
        keep_trust(&core->folder);
        return result;
    }
    store_close(core->store);
    core->store = NULL;
    return result;
}

/* Says in the log that it goes on from a copy. */
static enum result
note_restored(struct core *core, const char *from)
{
    struct event event = {.at = clock_now(core->clock),
                          .through = THROUGH_CORE,
                          .kind = EVENT_RESTORED,
                          .body = json_pack("{s:s}", "from", from)};
    text_copy(event.boot_id, sizeof event.boot_id, clock_boot_id(core->clock));
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = store_append(core->store, &event);
    if (result == RESULT_OK)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    json_decref(event.body);
    return result;
}

enum result
core_open_store(struct core *core)
{
    char from[KEEP_NAME_SIZE];
    enum result result = open_whole(core);
    if (result != RESULT_INVALID)
        return result;
    result = keep_recover(&core->folder, clock_now(core->clock), from);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT ? RESULT_INVALID : result;
    keep_trust(&core->folder);
    result = store_open(&core->store, &core->folder, STORE_WRITE);
    return result == RESULT_OK ? note_restored(core, from) : result;
}
