#include "tests/bench/gen.h"

#include <jansson.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/counts.h"

enum { DAY_BATCH = 20 };

static const char boot[] = "9f0c0000-0000-4000-8000-000000000001";
static const char centre[] = "9f0c0000-0000-7000-8000-00000000c0c0";
static const char group[] = "9f0c0000-0000-7000-8000-00000000aaaa";

void
gen_person(int n, char id[UUID_SIZE])
{
    (void)text_format(id, UUID_SIZE, "9f0c0000-0000-7000-9000-%012d", n);
}

static void
gen_item(int n, char id[UUID_SIZE])
{
    (void)text_format(id, UUID_SIZE, "9f0c0000-0000-7000-a000-%012d", n);
}

static enum result
append(struct store *store, enum event_kind kind, const char *about,
       int64_t utc_ms, json_t *body)
{
    struct event event = {.kind = kind, .through = THROUGH_KIOSK, .body = body};
    event.at = (struct clock_time){utc_ms, utc_ms % 1000000000, CLOCK_SYNCED};
    (void)text_copy(event.boot_id, sizeof event.boot_id, boot);
    (void)text_copy(event.about, sizeof event.about, about);
    enum result result = store_append(store, &event);
    json_decref(body);
    return result;
}

static enum result
add_person(struct store *store, int n, int64_t at)
{
    static const char *const pictures[] = {"1F98A", "1F43B", "1F427", "1F989",
                                           "1F422", "1F41D", "1F984", "1F438"};
    char id[UUID_SIZE];
    char name[40];
    char symbol[40];
    gen_person(n, id);
    (void)text_format(name, sizeof name, "Person %d", n);
    (void)text_format(symbol, sizeof symbol, "tecken %d", n);
    return append(
        store, EVENT_PERSON_SAVED, id, at,
        json_pack("{s:s,s:s,s:s,s:[s],s:i,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:b,s:i}",
                  "name", name, "symbol", symbol, "symbol_picture",
                  pictures[n % 8], "groups", group, "place", n, "lang", "sv",
                  "mode", "now-then", "level", "picture+text", "text", "L",
                  "direction", "vertical", "mark", "tick", "time", "dots",
                  "greys", 0, "how_many", 2));
}

static enum result
add_item(struct store *store, int n, int64_t at)
{
    static const char *const pictures[] = {"1F3A8", "2615",  "1F373", "1F9F6",
                                           "1F331", "1F9E9", "1F6B6", "1F3B5"};
    char id[UUID_SIZE];
    char start[CIVIL_TIME_SIZE];
    char title[40];
    gen_item(n, id);
    civil_format_time(9 * 60 + n % GEN_DONE * 45, start);
    (void)text_format(title, sizeof title, "Sak %d", n % GEN_DONE + 1);
    return append(store, EVENT_ITEM_SAVED, id, at,
                  json_pack("{s:{s:s},s:i,s:s,s:s,s:s,s:s}", "audience", "kind",
                            "all", "weekday", 1 + n / GEN_DONE, "start", start,
                            "title", title, "picture", pictures[n % GEN_DONE],
                            "origin", "template"));
}

static enum result
add_centre(struct store *store, const struct gen_plan *plan, int64_t at)
{
    enum result result =
        append(store, EVENT_CENTRE_SAVED, centre, at,
               json_pack("{s:s,s:s,s:s}", "name", "Verkstan", "lang", "sv",
                         "zone", "Europe/Stockholm"));
    if (result == RESULT_OK)
        result = append(store, EVENT_GROUP_SAVED, group, at,
                        json_pack("{s:s,s:i}", "name", "Verkstan", "order", 0));
    for (int i = 0; i < plan->people && result == RESULT_OK; i++)
        result = add_person(store, i, at);
    for (int i = 0; i < 5 * GEN_DONE && result == RESULT_OK; i++)
        result = add_item(store, i, at);
    return result;
}

/* Who is away is a matter of the numbers alone. */
static bool
is_away(int person, int32_t day)
{
    uint32_t mix = (uint32_t)day * 2654435761u ^ (uint32_t)person * 40503u;
    return (mix >> 13) % 8 == 0;
}

static json_t *
tick(int32_t day, int n)
{
    char item[UUID_SIZE];
    char date[CIVIL_DATE_SIZE];
    gen_item((civil_weekday(day) - 1) * GEN_DONE + n, item);
    civil_format_date(day, date);
    return json_pack("{s:s,s:s}", "item", item, "date", date);
}

/* As on a real day people's events come mixed: all arrive, all tick. */
static enum result
add_day(const struct gen_plan *plan, int32_t day, gen_sink *sink, void *user)
{
    enum result result = RESULT_OK;
    int64_t at = civil_to_utc(day, 9 * 60, NULL);
    int rounds = plan->ticks + (day < plan->last_day ? 2 : 1);
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < plan->people && result == RESULT_OK; i++) {
            char id[UUID_SIZE];
            int64_t when = at + round * 2400000 + i * 7001;
            gen_person(i, id);
            if (is_away(i, day))
                continue;
            if (round == 0)
                result = sink(user, EVENT_ARRIVED, id, when, NULL);
            else if (round <= plan->ticks)
                result = sink(user, EVENT_DONE, id, when, tick(day, round - 1));
            else
                result = sink(user, EVENT_LEFT, id, when, NULL);
        }
    return result == RESULT_OK ? sink(user, EVENT_NONE, "", at, NULL) : result;
}

enum result
gen_days(const struct gen_plan *plan, gen_sink *sink, void *user)
{
    int32_t day = plan->last_day - plan->years * 365 + 1;
    enum result result = RESULT_OK;
    for (; day <= plan->last_day && result == RESULT_OK; day++)
        if (civil_weekday(day) <= 5)
            result = add_day(plan, day, sink, user);
    return result;
}

/* --- into the store, many days a commit --- */

struct filling {
    struct store *store;
    int days;
};

static enum result
next_days(struct filling *filling)
{
    enum result result = store_commit(filling->store);
    store_checkpoint(filling->store);
    return result == RESULT_OK ? store_begin(filling->store) : result;
}

static enum result
into_store(void *user, enum event_kind kind, const char *about, int64_t utc_ms,
           json_t *body)
{
    struct filling *filling = user;
    if (kind != EVENT_NONE)
        return append(filling->store, kind, about, utc_ms, body);
    return ++filling->days % DAY_BATCH == 0 ? next_days(filling) : RESULT_OK;
}

static enum result
fill_days(struct store *store, const struct gen_plan *plan)
{
    struct filling filling = {store, 0};
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = gen_days(plan, into_store, &filling);
    if (result == RESULT_OK)
        result = store_commit(store);
    store_checkpoint(store);
    return result;
}

enum result
gen_people(struct store *store, const struct gen_plan *plan)
{
    int32_t first = plan->last_day - plan->years * 365;
    enum result result = civil_set_zone("Europe/Stockholm");
    if (result == RESULT_OK)
        result = store_begin(store);
    if (result == RESULT_OK)
        result = add_centre(store, plan, civil_to_utc(first, 0, NULL));
    return result == RESULT_OK ? store_commit(store) : result;
}

static enum result
fill(struct store *store, const struct gen_plan *plan, struct gen_result *out)
{
    int64_t pages = 0;
    int64_t empty_pages = 0;
    int64_t page_bytes = 0;
    enum result result = gen_people(store, plan);
    if (result == RESULT_OK)
        result = store_file_size(store, &empty_pages, &page_bytes);
    int64_t before = store_seq(store);
    if (result == RESULT_OK)
        result = fill_days(store, plan);
    if (result == RESULT_OK)
        result = store_file_size(store, &pages, &page_bytes);
    out->events = store_seq(store) - before;
    if (out->events > 0)
        out->bytes_each =
            (double)((pages - empty_pages) * page_bytes) / (double)out->events;
    return result;
}

enum result
gen_centre(const char *dir, const struct gen_plan *plan, struct gen_result *out)
{
    struct folder folder;
    struct store *store = NULL;
    struct gen_result made = {0};
    enum result result = folder_make(dir, true);
    if (result == RESULT_OK)
        result = folder_open(&folder, dir);
    if (result == RESULT_OK)
        result = store_open(&store, &folder, STORE_CREATE);
    if (result == RESULT_OK)
        result = fill(store, plan, &made);
    store_close(store);
    if (out != NULL)
        *out = made;
    return result;
}
