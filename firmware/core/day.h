/*
 * Where in the day a person is: a pure reading of a view_day and the time.
 *
 * Requirement ids TP-3, TP-4 and TP-7 of the methods: time passing changes
 * what is now and never makes anything missed; dots are quarters of an hour.
 */
#pragma once

#include <stdbool.h>

#include "firmware/store/view.h"

enum { DAY_DOTS_MAX = 8 };

struct day_place {
    int now;       /* index of the item that is now, -1: none */
    int next;      /* index of what comes then, -1: the day's end card */
    bool by_clock; /* false when the clock is unsure: now is then the first
                      item that is not done */
};

/* `minute` of the day; `clock_sure` false uses the order alone. Cancelled and
 * set-aside items are passed over; an item is over when the next begins. */
struct day_place day_place_of(const struct view_day *day, int minute,
                              bool clock_sure);

/* Minutes until the item begins (or, once begun, until it ends); -1 if the
 * plan does not say. */
int day_minutes_left(const struct view_item *item, int minute);

/* TP-4: ceil(minutes/15), 0 for nothing left; above two hours it stays
 * DAY_DOTS_MAX and `more` is true. */
int day_dots(int minutes_left, bool *more);

/* TP-7: the notice due now for an upcoming item: 0 none, else its offset. An
 * offset of 15 is due from 15 minutes before until the next offset or the
 * start. */
int day_notice(const struct view_item *item, int minute);
