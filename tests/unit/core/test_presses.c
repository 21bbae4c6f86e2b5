#include <stdio.h>

#include "firmware/base/text.h"
#include "firmware/button/spool.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

enum { SAVED = 10 };

static struct spool *
open_spool(struct centre *centre)
{
    char path[FOLDER_PATH_SIZE];
    struct spool *spool = NULL;
    folder_path(&centre->folder, "spool/button.spool", path);
    return spool_open(&spool, path) == RESULT_OK ? spool : NULL;
}

static bool
press(struct centre *centre, struct spool *spool, unsigned flags)
{
    struct clock_time now = clock_now(centre->clock);
    struct record record = {.boot_ms = now.boot_ms,
                            .utc_ms = now.utc_ms,
                            .quality = now.quality,
                            .flags = flags,
                            .name = "Entrén"};
    text_copy(record.boot, sizeof record.boot, clock_boot_id(centre->clock));
    return spool_append(spool, &record) == RESULT_OK;
}

static void
check_log(struct centre *centre, const char *want)
{
    char log[2000];
    centre_log(centre, SAVED, log, sizeof log);
    CHECK_STR(log, want);
}

TEST(a_press_that_waited_for_core_becomes_one_signal)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, 0));
    REQUIRE(centre_restart(&c)); /* core reads the spool when it starts */
    REQUIRE(centre_restart(&c)); /* and not again */
    check_log(&c, "signal_raised");
    spool_close(spool);
    centre_close(&c);
}

TEST(presses_within_ten_seconds_are_one_signal)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, 0));
    REQUIRE(clock_test_advance(c.clock, 9000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    REQUIRE(clock_test_advance(c.clock, 9000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    REQUIRE(clock_test_advance(c.clock, 11000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    check_log(&c, "signal_raised signal_repeated signal_repeated "
                  "signal_raised");
    spool_close(spool);
    centre_close(&c);
}

TEST(a_test_press_is_a_signal_of_its_own)
{
    struct centre c;
    struct store *store = NULL;
    struct view_signal signals[4];
    int count = 0;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, RECORD_TEST));
    REQUIRE(press(&c, spool, 0));
    REQUIRE(press(&c, spool, RECORD_TEST));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    check_log(&c, "signal_raised signal_raised signal_repeated");
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_signals(store, clock_boot_id(c.clock), false, signals, 4,
                         &count) == RESULT_OK);
    CHECK_INT(count, 2);
    CHECK_INT(signals[0].kind, SIGNAL_PRESS); /* the real one on top */
    CHECK_STR(signals[0].place, "Entrén");
    CHECK_STR(core_lamp(c.core), "sent");
    store_close(store);
    spool_close(spool);
    centre_close(&c);
}

TEST(a_press_is_theirs_who_stood_there_within_half_a_minute)
{
    struct centre c;
    struct store *store = NULL;
    struct view_signal signals[4];
    int count = 0;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    json_t *in = json_pack("{s:s,s:s}", "do", "session", "about", ANNA);
    json_t *out = json_pack("{s:s}", "do", "session");
    json_decref(core_command(c.core, in, THROUGH_KIOSK));
    json_decref(core_command(c.core, out, THROUGH_KIOSK));
    REQUIRE(clock_test_advance(c.clock, 29000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    REQUIRE(clock_test_advance(c.clock, 12000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_signals(store, clock_boot_id(c.clock), false, signals, 4,
                         &count) == RESULT_OK);
    REQUIRE(count == 2);
    CHECK_STR(signals[1].about_name, "Anna");
    CHECK_STR(signals[0].about, "");
    json_decref(in);
    json_decref(out);
    store_close(store);
    spool_close(spool);
    centre_close(&c);
}

TEST(a_press_that_nobody_answers_escalates_and_a_test_press_ends)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, 0));
    core_turn(c.core, clock_now(c.clock));
    REQUIRE(clock_test_advance(c.clock, 61000) == RESULT_OK);
    core_turn(c.core, clock_now(c.clock));
    core_turn(c.core, clock_now(c.clock));
    REQUIRE(centre_restart(&c)); /* a deadline outlives core */
    REQUIRE(clock_test_advance(c.clock, 120000) == RESULT_OK);
    core_turn(c.core, clock_now(c.clock));
    check_log(&c, "signal_raised signal_escalated signal_escalated");
    REQUIRE(press(&c, spool, RECORD_TEST));
    REQUIRE(clock_test_advance(c.clock, 1000) == RESULT_OK);
    core_turn(c.core, clock_now(c.clock));
    REQUIRE(clock_test_advance(c.clock, 601000) == RESULT_OK);
    core_turn(c.core, clock_now(c.clock));
    check_log(&c, "signal_raised signal_escalated signal_escalated "
                  "signal_raised signal_closed");
    spool_close(spool);
    centre_close(&c);
}

TEST(a_spool_made_anew_begins_at_nought)
{
    struct centre c;
    char path[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, 0));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    spool_close(spool);
    folder_path(&c.folder, "spool/button.spool", path);
    REQUIRE(remove(path) == 0);
    spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(clock_test_advance(c.clock, 60000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    REQUIRE(centre_restart(&c));
    check_log(&c, "signal_raised signal_raised");
    spool_close(spool);
    centre_close(&c);
}

TEST(nothing_a_record_says_keeps_the_press_or_those_behind_it_from_the_log)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    struct record odd = {.boot_ms = -5,
                         .utc_ms = -1, /* before 1970 */
                         .quality = CLOCK_UNSURE,
                         .name = "\xff\xfe"};
    text_copy(odd.boot, sizeof odd.boot, "no boot");
    REQUIRE(spool_append(spool, &odd) == RESULT_OK);
    odd.utc_ms = odd.boot_ms = 5;
    REQUIRE(spool_append(spool, &odd) == RESULT_OK);
    REQUIRE(clock_test_advance(c.clock, 60000) == RESULT_OK);
    REQUIRE(press(&c, spool, 0));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    check_log(&c, "signal_raised signal_repeated signal_raised");
    CHECK(!core_broken(c.core));
    spool_close(spool);
    centre_close(&c);
}

TEST(a_clock_before_1970_keeps_no_press_from_the_log)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(clock_test_set(c.clock, -55 * 60000, true, CLOCK_UNSURE) ==
            RESULT_OK);
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, 0));
    CHECK(centre_ask(&c, "{'do':'spool'}"));
    check_log(&c, "signal_raised");
    CHECK(!core_broken(c.core));
    spool_close(spool);
    centre_close(&c);
}

/* The position says what damage said. */
static void
misplace(struct centre *centre, const char *id, uint64_t position)
{
    struct store *store = NULL;
    CHECK(store_open(&store, &centre->folder, STORE_WRITE) == RESULT_OK);
    CHECK(store_begin(store) == RESULT_OK);
    CHECK(store_set_spool_position(store, id, position) == RESULT_OK);
    CHECK(store_commit(store) == RESULT_OK);
    store_close(store);
}

TEST(a_damaged_position_neither_skips_a_press_nor_takes_it_twice)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    struct spool *spool = open_spool(&c);
    REQUIRE(spool != NULL);
    REQUIRE(press(&c, spool, 0));
    REQUIRE(press(&c, spool, 0));
    REQUIRE(centre_restart(&c));
    check_log(&c, "signal_raised signal_repeated");
    const struct {
        const char *id;
        uint64_t position;
    } damaged[] = {
        {spool_id(spool), 2000}, {spool_id(spool), 1}, {"ffffffffffffffff", 2}};
    for (int i = 0; i < 3; i++) {
        core_close(c.core);
        c.core = NULL;
        misplace(&c, damaged[i].id, damaged[i].position);
        REQUIRE(press(&c, spool, 0)); /* waits */
        REQUIRE(core_open(&c.core, &c.folder, c.clock) == RESULT_OK);
    }
    check_log(&c, "signal_raised signal_repeated signal_repeated "
                  "signal_repeated signal_repeated");
    spool_close(spool);
    centre_close(&c);
}
