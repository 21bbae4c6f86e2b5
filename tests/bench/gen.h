/*
 * A centre that has been open for years: people, a week's plan, and every
 * working day's arrivals, ticks and departures. Core's own commands make them
 * (gen_by_commands), one commit each; or store_append by the thousand, which
 * takes seconds for ten years (gen_centre). test_count_gen.c holds that both
 * make the same log.
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
    double bytes_each; /* of the file, what it had before the years left out */
};

/* Makes the folder `dir`, for tests, and the centre in it. Leaves the last day
 * open: whoever came on it is here. `out` may be NULL. */
MUST_CHECK enum result gen_centre(const char *dir, const struct gen_plan *plan,
                                  struct gen_result *out);
/* The plan's first part alone: people and their week, no days. */
MUST_CHECK enum result gen_people(struct store *store,
                                  const struct gen_plan *plan);

/* Takes what happens, in order: somebody comes, ticks (`body`, the sink's to
 * give up) or leaves. EVENT_NONE: a day is over. */
typedef enum result gen_sink(void *user, enum event_kind kind,
                             const char *about, int64_t utc_ms, json_t *body);
MUST_CHECK enum result gen_days(const struct gen_plan *plan, gen_sink *sink,
                                void *user);
/* The id of person n, 0…people-1. */
void gen_person(int n, char id[UUID_SIZE]);
