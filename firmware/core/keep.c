#include "firmware/core/keep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/notify.h"
#include "firmware/base/text.h"
#include "firmware/store/store.h"

extern char **environ;

/* "2026-11-24T091000Z.db": sorts by time, and fits any file system. */
void
keep_copy_name(int64_t utc_ms, char out[KEEP_NAME_SIZE])
{
    char stamp[CIVIL_STAMP_SIZE];
    civil_format_utc(utc_ms, stamp);
    text_format(out, KEEP_NAME_SIZE, "%.13s%.2s%.2sZ.db", stamp, stamp + 14,
                stamp + 17);
}

static bool
is_copy_name(const char *name)
{
    return strlen(name) == strlen("2026-11-24T091000Z.db") && name[10] == 'T' &&
           strcmp(name + 17, "Z.db") == 0;
}

static int
newest_first(const void *a, const void *b)
{
    return strcmp(b, a);
}

static int
list_copies(const struct folder *folder, char names[][KEEP_NAME_SIZE])
{
    char path[FOLDER_PATH_SIZE];
    int count = 0;
    folder_path(folder, "snapshots", path);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return 0;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (is_copy_name(entry->d_name) && count < KEEP_COPIES_MAX)
            text_copy(names[count++], KEEP_NAME_SIZE, entry->d_name);
    closedir(dir);
    qsort(names, (size_t)count, KEEP_NAME_SIZE, newest_first);
    return count;
}

void
keep_choose(char names[][KEEP_NAME_SIZE], int count, bool *goes)
{
    int days = 0;
    for (int i = 0; i < count; i++) {
        bool new_day = i == 0 || strncmp(names[i], names[i - 1],
                                         strlen("2026-11-24")) != 0;
        goes[i] = false;
        if (i < KEEP_HOURS)
            continue;
        goes[i] = !new_day || ++days > KEEP_DAYS;
    }
}

static void
clear_old(const struct folder *folder)
{
    static char names[KEEP_COPIES_MAX][KEEP_NAME_SIZE];
    bool goes[KEEP_COPIES_MAX];
    char inner[KEEP_NAME_SIZE + 16];
    char path[FOLDER_PATH_SIZE];
    int count = list_copies(folder, names);
    keep_choose(names, count, goes);
    for (int i = 0; i < count; i++) {
        text_format(inner, sizeof inner, "snapshots/%s", names[i]);
        folder_path(folder, inner, path);
        if (goes[i] && unlink(path) != 0)
            log_errno("%s", path);
    }
}

/* A process of that number may be another one by now: no copy takes a day. */
static bool
may_be_under_way(int dir, const char *name, pid_t pid)
{
    struct stat st;
    if (kill(pid, 0) != 0 && errno == ESRCH)
        return false;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    time_t age = time(NULL) - st.st_mtime;
    return age > -86400 && age < 86400;
}

/* "….part-PID", and what SQLite puts beside it: the half of a copy that was
 * interrupted. */
static bool
is_left_behind(int dir, const char *name)
{
    char *end = NULL;
    const char *tail = strstr(name, ".part-");
    if (tail == NULL)
        tail = strstr(name, ".selftest-");
    if (tail == NULL)
        return false;
    tail = strchr(tail, '-') + 1;
    intmax_t pid = strtoimax(tail, &end, 10);
    if (end == tail || (*end != '\0' && *end != '-') || pid <= 0 ||
        pid > INT_MAX)
        return false;
    return !may_be_under_way(dir, name, (pid_t)pid);
}

static void
clear_halves(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "snapshots", path);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (is_left_behind(dirfd(dir), entry->d_name) &&
            unlinkat(dirfd(dir), entry->d_name, 0) != 0)
            log_errno("%s/%s", path, entry->d_name);
    closedir(dir);
}

/* `troskel` stands beside this program. */
static bool
tool_path(char *out, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", out, size - 1);
    if (length <= 0)
        return false;
    out[length] = '\0';
    char *slash = strrchr(out, '/');
    if (slash == NULL)
        return false;
    slash[1] = '\0';
    return text_append(out, size, "troskel") && access(out, X_OK) == 0;
}

/* In a process of its own: verifying a copy of ten years takes seconds, and
 * core may not keep anybody waiting. */
static void
begin_copy(struct keep *keep, struct clock_time now)
{
    char tool[PATH_MAX];
    char name[KEEP_NAME_SIZE];
    char inner[KEEP_NAME_SIZE + 16];
    char path[FOLDER_PATH_SIZE];
    keep_copy_name(now.utc_ms, name);
    text_format(inner, sizeof inner, "snapshots/%s", name);
    folder_path(&keep->folder, inner, path);
    if (!tool_path(tool, sizeof tool) || access(path, F_OK) == 0)
        return;
    char dir[] = "--dir";
    char backup[] = "backup";
    char *arguments[] = {tool, dir, keep->folder.path, backup, path, NULL};
    sigset_t none;
    posix_spawnattr_t attributes;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    if (posix_spawn(&keep->child, tool, NULL, &attributes, arguments,
                    environ) != 0) {
        log_errno("%s", tool);
        keep->child = 0;
    }
    posix_spawnattr_destroy(&attributes);
}

/* Is the newest copy of the last hour? With a clock that nobody trusts, no. */
static bool
has_recent_copy(const struct folder *folder, struct clock_time now)
{
    static char names[KEEP_COPIES_MAX][KEEP_NAME_SIZE];
    char oldest[KEEP_NAME_SIZE];
    if (now.quality == CLOCK_UNSURE || list_copies(folder, names) == 0)
        return false;
    keep_copy_name(now.utc_ms - KEEP_EVERY_MS, oldest);
    return strcmp(names[0], oldest) > 0;
}

void
keep_init(struct keep *keep, const struct folder *folder, struct clock_time now)
{
    *keep = (struct keep){.folder = *folder, .last_seq = -1};
    clear_halves(folder);
    bool soon = !has_recent_copy(folder, now);
    keep->due_ms = now.boot_ms + (soon ? KEEP_FIRST_MS : KEEP_EVERY_MS);
}

/* Takes the copy's end up, if it has ended. */
static void
reap(struct keep *keep)
{
    int status = 0;
    if (keep->child == 0 || waitpid(keep->child, &status, WNOHANG) == 0)
        return;
    keep->child = 0;
    clear_halves(&keep->folder);
    if (WIFEXITED(status) && WEXITSTATUS(status) == KEEP_EXIT_DAMAGED)
        keep->damaged = true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        clear_old(&keep->folder);
        return;
    }
    log_warn("the hourly copy was not made");
    keep->last_seq = -1; /* the next hour tries again, whatever is new */
}

int64_t
keep_turn(struct keep *keep, struct clock_time now, int64_t seq)
{
    reap(keep);
    if (now.boot_ms < keep->due_ms)
        return keep->due_ms;
    keep->due_ms = now.boot_ms + KEEP_EVERY_MS;
    if (keep->child == 0 && seq != keep->last_seq) {
        begin_copy(keep, now);
        keep->last_seq = seq;
    }
    return keep->due_ms;
}

void
keep_finish(struct keep *keep)
{
    if (keep->child == 0)
        return;
    kill(keep->child, SIGTERM);
    waitpid(keep->child, NULL, 0);
    keep->child = 0;
}

/* Moves troskel.db and what belongs to it, untouched, under a name of their
 * own. The file is closed by now, so no lock of ours can be lost by it. */
static enum result
set_aside(const struct folder *folder, int64_t utc_ms)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    char name[KEEP_NAME_SIZE];
    char from[FOLDER_PATH_SIZE];
    char to[FOLDER_PATH_SIZE];
    char inner[KEEP_NAME_SIZE + 32];
    folder_path(folder, "quarantine", to);
    if (mkdir(to, 0750) != 0 && errno != EEXIST) {
        log_errno("%s", to);
        return RESULT_IO;
    }
    keep_copy_name(utc_ms, name);
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        text_format(inner, sizeof inner, "troskel.db%s", tails[i]);
        folder_path(folder, inner, from);
        text_format(inner, sizeof inner, "quarantine/%s%s", name, tails[i]);
        folder_path(folder, inner, to);
        if (rename(from, to) != 0 && errno != ENOENT) {
            log_errno("%s", from);
            return RESULT_IO;
        }
    }
    return RESULT_OK;
}

enum result
keep_recover(const struct folder *folder, struct clock_time now,
             char from[KEEP_NAME_SIZE])
{
    static char names[KEEP_COPIES_MAX][KEEP_NAME_SIZE];
    char inner[KEEP_NAME_SIZE + 16];
    char path[FOLDER_PATH_SIZE];
    int count = list_copies(folder, names);
    bool aside = false;
    for (int i = 0; i < count; i++) {
        text_format(inner, sizeof inner, "snapshots/%s", names[i]);
        folder_path(folder, inner, path);
        notify_alive(); /* a long look is no hang */
        if (store_verify_pages(path) != RESULT_OK)
            continue;
        if (!aside && set_aside(folder, now.utc_ms) != RESULT_OK)
            return RESULT_IO;
        aside = true;
        if (store_restore(folder, path) == RESULT_OK) {
            log_warn("the database was damaged; restored from %s", names[i]);
            text_copy(from, KEEP_NAME_SIZE, names[i]);
            return RESULT_OK;
        }
    }
    log_warn("the database is damaged and there is no copy that is whole");
    return RESULT_ABSENT;
}

static void
mark_path(const struct folder *folder, char out[FOLDER_PATH_SIZE])
{
    folder_path(folder, "suspect", out);
}

void
keep_suspect(const struct folder *folder, enum keep_doubt doubt)
{
    char path[FOLDER_PATH_SIZE];
    mark_path(folder, path);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0)
        return; /* a disk that takes nothing: there is the small look */
    if (doubt == KEEP_PROVE && write(fd, "prove\n", 6) != 6)
        log_errno("%s", path);
    close(fd);
}

enum keep_doubt
keep_is_suspect(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st;
    mark_path(folder, path);
    if (stat(path, &st) != 0)
        return KEEP_NONE;
    return st.st_size > 0 ? KEEP_PROVE : KEEP_LOOK;
}

void
keep_trust(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    mark_path(folder, path);
    unlink(path);
}

bool
keep_told_of_damage(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, STORE_DAMAGE_MARK, path);
    return unlink(path) == 0;
}

bool
keep_alone(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "core.lock", path);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    bool alone = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (fd >= 0)
        close(fd);
    return alone;
}

bool
keep_newest(const struct folder *folder, char path[FOLDER_PATH_SIZE])
{
    static char names[KEEP_COPIES_MAX][KEEP_NAME_SIZE];
    char inner[KEEP_NAME_SIZE + 16];
    if (list_copies(folder, names) == 0)
        return false;
    text_format(inner, sizeof inner, "snapshots/%s", names[0]);
    folder_path(folder, inner, path);
    return true;
}
