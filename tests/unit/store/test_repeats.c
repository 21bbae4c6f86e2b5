/* An event that is appended again under its own id. */
#include <stdio.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

static struct folder folder;
static struct store *store;

static void
nth_id(int n, char id[UUID_SIZE])
{
    (void)text_format(id, UUID_SIZE, "0190c000-0000-7000-8000-%012d", n);
}

/* Inside a transaction. */
static enum result
append(int n, int64_t *seq)
{
    struct event event = {.kind = EVENT_ARRIVED, .through = THROUGH_KIOSK};
    (void)text_copy(event.about, sizeof event.about, ANNA);
    (void)text_copy(event.boot_id, sizeof event.boot_id, "boot");
    nth_id(n, event.id);
    enum result result = store_append(store, &event);
    *seq = event.seq;
    return result;
}

static enum result
happens(int n, int64_t *seq)
{
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = append(n, seq);
    if (result == RESULT_OK)
        return store_commit(store);
    store_rollback(store);
    return result;
}

static bool
begin(enum store_mode mode)
{
    return folder_open(&folder, test_folder()) == RESULT_OK &&
           store_open(&store, &folder, mode) == RESULT_OK;
}

TEST(an_id_is_known_again_at_once_and_after_a_restart)
{
    int64_t seq = 0;
    REQUIRE(begin(STORE_CREATE));
    CHECK_INT(happens(1, &seq), RESULT_OK);
    CHECK_INT(happens(2, &seq), RESULT_OK);
    CHECK_INT(seq, 2);
    CHECK_INT(happens(1, &seq), RESULT_BUSY);
    CHECK_INT(seq, 1);
    store_close(store);
    REQUIRE(begin(STORE_WRITE));
    CHECK_INT(happens(2, &seq), RESULT_BUSY);
    CHECK_INT(seq, 2);
    CHECK_INT(store_seq(store), 2);
    store_close(store);
}

/* What was taken back never was: its id is as good as new, and those that
 * stood before it are known still. */
TEST(an_id_that_was_taken_back_is_new)
{
    int64_t seq = 0;
    REQUIRE(begin(STORE_CREATE));
    CHECK_INT(happens(1, &seq), RESULT_OK);
    CHECK(store_begin(store) == RESULT_OK);
    CHECK_INT(append(2, &seq), RESULT_OK);
    CHECK_INT(append(2, &seq), RESULT_BUSY);
    store_rollback(store);
    CHECK_INT(happens(2, &seq), RESULT_OK);
    CHECK_INT(seq, 2);
    CHECK_INT(happens(1, &seq), RESULT_BUSY);
    store_close(store);
}

TEST(the_newest_thousand_are_known_and_what_is_older_is_not)
{
    int64_t seq = 0;
    int failed = 0;
    REQUIRE(begin(STORE_CREATE));
    for (int n = 1; n <= STORE_REPEATS + 1; n++)
        failed += happens(n, &seq) != RESULT_OK;
    CHECK_INT(failed, 0);
    CHECK_INT(happens(2, &seq), RESULT_BUSY);
    CHECK_INT(seq, 2);
    CHECK_INT(happens(1, &seq), RESULT_OK);
    store_close(store);
    REQUIRE(begin(STORE_WRITE));
    CHECK_INT(happens(3, &seq), RESULT_BUSY);
    CHECK_INT(happens(2, &seq), RESULT_OK);
    store_close(store);
}
