/*
 * Purging: which events are due, and taking them away, a few subjects
 * at a time, so that each commit leaves a log and a state that agree.
 *
 * The order of what stays never changes: a number that was taken away stays
 * taken, and the table `gap` says so, so that a purged event can be told from
 * a lost one. Nothing else may delete from the log: its trigger opens only
 * for the row that purge.c puts into `purging` within the same transaction.
 *
 * Each subject (a person, a signal, an item …) is read whole, and what goes
 * of it goes in one transaction with the state that followed from it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "firmware/store/retain.h"
#include "firmware/store/store.h"

/* Up to where each purpose goes. */
struct purge_cut {
    int32_t day[PURPOSE_COUNT]; /* first day that stays; INT32_MIN: none goes */
    int64_t seq[PURPOSE_COUNT]; /* last event before it; 0: none goes */
};

/* Fills seq after day: reads the log's beginning. */
MUST_CHECK enum result purge_cut_find(struct store *store,
                                      struct purge_cut *cut);

/* What is due on the civil day `today` by the centre's own table. */
MUST_CHECK enum result purge_cut_due(struct store *store, int32_t today,
                                     struct purge_cut *cut);

struct purge_count {
    int64_t events[PURPOSE_COUNT];
    int64_t held;    /* due, and kept by somebody's hold */
    int64_t waiting; /* due, and to be handed over first */
    int people_held, people_waiting;
};

/* How many would go. Writes nothing; also for readers. */
MUST_CHECK enum result purge_count(struct store *store,
                                   const struct purge_cut *cut,
                                   struct purge_count *out);

/* One step: subjects after *cursor, up to a thousand events or so. *cursor
 * begins at 0; RESULT_ABSENT when nothing is left. Begins and commits. */
MUST_CHECK enum result purge_step(struct store *store,
                                  const struct purge_cut *cut, int64_t *cursor,
                                  struct purge_count *gone);

/* Everything about one person, and every signal, item, note and picture that
 * names them; the state is made anew from what stays. Begins and commits. The
 * id itself goes when nothing points to it. */
MUST_CHECK enum result purge_person(struct store *store, const char *person,
                                    int64_t *gone);

/* How many events the log has lost to purges, all together. */
MUST_CHECK enum result purge_gone(struct store *store, int64_t *out);
/* RESULT_INVALID if a number is missing that no gap accounts for. */
MUST_CHECK enum result purge_gaps_hold(struct store *store);

/* What was taken away leaves the file, its free pages and the WAL: VACUUM with
 * secure_delete, and a WAL that begins anew. RESULT_BUSY while a reader
 * holds the WAL: ask again. Takes about a second per hundred megabytes. */
MUST_CHECK enum result purge_scrub(struct store *store);
