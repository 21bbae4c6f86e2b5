#include "firmware/core/core.h"

#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* The spool is read when the button pokes, and this often besides. The WAL is
 * moved while nobody waits, and not for every event by itself: that would be
 * four syncs instead of one. */
enum {
    SPOOL_EVERY_MS = 1000,
    QUIET_MS = 1500,
    OURS_EVERY_MS = 10000,
    MOVE_EVENTS = 40,
    MOVE_EVERY_MS = 600000,
    WAL_FULL = 3 << 20,  /* bytes; beyond it nobody waits for a quiet moment */
    WAL_AGAIN = 1 << 18, /* then again after this much, if a reader held it */
    WAL_LONG = 6 << 20,  /* then it is said */
    LOOKED_MS = 60000
};

struct newest {
    int64_t utc_ms;
};

static bool
take_time(void *user, const struct event *event)
{
    struct newest *newest = user;
    newest->utc_ms = event->at.utc_ms;
    return true;
}

/* Wall time that lies behind the log cannot be right. */
static void
set_floor(struct core *core)
{
    struct newest newest = {0};
    int64_t seq = store_seq(core->store);
    if (seq > 0 &&
        store_events(core->store, seq - 1, 1, take_time, &newest) == RESULT_OK)
        clock_set_floor(core->clock, newest.utc_ms);
}

enum result
core_open(struct core **out, const struct folder *folder, struct clock *clock)
{
    struct core *core = calloc(1, sizeof *core);
    *out = NULL;
    if (core == NULL)
        return RESULT_FULL;
    core->folder = *folder;
    core->clock = clock;
    text_copy(core->button_state, sizeof core->button_state, "absent");
    enum result result = core_open_store(core);
    if (result != RESULT_OK) {
        core_close(core);
        return result;
    }
    core->opened_ms = clock_now(clock).boot_ms;
    keep_init(&core->keep, folder, clock_now(clock));
    set_floor(core);
    core->started_ms = clock_now(clock).boot_ms;
    core_load_faults(core);
    core->moved_seq = store_seq(core->store);
    core->moved_ms = clock_now(clock).boot_ms;
    core_take_spool(core);
    result = door_open(core);
    if (result != RESULT_OK) {
        core_close(core);
        return result;
    }
    *out = core;
    return RESULT_OK;
}

void
core_close(struct core *core)
{
    if (core == NULL)
        return;
    if (core_broken(core))
        keep_suspect(&core->folder, core->doubted ? KEEP_PROVE : KEEP_LOOK);
    keep_finish(&core->keep);
    spool_close(core->spool);
    door_close(core);
    store_close(core->store);
    free(core);
}

static bool
wants_move(const struct core *core, struct clock_time now)
{
    return core->unmoved && now.boot_ms - core->last_write_ms >= QUIET_MS &&
           (store_seq(core->store) - core->moved_seq >= MOVE_EVENTS ||
            now.boot_ms - core->moved_ms >= MOVE_EVERY_MS);
}

/* A day without a quiet moment must not make the WAL grow for ever: the next
 * commit begins it anew, unless a reader stays. */
static void
bound_wal(struct core *core)
{
    int64_t bytes = store_wal_bytes(core->store);
    if (bytes < WAL_FULL) {
        core->wal_tried = 0;
        return;
    }
    if (core->wal_tried != 0 && bytes - core->wal_tried < WAL_AGAIN)
        return;
    if (core->wal_tried < WAL_LONG && bytes >= WAL_LONG)
        log_warn("a reader keeps the WAL from beginning anew; it has %lld KiB",
                 (long long)bytes / 1024);
    store_shorten_wal(core->store);
    core->wal_tried = bytes;
}

/* A reader that is wrong, or that keeps the file from before, must not have
 * core begin anew for ever: what was looked through stands for a while. */
void
core_doubt(struct core *core, const char *why)
{
    if (clock_now(core->clock).boot_ms - core->opened_ms < LOOKED_MS)
        return;
    log_warn("%s: the database is looked through anew", why);
    core->doubted = true;
    core->broken = true;
}

int64_t
core_turn(struct core *core, struct clock_time now)
{
    if (now.boot_ms >= core->spool_due_ms) {
        core_take_spool(core);
        core_keep_deadlines(core, now);
        core_look_for_faults(core, now);
        core->spool_due_ms = now.boot_ms + SPOOL_EVERY_MS;
    }
    if (wants_move(core, now)) {
        store_checkpoint(core->store);
        store_begin_wal_anew(core->store);
        core->unmoved = false;
        core->moved_seq = store_seq(core->store);
        core->moved_ms = now.boot_ms;
    }
    bound_wal(core);
    /* By the kernel's clock: a test clock that stands still hides nothing. */
    uint64_t kernel_ms = clock_kernel_ns() / 1000000u;
    if (kernel_ms >= core->ours_due_ms) {
        core->broken = !store_wal_is_ours(core->store) || core->broken;
        core->ours_due_ms = kernel_ms + OURS_EVERY_MS;
        if (keep_told_of_damage(&core->folder))
            core_doubt(core, "a reader met damage");
    }
    keep_turn(&core->keep, now, store_seq(core->store));
    if (core->keep.damaged)
        core_doubt(core, "the hourly copy did not prove whole");
    hasher_turn(core->door.hasher);
    return core_purge_turn(core, now) ? now.boot_ms : core->spool_due_ms;
}

uint64_t
core_version(const struct core *core)
{
    return core->version;
}

bool
core_broken(const struct core *core)
{
    return core->broken ||
           (core->store != NULL && store_is_broken(core->store));
}

json_t *
core_status(struct core *core)
{
    json_t *status = json_pack(
        "{s:I,s:s,s:b,s:o}", "changed", (json_int_t)store_seq(core->store),
        "button", core->button_state, "receiver", (int)core->receiver, "faults",
        core_faults_json(core));
    if (core->walk.place[0] != '\0')
        json_object_set_new(status, "walk", json_string(core->walk.place));
    return status;
}

const char *
core_lamp(struct core *core)
{
    struct view_signal signals[VIEW_SIGNALS_MAX];
    int count = 0;
    if (view_signals(core->store, clock_boot_id(core->clock), false, signals,
                     VIEW_SIGNALS_MAX, &count) != RESULT_OK)
        return signal_lamp_name(LAMP_SENT);
    return signal_lamp_name(signal_lamp_for(signals, count));
}

enum result
rule_session(struct core *core, struct ask *ask)
{
    struct view_brief person;
    if (ask->event.about[0] == '\0') {
        if (core->session_open)
            core->session_end_ms = ask->now.boot_ms;
        core->session_open = false;
        return RESULT_OK;
    }
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    text_copy(core->session, sizeof core->session, person.id);
    core->session_open = true;
    return RESULT_OK;
}

enum result
rule_ping(struct core *core, struct ask *ask)
{
    (void)core, (void)ask;
    return RESULT_OK;
}

enum result
rule_clock(struct core *core, struct ask *ask)
{
    if (!folder_for_tests(&core->folder))
        return ask_refuse(ask, RESULT_INVALID, "refused", "do",
                          "this folder was not made for tests");
    core->version++;
    core->spool_due_ms = 0;
    return RESULT_OK;
}
