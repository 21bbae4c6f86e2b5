/*
 * demo-past DIR YYYY-MM-DD WEEKS: gives the invented centre in DIR so many
 * weeks behind it, up to the day before that date: who came and went, what
 * they did of their day, and a signal now and then, answered. The same date
 * gives the same past.
 *
 * Only in a folder made for tests: a past that is made up has no place in a
 * centre's own log. A second time it is added a second time; `fill` asks
 * first. Through store_append, as core does it, in one transaction: all of it
 * or nothing.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/folder.h"
#include "firmware/base/text.h"
#include "firmware/base/uuid.h"
#include "firmware/store/store.h"
#include "firmware/store/view.h"

enum { PEOPLE_MAX = 60, STAFF_MAX = 20, WEEKS_MAX = 52 };
#define SECOND INT64_C(1000)
#define MINUTE INT64_C(60000)

static const char boot[] = "de300000-0000-4000-8000-000000000001";

struct past {
    struct store *store;
    struct view_person people[PEOPLE_MAX];
    struct view_staff staff[STAFF_MAX];
    struct view_day day;
    int people_count, staff_count;
    uint32_t state; /* of the numbers that decide */
};

/* 0 … below-1. */
static int
draw(struct past *past, int below)
{
    past->state = past->state * 1664525u + 1013904223u;
    return (int)((past->state >> 16) % (uint32_t)below);
}

static enum result
append(struct past *past, enum event_kind kind, const char *about,
       const char *who, int64_t utc_ms, json_t *body)
{
    struct event event = {.kind = kind, .body = body};
    event.through = who[0] == '\0' ? THROUGH_KIOSK : THROUGH_STAFF;
    event.at = (struct clock_time){utc_ms, utc_ms % 1000000000, CLOCK_SYNCED};
    text_copy(event.boot_id, sizeof event.boot_id, boot);
    text_copy(event.about, sizeof event.about, about);
    text_copy(event.who, sizeof event.who, who);
    enum result result = store_append(past->store, &event);
    json_decref(body);
    return result;
}

/* Some come every day, some three days a week, some not that day. */
static bool
comes(struct past *past, int person, int weekday)
{
    bool part = person % 4 == 3;
    return draw(past, 9) != 0 && (!part || weekday % 2 == 1);
}

static enum result
add_done(struct past *past, const char *person, int32_t day, int64_t from_ms,
         int64_t to_ms)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(day, date);
    enum result result = view_day(past->store, person, day, &past->day);
    for (int i = 0; i < past->day.count && result == RESULT_OK; i++) {
        const struct view_item *item = &past->day.items[i];
        int64_t at = civil_to_utc(day, item->start < 0 ? 0 : item->start, NULL);
        if (item->start < 0 || item->all_day || at <= from_ms || at >= to_ms ||
            draw(past, 4) == 0)
            continue;
        result = append(past, EVENT_DONE, person, "", at + 25 * MINUTE,
                        json_pack("{s:s,s:s}", "item", item->id, "date", date));
    }
    return result;
}

/* Delivered, answered, with, closed with what is remembered of it. */
static enum result
add_signal(struct past *past, const char *person, int64_t at)
{
    static const char *const before[] = {"noise", "transition", "people",
                                         "waiting", "demand"};
    static const char *const helped[] = {"near", "quiet", "calm_place",
                                         "own_way", "time"};
    static const enum event_kind steps[] = {EVENT_SIGNAL_ACKNOWLEDGED,
                                            EVENT_SIGNAL_WITH};
    char id[UUID_SIZE];
    uuid_make(id, at);
    const char *who = past->staff[draw(past, past->staff_count)].id;
    enum result result = append(past, EVENT_SIGNAL_RAISED, id, "", at,
                                json_pack("{s:s,s:s,s:s}", "kind", "press",
                                          "place", "kiosk", "person", person));
    at += 400;
    if (result == RESULT_OK)
        result = append(past, EVENT_SIGNAL_DELIVERED, id, "", at, NULL);
    for (int i = 0; i < 2 && result == RESULT_OK; i++) {
        at += (15 + draw(past, 60)) * SECOND;
        result = append(past, steps[i], id, who, at, NULL);
    }
    at += (4 + draw(past, 12)) * MINUTE;
    if (result == RESULT_OK)
        result =
            append(past, EVENT_SIGNAL_CLOSED, id, who, at,
                   json_pack("{s:[s],s:[s]}", "before", before[draw(past, 5)],
                             "helped", helped[draw(past, 5)]));
    return result;
}

static enum result
add_visit(struct past *past, int i, int32_t day)
{
    const char *person = past->people[i].id;
    bool half = draw(past, 10) == 0;
    int64_t in = civil_to_utc(day, 8 * 60 + 40 + draw(past, 55), NULL);
    int64_t out =
        civil_to_utc(day, half ? 12 * 60 : 14 * 60 + draw(past, 60), NULL);
    in += draw(past, 60) * SECOND;
    enum result result = append(past, EVENT_ARRIVED, person, "", in, NULL);
    if (result == RESULT_OK)
        result = add_done(past, person, day, in, out);
    if (result == RESULT_OK && draw(past, 60) == 0)
        result = add_signal(past, person, in + (30 + draw(past, 90)) * MINUTE);
    if (result == RESULT_OK)
        result = append(past, EVENT_LEFT, person, "", out, NULL);
    return result;
}

static enum result
add_days(struct past *past, int32_t first, int32_t today)
{
    enum result result = store_begin(past->store);
    for (int32_t day = first; day < today; day++)
        for (int i = 0; i < past->people_count && result == RESULT_OK; i++)
            if (civil_weekday(day) <= 5 && comes(past, i, civil_weekday(day)))
                result = add_visit(past, i, day);
    if (result != RESULT_OK) {
        store_rollback(past->store);
        return result;
    }
    return store_commit(past->store);
}

static enum result
fill(struct past *past, int32_t today, int weeks)
{
    struct view_centre centre;
    enum result result = view_centre(past->store, &centre);
    if (result == RESULT_OK)
        result = civil_set_zone(centre.zone);
    if (result == RESULT_OK)
        result = view_people(past->store, boot, past->people, PEOPLE_MAX,
                             &past->people_count);
    if (result == RESULT_OK)
        result =
            view_staff(past->store, past->staff, STAFF_MAX, &past->staff_count);
    if (result != RESULT_OK || past->people_count == 0 ||
        past->staff_count == 0)
        return result;
    past->state = (uint32_t)today;
    return add_days(past, today - 7 * weeks, today);
}

int
main(int argc, char **argv)
{
    struct folder folder;
    struct past *past = calloc(1, sizeof *past);
    int32_t today = 0;
    long weeks = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    if (weeks < 1 || weeks > WEEKS_MAX ||
        civil_parse_date(argv[2], &today) != RESULT_OK) {
        fputs("usage: demo-past DIR YYYY-MM-DD WEEKS (1 to 52)\n", stderr);
        free(past);
        return 2;
    }
    enum result result =
        past == NULL ? RESULT_FULL : folder_open(&folder, argv[1]);
    if (result == RESULT_OK && !folder_for_tests(&folder))
        result = RESULT_INVALID;
    if (result == RESULT_OK)
        result = store_open(&past->store, &folder, STORE_WRITE);
    if (result == RESULT_OK)
        result = fill(past, today, (int)weeks);
    if (result != RESULT_OK)
        fprintf(stderr, "demo-past: %s: %s\n", argv[1], result_name(result));
    store_close(past == NULL ? NULL : past->store);
    free(past);
    return result == RESULT_OK ? 0 : 1;
}
