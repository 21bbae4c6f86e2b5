/*
 * D9: the WAL stays short although nobody is ever quiet and readers stay. The
 * kiosk, the staff's pages and `troskel events`, whose pipe nobody empties, are
 * there all the time. The control is a reader that keeps what it sees.
 */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/house.h"

enum { WAL_MOST = 4 << 20, PIPE_BYTES = 4096 };

static int64_t
wal_bytes(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st;
    folder_path(folder, "troskel.db-wal", path);
    return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* `count` check-ins, one after the other, `pause_ms` at most between them;
 * gives the longest that the WAL was. */
static int64_t
load(struct house *house, int count, int pause_ms)
{
    int64_t most = 0;
    for (int i = 0; i < count; i++) {
        rig_need(house_ask(house, rig_now_ms() + 20000));
        int64_t bytes = wal_bytes(&house->folder);
        most = bytes > most ? bytes : most;
        if (pause_ms > 0)
            rig_nap((int)rig_below((uint64_t)pause_ms));
    }
    return most;
}

/* `troskel events`, into a pipe that stays full until `*end` is closed. */
static pid_t
start_telling(const struct folder *folder, int *end)
{
    char path[600];
    int ends[2];
    text_format(path, sizeof path, "%s/troskel", rig.bin);
    rig_need(pipe2(ends, O_CLOEXEC) == 0);
    rig_need(fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES) >= 0);
    pid_t pid = fork();
    rig_need(pid >= 0);
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl(path, path, "--dir", folder->path, "events", "--json",
              (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    *end = ends[0];
    return pid;
}

/* A reader as none of ours is: it keeps what it saw first. */
static pid_t
start_holding(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    char ready;
    int ends[2];
    folder_path(folder, "troskel.db", path);
    rig_need(pipe2(ends, O_CLOEXEC) == 0);
    pid_t pid = fork();
    rig_need(pid >= 0);
    if (pid == 0) {
        sqlite3 *db = NULL;
        if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) ||
            sqlite3_exec(db, "BEGIN; SELECT max(seq) FROM event", NULL, NULL,
                         NULL) ||
            write(ends[1], "", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    close(ends[1]);
    rig_need(read(ends[0], &ready, 1) == 1);
    close(ends[0]);
    return pid;
}

int
rig_wal(void)
{
    struct house house;
    struct row row = {.goal = "D9", .held = true, .worst_ms = -1};
    int end = -1;
    int status = 0;
    house_make(&house, true);
    house_settle(&house);
    (void)load(&house, 300, 0); /* more than its pipe holds */
    pid_t teller = start_telling(&house.folder, &end);
    int64_t began = rig_now_ms();
    int64_t most = load(&house, 4000, 0);
    /* The half-hour itself: no second without a command. */
    while (rig.lengthy && rig_now_ms() - began < 1800000) {
        int64_t bytes = load(&house, 100, 200);
        most = bytes > most ? bytes : most;
    }
    row.held = most <= WAL_MOST && !rig_ended(&teller, &status);
    int64_t told = house.told.count;
    pid_t holder = start_holding(&house.folder);
    int64_t held = load(&house, 600, 0);
    rig_kill(&holder, SIGKILL);
    row.control_fell = held > WAL_MOST;
    /* And when it has let go, the room is given back. */
    (void)load(&house, 300, 0);
    int64_t after = wal_bytes(&house.folder);
    row.held = row.held && after <= WAL_MOST;
    rig_kill(&teller, SIGKILL);
    close(end);
    house_settle(&house);
    house_judge(&house, &row);
    text_format(row.what, sizeof row.what,
                "check-ins without a pause, kiosk, staff pages and a stalled "
                "`troskel events` open: the WAL was %lld KiB at most of 4096",
                (long long)most / 1024);
    row.times = told;
    text_format(row.control, sizeof row.control,
                "a reader that keeps what it sees makes it %lld KiB (and %lld "
                "once it is gone)",
                (long long)held / 1024, (long long)after / 1024);
    return row_print(&row);
}
