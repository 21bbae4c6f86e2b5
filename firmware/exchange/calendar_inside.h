/*
 * Inside the calendar importer: what one import holds while it runs, shared by
 * reading (calendar.c), series (calendar_series.c) and items
 * (calendar_items.c).
 */
#pragma once

#include "firmware/exchange/calendar.h"
#include "firmware/exchange/calendar_event.h"
#include "firmware/exchange/overlap.h"

struct calendar {
    const struct import_context *context;
    const struct import_audience *whose;
    struct report *report;
    char audience[IMPORT_KEY_SIZE];
    struct zones zones;
    struct calendar_event *events; /* sorted by uid, key, sequence */
    int count, room;
    json_t *items, *ids, *uids, *others;
    struct overlap overlap;
    int32_t from, to; /* civil days, both taken */
    int steps;
    int cancelled;
};

/* The newest event with that uid and key ("" for the series), or NULL. */
struct calendar_event *calendar_find(const struct calendar *calendar,
                                     const char *uid, const char *key);

/* Lays every event out in days (calendar_series.c). */
void calendar_put_events(struct calendar *calendar);

/* One time of an event, as one or more items (calendar_items.c). `key` is the
 * time it had in its series. */
void calendar_put_at(struct calendar *calendar, struct calendar_event *event,
                     struct icaltimetype at, const char *key);
