/* What a day counts, and what is never taken for nought. */
#include "firmware/store/attend.h"

#include "tests/test.h"

enum { HOUR = 60 };

static struct attend_day
visit(int minutes)
{
    return (struct attend_day){.state = ATTEND_KNOWN,
                               .came = 9 * HOUR,
                               .went = 9 * HOUR + minutes,
                               .planned = 6 * HOUR};
}

static int
halves(const char *preset, struct attend_day day)
{
    struct attend_rules rules;
    CHECK(attend_preset(preset, &rules));
    attend_count(&rules, &day);
    return day.halves;
}

TEST(from_five_hours_a_day_is_full_and_else_half)
{
    CHECK_INT(halves("five", visit(5 * HOUR)), 2);
    CHECK_INT(halves("five", visit(5 * HOUR - 1)), 1);
    CHECK_INT(halves("five", visit(1)), 1);
    CHECK_INT(halves("five", visit(0)), 0);
}

TEST(six_and_two_hours_are_the_limits_of_the_third_preset)
{
    CHECK_INT(halves("six-two", visit(6 * HOUR)), 2);
    CHECK_INT(halves("six-two", visit(6 * HOUR - 1)), 1);
    CHECK_INT(halves("six-two", visit(2 * HOUR)), 1);
    CHECK_INT(halves("six-two", visit(2 * HOUR - 1)), 0);
}

TEST(hours_are_counted_in_whole_quarters)
{
    struct attend_rules rules;
    struct attend_day day = visit(4 * HOUR + 59);
    CHECK(attend_preset("hour", &rules));
    attend_count(&rules, &day);
    CHECK_INT(day.counted, 4 * HOUR + 45);
    CHECK(!attend_preset("week", &rules));
}

TEST(agreed_rest_is_no_gap)
{
    struct attend_day day = visit(5 * HOUR);
    day.rest = HOUR;
    CHECK_INT(halves("six-two", day), 2);
}

TEST(a_day_that_nobody_knows_is_in_no_sum_until_staff_decide)
{
    struct attend_rules rules;
    struct attend_sum sum = {0};
    struct attend_day day = visit(0);
    CHECK(attend_preset("six-two", &rules));
    day.state = ATTEND_UNKNOWN;
    attend_count(&rules, &day);
    CHECK_INT(day.present, -1);
    attend_add(&day, &sum);
    CHECK_INT(sum.unknown, 1);
    CHECK_INT(sum.present, 0);
    CHECK_INT(sum.days, 0);
    day.code = CODE_PLANNED;
    sum = (struct attend_sum){0};
    attend_count(&rules, &day);
    attend_add(&day, &sum);
    CHECK_INT(sum.unknown, 0);
    CHECK_INT(sum.full, 1);
}

TEST(closed_for_planning_counts_as_planned_where_the_rules_say_so)
{
    struct attend_rules rules;
    struct attend_day day = {.planned = 6 * HOUR, .code = CODE_PLANNING};
    CHECK(attend_preset("five", &rules));
    attend_count(&rules, &day);
    CHECK_INT(day.halves, 2);
    rules.planning = false;
    attend_count(&rules, &day);
    CHECK_INT(day.halves, 0);
}

TEST(sick_and_on_leave_count_nothing)
{
    struct attend_day day = {.planned = 6 * HOUR, .code = CODE_SICK};
    CHECK_INT(halves("five", day), 0);
    day.code = CODE_HOLIDAY;
    CHECK_INT(halves("five", day), 0);
    CHECK_INT(attend_code_parse("sick"), CODE_SICK);
    CHECK_INT(attend_code_parse("x"), CODE_COUNT);
}
