/*
 * D5: a database that something happened to. Each mutant is opened by the
 * rules themselves, in a process of its own, with presses in the log, one in
 * the spool, and a verified copy in snapshots/.
 *
 * Damage is done where something lives: to bytes of pages that belong to a
 * table or an index (dbstat), not to free ones. What it amounts to is told by
 * SQLite alone, before Tröskel sees the file: `damaged` is what its own
 * integrity_check, or a header that is not ours, says. Of those every one has
 * to be set aside; whatever else, what is served at the end has to prove
 * whole, with every press once, and everything from before the copy.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/button/spool.h"
#include "firmware/core/core.h"
#include "firmware/store/store.h"
#include "tests/faults/corpus.h"

enum kind {
    FLIP,
    FLIP_MANY,
    ZERO_PAGE,
    CUT,
    OTHER_ID,
    FAR_VERSION,
    EMPTY,
    NOISE,
    WAL_FLIP,
    WAL_CUT,
    WAL_FOREIGN,
    KINDS
};

static const char *const kind_names[KINDS] = {
    "one bit",     "64 bits", "a page of zeros", "cut off",
    "another id",  "version", "empty",           "noise in front",
    "bits in WAL", "WAL cut", "another's WAL"};

enum { PRESSES = 4, TRIES = 4 };

/* How a child's try ended. */
enum end {
    SERVES = 0,
    REFUSES = 10,
    AGAIN,
    NO_ANSWER,
    PRESS_LOST,
    PRESS_DOUBLED,
    EVENT_LOST,
    NOT_WHOLE
};

static struct bytes
copy_of(struct bytes bytes)
{
    struct bytes copy = {malloc(bytes.size + 1), bytes.size};
    rig_need(copy.at != NULL);
    memcpy(copy.at, bytes.at, bytes.size);
    return copy;
}

/* --- the damage --- */

static void
flip(struct bytes bytes, size_t at)
{
    bytes.at[at] ^= (unsigned char)(1u << rig_below(8));
}

static size_t
live_page(const struct corpus *corpus)
{
    return (size_t)corpus->pages[rig_below((uint64_t)corpus->page_count)] *
           PAGE;
}

static void
harm_file(const struct corpus *corpus, enum kind kind, struct bytes *db)
{
    switch ((int)kind) {
    case FLIP:
        flip(*db, live_page(corpus) + rig_below(PAGE));
        break;
    case FLIP_MANY:
        for (int i = 0; i < 64; i++)
            flip(*db, live_page(corpus) + rig_below(PAGE));
        break;
    case ZERO_PAGE:
        memset(db->at + live_page(corpus), 0, PAGE);
        break;
    case CUT: /* somewhere before the end of what lives */
        db->size =
            rig_below((uint64_t)corpus->pages[corpus->page_count - 1] * PAGE);
        break;
    case OTHER_ID:
        db->at[68 + rig_below(4)] ^= (unsigned char)(1 + rig_below(255));
        break;
    case FAR_VERSION:
        db->at[60] = (unsigned char)(1 + rig_below(126));
        break;
    case EMPTY:
        db->size = 0;
        break;
    default: /* NOISE */
        for (size_t i = 0; i < PAGE; i++)
            db->at[i] = (unsigned char)rig_below(256);
    }
}

static void
harm_wal(const struct corpus *corpus, enum kind kind, struct bytes *wal)
{
    if (kind == WAL_FLIP)
        for (int i = 0; i < 8; i++)
            flip(*wal, rig_below(wal->size));
    else if (kind == WAL_CUT)
        wal->size = rig_below(wal->size);
    else
        memcpy(wal->at, corpus->foreign.at,
               wal->size < corpus->foreign.size ? wal->size
                                                : corpus->foreign.size);
}

/* --- what SQLite alone says of it --- */

static bool
says(sqlite3 *db, const char *sql, const char *want)
{
    sqlite3_stmt *q = NULL;
    bool same = sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK &&
                sqlite3_step(q) == SQLITE_ROW &&
                text_equal((const char *)sqlite3_column_text(q, 0), want);
    sqlite3_finalize(q);
    return same;
}

static bool
is_damaged(const struct corpus *corpus, struct bytes db, struct bytes wal)
{
    char path[FOLDER_PATH_SIZE];
    char version[16];
    sqlite3 *sqlite = NULL;
    folder_path(&corpus->aside, "troskel.db-shm", path);
    unlink(path);
    spit(&corpus->aside, "troskel.db", db);
    spit(&corpus->aside, "troskel.db-wal", wal);
    folder_path(&corpus->aside, "troskel.db", path);
    text_format(version, sizeof version, "%u", corpus->db.at[63]);
    bool whole = sqlite3_open_v2(path, &sqlite, SQLITE_OPEN_READWRITE, NULL) ==
                     SQLITE_OK &&
                 says(sqlite, "PRAGMA application_id", "1416776556") &&
                 says(sqlite, "PRAGMA user_version", version) &&
                 says(sqlite, "PRAGMA integrity_check(1)", "ok");
    sqlite3_close(sqlite);
    return !whole;
}

/* --- in the child --- */

/* What is served now: proved, read to its end, each press once. */
static enum end
look(const struct corpus *corpus)
{
    struct store *store = NULL;
    bool whole = store_open(&store, &corpus->folder, STORE_READ) == RESULT_OK &&
                 store_prove(store) == RESULT_OK;
    store_close(store);
    struct found found = found_in(&corpus->folder, &corpus->before);
    if (!found.readable || !whole)
        return NOT_WHOLE;
    if (found.presses != PRESSES)
        return found.presses < PRESSES ? PRESS_LOST : PRESS_DOUBLED;
    return found.missing > 0 || found.gaps > 0 || found.doubled > 0 ? EVENT_LOST
                                                                    : SERVES;
}

static enum end
serve(const struct corpus *corpus)
{
    struct core *core = NULL;
    struct clock *clock = NULL;
    char id[UUID_SIZE];
    if (clock_open(&clock, corpus->folder.path) != RESULT_OK)
        return NO_ANSWER;
    enum result result = core_open(&core, &corpus->folder, clock);
    if (result != RESULT_OK) {
        clock_close(clock);
        return REFUSES;
    }
    json_t *command = centre_command(0, id);
    json_t *answer = core_command(core, command, THROUGH_COMMAND);
    bool ok = json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    json_decref(command);
    bool broken = core_broken(core);
    core_close(core);
    clock_close(clock);
    return broken ? AGAIN : !ok ? NO_ANSWER : look(corpus);
}

/* As systemd would: a core that gives its handle up is started again. */
static int
serve_until(const struct corpus *corpus, int64_t *took_ms)
{
    int64_t began = rig_now_ms();
    int end = REFUSES;
    for (int tries = 0; tries < TRIES; tries++) {
        int status = 0;
        pid_t pid = fork();
        rig_need(pid >= 0);
        if (pid == 0) {
            if (getenv("FAULTS_SAY") == NULL &&
                freopen("/dev/null", "w", stderr) == NULL)
                _exit(NO_ANSWER);
            _exit((int)serve(corpus));
        }
        rig_need(waitpid(pid, &status, 0) == pid);
        end = WIFEXITED(status) ? WEXITSTATUS(status) : 98;
        if (end != AGAIN && end != REFUSES)
            break;
    }
    *took_ms = rig_now_ms() - began;
    return end;
}

/* --- one mutant --- */

static void
clear(const struct folder *folder)
{
    static const char *const names[] = {"troskel.db-shm", "suspect",
                                        "run/damaged"};
    char path[FOLDER_PATH_SIZE];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        folder_path(folder, names[i], path);
        unlink(path);
    }
    folder_path(folder, "quarantine", path);
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;)
        (void)unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir != NULL)
        closedir(dir);
    rmdir(path);
}

static bool
went_aside(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "quarantine", path);
    return access(path, F_OK) == 0;
}

static bool
is_same(const struct folder *folder, const char *tail, struct bytes bytes)
{
    char path[FOLDER_PATH_SIZE];
    char name[FOLDER_PATH_SIZE] = "";
    folder_path(folder, "quarantine", path);
    DIR *dir = opendir(path);
    rig_need(dir != NULL);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length > strlen(tail) &&
            text_equal(entry->d_name + length - strlen(tail), tail))
            text_format(name, sizeof name, "quarantine/%s", entry->d_name);
    }
    closedir(dir);
    if (name[0] == '\0')
        return false;
    struct bytes found = slurp(folder, name);
    bool same =
        found.size == bytes.size && memcmp(found.at, bytes.at, found.size) == 0;
    free(found.at);
    return same;
}

struct sum {
    int64_t damaged, restored, unseen, alarms;
    int64_t by_kind[KINDS];
};

static void
try_one(const struct corpus *corpus, int n, struct sum *sum, struct row *row)
{
    enum kind kind = (enum kind)(n % KINDS);
    bool in_wal = kind >= WAL_FLIP;
    struct bytes db = copy_of(in_wal ? corpus->old : corpus->db);
    struct bytes wal = copy_of(corpus->wal);
    if (!in_wal) /* room, and not a frame that would heal the file */
        memset(wal.at, 0, wal.size);
    int64_t took = 0;
    if (in_wal)
        harm_wal(corpus, kind, &wal);
    else
        harm_file(corpus, kind, &db);
    const char *only = getenv("FAULTS_ONLY");
    if (only != NULL && atoi(only) != n)
        goto out;
    clear(&corpus->folder);
    spit(&corpus->folder, "troskel.db", db);
    spit(&corpus->folder, "troskel.db-wal", wal);
    bool damaged = is_damaged(corpus, db, wal);
    int end = serve_until(corpus, &took);
    bool aside = went_aside(&corpus->folder);
    row->times++;
    row->lost += end == PRESS_LOST || end == EVENT_LOST;
    row->worst_ms = took > row->worst_ms ? took : row->worst_ms;
    sum->damaged += damaged;
    sum->restored += aside;
    sum->by_kind[kind] += aside;
    sum->unseen += damaged && !aside;
    bool changed = aside && !(is_same(&corpus->folder, ".db", db) &&
                              is_same(&corpus->folder, ".db-wal", wal));
    row->untrue += (end != SERVES && end != PRESS_LOST && end != EVENT_LOST) ||
                   (damaged && !aside) || changed;
    if (end != SERVES || (damaged && !aside) || changed)
        printf("mutant %d, %s: ended with %d%s%s%s\n", n, kind_names[kind], end,
               damaged ? ", damaged" : "", aside ? ", set aside" : "",
               changed ? ", not as it was" : "");
out:
    free(db.at);
    free(wal.at);
}

/* The control: no copy to go back to. */
static bool
refuses_without_copy(const struct corpus *corpus)
{
    char path[FOLDER_PATH_SIZE];
    unsigned char text[] = "no database";
    int64_t took = 0;
    folder_path(&corpus->folder, "snapshots/2026-11-24T081000Z.db", path);
    unlink(path);
    clear(&corpus->folder);
    spit(&corpus->folder, "troskel.db", (struct bytes){text, sizeof text - 1});
    return serve_until(corpus, &took) == REFUSES;
}

int
rig_mutants(void)
{
    int all = rig.lengthy ? 20000 : 46 * KINDS;
    struct row row = {.goal = "D5", .worst_ms = 0};
    struct corpus corpus = {.pages = NULL};
    struct sum sum = {0};
    const char *times = getenv("FAULTS_TIMES");
    if (times != NULL)
        all = atoi(times);
    corpus_make(&corpus);
    for (int n = 0; n < all; n++)
        try_one(&corpus, n, &sum, &row);
    row.control_fell = refuses_without_copy(&corpus);
    /* The floor: of what was done to live pages, this much is damage, and
     * every kind that cannot be harmless went back to the copy each time. */
    row.held = row.worst_ms <= 10000 && sum.damaged >= all / 3 &&
               sum.by_kind[ZERO_PAGE] >= all / KINDS &&
               sum.by_kind[EMPTY] >= all / KINDS &&
               sum.by_kind[NOISE] >= all / KINDS;
    text_format(row.what, sizeof row.what,
                "mutants of live pages and WAL, %d kinds; SQLite calls %lld "
                "damaged, %lld went back to the copy",
                (int)KINDS, (long long)sum.damaged, (long long)sum.restored);
    text_format(row.control, sizeof row.control, "without a copy core refuses");
    free(corpus.db.at);
    free(corpus.old.at);
    free(corpus.wal.at);
    free(corpus.foreign.at);
    free(corpus.pages);
    told_free(&corpus.before);
    return row_print(&row);
}
