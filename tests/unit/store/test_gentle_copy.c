/* A copy that takes its time, while people come and go. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

/* Between two pieces somebody comes: this is where a copy lets others go
 * first. Core's own syncs, of those who come, are none of the copy's. */
static struct centre c;
static bool copying;
static int pieces, came;

int
fdatasync(int fd)
{
    if (copying) {
        copying = false;
        pieces++;
        came += centre_ask(&c, "{'do':'pause'}") &&
                centre_ask(&c, "{'do':'resume'}");
        copying = true;
    }
    return (int)syscall(SYS_fdatasync, fd);
}

static bool
grow(const struct folder *folder)
{
    static unsigned char bytes[3 * 1024 * 1024];
    struct store *store = NULL;
    bool ok =
        store_open(&store, folder, STORE_WRITE) == RESULT_OK &&
        store_begin(store) == RESULT_OK &&
        store_put_blob(store, "grown", bytes, sizeof bytes) == RESULT_OK &&
        store_commit(store) == RESULT_OK;
    store_close(store);
    return ok;
}

static int64_t
seq_of(const char *path)
{
    struct folder folder;
    struct store *store = NULL;
    char other[FOLDER_PATH_SIZE];
    int64_t seq = -1;
    (void)text_format(other, sizeof other, "%s/other", test_folder());
    if (folder_make(other, true) == RESULT_OK &&
        folder_open(&folder, other) == RESULT_OK &&
        store_restore(&folder, path) == RESULT_OK &&
        store_open(&store, &folder, STORE_READ) == RESULT_OK)
        seq = store_seq(store);
    store_close(store);
    return seq;
}

TEST(a_gentle_copy_is_whole_and_as_of_when_it_began)
{
    struct store *reader = NULL;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    core_close(c.core);
    c.core = NULL;
    REQUIRE(grow(&c.folder));
    REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    REQUIRE(store_open(&reader, &c.folder, STORE_READ) == RESULT_OK);
    int64_t before = store_seq(reader);
    (void)text_format(path, sizeof path, "%s/copy.db", test_folder());
    copying = true;
    CHECK_INT(store_backup_gently(reader, path), RESULT_OK);
    copying = false;
    CHECK(pieces >= 10);
    CHECK_INT(came, pieces);
    CHECK_INT(store_seq(reader), before + 2 * (int64_t)came);
    CHECK_INT(seq_of(path), before);
    CHECK_INT(store_verify_file(path), RESULT_OK);
    store_close(reader);
    centre_close(&c);
}
