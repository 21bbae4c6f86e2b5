#include "tests/faults/corpus.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/button/spool.h"
#include "firmware/core/core.h"
#include "firmware/store/store.h"

struct bytes
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

void
spit(const struct folder *folder, const char *name, struct bytes bytes)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    rig_need(fd >= 0 && write(fd, bytes.at, bytes.size) == (ssize_t)bytes.size);
    close(fd);
}

static void
put_press(const struct folder *folder)
{
    static int64_t ms = 1000;
    ms += 60000;
    struct spool *spool = NULL;
    char path[FOLDER_PATH_SIZE];
    struct record record = {.boot = "0190a000-0000-7000-8000-00000000b007",
                            .boot_ms = ms,
                            .utc_ms = INT64_C(1795507800000) + ms,
                            .quality = CLOCK_HELD};
    folder_path(folder, "spool/button.spool", path);
    rig_need(spool_open(&spool, path) == RESULT_OK);
    rig_need(spool_append(spool, &record) == RESULT_OK);
    spool_close(spool);
}

/* Some days in the life of the centre, in a process of its own. It ends as
 * by a power cut if the WAL is to keep a part. */
static void
live(const struct folder *folder, int from, int events, bool cut)
{
    int status = 0;
    pid_t pid = fork();
    rig_need(pid >= 0);
    if (pid > 0) {
        rig_need(waitpid(pid, &status, 0) == pid && status == 0);
        return;
    }
    struct core *core = NULL;
    struct clock *clock = NULL;
    rig_need(clock_open(&clock, folder->path) == RESULT_OK);
    rig_need(core_open(&core, folder, clock) == RESULT_OK);
    for (int n = from; n < from + events; n++) {
        char id[UUID_SIZE];
        json_t *command = centre_command(n, id);
        json_decref(core_command(core, command, THROUGH_COMMAND));
        json_decref(command);
    }
    if (cut)
        _exit(0);
    core_close(core);
    clock_close(clock);
    _exit(0);
}

static bool
note_event(void *user, const struct event *event)
{
    told_add(user, event->id);
    return true;
}

static void
make_copy(struct corpus *corpus)
{
    struct store *store = NULL;
    char path[FOLDER_PATH_SIZE];
    folder_path(&corpus->folder, "snapshots/2026-11-24T081000Z.db", path);
    rig_need(store_open(&store, &corpus->folder, STORE_READ) == RESULT_OK);
    rig_need(store_backup(store, path) == RESULT_OK);
    rig_need(store_events(store, 0, 1 << 30, note_event, &corpus->before) ==
             RESULT_OK);
    store_close(store);
}

static void
find_pages(struct corpus *corpus)
{
    char path[FOLDER_PATH_SIZE];
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    spit(&corpus->aside, "troskel.db", corpus->db);
    folder_path(&corpus->aside, "troskel.db", path);
    rig_need(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) ==
             SQLITE_OK);
    rig_need(sqlite3_prepare_v2(db, "SELECT pageno FROM dbstat ORDER BY pageno",
                                -1, &q, NULL) == SQLITE_OK);
    corpus->pages = calloc(corpus->db.size / PAGE, sizeof *corpus->pages);
    rig_need(corpus->pages != NULL);
    while (sqlite3_step(q) == SQLITE_ROW)
        corpus->pages[corpus->page_count++] = sqlite3_column_int(q, 0) - 1;
    sqlite3_finalize(q);
    sqlite3_close(db);
    rig_need(corpus->page_count > 20);
}

void
corpus_make(struct corpus *corpus)
{
    struct folder other;
    char dir[160];
    text_format(dir, sizeof dir, "%s/o", rig.work);
    centre_make(&other, dir);
    corpus->foreign = slurp(&other, "troskel.db-wal");
    text_format(dir, sizeof dir, "%s/x", rig.work);
    rig_need(folder_make(dir, true) == RESULT_OK &&
             folder_open(&corpus->aside, dir) == RESULT_OK);
    text_format(dir, sizeof dir, "%s/c", rig.work);
    centre_make(&corpus->folder, dir);
    put_press(&corpus->folder); /* before the copy */
    live(&corpus->folder, 0, 4 * RIG_PEOPLE, false);
    make_copy(corpus);
    put_press(&corpus->folder); /* after it */
    live(&corpus->folder, 4 * RIG_PEOPLE, 2 * RIG_PEOPLE, false);
    corpus->old = slurp(&corpus->folder, "troskel.db");
    put_press(&corpus->folder);
    live(&corpus->folder, 6 * RIG_PEOPLE, 2 * RIG_PEOPLE, true);
    corpus->wal = slurp(&corpus->folder, "troskel.db-wal");
    live(&corpus->folder, 8 * RIG_PEOPLE, 1, false);
    corpus->db = slurp(&corpus->folder, "troskel.db");
    put_press(&corpus->folder); /* it waits */
    find_pages(corpus);
}
