#include "firmware/access/throttle.h"
#include "tests/test.h"

enum { MINUTE = 60 * 1000 };

static struct clock_time
at(int64_t boot_ms, int64_t utc_ms, enum clock_quality quality)
{
    return (struct clock_time){
        .utc_ms = utc_ms, .boot_ms = boot_ms, .quality = quality};
}

TEST(four_wrong_guesses_cost_nothing_and_the_fifth_five_minutes)
{
    struct throttle pair = {.fails = 4, .at_boot_ms = 1000, .this_boot = true};
    CHECK_INT(throttle_wait_ms(&pair, at(1000, 0, CLOCK_UNSURE)), 0);
    pair.fails = 5;
    CHECK_INT(throttle_wait_ms(&pair, at(1000, 0, CLOCK_UNSURE)), 5 * MINUTE);
    CHECK_INT(throttle_wait_ms(&pair, at(1000 + MINUTE, 0, CLOCK_UNSURE)),
              4 * MINUTE);
    CHECK_INT(throttle_wait_ms(&pair, at(1000 + 5 * MINUTE, 0, CLOCK_UNSURE)),
              0);
    CHECK_INT(throttle_fails(&pair, at(1000 + 5 * MINUTE, 0, CLOCK_UNSURE)), 0);
    CHECK_INT(throttle_fails(&pair, at(1000 + MINUTE, 0, CLOCK_UNSURE)), 5);
}

TEST(a_restart_ends_no_wait_early)
{
    struct throttle pair = {
        .fails = 5, .at_utc_ms = 1000000, .at_boot_ms = 77777, .sure = true};
    /* The wall clock lies: behind, unsure, or it was unsure then. */
    CHECK_INT(throttle_wait_ms(&pair, at(MINUTE, 5000, CLOCK_HELD)),
              4 * MINUTE);
    CHECK_INT(
        throttle_wait_ms(&pair, at(MINUTE, 1000000 + 9 * MINUTE, CLOCK_UNSURE)),
        4 * MINUTE);
    CHECK_INT(
        throttle_wait_ms(&pair, at(MINUTE, 1000000 + 3 * MINUTE, CLOCK_HELD)),
        2 * MINUTE);
    pair.sure = false;
    CHECK_INT(
        throttle_wait_ms(&pair, at(MINUTE, 1000000 + 9 * MINUTE, CLOCK_HELD)),
        4 * MINUTE);
}

TEST(a_bucket_gives_its_burst_and_then_its_measure)
{
    struct throttle_bucket bucket = {0};
    int given = 0;
    for (int i = 0; i < 100; i++)
        given += throttle_take(&bucket, at(5000, 0, CLOCK_HELD), 30, 10);
    CHECK_INT(given, 10);
    given = 0;
    for (int64_t ms = 5000; ms < 5000 + MINUTE; ms += 100)
        given += throttle_take(&bucket, at(ms, 0, CLOCK_HELD), 30, 10);
    CHECK(given >= 29 && given <= 30);
}

TEST(the_log_hears_of_a_row_of_guesses_and_not_of_each)
{
    int said = 0;
    for (int i = 1; i <= 1000; i++)
        said += throttle_says(i);
    CHECK_INT(said, 10); /* 1 2 5 10 20 50 100 200 500 1000 */
}

static const char *
source(const char *from)
{
    static char out[64];
    throttle_source(out, sizeof out, from);
    return out;
}

TEST(a_place_is_an_address_or_what_one_device_was_given)
{
    CHECK_STR(source("10.0.0.7"), "10.0.0.7");
    CHECK_STR(source("::ffff:10.0.0.7"), "10.0.0.7");
    CHECK_STR(source("fd00:1:2:3:aaaa::1"), "fd00:1:2:3:");
    CHECK_STR(source("fd00:1:2:3:bbbb::2"), "fd00:1:2:3:");
    CHECK_STR(source("fd00:1::7"), "fd00:1:");
    CHECK_STR(source("fe80::1234"), "fe80::1234");
    CHECK_STR(source(""), "?");
    CHECK_STR(source(NULL), "?");
}
