#include "ui/staff/when.h"

#include "firmware/base/civil.h"
#include "tests/test.h"

static struct clock_time
sunday_at(int minute)
{
    return (struct clock_time){
        .utc_ms = civil_to_utc(civil_day_of(2026, 11, 22), minute, NULL),
        .boot_ms = 5000000,
        .quality = CLOCK_HELD};
}

static int64_t
utc_of(int month, int day, int minute)
{
    return civil_to_utc(civil_day_of(2026, month, day), minute, NULL);
}

TEST(today_is_said_as_people_say_it)
{
    char says[WHEN_SIZE];
    REQUIRE(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    when_today("sv", sunday_at(620), says);
    CHECK_STR(says, "söndag 22 november");
    when_clock(sunday_at(620), says);
    CHECK_STR(says, "10:20");
}

TEST(a_time_of_another_day_carries_its_day)
{
    char says[WHEN_SIZE];
    REQUIRE(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    when_was("sv", sunday_at(620), utc_of(11, 22, 532), says);
    CHECK_STR(says, "08:52");
    when_was("sv", sunday_at(620), utc_of(11, 20, 532), says);
    CHECK_STR(says, "fredag 08:52");
    when_was("sv", sunday_at(620), utc_of(11, 3, 532), says);
    CHECK_STR(says, "3 november");
}

TEST(an_unsure_clock_says_no_times)
{
    char says[WHEN_SIZE] = "x";
    struct clock_time now = sunday_at(620);
    now.quality = CLOCK_UNSURE;
    when_today("sv", now, says);
    CHECK_STR(says, "");
    when_clock(now, says);
    CHECK_STR(says, "");
    when_was("sv", now, now.utc_ms - 60000, says);
    CHECK_STR(says, "");
    CHECK(!when_is_today(now, now.utc_ms));
}

TEST(an_age_is_said_in_the_unit_that_fits)
{
    static const struct {
        int64_t ms;
        const char *says;
    } cases[] = {{-5, "nyss"},
                 {59999, "nyss"},
                 {60000, "1 min"},
                 {3599999, "59 min"},
                 {3600000, "1 h 0 min"},
                 {7500000, "2 h 5 min"},
                 {172799999, "47 h 59 min"},
                 {172800000, "2 dygn"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char says[WHEN_SIZE];
        when_ago("sv", cases[i].ms, says);
        CHECK_STR(says, cases[i].says);
    }
}

TEST(today_ends_at_midnight_where_the_centre_is)
{
    REQUIRE(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    CHECK(when_is_today(sunday_at(620), utc_of(11, 22, 0)));
    CHECK(!when_is_today(sunday_at(620), utc_of(11, 21, 1439)));
    CHECK(!when_is_today(sunday_at(620), 0));
}

TEST(a_time_from_a_lost_clock_is_not_written)
{
    char says[WHEN_SIZE] = "x";
    CHECK(!when_known(0));
    CHECK(!when_known(1704067199999));
    CHECK(when_known(1704067200000));
    when_was("sv", sunday_at(620), 86400000, says);
    CHECK_STR(says, "");
}
