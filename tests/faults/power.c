/* D2 on the host: the disk before, and what every cut left. */
#include "tests/faults/power.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/core/core.h"
#include "firmware/store/store.h"

#define PART_BYTES ((size_t)POWER_PART_SECTORS * POWER_SECTOR)

/* Runs it quietly; its exit code. */
static int
run(const char *command)
{
    char line[2048];
    text_format(line, sizeof line, "%s >/dev/null 2>&1 </dev/null", command);
    int status = system(line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* --- the disk before --- */

static void
write_table(int fd)
{
    unsigned char table[POWER_SECTOR] = {0};
    for (int i = 0; i < LIFE_COUNT; i++) {
        unsigned char *row = table + 446 + 16 * i;
        uint32_t first = POWER_PART_AT + (uint32_t)i * POWER_PART_SECTORS;
        uint32_t count = POWER_PART_SECTORS;
        row[4] = 0x83;
        memcpy(row + 8, &first, 4);
        memcpy(row + 12, &count, 4);
    }
    table[510] = 0x55;
    table[511] = 0xaa;
    rig_need(pwrite(fd, table, sizeof table, 0) == POWER_SECTOR);
}

static void
read_whole(const char *path, unsigned char *to, off_t at, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t have = 0;
    rig_need(fd >= 0);
    while (have < size) {
        ssize_t n = pread(fd, to + have, size - have, at + (off_t)have);
        rig_need(n > 0);
        have += (size_t)n;
    }
    close(fd);
}

static void
write_whole(int fd, const unsigned char *from, off_t at, size_t size)
{
    size_t have = 0;
    while (have < size) {
        ssize_t n = pwrite(fd, from + have, size - have, at + (off_t)have);
        rig_need(n > 0);
        have += (size_t)n;
    }
}

void
power_disk_make(const char *path, const char *dir)
{
    char command[2048];
    char part[600];
    unsigned char *bytes = malloc(PART_BYTES);
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    rig_need(bytes != NULL && fd >= 0);
    rig_need(ftruncate(fd, (off_t)POWER_DISK_SECTORS * POWER_SECTOR) == 0);
    write_table(fd);
    text_format(part, sizeof part, "%s.part", path);
    text_format(command, sizeof command,
                "rm -f '%s'; mke2fs -F -q -t ext4 -d '%s' -E "
                "lazy_itable_init=0,lazy_journal_init=0 '%s' %dk",
                part, dir, part, (int)(PART_BYTES / 1024));
    rig_need(run(command) == 0);
    read_whole(part, bytes, 0, PART_BYTES);
    for (int i = 0; i < LIFE_COUNT; i++)
        write_whole(fd, bytes,
                    ((off_t)POWER_PART_AT + (off_t)i * POWER_PART_SECTORS) *
                        POWER_SECTOR,
                    PART_BYTES);
    unlink(part);
    close(fd);
    free(bytes);
}

/* --- what a cut left --- */

/* What was acknowledged before it. */
struct known {
    struct told events;
    struct told copies; /* names */
    int64_t presses;
};

struct tally {
    int64_t states, lost, broken, files;
    int64_t worst_ms;
};

enum end { WELL = 0, LOST = 10, BROKEN };

/* Every copy that stands is whole, and every one told of stands. */
static bool
copies_are_whole(const struct folder *folder, const struct told *told)
{
    char path[FOLDER_PATH_SIZE];
    char inner[300];
    bool whole = true;
    folder_path(folder, "snapshots", path);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return false;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 4 || !text_equal(entry->d_name + length - 3, ".db"))
            continue;
        text_format(inner, sizeof inner, "snapshots/%s", entry->d_name);
        folder_path(folder, inner, path);
        whole = whole && store_verify_file(path) == RESULT_OK;
    }
    closedir(dir);
    for (int i = 0; i < told->count; i++) {
        text_format(inner, sizeof inner, "snapshots/%s", told->ids[i]);
        folder_path(folder, inner, path);
        whole = whole && access(path, F_OK) == 0;
    }
    return whole;
}

/* In a process of its own: core's own opening, and what is there then. */
static enum end
look(const char *dir, const struct known *known)
{
    struct folder folder;
    struct clock *clock = NULL;
    struct core *core = NULL;
    struct store *store = NULL;
    char path[FOLDER_PATH_SIZE];
    if (folder_open(&folder, dir) != RESULT_OK ||
        !copies_are_whole(&folder, &known->copies))
        return BROKEN;
    if (clock_open(&clock, folder.path) != RESULT_OK ||
        core_open(&core, &folder, clock) != RESULT_OK)
        return BROKEN;
    core_close(core);
    clock_close(clock);
    folder_path(&folder, "quarantine", path);
    if (access(path, F_OK) == 0)
        return BROKEN; /* honest syncs never leave a damaged file */
    bool whole = store_open(&store, &folder, STORE_READ) == RESULT_OK &&
                 store_prove(store) == RESULT_OK;
    store_close(store);
    struct found found = found_in(&folder, &known->events);
    if (!whole || !found.readable || found.gaps > 0 || found.doubled > 0)
        return BROKEN;
    return found.missing > 0 || found.presses < known->presses ? LOST : WELL;
}

static void
judge(const unsigned char *image, const struct known *known,
      struct tally *tally)
{
    char path[200];
    char dir[200];
    char command[800];
    text_format(path, sizeof path, "%s/cut.img", rig.work);
    text_format(dir, sizeof dir, "%s/cut", rig.work);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    rig_need(fd >= 0);
    write_whole(fd, image, 0, PART_BYTES);
    close(fd);
    text_format(command, sizeof command, "e2fsck -fy '%s'", path);
    int files = run(command);
    text_format(command, sizeof command,
                "rm -rf '%s' && mkdir '%s' && debugfs -R 'rdump / %s' '%s'",
                dir, dir, dir, path);
    int taken = run(command);
    int64_t began = rig_now_ms();
    pid_t pid = fork();
    rig_need(pid >= 0);
    if (pid == 0) {
        if (getenv("FAULTS_SAY") == NULL &&
            freopen("/dev/null", "w", stderr) == NULL)
            _exit(BROKEN);
        _exit((int)look(dir, known));
    }
    int status = 0;
    rig_need(waitpid(pid, &status, 0) == pid);
    int end = WIFEXITED(status) ? WEXITSTATUS(status) : BROKEN;
    int64_t took = rig_now_ms() - began;
    tally->states++;
    tally->files += files > 1 || taken != 0;
    tally->lost += end == LOST;
    tally->broken += end != LOST && (end != WELL || files > 1 || taken != 0);
    tally->worst_ms = took > tally->worst_ms ? took : tally->worst_ms;
}

/* Takes up what entry `at` says was acknowledged. True while cuts count. */
static bool
follow(const struct power_mark *mark, enum power_life life, bool counts,
       struct known *known)
{
    if (mark == NULL || mark->life != (uint32_t)life)
        return counts;
    switch (mark->kind) {
    case MARK_BEGINS:
        return true;
    case MARK_ENDS:
        return false;
    case MARK_EVENT:
        told_add(&known->events, mark->text);
        break;
    case MARK_COPY:
        told_add(&known->copies, mark->text);
        break;
    default:
        known->presses++;
    }
    return counts;
}

/* How many places there are to cut: before each write while cuts count. */
static int64_t
boundaries(const struct power_log *log, enum power_life life)
{
    struct known known = {.presses = 0};
    int64_t count = 0;
    bool counts = false;
    for (int64_t at = 0; at < power_log_length(log); at++) {
        count += counts && power_log_writes(log, at, life);
        counts = follow(power_log_mark(log, at), life, counts, &known);
    }
    told_free(&known.events);
    told_free(&known.copies);
    return count;
}

/* About `wanted` of them, or all, by turns with nothing, all, some and torn
 * pieces of what was not flushed. */
static void
cut_all(const struct power_log *log, const char *disk, enum power_life life,
        int64_t wanted, struct tally *tally)
{
    struct known known = {.presses = 0};
    unsigned char *image = malloc(PART_BYTES);
    unsigned char *out = malloc(PART_BYTES);
    int64_t all = boundaries(log, life);
    int64_t done = 0;
    bool counts = false;
    rig_need(image != NULL && out != NULL && all > 0);
    read_whole(disk, image,
               ((off_t)POWER_PART_AT + (off_t)life * POWER_PART_SECTORS) *
                   POWER_SECTOR,
               PART_BYTES);
    for (int64_t at = 0; at < power_log_length(log); at++) {
        if (counts && power_log_writes(log, at, life) &&
            rig_chance((double)wanted / (double)all)) {
            enum power_kept kept =
                (enum power_kept)(tally->states % KEPT_COUNT);
            power_log_cut(log, life, at, kept, image, &done, out);
            judge(out, &known, tally);
        }
        counts = follow(power_log_mark(log, at), life, counts, &known);
    }
    told_free(&known.events);
    told_free(&known.copies);
    free(image);
    free(out);
}

static int
make_disk(const char *disk)
{
    struct folder folder;
    char dir[160];
    text_format(dir, sizeof dir, "%s/c", rig.work);
    centre_make(&folder, dir);
    power_disk_make(disk, dir);
    return 0;
}

/* faults-rigs power SEED FORM make DISK | look DISK LOG */
int
rig_power(const char *what, const char *disk, const char *log_path)
{
    if (text_equal(what, "make"))
        return make_disk(disk);
    struct row row = {.goal = "D2", .held = true};
    struct tally tally[LIFE_COUNT] = {{0}};
    const int64_t wanted[LIFE_COUNT] = {
        rig.lengthy ? 1000000 : 36, rig.lengthy ? 100 : 10,
        rig.lengthy ? 100 : 10, rig.lengthy ? 100 : 10};
    struct power_log *log = power_log_open(log_path);
    for (int i = 0; i < LIFE_COUNT; i++)
        cut_all(log, disk, (enum power_life)i, wanted[i], &tally[i]);
    row.times = tally[LIFE_FULL].states;
    row.lost = tally[LIFE_FULL].lost;
    row.untrue = tally[LIFE_FULL].broken;
    row.worst_ms = tally[LIFE_FULL].worst_ms;
    row.control_fell = tally[LIFE_NORMAL].lost > 0 &&
                       tally[LIFE_OFF].lost + tally[LIFE_OFF].broken > 0 &&
                       tally[LIFE_LIES].lost + tally[LIFE_LIES].broken > 0;
    text_format(row.what, sizeof row.what,
                "power cuts of a whole disk under ext4, of %lld places to cut; "
                "worst: back in service",
                (long long)boundaries(log, LIFE_FULL));
    text_format(
        row.control, sizeof row.control,
        "lost or broken: NORMAL %lld+%lld of %lld, OFF %lld+%lld of "
        "%lld, nobarrier %lld+%lld of %lld",
        (long long)tally[LIFE_NORMAL].lost,
        (long long)tally[LIFE_NORMAL].broken,
        (long long)tally[LIFE_NORMAL].states, (long long)tally[LIFE_OFF].lost,
        (long long)tally[LIFE_OFF].broken, (long long)tally[LIFE_OFF].states,
        (long long)tally[LIFE_LIES].lost, (long long)tally[LIFE_LIES].broken,
        (long long)tally[LIFE_LIES].states);
    power_log_close(log);
    return row_print(&row);
}
