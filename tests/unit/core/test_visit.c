#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/view_today.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

/* 2026-11-24 is civil day 20781. */
enum { TUESDAY = 20781 };

static int
departures(struct centre *c, struct view_departure *out)
{
    struct store *store = NULL;
    int count = -1;
    int32_t today = civil_from_utc(clock_now(c->clock).utc_ms).day;
    if (store_open(&store, &c->folder, STORE_READ) != RESULT_OK ||
        view_departures(store, today, out, 8, &count) != RESULT_OK)
        count = -1;
    store_close(store);
    return count;
}

static bool
next_day(struct centre *c)
{
    return clock_test_advance(c->clock, INT64_C(86400000)) == RESULT_OK;
}

TEST(a_departure_that_nobody_saw_waits_to_be_settled)
{
    struct centre c;
    struct view_departure out[8] = {{.day = 0}};
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK_INT(departures(&c, out), 0);
    REQUIRE(next_day(&c));
    REQUIRE(departures(&c, out) == 1);
    CHECK_STR(out[0].name, "Anna");
    CHECK_INT(out[0].day, TUESDAY);
    CHECK_INT(out[0].came, 9 * 60 + 10);
    /* It waits also when Anna comes again. */
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    REQUIRE(departures(&c, out) == 1);
    CHECK_INT(out[0].day, TUESDAY);
    CHECK(centre_ask(&c, "{'do':'settle','about':'" ANNA
                         "','date':'2026-11-24','went':'15:00'}"));
    CHECK_INT(departures(&c, out), 0);
    centre_close(&c);
}

TEST(a_departure_that_nobody_knows_is_neither_the_whole_day_nor_nothing)
{
    struct centre c;
    struct view_departure out[8] = {{.day = 0}};
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    REQUIRE(next_day(&c));
    CHECK(centre_ask(&c, "{'do':'settle','about':'" ANNA
                         "','date':'2026-11-24','unknown':true}"));
    CHECK_INT(departures(&c, out), 0);
    centre_close(&c);
}

TEST(an_arrival_is_put_right_by_a_new_event)
{
    struct centre c;
    struct store *store = NULL;
    int minute = -1;
    char log[200];
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK(centre_ask(&c, "{'do':'settle','about':'" ANNA
                         "','date':'2026-11-24','came':'08:30'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(view_visit_first(store, ANNA, TUESDAY, &minute), RESULT_OK);
    CHECK_INT(minute, 8 * 60 + 30);
    store_close(store);
    centre_log(&c, 10, log, sizeof log);
    CHECK_STR(log, "arrived visit_settled");
    centre_close(&c);
}

TEST(what_cannot_be_settled_says_which_field)
{
    struct centre c;
    REQUIRE(centre_open(&c));
#define SETTLE "{'do':'settle','about':'" ANNA "','date':"
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-24'}"), "invalid went");
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-24','went':'09:00'}"),
              "invalid came");
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-24','came':'08:30',"
                                    "'went':'08:00'}"),
              "invalid went");
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-24','came':'09:11'}"),
              "invalid came");
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-25','came':'08:00'}"),
              "invalid came");
    CHECK_STR(centre_why(&c, SETTLE "'2024-11-24','came':'08:00'}"),
              "invalid date");
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-24','came':'25:00'}"),
              "invalid came");
    CHECK_STR(centre_why(&c, SETTLE "'2026-11-24','came':'08:00',"
                                    "'went':'09:00','unknown':true}"),
              "invalid went");
    centre_close(&c);
}

TEST(who_works_today_is_forgotten_tomorrow)
{
    struct centre c;
    struct store *store = NULL;
    struct view_staff_here here[4];
    int count = 0;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'staff_came','about':'" MARIA "'}"));
    CHECK(centre_ask(&c, "{'do':'staff_came','about':'" MARIA "'}"));
    CHECK_STR(centre_why(&c, "{'do':'staff_came','about':'" ANNA "'}"),
              "absent about");
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(view_staff_here(store, TUESDAY, here, 4, &count), RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_INT(view_staff_here(store, TUESDAY + 1, here, 4, &count), RESULT_OK);
    CHECK_INT(count, 0);
    store_close(store);
    CHECK(centre_ask(&c, "{'do':'staff_went','about':'" MARIA "'}"));
    centre_close(&c);
}

TEST(whoever_has_a_plan_is_expected)
{
    struct centre c;
    struct store *store = NULL;
    struct view_person people[8];
    bool expected[8];
    int count = 0;
    REQUIRE(centre_open(&c));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(view_people(store, "", people, 8, &count), RESULT_OK);
    REQUIRE(count == 3);
    /* Tuesday: the studio paints; fika is for everybody. */
    CHECK_INT(view_expected(store, TUESDAY, people, count, expected),
              RESULT_OK);
    CHECK(expected[0] && expected[1] && !expected[2]);
    CHECK_INT(view_expected(store, TUESDAY + 1, people, count, expected),
              RESULT_OK);
    CHECK(!expected[0] && !expected[1] && !expected[2]);
    store_close(store);
    centre_close(&c);
}
