#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/kiosk/since.h"
#include "ui/kiosk/world.h"

#define PERSON "01900000-0000-7000-8000-000000000001"
#define ITEM "01900000-0000-7000-8000-000000000002"
#define GROUP "01900000-0000-7000-8000-000000000003"
#define SETTINGS                                                               \
    "\"lang\":\"sv\",\"mode\":\"now-then\",\"level\":\"picture+text\","        \
    "\"text\":\"M\",\"direction\":\"vertical\",\"mark\":\"tick\","             \
    "\"time\":\"dots\",\"greys\":false,\"how_many\":2,\"strategies\":[]}"

struct place {
    struct folder folder;
    struct clock *clock;
    struct world world;
    struct world_news news;
};

static bool
begin(struct place *place)
{
    memset(place, 0, sizeof *place);
    if (folder_make(test_folder(), true) != RESULT_OK ||
        folder_open(&place->folder, test_folder()) != RESULT_OK ||
        clock_open(&place->clock, place->folder.path) != RESULT_OK)
        return false;
    /* 2026-11-24 09:10 in Stockholm. */
    return clock_test_set(place->clock, INT64_C(1795507800000), true,
                          CLOCK_HELD) == RESULT_OK &&
           world_init(&place->world, &place->folder, place->clock) == RESULT_OK;
}

static void
end(struct place *place)
{
    world_finish(&place->world);
    clock_close(place->clock);
}

static struct world_news
turn(struct place *place)
{
    struct world_news news = {false, false, false};
    place->world.retry_ms = 0;
    (void)world_turn(&place->world, clock_now(place->clock), &news);
    return news;
}

static enum result
put(struct store *store, struct place *place, enum event_kind kind,
    const char *about, const char *body)
{
    struct event event = {.at = clock_now(place->clock),
                          .through = THROUGH_COMMAND,
                          .kind = kind,
                          .body = json_loads(body, 0, NULL)};
    text_copy(event.about, sizeof event.about, about);
    text_copy(event.boot_id, sizeof event.boot_id, clock_boot_id(place->clock));
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = store_append(store, &event);
    if (result == RESULT_OK)
        result = store_commit(store);
    else
        store_rollback(store);
    json_decref(event.body);
    return result;
}

static struct store *
make_store(struct place *place)
{
    struct store *store = NULL;
    if (store_open(&store, &place->folder, STORE_CREATE) != RESULT_OK ||
        put(store, place, EVENT_CENTRE_SAVED, GROUP,
            "{\"name\":\"Verkstan\",\"lang\":\"sv\","
            "\"zone\":\"Europe/Stockholm\"}") != RESULT_OK ||
        put(store, place, EVENT_GROUP_SAVED, GROUP,
            "{\"name\":\"Ateljén\",\"order\":0}") != RESULT_OK ||
        put(store, place, EVENT_PERSON_SAVED, PERSON,
            "{\"name\":\"Anna\",\"symbol\":\"räv\",\"symbol_picture\":"
            "\"1F98A\",\"groups\":[\"" GROUP
            "\"],\"place\":0," SETTINGS) != RESULT_OK ||
        put(store, place, EVENT_ITEM_SAVED, ITEM,
            "{\"audience\":{\"kind\":\"all\"},\"date\":\"2026-11-24\","
            "\"start\":\"09:00\",\"end\":\"10:00\",\"title\":\"Fika\","
            "\"origin\":\"staff\"}") != RESULT_OK) {
        store_close(store);
        return NULL;
    }
    return store;
}

TEST(without_a_database_there_is_a_calm_world_in_swedish)
{
    struct place place;
    REQUIRE(begin(&place));
    (void)turn(&place);
    CHECK_STR(place.world.seen.centre.lang, "sv");
    CHECK_INT(place.world.seen.people_count, 0);
    CHECK(place.world.seen.button_works);
    CHECK(!world_fresh(&place.world));
    end(&place);
}

TEST(the_cover_is_shown_before_everybody_is_read)
{
    struct place place;
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    place.world.cover_first = true;
    CHECK(turn(&place).changed);
    CHECK_STR(place.world.seen.centre.name, "Verkstan");
    CHECK_INT(place.world.seen.people_count, 0);
    world_shown(&place.world);
    CHECK(!world_fresh(&place.world));
    struct world_news news = turn(&place);
    CHECK(news.changed && !news.pictures);
    CHECK_INT(place.world.seen.people_count, 1);
    CHECK_INT(place.world.seen.group_count, 1);
    world_shown(&place.world);
    CHECK(world_fresh(&place.world));
    store_close(store);
    end(&place);
}

TEST(a_database_that_comes_later_is_found)
{
    struct place place;
    REQUIRE(begin(&place));
    (void)turn(&place);
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    struct world_news news = turn(&place);
    CHECK(news.changed && news.store);
    CHECK_STR(place.world.seen.centre.name, "Verkstan");
    REQUIRE(place.world.seen.people_count == 1);
    CHECK_STR(place.world.seen.people[0].symbol, "räv");
    CHECK(world_fresh(&place.world));
    store_close(store);
    end(&place);
}

TEST(the_minute_is_the_centre_s_own)
{
    struct place place;
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    (void)turn(&place);
    CHECK_INT(place.world.seen.minute, 9 * 60 + 10);
    CHECK_INT(place.world.seen.today, civil_day_of(2026, 11, 24));
    CHECK_INT(clock_test_advance(place.clock, 30000), RESULT_OK);
    CHECK(!turn(&place).changed);
    CHECK_INT(clock_test_advance(place.clock, 30000), RESULT_OK);
    CHECK(turn(&place).changed);
    store_close(store);
    end(&place);
}

TEST(a_turn_is_asked_for_at_the_next_minute)
{
    struct place place;
    struct world_news news = {false, false, false};
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    (void)turn(&place);
    CHECK_INT(clock_test_advance(place.clock, 20000), RESULT_OK);
    struct clock_time now = clock_now(place.clock);
    CHECK_INT(world_turn(&place.world, now, &news) - now.boot_ms, 40000);
    store_close(store);
    end(&place);
}

TEST(the_day_follows_the_person_at_once)
{
    struct place place;
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    (void)turn(&place);
    CHECK_INT(place.world.seen.day.count, 0);
    world_follow(&place.world, PERSON);
    REQUIRE(place.world.seen.day.count == 1);
    CHECK_STR(place.world.seen.day.items[0].what.text, "Fika");
    world_follow(&place.world, NULL);
    CHECK_INT(place.world.seen.day.count, 0);
    store_close(store);
    end(&place);
}

TEST(what_is_stored_is_seen_once_someone_says_so)
{
    struct place place;
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    (void)turn(&place);
    CHECK_INT(put(store, &place, EVENT_ARRIVED, PERSON, "{}"), RESULT_OK);
    CHECK(!world_fresh(&place.world));
    CHECK(!turn(&place).changed);
    place.world.stale = true;
    struct world_news news = turn(&place);
    CHECK(news.changed);
    CHECK(!news.pictures); /* an arrival is not about photos */
    CHECK(place.world.seen.people[0].here);
    CHECK(world_fresh(&place.world));
    store_close(store);
    end(&place);
}

TEST(a_consent_taken_back_lets_photos_go)
{
    struct place place;
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    (void)turn(&place);
    CHECK_INT(put(store, &place, EVENT_CONSENT_WITHDRAWN, PERSON,
                  "{\"what\":\"photo\",\"by\":\"Anna\","
                  "\"date\":\"2026-11-24\"}"),
              RESULT_OK);
    place.world.stale = true;
    CHECK(turn(&place).pictures);
    store_close(store);
    end(&place);
}

TEST(a_database_put_in_anew_is_opened_anew)
{
    struct place place;
    char path[FOLDER_PATH_SIZE];
    char away[FOLDER_PATH_SIZE + 8];
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL);
    (void)turn(&place);
    store_close(store);
    folder_path(&place.folder, "troskel.db", path);
    text_format(away, sizeof away, "%s.away", path);
    CHECK_INT(rename(path, away), 0);
    text_format(away, sizeof away, "%s-wal", path);
    (void)unlink(away);
    text_format(away, sizeof away, "%s-shm", path);
    (void)unlink(away);
    store = make_store(&place);
    REQUIRE(store != NULL);
    CHECK_INT(put(store, &place, EVENT_ARRIVED, PERSON, "{}"), RESULT_OK);
    place.world.stale = true;
    CHECK(turn(&place).store);
    CHECK(turn(&place).changed);
    CHECK_INT(place.world.seen.people_count, 1);
    CHECK(place.world.seen.people[0].here);
    store_close(store);
    end(&place);
}

/* --- what events name alone --- */

enum { OTHERS = 5 };

static const char *
other(int i, char id[UUID_SIZE])
{
    text_format(id, UUID_SIZE, "01900000-0000-7000-8000-0000000001%02d", i);
    return id;
}

static bool
add_others(struct store *store, struct place *place)
{
    char id[UUID_SIZE];
    char body[400];
    for (int i = 0; i < OTHERS; i++) {
        text_format(
            body, sizeof body,
            "{\"name\":\"Person %d\",\"symbol\":\"sak %d\",\"symbol_picture\":"
            "\"1F98A\",\"groups\":[\"" GROUP "\"],\"place\":%d," SETTINGS,
            i, i, i + 1);
        if (put(store, place, EVENT_PERSON_SAVED, other(i, id), body) !=
            RESULT_OK)
            return false;
    }
    return true;
}

static bool
same_rows(const struct world *one, const struct world *whole)
{
    const struct app_world *a = &one->seen;
    const struct app_world *b = &whole->seen;
    bool same = a->people_count == b->people_count &&
                a->signal_count == b->signal_count;
    for (int i = 0; same && i < a->people_count; i++) {
        const struct view_person *p = &a->people[i];
        const struct view_person *q = &b->people[i];
        same = strcmp(p->id, q->id) == 0 && p->here == q->here &&
               p->arrived_utc_ms == q->arrived_utc_ms &&
               p->arrived_boot_ms == q->arrived_boot_ms &&
               p->arrived_this_boot == q->arrived_this_boot &&
               p->left_utc_ms == q->left_utc_ms && p->paused == q->paused &&
               strcmp(p->label, q->label) == 0;
    }
    return same;
}

/* What core's rules ask, against what the screen shows. */
static bool
same_briefly(const struct world *world)
{
    for (int i = 0; i < world->seen.people_count; i++) {
        const struct view_person *person = &world->seen.people[i];
        struct view_brief brief;
        if (view_brief(world->store, person->id, &brief) != RESULT_OK ||
            strcmp(brief.id, person->id) != 0 ||
            strcmp(brief.name, person->name) != 0 ||
            brief.ended != person->ended || brief.here != person->here ||
            brief.paused != person->paused ||
            brief.arrived_utc_ms != person->arrived_utc_ms ||
            brief.left_utc_ms != person->left_utc_ms)
            return false;
    }
    return true;
}

static bool
put_any(struct store *store, struct place *place, unsigned at)
{
    static const struct {
        enum event_kind kind;
        const char *body;
    } any[] = {
        {EVENT_ARRIVED, "{}"},
        {EVENT_PAUSED, "{}"},
        {EVENT_LEFT, "{}"},
        {EVENT_RESUMED, "{}"},
        {EVENT_ARRIVED, "{}"},
        {EVENT_ARRIVAL_UNDONE, "{}"},
        {EVENT_LEFT, "{}"},
        {EVENT_DEPARTURE_UNDONE, "{}"},
        {EVENT_PERSON_ENDED, "{\"reason\":\"moved\",\"date\":\"2026-11-24\"}"},
        {EVENT_PERSON_RESUMED, "{}"}};
    char id[UUID_SIZE];
    unsigned drawn = (at + 1) * 2654435761u; /* well mixed above */
    /* Some are refused (nobody leaves who is not here): no event, no news. */
    (void)put(store, place,
              any[(drawn >> 8) % (sizeof any / sizeof any[0])].kind,
              other((int)((drawn >> 20) % OTHERS), id),
              any[(drawn >> 8) % (sizeof any / sizeof any[0])].body);
    return clock_test_advance(place->clock, 1000) == RESULT_OK;
}

TEST(what_events_name_is_read_again_as_a_whole_reading_would)
{
    struct place place;
    struct world whole;
    struct world_news news = {false, false, false};
    REQUIRE(begin(&place));
    struct store *store = make_store(&place);
    REQUIRE(store != NULL && add_others(store, &place));
    REQUIRE(world_init(&whole, &place.folder, place.clock) == RESULT_OK);
    (void)turn(&place);
    int64_t seq = store_seq(store);
    for (unsigned at = 0; at < 200; at++) {
        REQUIRE(put_any(store, &place, at));
        place.world.stale = whole.stale = whole.whole = true;
        (void)turn(&place);
        (void)world_turn(&whole, clock_now(place.clock), &news);
        CHECK(same_rows(&place.world, &whole));
        CHECK(same_briefly(&whole));
    }
    CHECK(store_seq(store) > seq + 100);
    world_finish(&whole);
    store_close(store);
    end(&place);
}

TEST(an_arrival_asks_for_one_row_and_a_saved_person_for_all)
{
    struct since since = {.count = 0};
    struct event event = {.kind = EVENT_ARRIVED, .about = PERSON};
    since_note(&since, &event);
    since_note(&since, &event);
    event.kind = EVENT_DONE;
    since_note(&since, &event);
    CHECK(!since.all && !since.pictures);
    CHECK_INT(since.count, 1);
    CHECK_STR(since.people[0], PERSON);
    event.kind = EVENT_PERSON_SAVED;
    since_note(&since, &event);
    CHECK(since.all && !since.pictures);
}

TEST(more_people_than_there_is_room_for_are_all_of_them)
{
    struct since since = {.count = 0};
    struct event event = {.kind = EVENT_LEFT};
    for (int i = 0; i <= SINCE_PEOPLE_MAX; i++) {
        CHECK(!since.all);
        text_format(event.about, sizeof event.about, "%d", i);
        since_note(&since, &event);
    }
    CHECK(since.all);
}

TEST(every_kind_that_is_not_named_asks_for_everything)
{
    struct since since = {.count = 0};
    struct event event = {.kind = EVENT_KIND_COUNT};
    since_note(&since, &event);
    CHECK(since.all);
}
