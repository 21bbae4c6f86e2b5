#include "ui/staff/live.h"

#include "tests/test.h"

TEST(a_page_that_opens_is_greeted_at_once)
{
    struct live live = {.change = 7, .beat = 3};
    struct live_page page = {.greeted = false};
    char out[LIVE_EVENT_MAX + 1] = "";
    size_t length = live_next(&live, &page, out);
    CHECK_INT(length, strlen(out));
    CHECK_STR(out, "retry: 1000\nevent: beat\ndata: 7\n\n");
}

TEST(a_page_that_knows_all_is_told_nothing)
{
    struct live live = {.change = 7, .beat = 3};
    struct live_page page = {.greeted = false};
    char out[LIVE_EVENT_MAX];
    CHECK(live_next(&live, &page, out) > 0);
    CHECK_INT(live_next(&live, &page, out), 0);
}

TEST(ten_changes_are_told_to_a_slow_page_as_one)
{
    struct live live = {.change = 7, .beat = 3};
    struct live_page page = {.greeted = true, .change = 7, .beat = 3};
    char out[LIVE_EVENT_MAX];
    live.change += 10;
    live.beat++;
    CHECK(live_next(&live, &page, out) > 0);
    CHECK_STR(out, "event: changed\ndata: 17\n\n");
    CHECK_INT(live_next(&live, &page, out), 0);
}

TEST(a_quiet_line_still_beats)
{
    struct live live = {.change = 7, .beat = 4};
    struct live_page page = {.greeted = true, .change = 7, .beat = 3};
    char out[LIVE_EVENT_MAX];
    CHECK(live_next(&live, &page, out) > 0);
    CHECK_STR(out, "event: beat\ndata: 7\n\n");
}
