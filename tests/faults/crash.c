/* D1: every moment at which the power could fail, under our own store. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/store/store.h"
#include "tests/faults/crash_vfs.h"
#include "tests/faults/rig.h"

/* Of one kind of run: what was demanded, and what came out. */
struct tally {
    const char *sync; /* PRAGMA synchronous */
    unsigned one_in;  /* this many syncs, one fails */
    int64_t states, lost, unreadable, states_with_loss;
};

struct run {
    struct folder folder;
    struct store *store;
    struct told told;
    int written;
};

/* As core does: a handle under which the disk failed is dropped. */
static bool
reopen(struct run *run, const struct tally *tally)
{
    char pragma[40];
    store_close(run->store);
    run->store = NULL;
    if (store_open(&run->store, &run->folder, STORE_WRITE) != RESULT_OK)
        return false;
    text_format(pragma, sizeof pragma, "PRAGMA synchronous=%s", tally->sync);
    rig_need(store_try_sql(run->store, pragma) == RESULT_OK);
    return true;
}

static bool
write_one(struct run *run)
{
    struct event event = {
        .at = {INT64_C(1795507800000) + run->written, run->written, CLOCK_HELD},
        .through = THROUGH_KIOSK};
    int n = run->written++;
    event.kind = n / RIG_PEOPLE % 2 == 0 ? EVENT_ARRIVED : EVENT_LEFT;
    centre_person(n % RIG_PEOPLE, event.about);
    text_copy(event.boot_id, sizeof event.boot_id,
              "0190a000-0000-7000-8000-00000000b007");
    if (store_begin(run->store) != RESULT_OK)
        return false;
    if (store_append(run->store, &event) != RESULT_OK) {
        store_rollback(run->store);
        return false;
    }
    if (store_commit(run->store) != RESULT_OK)
        return false;
    told_add(&run->told, event.id);
    crash_acknowledge(run->told.count);
    return true;
}

/* A short life of the file: events, checkpoints, new starts. */
static void
live(struct run *run, const struct tally *tally)
{
    rig_need(reopen(run, tally));
    crash_fail_syncs(tally->one_in);
    for (int left = 40; left > 0; left--) {
        uint64_t dice = rig_below(12);
        bool well = true;
        if (dice == 0)
            store_checkpoint(run->store);
        else if (dice == 1)
            well = reopen(run, tally);
        else
            well = write_one(run);
        if (well && !store_is_broken(run->store))
            continue;
        for (int tries = 0; !reopen(run, tally);)
            rig_need(++tries < 200);
    }
    crash_stop();
    store_close(run->store);
    run->store = NULL;
}

static void
clear(const char *dir)
{
    char path[600];
    text_format(path, sizeof path, "%s/troskel.db-shm", dir);
    unlink(path);
}

/* Everything told before the cut is there, and the file is whole. */
static void
look(const struct run *run, const struct folder *copy, int told,
     struct tally *tally)
{
    struct store *store = NULL;
    struct told before = {run->told.ids, told, told};
    char path[FOLDER_PATH_SIZE];
    folder_path(copy, "troskel.db", path);
    bool whole = store_open(&store, copy, STORE_WRITE) == RESULT_OK;
    store_close(store);
    whole = whole && store_verify_file(path) == RESULT_OK;
    struct found found = found_in(copy, &before);
    whole = whole && found.readable && found.gaps == 0 && found.doubled == 0;
    tally->states++;
    tally->unreadable += !whole;
    tally->lost += whole ? found.missing : 0;
    tally->states_with_loss += whole && found.missing > 0;
}

static void
quiet(bool on)
{
    static int kept = -1;
    fflush(stderr);
    if (on) {
        kept = dup(STDERR_FILENO);
        rig_need(freopen("/dev/null", "w", stderr) != NULL);
    } else if (kept >= 0) {
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
}

static void
many(struct tally *tally, int64_t states)
{
    struct run run = {.store = NULL};
    struct folder copy;
    static int number;
    char dir[160];
    text_format(dir, sizeof dir, "%s/run%d", rig.work, number);
    centre_make(&run.folder, dir);
    text_format(dir, sizeof dir, "%s/cut%d", rig.work, number++);
    rig_need(folder_make(dir, true) == RESULT_OK);
    rig_need(folder_open(&copy, dir) == RESULT_OK);
    while (tally->states < states) {
        run.told.count = 0;
        crash_record(run.folder.path);
        live(&run, tally);
        for (int i = 0; i < 50 && tally->states < states; i++) {
            int told = crash_make(1 + rig_below(crash_length()), copy.path);
            clear(copy.path);
            look(&run, &copy, told, tally);
        }
    }
    told_free(&run.told);
}

int
rig_crash(void)
{
    const char *times = getenv("FAULTS_TIMES");
    int64_t all = times != NULL ? strtoll(times, NULL, 10)
                  : rig.lengthy ? 200000
                                : 2000;
    struct tally full = {.sync = "FULL"};
    struct tally failing = {.sync = "FULL", .one_in = 12};
    struct tally normal = {.sync = "NORMAL"};
    struct tally off = {.sync = "OFF"};
    crash_vfs_register();
    if (getenv("FAULTS_SAY") == NULL)
        quiet(true);
    many(&full, all * 3 / 4);
    many(&failing, all / 4);
    many(&normal, 200);
    many(&off, 200);
    quiet(false);
    struct row row = {.goal = "D1",
                      .times = full.states + failing.states,
                      .lost = full.lost + failing.lost,
                      .untrue = full.unreadable + failing.unreadable,
                      .worst_ms = -1,
                      .held = true};
    text_format(row.what, sizeof row.what,
                "power cut at any write, torn and dropped; %lld of them after "
                "syncs that failed",
                (long long)failing.states);
    text_format(row.control, sizeof row.control,
                "NORMAL loses in %lld of 200, OFF breaks %lld of 200",
                (long long)normal.states_with_loss, (long long)off.unreadable);
    row.control_fell = normal.states_with_loss > 0 && off.unreadable > 0;
    return row_print(&row);
}
