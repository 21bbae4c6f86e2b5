#include "firmware/base/civil.h"
#include "tests/test.h"

TEST(days_and_dates_agree_over_two_centuries)
{
    for (int32_t day = 0; day < 80000; day++) {
        struct civil_ymd d = civil_ymd_of(day);
        REQUIRE(civil_day_of(d.year, d.month, d.day) == day);
    }
}

TEST(a_weekday_and_a_week_are_iso)
{
    int32_t day;
    REQUIRE(civil_parse_date("2026-11-22", &day) == RESULT_OK);
    CHECK_INT(civil_weekday(day), 7);
    CHECK_INT(civil_week(day), 47);
    REQUIRE(civil_parse_date("2027-01-01", &day) == RESULT_OK);
    CHECK_INT(civil_week(day), 53);
}

TEST(a_date_that_does_not_exist_is_refused)
{
    int32_t day;
    CHECK_INT(civil_parse_date("2026-02-30", &day), RESULT_INVALID);
    CHECK_INT(civil_parse_date("2026-2-3", &day), RESULT_INVALID);
    CHECK_INT(civil_parse_date("26-02-03 ", &day), RESULT_INVALID);
    CHECK_INT(civil_parse_date(NULL, &day), RESULT_INVALID);
}

TEST(times_are_read_as_people_write_them)
{
    int minute;
    CHECK(civil_parse_time("8:30", &minute) == RESULT_OK && minute == 510);
    CHECK(civil_parse_time("09.00", &minute) == RESULT_OK && minute == 540);
    CHECK(civil_parse_time("0830", &minute) == RESULT_OK && minute == 510);
    CHECK(civil_parse_time("24:00", &minute) == RESULT_OK && minute == 1440);
    CHECK_INT(civil_parse_time("24:01", &minute), RESULT_INVALID);
    CHECK_INT(civil_parse_time("9:60", &minute), RESULT_INVALID);
    CHECK_INT(civil_parse_time("930", &minute), RESULT_INVALID);
    CHECK_INT(civil_parse_time("", &minute), RESULT_INVALID);
}

TEST(summer_time_begins_and_ends_as_in_stockholm)
{
    REQUIRE(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    int32_t day;
    bool moved;
    char stamp[CIVIL_STAMP_SIZE];
    REQUIRE(civil_parse_date("2026-03-29", &day) == RESULT_OK);
    civil_format_utc(civil_to_utc(day, 150, &moved), stamp);
    CHECK(moved); /* 02:30 is not there; it becomes 03:30 */
    CHECK_STR(stamp, "2026-03-29T01:30:00.000Z");
    REQUIRE(civil_parse_date("2026-10-25", &day) == RESULT_OK);
    civil_format_utc(civil_to_utc(day, 150, &moved), stamp);
    CHECK(!moved); /* 02:30 comes twice; the first counts */
    CHECK_STR(stamp, "2026-10-25T00:30:00.000Z");
    civil_format_utc(civil_to_utc(day, 600, &moved), stamp);
    CHECK_STR(stamp, "2026-10-25T09:00:00.000Z");
}

TEST(an_unknown_zone_is_refused)
{
    CHECK_INT(civil_set_zone("Europe/Verkstan"), RESULT_ABSENT);
    CHECK_INT(civil_set_zone("../../etc/passwd"), RESULT_INVALID);
}
