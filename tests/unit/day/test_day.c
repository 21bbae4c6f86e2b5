#include "firmware/core/day.h"

#include <string.h>

#include "tests/test.h"

/* Three things: 9–10, 10–11 and 11–12, unless a test says otherwise. */
static struct view_day
three(void)
{
    struct view_day day;
    memset(&day, 0, sizeof day);
    day.count = 3;
    for (int i = 0; i < day.count; i++) {
        day.items[i].start = 540 + i * 60;
        day.items[i].end = 600 + i * 60;
    }
    return day;
}

static void
check_place(const struct view_day *day, int minute, int now, int next)
{
    struct day_place place = day_place_of(day, minute, true);
    CHECK_INT(place.now, now);
    CHECK_INT(place.next, next);
    CHECK(place.by_clock);
}

TEST(before_the_first_thing_nothing_is_now)
{
    struct view_day day = three();
    check_place(&day, 539, -1, 0);
}

TEST(a_thing_is_now_from_its_first_minute)
{
    struct view_day day = three();
    check_place(&day, 540, 0, 1);
    check_place(&day, 599, 0, 1);
    check_place(&day, 600, 1, 2);
}

TEST(the_last_thing_has_the_end_after_it)
{
    struct view_day day = three();
    check_place(&day, 700, 2, -1);
}

TEST(after_the_last_thing_the_day_is_over)
{
    struct view_day day = three();
    check_place(&day, 720, -1, -1);
}

TEST(a_last_thing_without_an_end_goes_on)
{
    struct view_day day = three();
    day.items[2].end = -1;
    check_place(&day, 1439, 2, -1);
}

TEST(a_thing_is_over_when_the_next_begins_and_not_before)
{
    struct view_day day = three();
    day.items[0].end = 570;
    check_place(&day, 585, 0, 1);
    check_place(&day, 600, 1, 2);
}

TEST(a_thing_past_midnight_is_still_now)
{
    struct view_day day = three();
    day.items[2].start = 1380;
    day.items[2].end = 1530;
    check_place(&day, 1439, 2, -1);
}

TEST(what_is_cancelled_or_set_aside_is_passed_over)
{
    struct view_day day = three();
    day.items[1].state = STATE_CANCELLED;
    check_place(&day, 620, 0, 2);
    day.items[1].state = STATE_SET_ASIDE;
    check_place(&day, 545, 0, 2);
}

TEST(what_is_done_stays_now_until_the_next_begins)
{
    struct view_day day = three();
    day.items[0].state = STATE_DONE;
    check_place(&day, 545, 0, 1);
}

TEST(time_passing_leaves_nothing_undone_behind_as_now)
{
    struct view_day day = three();
    check_place(&day, 665, 2, -1);
}

TEST(a_thing_of_the_whole_day_is_no_step_in_it)
{
    struct view_day day = three();
    day.items[0].all_day = true;
    day.items[0].start = -1;
    check_place(&day, 605, 1, 2);
}

TEST(a_day_with_only_such_a_thing_has_it_now)
{
    struct view_day day = three();
    day.count = 1;
    day.items[0].all_day = true;
    day.items[0].start = day.items[0].end = -1;
    check_place(&day, 605, 0, -1);
}

TEST(what_has_no_time_comes_when_what_was_before_is_done)
{
    struct view_day day = three();
    day.items[1].start = day.items[1].end = -1;
    check_place(&day, 545, 0, 1);
    day.items[0].state = STATE_DONE;
    check_place(&day, 545, 1, 2);
}

TEST(what_has_no_time_comes_when_what_was_before_has_ended)
{
    struct view_day day = three();
    day.items[1].start = day.items[1].end = -1;
    check_place(&day, 601, 1, 2);
    check_place(&day, 660, 2, -1);
}

TEST(a_plan_without_times_follows_what_is_done)
{
    struct view_day day = three();
    for (int i = 0; i < day.count; i++)
        day.items[i].start = day.items[i].end = -1;
    check_place(&day, 0, 0, 1);
    day.items[0].state = STATE_DONE;
    check_place(&day, 0, 1, 2);
}

TEST(an_empty_day_has_neither_now_nor_next)
{
    struct view_day day = three();
    day.count = 0;
    check_place(&day, 600, -1, -1);
}

TEST(with_an_unsure_clock_the_order_alone_counts)
{
    struct view_day day = three();
    struct day_place place = day_place_of(&day, 700, false);
    CHECK_INT(place.now, 0);
    CHECK_INT(place.next, 1);
    CHECK(!place.by_clock);
    day.items[0].state = STATE_DONE;
    day.items[1].state = STATE_CANCELLED;
    place = day_place_of(&day, 0, false);
    CHECK_INT(place.now, 2);
    CHECK_INT(place.next, -1);
    day.items[2].state = STATE_DONE;
    place = day_place_of(&day, 0, false);
    CHECK_INT(place.now, -1);
    CHECK_INT(place.next, -1);
}

TEST(minutes_left_count_to_the_start_and_then_to_the_end)
{
    struct view_day day = three();
    CHECK_INT(day_minutes_left(&day.items[1], 585), 15);
    CHECK_INT(day_minutes_left(&day.items[1], 600), 60);
    CHECK_INT(day_minutes_left(&day.items[1], 659), 1);
    CHECK_INT(day_minutes_left(&day.items[1], 660), 0);
    CHECK_INT(day_minutes_left(&day.items[1], 900), 0);
}

TEST(minutes_left_of_what_nobody_planned_are_not_made_up)
{
    struct view_day day = three();
    day.items[0].start = day.items[0].end = -1;
    CHECK_INT(day_minutes_left(&day.items[0], 600), -1);
    day.items[1].end = -1;
    CHECK_INT(day_minutes_left(&day.items[1], 600), -1);
}

TEST(dots_are_quarters_begun)
{
    static const int minutes[] = {121, 120, 106, 105, 16, 15, 1, 0, -1};
    static const int dots[] = {8, 8, 8, 7, 2, 1, 1, 0, 0};
    for (int i = 0; i < 9; i++) {
        bool more = false;
        CHECK_INT(day_dots(minutes[i], &more), dots[i]);
        CHECK_INT(more, minutes[i] > 120);
    }
}

TEST(a_notice_is_due_from_its_offset_to_the_next_one)
{
    struct view_day day = three();
    struct view_item *item = &day.items[1];
    item->notices[0] = 15;
    item->notices[1] = 5;
    CHECK_INT(day_notice(item, 584), 0);
    CHECK_INT(day_notice(item, 585), 15);
    CHECK_INT(day_notice(item, 594), 15);
    CHECK_INT(day_notice(item, 595), 5);
    CHECK_INT(day_notice(item, 599), 5);
    CHECK_INT(day_notice(item, 600), 0);
}

TEST(notices_may_stand_in_any_order)
{
    struct view_day day = three();
    day.items[1].notices[0] = 5;
    day.items[1].notices[1] = 30;
    CHECK_INT(day_notice(&day.items[1], 575), 30);
    CHECK_INT(day_notice(&day.items[1], 597), 5);
}

TEST(what_is_cancelled_is_not_announced)
{
    struct view_day day = three();
    day.items[1].notices[0] = 15;
    day.items[1].state = STATE_CANCELLED;
    CHECK_INT(day_notice(&day.items[1], 590), 0);
}
