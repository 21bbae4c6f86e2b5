#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

static bool
back_up(struct centre *centre, char path[FOLDER_PATH_SIZE])
{
    struct store *store = NULL;
    text_format(path, FOLDER_PATH_SIZE, "%s/copy.db", test_folder());
    bool ok = store_open(&store, &centre->folder, STORE_READ) == RESULT_OK &&
              store_backup(store, path) == RESULT_OK;
    store_close(store);
    return ok;
}

static bool
new_folder(struct folder *folder, const char *name)
{
    char path[FOLDER_PATH_SIZE];
    text_format(path, sizeof path, "%s/%s", test_folder(), name);
    return folder_make(path, true) == RESULT_OK &&
           folder_open(folder, path) == RESULT_OK;
}

TEST(a_copy_made_while_core_runs_restores_the_same_log)
{
    struct centre c;
    struct folder other;
    struct store *a = NULL;
    struct store *b = NULL;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    REQUIRE(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    REQUIRE(back_up(&c, path));
    REQUIRE(new_folder(&other, "other"));
    REQUIRE(store_restore(&other, path) == RESULT_OK);
    REQUIRE(store_open(&a, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(store_open(&b, &other, STORE_READ) == RESULT_OK);
    CHECK_INT(store_seq(a), store_seq(b));
    store_close(a);
    store_close(b);
    centre_close(&c);
}

TEST(nothing_is_restored_over_a_database_that_is_there)
{
    struct centre c;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    REQUIRE(back_up(&c, path));
    CHECK_INT(store_restore(&c.folder, path), RESULT_BUSY); /* core runs */
    core_close(c.core);
    c.core = NULL;
    CHECK_INT(store_restore(&c.folder, path), RESULT_BUSY); /* file is there */
    centre_close(&c);
}

TEST(a_copy_never_replaces_a_file)
{
    struct centre c;
    struct store *store = NULL;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    REQUIRE(back_up(&c, path));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(store_backup(store, path), RESULT_BUSY);
    store_close(store);
    centre_close(&c);
}

/* A copy with one byte changed is refused, or is still whole in every row
 * that counts: never restored wrong. */
TEST(a_damaged_copy_is_refused)
{
    struct centre c;
    struct folder other;
    struct stat st;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    REQUIRE(back_up(&c, path));
    centre_close(&c);
    REQUIRE(stat(path, &st) == 0);
    REQUIRE(truncate(path, st.st_size / 2) == 0);
    REQUIRE(new_folder(&other, "other"));
    CHECK(store_restore(&other, path) != RESULT_OK);
    REQUIRE(truncate(path, 0) == 0);
    CHECK(store_restore(&other, path) != RESULT_OK);
    struct store *none = NULL;
    CHECK_INT(store_open(&none, &other, STORE_READ), RESULT_ABSENT);
}

TEST(a_foreign_file_is_not_ours)
{
    char path[FOLDER_PATH_SIZE];
    struct folder folder;
    struct store *store = NULL;
    REQUIRE(new_folder(&folder, "foreign"));
    folder_path(&folder, "troskel.db", path);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    REQUIRE(fd >= 0);
    CHECK(write(fd, "this is a letter, not a database", 32) == 32);
    close(fd);
    CHECK_INT(store_open(&store, &folder, STORE_READ), RESULT_INVALID);
    CHECK_INT(store_open(&store, &folder, STORE_WRITE), RESULT_INVALID);
    CHECK_INT(store_open(&store, &folder, STORE_CREATE), RESULT_BUSY);
}

TEST(an_event_cannot_be_changed_or_taken_away)
{
    struct centre c;
    struct store *store = NULL;
    REQUIRE(centre_open(&c));
    core_close(c.core);
    c.core = NULL;
    REQUIRE(store_open(&store, &c.folder, STORE_WRITE) == RESULT_OK);
    CHECK(store_try_sql(store, "UPDATE event SET at=0") != RESULT_OK);
    CHECK(store_try_sql(store, "DELETE FROM event") != RESULT_OK);
    CHECK(store_seq(store) > 0);
    store_close(store);
    centre_close(&c);
}
