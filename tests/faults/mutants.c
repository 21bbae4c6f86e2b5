/* D5: a database that something happened to. Each mutant is opened by the
 * rules themselves, in a process of its own, with a press waiting in the spool
 * and a verified copy in snapshots/. */
#include <fcntl.h>
#include <signal.h>
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
#include "tests/faults/rig.h"

enum kind {
    FLIP,
    FLIP_MANY,
    ZERO_PAGE,
    CUT,
    WAL_FLIP,
    WAL_CUT,
    WAL_FOREIGN,
    OTHER_ID,
    FAR_VERSION,
    EMPTY,
    NOISE,
    KINDS
};

enum end { SERVES = 0, REFUSES = 10, DAMAGED = 11, LOST = 12, PRESS_LOST = 13 };

struct bytes {
    unsigned char *at;
    size_t size;
};

static struct bytes
slurp(const struct folder *folder, const char *name)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st;
    folder_path(folder, name, path);
    FILE *file = fopen(path, "rb");
    rig_need(file != NULL && stat(path, &st) == 0);
    struct bytes bytes = {malloc((size_t)st.st_size + 1), (size_t)st.st_size};
    rig_need(bytes.at != NULL &&
             fread(bytes.at, 1, bytes.size, file) == bytes.size);
    fclose(file);
    return bytes;
}

static void
spit(const struct folder *folder, const char *name, const void *bytes,
     size_t size)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    FILE *file = fopen(path, "wb");
    rig_need(file != NULL && fwrite(bytes, 1, size, file) == size);
    rig_need(fclose(file) == 0);
}

static void
flip(struct bytes bytes)
{
    if (bytes.size > 0)
        bytes.at[rig_below(bytes.size)] ^= (unsigned char)(1u << rig_below(8));
}

static void
harm(enum kind kind, struct bytes *db, struct bytes *wal,
     const struct bytes *foreign)
{
    switch (kind) {
    case FLIP:
        flip(*db);
        break;
    case FLIP_MANY:
        for (int i = 0; i < 64; i++)
            flip(*db);
        break;
    case ZERO_PAGE:
        memset(db->at + rig_below(db->size / 4096) * 4096, 0, 4096);
        break;
    case CUT:
        db->size = rig_below(db->size);
        break;
    case WAL_FLIP:
        for (int i = 0; i < 8; i++)
            flip(*wal);
        break;
    case WAL_CUT:
        wal->size = rig_below(wal->size);
        break;
    case WAL_FOREIGN:
        memcpy(wal->at, foreign->at,
               wal->size < foreign->size ? wal->size : foreign->size);
        break;
    case OTHER_ID:
        db->at[68] ^= 0x55;
        break;
    case FAR_VERSION:
        db->at[60] = 0x7f;
        break;
    case EMPTY:
        db->size = 0;
        break;
    case NOISE:
        for (size_t i = 0; i < 4096; i++)
            db->at[i] = (unsigned char)rig_below(256);
        break;
    case KINDS:
    default:
        break;
    }
}

/* In the child: opens, serves, and looks for the press. */
static int
serve(const struct folder *folder)
{
    struct core *core = NULL;
    struct clock *clock = NULL;
    char id[UUID_SIZE];
    if ((getenv("FAULTS_SAY") == NULL &&
         freopen("/dev/null", "w", stderr) == NULL) ||
        clock_open(&clock, folder->path) != RESULT_OK)
        return 99;
    if (core_open(&core, folder, clock) != RESULT_OK)
        return REFUSES;
    json_t *command = centre_command(0, id);
    json_t *answer = core_command(core, command, THROUGH_COMMAND);
    bool ok = json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    json_decref(command);
    bool broken = core_broken(core);
    core_close(core);
    clock_close(clock);
    if (broken)
        return DAMAGED;
    if (!ok)
        return LOST;
    return found_in(folder, NULL).presses > 0 ? SERVES : PRESS_LOST;
}

/* As systemd would: a core that gives its handle up is started again. */
static int
serve_again(const struct folder *folder, int64_t *took_ms)
{
    int64_t began = rig_now_ms();
    int end = REFUSES;
    for (int tries = 0; tries < 4; tries++) {
        int status = 0;
        pid_t pid = fork();
        rig_need(pid >= 0);
        if (pid == 0)
            _exit(serve(folder));
        rig_need(waitpid(pid, &status, 0) == pid);
        end = WIFEXITED(status) ? WEXITSTATUS(status) : 98;
        if (end != DAMAGED && end != REFUSES)
            break;
    }
    *took_ms = rig_now_ms() - began;
    return end;
}

static void
empty(const struct folder *folder)
{
    static const char *const names[] = {"troskel.db", "troskel.db-wal",
                                        "troskel.db-shm", "suspect"};
    char path[FOLDER_PATH_SIZE];
    char command[FOLDER_PATH_SIZE + 32];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        folder_path(folder, names[i], path);
        unlink(path);
    }
    folder_path(folder, "quarantine", path);
    text_format(command, sizeof command, "rm -rf '%s'", path);
    rig_need(system(command) == 0);
}

/* The damaged file stands in quarantine/ as it was. */
static bool
untouched(const struct folder *folder, const struct bytes *db)
{
    char path[FOLDER_PATH_SIZE];
    char command[FOLDER_PATH_SIZE + 64];
    char found[FOLDER_PATH_SIZE] = "";
    struct stat st;
    folder_path(folder, "quarantine", path);
    text_format(command, sizeof command, "ls %s/*.db 2>/dev/null", path);
    FILE *list = popen(command, "r");
    if (list == NULL || fgets(found, sizeof found, list) == NULL)
        found[0] = '\0';
    if (list != NULL)
        pclose(list);
    if (found[0] == '\0')
        return true; /* it was not needed */
    found[strcspn(found, "\n")] = '\0';
    return stat(found, &st) == 0 && (size_t)st.st_size == db->size;
}

static void
put_press(const struct folder *folder)
{
    struct spool *spool = NULL;
    char path[FOLDER_PATH_SIZE];
    struct record record = {.boot = "0190a000-0000-7000-8000-00000000b007",
                            .boot_ms = 1000,
                            .utc_ms = INT64_C(1795507800000),
                            .quality = CLOCK_HELD};
    folder_path(folder, "spool/button.spool", path);
    rig_need(spool_open(&spool, path) == RESULT_OK);
    rig_need(spool_append(spool, &record) == RESULT_OK);
    spool_close(spool);
}

/* Some days in the life of the centre; the WAL keeps a part. */
static void
live(const struct folder *folder, int events)
{
    struct core *core = NULL;
    struct clock *clock = NULL;
    rig_need(clock_open(&clock, folder->path) == RESULT_OK);
    rig_need(core_open(&core, folder, clock) == RESULT_OK);
    for (int n = 0; n < events; n++) {
        char id[UUID_SIZE];
        json_t *command = centre_command(n, id);
        json_decref(core_command(core, command, THROUGH_COMMAND));
        json_decref(command);
    }
    if (events > 2 * RIG_PEOPLE)
        _exit(0); /* as after a power cut: the WAL is full of it */
    core_close(core);
    clock_close(clock);
}

int
rig_mutants(void)
{
    int all = rig.lengthy ? 20000 : 550;
    int64_t restored = 0;
    struct row row = {.goal = "D5", .held = true, .worst_ms = 0};
    struct folder folder;
    struct folder other;
    char dir[160];
    text_format(dir, sizeof dir, "%s/c", rig.work);
    centre_make(&folder, dir);
    text_format(dir, sizeof dir, "%s/o", rig.work);
    centre_make(&other, dir);
    struct store *store = NULL;
    char copy[FOLDER_PATH_SIZE];
    folder_path(&folder, "snapshots/2026-11-24T081000Z.db", copy);
    rig_need(store_open(&store, &folder, STORE_READ) == RESULT_OK);
    rig_need(store_backup(store, copy) == RESULT_OK);
    store_close(store);
    pid_t pid = fork();
    if (pid == 0)
        live(&folder, 4 * RIG_PEOPLE);
    rig_need(pid > 0 && waitpid(pid, NULL, 0) == pid);
    put_press(&folder);
    struct bytes db = slurp(&folder, "troskel.db");
    struct bytes wal = slurp(&folder, "troskel.db-wal");
    struct bytes foreign = slurp(&other, "troskel.db-wal");
    for (int n = 0; n < all; n++) {
        struct bytes bad = {malloc(db.size + 1), db.size};
        struct bytes bad_wal = {malloc(wal.size + 1), wal.size};
        int64_t took = 0;
        rig_need(bad.at != NULL && bad_wal.at != NULL);
        memcpy(bad.at, db.at, db.size);
        memcpy(bad_wal.at, wal.at, wal.size);
        harm((enum kind)(n % KINDS), &bad, &bad_wal, &foreign);
        empty(&folder);
        spit(&folder, "troskel.db", bad.at, bad.size);
        spit(&folder, "troskel.db-wal", bad_wal.at, bad_wal.size);
        if (getenv("FAULTS_ONLY") != NULL && atoi(getenv("FAULTS_ONLY")) != n)
            continue;
        int end = serve_again(&folder, &took);
        row.times++;
        row.lost += end == PRESS_LOST;
        if (end != SERVES) {
            row.untrue += end != PRESS_LOST;
            printf("mutant %d, kind %d: ended with %d\n", n, n % KINDS, end);
        }
        if (!untouched(&folder, &bad)) {
            row.untrue++;
            printf("mutant %d, kind %d: not set aside as it was\n", n,
                   n % KINDS);
        }
        char aside[FOLDER_PATH_SIZE];
        folder_path(&folder, "quarantine", aside);
        restored += access(aside, F_OK) == 0;
        row.worst_ms = took > row.worst_ms ? took : row.worst_ms;
        free(bad.at);
        free(bad_wal.at);
    }
    /* The control: no copy to go back to. */
    int64_t took = 0;
    unlink(copy);
    empty(&folder);
    spit(&folder, "troskel.db", "no database", 11);
    row.control_fell = serve_again(&folder, &took) == REFUSES;
    row.held = row.worst_ms <= 10000 && restored > all / 5;
    text_format(row.what, sizeof row.what,
                "a damaged database or WAL of %d kinds; %lld went on from the "
                "copy",
                (int)KINDS, (long long)restored);
    text_format(row.control, sizeof row.control, "without a copy core refuses");
    free(db.at);
    free(wal.at);
    free(foreign.at);
    return row_print(&row);
}
