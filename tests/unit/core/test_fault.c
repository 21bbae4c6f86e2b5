#include "firmware/core/fault.h"
#include "tests/test.h"

TEST(a_fault_begins_after_its_time_without_a_break)
{
    struct fault fault = {.stands = false};
    CHECK_INT(fault_take(&fault, true, 1000, 60000), FAULT_SAME);
    CHECK_INT(fault_take(&fault, true, 60999, 60000), FAULT_SAME);
    CHECK_INT(fault_take(&fault, false, 60999, 60000), FAULT_SAME);
    CHECK_INT(fault_take(&fault, true, 61000, 60000), FAULT_SAME); /* anew */
    CHECK_INT(fault_take(&fault, true, 120999, 60000), FAULT_SAME);
    CHECK_INT(fault_take(&fault, true, 121000, 60000), FAULT_BEGINS);
    CHECK_INT(fault_take(&fault, true, 999999, 60000), FAULT_SAME);
}

TEST(what_flutters_is_one_fault)
{
    struct fault fault = {.stands = false};
    CHECK_INT(fault_take(&fault, true, 0, 0), FAULT_BEGINS);
    for (int at = 100; at < 60000; at += 1500) {
        CHECK_INT(fault_take(&fault, false, at, 0), FAULT_SAME);
        CHECK_INT(fault_take(&fault, true, at + 1400, 0), FAULT_SAME);
    }
    CHECK_INT(fault_take(&fault, false, 70000, 0), FAULT_SAME);
    CHECK_INT(fault_take(&fault, false, 70000 + FAULT_CALM_MS, 0), FAULT_ENDS);
    CHECK(!fault.stands);
}

TEST(a_receiver_is_expected_in_opening_hours_and_when_nobody_knows)
{
    struct view_centre centre = {.opens = 8 * 60, .closes = 16 * 60};
    CHECK(!fault_opening_hours(&centre, 8 * 60 - 1, CLOCK_HELD));
    CHECK(fault_opening_hours(&centre, 8 * 60, CLOCK_HELD));
    CHECK(fault_opening_hours(&centre, 16 * 60 - 1, CLOCK_SYNCED));
    CHECK(!fault_opening_hours(&centre, 16 * 60, CLOCK_HELD));
    CHECK(fault_opening_hours(&centre, 3 * 60, CLOCK_UNSURE));
    centre.opens = 22 * 60; /* a night café */
    centre.closes = 6 * 60;
    CHECK(fault_opening_hours(&centre, 23 * 60, CLOCK_HELD));
    CHECK(fault_opening_hours(&centre, 5 * 60, CLOCK_HELD));
    CHECK(!fault_opening_hours(&centre, 12 * 60, CLOCK_HELD));
    centre.closes = -1;
    CHECK(fault_opening_hours(&centre, 12 * 60, CLOCK_HELD));
}

TEST(a_walk_test_is_due_until_a_page_has_drawn_it_and_after_its_days)
{
    static const int64_t day_ms = INT64_C(24) * 3600 * 1000;
    struct clock_time now = {100 * day_ms, 5000, CLOCK_HELD};
    struct view_walk walk = {.pressed_utc_ms = now.utc_ms};
    CHECK(fault_walk_due(NULL, now, 7));
    CHECK(fault_walk_due(&walk, now, 7));
    walk.seen_utc_ms = 93 * day_ms;
    CHECK(!fault_walk_due(&walk, now, 7));
    now.utc_ms++;
    CHECK(fault_walk_due(&walk, now, 7));
    now.quality = CLOCK_UNSURE; /* nobody knows how long ago it was */
    CHECK(!fault_walk_due(&walk, now, 7));
}
