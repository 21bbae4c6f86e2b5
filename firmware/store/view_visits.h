/*
 * Who was here which day, for reports: one person's days from the log, and
 * everybody's from the day summary that arrivals and departures keep. A day
 * is the centre's civil day.
 *
 * At most `max` are given; `*count` says how many.
 */
#pragma once

#include "firmware/base/result.h"
#include "firmware/base/uuid.h"
#include "firmware/store/store.h"

struct view_visit {
    int32_t day;
    int64_t first_utc_ms; /* the day's first arrival */
    int64_t last_utc_ms;  /* its last arrival or departure */
};

/* One person's days from `from` to `to`, both with, newest first. */
MUST_CHECK enum result view_last_days(struct store *store, const char *person,
                                      int32_t from, int32_t to,
                                      struct view_visit *out, int max,
                                      int *count);

struct view_month {
    char person[UUID_SIZE];
    int days;           /* how many days they were here */
    int64_t present_ms; /* from each day's first to its last, together */
};

/* Everybody who was here from `from` to `to`, both with, by id. */
MUST_CHECK enum result view_month(struct store *store, int32_t from, int32_t to,
                                  struct view_month *out, int max, int *count);

/* Who is here now, by id: nothing else is read. */
struct view_here {
    char person[UUID_SIZE];
    int64_t arrived_utc_ms;
};
MUST_CHECK enum result view_who(struct store *store, struct view_here *out,
                                int max, int *count);
