#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/core/keep.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

TEST(the_newest_copies_stay_and_one_a_day_before_them)
{
    static char names[100][KEEP_NAME_SIZE];
    bool goes[100];
    int count = 0;
    int kept = 0;
    for (int day = 28; day >= 4; day--)
        for (int hour = 22; hour >= 16 && count < 100; hour -= 2)
            text_format(names[count++], KEEP_NAME_SIZE,
                        "2026-11-%02dT%02d0000Z.db", day, hour);
    keep_choose(names, count, goes);
    for (int i = 0; i < count; i++)
        kept += !goes[i];
    CHECK_INT(count, 100);
    CHECK_INT(kept, KEEP_HOURS + KEEP_DAYS);
    CHECK(!goes[0] && !goes[23] && !goes[24] && goes[25]);
}

static void
damage(struct centre *centre, off_t at)
{
    char path[FOLDER_PATH_SIZE];
    char zeros[4096] = {0};
    folder_path(&centre->folder, "troskel.db", path);
    int fd = open(path, O_WRONLY);
    CHECK(fd >= 0 && pwrite(fd, zeros, sizeof zeros, at) == sizeof zeros);
    close(fd);
    /* The WAL still holds these pages, and would heal the file. */
    folder_path(&centre->folder, "troskel.db-wal", path);
    CHECK(unlink(path) == 0);
}

static bool
copy_by_hand(struct centre *centre, const char *name)
{
    struct store *store = NULL;
    char inner[80];
    char path[FOLDER_PATH_SIZE];
    text_format(inner, sizeof inner, "snapshots/%s", name);
    folder_path(&centre->folder, inner, path);
    bool ok = store_open(&store, &centre->folder, STORE_READ) == RESULT_OK &&
              store_backup(store, path) == RESULT_OK;
    store_close(store);
    return ok;
}

TEST(a_damaged_database_is_set_aside_and_the_newest_whole_copy_goes_on)
{
    struct centre c;
    char path[FOLDER_PATH_SIZE];
    char log[600];
    struct stat st;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    REQUIRE(copy_by_hand(&c, "2026-11-24T081000Z.db"));
    REQUIRE(centre_ask(&c, "{'do':'leave','about':'" ANNA "'}"));
    REQUIRE(copy_by_hand(&c, "2026-11-24T091000Z.db"));
    /* The newest copy is damaged as well: the one before it counts. */
    folder_path(&c.folder, "snapshots/2026-11-24T091000Z.db", path);
    REQUIRE(truncate(path, 5000) == 0);
    core_close(c.core);
    c.core = NULL;
    damage(&c, 0);
    REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    centre_log(&c, 10, log, sizeof log);
    CHECK_STR(log, "arrived restored");
    folder_path(&c.folder, "quarantine", path);
    CHECK(stat(path, &st) == 0);
    centre_close(&c);
}

TEST(a_suspect_file_is_looked_through_before_it_is_trusted)
{
    struct centre c;
    char log[600];
    REQUIRE(centre_open(&c));
    REQUIRE(copy_by_hand(&c, "2026-11-24T081000Z.db"));
    core_close(c.core);
    c.core = NULL;
    damage(&c, 4096 * 3);
    keep_suspect(&c.folder);
    REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    CHECK(!keep_is_suspect(&c.folder));
    centre_log(&c, 10, log, sizeof log);
    CHECK_STR(log, "restored");
    centre_close(&c);
}

TEST(a_damaged_database_without_a_copy_is_left_as_it_is)
{
    struct centre c;
    struct stat st;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    core_close(c.core);
    c.core = NULL;
    damage(&c, 0);
    CHECK_INT(core_open(&c.core, &c.folder, c.clock), RESULT_INVALID);
    folder_path(&c.folder, "troskel.db", path);
    CHECK(stat(path, &st) == 0);
    centre_close(&c);
}
