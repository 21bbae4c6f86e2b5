/* D6: a copy under way when everything stops: a half one never stands under
 * a final name, and there is always one that is whole. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/store/store.h"
#include "tests/faults/rig.h"

struct seen {
    int whole, half, parts;
};

static struct seen
look(const struct folder *folder)
{
    struct seen seen = {0};
    char dir[FOLDER_PATH_SIZE];
    char path[FOLDER_PATH_SIZE + 300];
    folder_path(folder, "snapshots", dir);
    DIR *list = opendir(dir);
    rig_need(list != NULL);
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        if (strstr(entry->d_name, ".part") != NULL)
            seen.parts++;
        if (strlen(entry->d_name) < 4 ||
            strcmp(entry->d_name + strlen(entry->d_name) - 3, ".db") != 0)
            continue;
        text_format(path, sizeof path, "%s/%s", dir, entry->d_name);
        bool whole = store_verify_file(path) == RESULT_OK;
        seen.whole += whole;
        seen.half += !whole;
    }
    closedir(list);
    return seen;
}

static void
wait_us(int64_t us)
{
    struct timespec time = {us / 1000000, us % 1000000 * 1000};
    nanosleep(&time, NULL);
}

/* How long a copy takes when nobody disturbs it. */
static int64_t
one_copy_ms(const struct folder *folder, const char *path)
{
    int64_t began = rig_now_ms();
    const char *const words[] = {"backup", path, NULL};
    rig_need(rig_troskel(folder, words) == 0);
    return rig_now_ms() - began;
}

static void
kill_copies(const struct folder *folder, int64_t usual_ms, int times,
            struct row *row)
{
    char path[FOLDER_PATH_SIZE];
    char name[64];
    for (int i = 0; i < times; i++) {
        text_format(name, sizeof name, "snapshots/2026-11-24T%02d%02d%02dZ.db",
                    i / 3600 % 24, i / 60 % 60, i % 60);
        folder_path(folder, name, path);
        const char *const words[] = {"backup", path, NULL};
        pid_t pid = rig_start("troskel", folder, words, false);
        wait_us((int64_t)rig_below((uint64_t)usual_ms * 1200));
        rig_kill(&pid, SIGKILL);
        if (access(path, F_OK) == 0 && store_verify_file(path) != RESULT_OK)
            row->untrue++;
        row->times++;
    }
}

/* The hourly one: core and what it started, together. */
static void
kill_hours(const struct folder *folder, int times, struct row *row)
{
    struct clock *clock = NULL;
    rig_need(clock_open(&clock, folder->path) == RESULT_OK);
    rig_need(clock_test_set(clock, INT64_C(1795507800000), false, CLOCK_HELD) ==
             RESULT_OK);
    for (int i = 0; i < times; i++) {
        char id[UUID_SIZE];
        pid_t core = rig_start("troskel-core", folder, NULL, false);
        rig_need(rig_wait_core(folder, 20000) >= 0);
        json_decref(rig_ask(folder, centre_command(i, id), 2000));
        rig_need(clock_test_advance(clock, INT64_C(3601000)) == RESULT_OK);
        json_decref(rig_ask(folder, json_pack("{s:s}", "do", "clock"), 2000));
        wait_us((int64_t)rig_below(400000));
        rig_kill(&core, i % 3 == 0 ? SIGTERM : SIGKILL);
        row->times++;
    }
    clock_close(clock);
    wait_us(1500000); /* what core left behind ends by itself */
}

int
rig_copies(void)
{
    struct row row = {.goal = "D6", .worst_ms = -1};
    struct folder folder;
    char dir[160];
    char path[FOLDER_PATH_SIZE];
    text_format(dir, sizeof dir, "%s/c", rig.work);
    centre_make(&folder, dir);
    folder_path(&folder, "snapshots/2026-11-23T081000Z.db", path);
    int64_t usual = one_copy_ms(&folder, path);
    kill_copies(&folder, usual, rig.lengthy ? 2000 : 60, &row);
    kill_hours(&folder, rig.lengthy ? 200 : 10, &row);
    struct seen seen = look(&folder);
    row.untrue += seen.half;
    row.lost = seen.whole == 0;
    row.held = seen.whole >= 2;
    /* The control: half a copy under a final name is seen. */
    folder_path(&folder, "snapshots/2026-11-25T081000Z.db", path);
    FILE *half = fopen(path, "wb");
    rig_need(half != NULL && fputs("SQLite format 3", half) >= 0);
    fclose(half);
    row.control_fell = look(&folder).half == seen.half + 1;
    text_format(row.what, sizeof row.what,
                "kill -9 during a copy, by hand and hourly; %d whole copies, "
                "%d halves left under a name of their own",
                seen.whole, seen.parts);
    text_format(row.control, sizeof row.control,
                "half a copy under a final name is found");
    return row_print(&row);
}
