/*
 * A centre that has been open for years: people, a week's plan, and every
 * working day's arrivals, ticks and departures, through store_append as core
 * does it, so nothing of it can look unlike the real thing.
 *
 * The same numbers give the same centre. Days end at `last_day`; somebody is
 * away about one day in eight. Nobody in it exists.
 */
#pragma once

#include <stdint.h>

#include "firmware/base/result.h"
#include "firmware/store/store.h"

enum { GEN_PEOPLE_MAX = 1000, GEN_DONE = 8 };

struct gen_plan {
    int people;
    int years;
    int32_t last_day; /* civil day, the last that has events */
    int ticks;        /* things done a person and day, 0..GEN_DONE */
};

struct gen_result {
    int64_t events;
    int64_t empty_pages, empty_bytes; /* file before the years */
};

/* Into a store opened with STORE_CREATE. Leaves the last day open: whoever
 * came on it is here. */
MUST_CHECK enum result gen_centre(struct store *store,
                                  const struct gen_plan *plan,
                                  struct gen_result *out);
/* The id of person n, 0…people-1. */
void gen_person(int n, char id[UUID_SIZE]);
