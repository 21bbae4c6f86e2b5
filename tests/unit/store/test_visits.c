/* Who was here which day: as the log says it, whatever was taken back. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/view_visits.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"
#include "tests/unit/store/older.h"

enum { DAY = 20777 /* Friday 2026-11-20 */ };

static struct folder folder;
static struct store *store;

static bool
happens_to(const char *about, enum event_kind kind, int day, const char *time)
{
    int minute = 0;
    struct event event = {.kind = kind, .through = THROUGH_KIOSK};
    (void)text_copy(event.about, sizeof event.about, about);
    (void)text_copy(event.boot_id, sizeof event.boot_id, "boot");
    if (civil_parse_time(time, &minute) != RESULT_OK)
        return false;
    event.at.utc_ms = civil_to_utc(day, minute, NULL);
    return store_begin(store) == RESULT_OK &&
           store_append(store, &event) == RESULT_OK &&
           store_commit(store) == RESULT_OK;
}

static bool
happens(enum event_kind kind, int day, const char *time)
{
    return happens_to(ANNA, kind, day, time);
}

static bool
opened(enum store_mode mode)
{
    return folder_open(&folder, test_folder()) == RESULT_OK &&
           store_open(&store, &folder, mode) == RESULT_OK &&
           civil_set_zone("Europe/Stockholm") == RESULT_OK;
}

static int64_t
at(int day, int hour)
{
    return civil_to_utc(day, hour * 60, NULL);
}

TEST(a_day_is_from_the_first_arrival_to_the_last_departure)
{
    struct view_visit visits[4];
    int count = 0;
    REQUIRE(opened(STORE_CREATE));
    CHECK(happens(EVENT_ARRIVED, DAY - 1, "09:00"));
    CHECK(happens(EVENT_LEFT, DAY - 1, "11:00"));
    CHECK(happens(EVENT_ARRIVED, DAY - 1, "12:00"));
    CHECK(happens(EVENT_LEFT, DAY - 1, "15:00"));
    CHECK(happens(EVENT_ARRIVED, DAY, "10:00"));
    CHECK(view_last_days(store, ANNA, DAY - 89, DAY, visits, 4, &count) ==
          RESULT_OK);
    CHECK_INT(count, 2);
    CHECK_INT(visits[0].day, DAY);
    CHECK_INT(visits[0].last_utc_ms, at(DAY, 10));
    CHECK_INT(visits[1].first_utc_ms, at(DAY - 1, 9));
    CHECK_INT(visits[1].last_utc_ms, at(DAY - 1, 15));
    CHECK(view_last_days(store, ANNA, DAY - 89, DAY - 1, visits, 4, &count) ==
          RESULT_OK);
    CHECK_INT(count, 1);
    store_close(store);
}

TEST(what_was_taken_back_was_no_visit)
{
    struct view_visit visits[4];
    struct view_month month[4];
    int count = 0;
    REQUIRE(opened(STORE_CREATE));
    CHECK(happens(EVENT_ARRIVED, DAY - 1, "09:00"));
    CHECK(happens(EVENT_ARRIVAL_UNDONE, DAY - 1, "09:01"));
    CHECK(happens(EVENT_ARRIVED, DAY, "09:00"));
    CHECK(happens(EVENT_LEFT, DAY, "10:00"));
    CHECK(happens(EVENT_DEPARTURE_UNDONE, DAY, "10:01"));
    CHECK(happens(EVENT_LEFT, DAY, "14:00"));
    CHECK(view_last_days(store, ANNA, DAY - 9, DAY, visits, 4, &count) ==
          RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_INT(visits[0].last_utc_ms, at(DAY, 14));
    CHECK(view_month(store, DAY - 30, DAY, month, 4, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_STR(month[0].person, ANNA);
    CHECK_INT(month[0].days, 1);
    CHECK_INT(month[0].present_ms, 5 * 3600 * 1000);
    store_close(store);
}

/* Whoever came first has the smaller number; the list goes by id. */
TEST(everybody_s_days_of_a_span_are_added_up_by_id)
{
    struct view_month month[2];
    int count = 0;
    REQUIRE(opened(STORE_CREATE));
    for (int day = DAY - 3; day <= DAY; day++) {
        CHECK(happens_to(BO, EVENT_ARRIVED, day, "08:00"));
        CHECK(happens_to(ANNA, EVENT_ARRIVED, day, "09:00"));
        CHECK(happens_to(ANNA, EVENT_LEFT, day, "11:00"));
        CHECK(happens_to(BO, EVENT_LEFT, day, "09:00"));
    }
    CHECK(view_month(store, DAY - 2, DAY, month, 2, &count) == RESULT_OK);
    REQUIRE(count == 2);
    bool anna_first = strcmp(ANNA, BO) < 0;
    const struct view_month *anna = &month[anna_first ? 0 : 1];
    const struct view_month *bo = &month[anna_first ? 1 : 0];
    CHECK_STR(anna->person, ANNA);
    CHECK_STR(bo->person, BO);
    CHECK_INT(anna->days, 3);
    CHECK_INT(anna->present_ms, 3 * 2 * 3600 * 1000);
    CHECK_INT(bo->days, 3);
    CHECK_INT(bo->present_ms, 3 * 3600 * 1000);
    CHECK(view_month(store, DAY, DAY, month, 1, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK(view_month(store, DAY + 1, DAY + 9, month, 2, &count) == RESULT_OK);
    CHECK_INT(count, 0);
    store_close(store);
}

/* As in a database that somebody put right by hand. */
TEST(days_of_a_number_that_is_nobody_s_are_left_out)
{
    struct view_month month[2];
    int count = 0;
    REQUIRE(opened(STORE_CREATE));
    CHECK(happens(EVENT_ARRIVED, DAY, "09:00"));
    CHECK(happens(EVENT_LEFT, DAY, "11:00"));
    /* Before hers, so that hers has to move up. */
    REQUIRE(store_try_sql(
                store, "INSERT INTO daysum SELECT day-1, n+1000, first, last"
                       " FROM daysum JOIN subject ON n=person") == RESULT_OK);
    CHECK(view_month(store, DAY - 1, DAY, month, 2, &count) == RESULT_OK);
    REQUIRE(count == 1);
    CHECK_STR(month[0].person, ANNA);
    CHECK_INT(month[0].days, 1);
    CHECK_INT(month[0].present_ms, 2 * 3600 * 1000);
    store_close(store);
}

TEST(who_is_here_are_those_who_came_and_did_not_leave)
{
    struct view_here here[4];
    int count = 0;
    REQUIRE(opened(STORE_CREATE));
    CHECK(happens(EVENT_ARRIVED, DAY, "09:00"));
    CHECK(view_who(store, here, 4, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_INT(here[0].arrived_utc_ms, at(DAY, 9));
    CHECK(happens(EVENT_LEFT, DAY, "10:00"));
    CHECK(view_who(store, here, 4, &count) == RESULT_OK);
    CHECK_INT(count, 0);
    store_close(store);
}

/* Version 2 named people by their whole ids and kept milliseconds. */
TEST(the_days_of_version_2_are_carried_along)
{
    struct view_month month[4];
    char *before = NULL;
    char *after = NULL;
    int count = 0;
    REQUIRE(opened(STORE_CREATE));
    CHECK(happens(EVENT_ARRIVED, DAY, "09:00"));
    CHECK(happens(EVENT_LEFT, DAY, "14:00"));
    REQUIRE(store_dump_state(store, &before) == RESULT_OK);
    REQUIRE(store_try_sql(
                store,
                "CREATE TABLE old(day INTEGER NOT NULL, person TEXT NOT NULL,"
                " first INTEGER NOT NULL, last INTEGER NOT NULL,"
                " PRIMARY KEY(day, person)) STRICT, WITHOUT ROWID;"
                "INSERT INTO old SELECT d.day, s.id, (d.day*86400+first)*1000,"
                " (d.day*86400+last)*1000 FROM daysum d JOIN subject s"
                " ON s.n=d.person; DROP TABLE daysum;"
                "ALTER TABLE old RENAME TO daysum;" OLDER_THAN_7 OLDER_THAN_8
                    OLDER_THAN_9 "PRAGMA user_version=2;") == RESULT_OK);
    store_close(store);
    REQUIRE(opened(STORE_WRITE));
    REQUIRE(store_dump_state(store, &after) == RESULT_OK);
    CHECK_STR(after, before);
    CHECK(view_month(store, DAY, DAY, month, 4, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_INT(month[0].present_ms, 5 * 3600 * 1000);
    store_close(store);
    free(before);
    free(after);
}
