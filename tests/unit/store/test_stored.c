/* What the log holds about somebody, as they may ask to see it. */
#include "firmware/base/text.h"
#include "firmware/store/view_stored.h"
#include "firmware/store/view_timeline.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"
#include "tests/unit/store/older.h"

#define ITEM "0190a000-0000-7000-8000-0000000000f1"

static struct folder folder;
static struct store *store;

static bool
happens_by(enum event_kind kind, const char *who, const char *about,
           int64_t utc_ms)
{
    struct event event = {.kind = kind, .through = THROUGH_KIOSK};
    (void)text_copy(event.who, sizeof event.who, who);
    (void)text_copy(event.about, sizeof event.about, about);
    (void)text_copy(event.boot_id, sizeof event.boot_id, "boot");
    event.at.utc_ms = utc_ms;
    json_t *tick = json_pack("{s:s,s:s}", "item", ITEM, "date", "2026-11-24");
    event.body = kind == EVENT_DONE ? tick : NULL;
    bool stored = store_begin(store) == RESULT_OK &&
                  store_append(store, &event) == RESULT_OK &&
                  store_commit(store) == RESULT_OK;
    json_decref(tick);
    return stored;
}

static bool
happens(enum event_kind kind, const char *about, int64_t utc_ms)
{
    return happens_by(kind, "", about, utc_ms);
}

TEST(what_the_log_holds_about_somebody_is_counted_but_not_anothers_nor_ticks)
{
    int64_t events = -1;
    int64_t first = -1;
    REQUIRE(folder_open(&folder, test_folder()) == RESULT_OK);
    REQUIRE(store_open(&store, &folder, STORE_CREATE) == RESULT_OK);
    CHECK(view_stored_events(store, ANNA, &events, &first) == RESULT_OK);
    CHECK_INT(events, 0);
    CHECK_INT(first, 0);
    CHECK(happens(EVENT_ARRIVED, BO, 1000));
    CHECK(happens(EVENT_ARRIVED, ANNA, 3000));
    CHECK(happens(EVENT_DONE, ANNA, 4000));
    CHECK(happens(EVENT_LEFT, ANNA, 5000));
    CHECK(view_stored_events(store, ANNA, &events, &first) == RESULT_OK);
    CHECK_INT(events, 2);
    CHECK_INT(first, 3000);
    CHECK(view_stored_events(store, BO, &events, &first) == RESULT_OK);
    CHECK_INT(events, 1);
    CHECK_INT(first, 1000);
    store_close(store);
}

TEST(who_touched_somebody_is_told_newest_first_and_no_more_than_there_is_room)
{
    struct timeline_entry entries[2];
    struct timeline looks = {.entries = entries, .max = 2};
    REQUIRE(folder_open(&folder, test_folder()) == RESULT_OK);
    REQUIRE(store_open(&store, &folder, STORE_CREATE) == RESULT_OK);
    CHECK(view_who_touched(store, ANNA, &looks) == RESULT_OK);
    CHECK_INT(looks.count, 0);
    CHECK(happens_by(EVENT_ARRIVED, MARIA, ANNA, 1000));
    CHECK(happens_by(EVENT_LEFT, MARIA, ANNA, 2000));
    CHECK(happens_by(EVENT_ARRIVED, MARIA, BO, 3000));
    CHECK(happens(EVENT_ARRIVED, ANNA, 4000));
    CHECK(view_who_touched(store, ANNA, &looks) == RESULT_OK);
    REQUIRE(looks.count == 2);
    CHECK_INT(entries[0].at, 2000);
    CHECK_INT(entries[1].at, 1000);
    looks.max = 1;
    CHECK(view_who_touched(store, ANNA, &looks) == RESULT_OK);
    REQUIRE(looks.count == 1);
    CHECK_INT(entries[0].at, 2000);
    store_close(store);
}
