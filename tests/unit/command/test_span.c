#include "firmware/base/civil.h"
#include "firmware/command/span.h"
#include "tests/test.h"

TEST(a_while_is_a_number_and_a_unit)
{
    int64_t ms = 0;
    CHECK_INT(span_parse("90s", &ms), RESULT_OK);
    CHECK_INT(ms, 90000);
    CHECK_INT(span_parse("500ms", &ms), RESULT_OK);
    CHECK_INT(ms, 500);
    CHECK_INT(span_parse("15m", &ms), RESULT_OK);
    CHECK_INT(ms, 900000);
    CHECK_INT(span_parse("2h", &ms), RESULT_OK);
    CHECK_INT(ms, 7200000);
    CHECK_INT(span_parse("366d", &ms), RESULT_OK);
}

TEST(what_is_no_while_is_refused)
{
    static const char *const wrong[] = {
        "",   "s",    "90",   "-5s",  "0s",
        "5x", "5 s ", "367d", "1e3s", "99999999999999999999s"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int64_t ms = 7;
        CHECK_INT(span_parse(wrong[i], &ms), RESULT_INVALID);
        CHECK_INT(ms, 7);
    }
}

TEST(a_moment_is_local_unless_it_says_z)
{
    int64_t utc_ms = 0;
    REQUIRE(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    CHECK_INT(span_parse_moment("2026-11-24T09:10", &utc_ms), RESULT_OK);
    CHECK_INT(utc_ms, INT64_C(1795507800000));
    CHECK_INT(span_parse_moment("2026-11-24T08:10Z", &utc_ms), RESULT_OK);
    CHECK_INT(utc_ms, INT64_C(1795507800000));
    CHECK_INT(span_parse_moment("2026-11-24 09:10:30", &utc_ms), RESULT_OK);
    CHECK_INT(utc_ms, INT64_C(1795507830000));
    CHECK_INT(span_parse_moment("2026-07-01T09:00", &utc_ms), RESULT_OK);
    CHECK_INT(utc_ms % 86400000, 7 * 3600000);
}

TEST(what_is_no_moment_is_refused)
{
    static const char *const wrong[] = {"",
                                        "2026-11-24",
                                        "2026-02-30T09:10",
                                        "2026-11-24T24:00",
                                        "2026-11-24T09:10:61",
                                        "2026-11-24T09:10+01:00",
                                        "2026-11-24x09:10",
                                        "2026-11-24T9:10"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int64_t utc_ms;
        CHECK_INT(span_parse_moment(wrong[i], &utc_ms), RESULT_INVALID);
    }
}
