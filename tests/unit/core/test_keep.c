#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/core/keep.h"
#include "firmware/store/store.h"
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
    keep_suspect(&c.folder, KEEP_LOOK);
    REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    CHECK_INT(keep_is_suspect(&c.folder), KEEP_NONE);
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

static void
leave(struct centre *centre, const char *name, bool old)
{
    char inner[128];
    char path[FOLDER_PATH_SIZE];
    struct timespec times[2] = {{1000000000, 0}, {1000000000, 0}};
    text_format(inner, sizeof inner, "snapshots/%s", name);
    folder_path(&centre->folder, inner, path);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    CHECK(fd >= 0 && (!old || futimens(fd, times) == 0));
    close(fd);
}

static bool
stands(struct centre *centre, const char *name)
{
    char inner[128];
    char path[FOLDER_PATH_SIZE];
    text_format(inner, sizeof inner, "snapshots/%s", name);
    folder_path(&centre->folder, inner, path);
    return access(path, F_OK) == 0;
}

TEST(halves_that_an_interrupted_copy_left_are_cleared_away)
{
    struct centre c;
    char mine[80];
    char old[80];
    REQUIRE(centre_open(&c));
    /* No process has the highest number that a pid may be and more. */
    leave(&c, "2026-11-24T081000Z.db.part-4194999", false);
    leave(&c, "2026-11-24T081000Z.db.part-4194999-journal", false);
    leave(&c, ".selftest-4194999", false);
    text_format(mine, sizeof mine, "a.db.part-%d", (int)getpid());
    text_format(old, sizeof old, "b.db.part-%d", (int)getpid());
    leave(&c, mine, false); /* is under way */
    leave(&c, old, true);   /* that number belongs to somebody else by now */
    leave(&c, "2026-11-24T081000Z.db", false);
    REQUIRE(centre_restart(&c));
    CHECK(!stands(&c, "2026-11-24T081000Z.db.part-4194999"));
    CHECK(!stands(&c, "2026-11-24T081000Z.db.part-4194999-journal"));
    CHECK(!stands(&c, ".selftest-4194999"));
    CHECK(!stands(&c, old));
    CHECK(stands(&c, mine));
    CHECK(stands(&c, "2026-11-24T081000Z.db"));
    centre_close(&c);
}

TEST(a_box_without_a_recent_copy_does_not_wait_an_hour_for_one)
{
    struct centre c;
    struct keep keep;
    REQUIRE(centre_open(&c));
    struct clock_time now = clock_now(c.clock);
    keep_init(&keep, &c.folder, now);
    CHECK_INT(keep.due_ms - now.boot_ms, KEEP_FIRST_MS);
    leave(&c, "2026-11-24T071000Z.db", false); /* 80 minutes ago */
    keep_init(&keep, &c.folder, now);
    CHECK_INT(keep.due_ms - now.boot_ms, KEEP_FIRST_MS);
    leave(&c, "2026-11-24T080000Z.db", false);
    keep_init(&keep, &c.folder, now);
    CHECK_INT(keep.due_ms - now.boot_ms, KEEP_EVERY_MS);
    now.quality = CLOCK_UNSURE; /* then nobody knows how old it is */
    keep_init(&keep, &c.folder, now);
    CHECK_INT(keep.due_ms - now.boot_ms, KEEP_FIRST_MS);
    centre_close(&c);
}

/* A row of the state that no event made. */
static bool
falsify(struct centre *centre)
{
    struct store *store = NULL;
    bool ok =
        store_open(&store, &centre->folder, STORE_WRITE) == RESULT_OK &&
        store_try_sql(store, "UPDATE person SET name='Nobody'") == RESULT_OK;
    store_close(store);
    return ok;
}

TEST(a_state_that_its_log_does_not_say_is_made_anew_and_nothing_is_lost)
{
    struct centre c;
    char log[600];
    struct store *store = NULL;
    REQUIRE(centre_open(&c));
    REQUIRE(copy_by_hand(&c, "2026-11-24T081000Z.db"));
    REQUIRE(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    core_close(c.core);
    c.core = NULL;
    REQUIRE(falsify(&c));
    REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    centre_log(&c, 10, log, sizeof log);
    CHECK_STR(log, "arrived");
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(store_prove(store), RESULT_OK);
    store_close(store);
    centre_close(&c);
}

TEST(a_reader_that_met_damage_is_heard_but_not_twice_a_minute)
{
    struct centre c;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    folder_path(&c.folder, STORE_DAMAGE_MARK, path);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    REQUIRE(fd >= 0);
    close(fd);
    (void)core_turn(c.core, clock_now(c.clock));
    CHECK(!core_broken(c.core)); /* it has only just been looked through */
    CHECK(access(path, F_OK) != 0);
    REQUIRE(centre_restart(&c));
    REQUIRE(clock_test_advance(c.clock, 61000) == RESULT_OK);
    fd = open(path, O_WRONLY | O_CREAT, 0600);
    REQUIRE(fd >= 0);
    close(fd);
    (void)core_turn(c.core, clock_now(c.clock));
    CHECK(core_broken(c.core));
    core_close(c.core);
    c.core = NULL;
    CHECK_INT(keep_is_suspect(&c.folder), KEEP_PROVE);
    REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    CHECK_INT(keep_is_suspect(&c.folder), KEEP_NONE);
    centre_close(&c);
}

TEST(a_reader_that_meets_damage_says_so)
{
    struct centre c;
    char path[FOLDER_PATH_SIZE];
    struct store *store = NULL;
    REQUIRE(centre_open(&c));
    core_close(c.core);
    c.core = NULL;
    damage(&c, 0);
    CHECK(store_open(&store, &c.folder, STORE_READ) != RESULT_OK);
    store_close(store);
    folder_path(&c.folder, STORE_DAMAGE_MARK, path);
    CHECK(access(path, F_OK) == 0);
    centre_close(&c);
}
