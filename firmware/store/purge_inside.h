/*
 * Inside the store: what the parts of purging share.
 */
#pragma once

#include "firmware/store/db.h"
#include "firmware/store/project.h"
#include "firmware/store/purge.h"

/* Within a transaction: the log lets go of events until the door is closed. */
MUST_CHECK enum result purge_open_door(struct store *store);
MUST_CHECK enum result purge_close_door(struct store *store);
MUST_CHECK enum result purge_take_event(struct store *store, int64_t seq);

/* A growing list of numbers. */
struct seqs {
    int64_t *at;
    size_t count, room;
};
MUST_CHECK enum result seqs_add(struct seqs *seqs, int64_t seq);
void seqs_finish(struct seqs *seqs);
MUST_CHECK enum result purge_take_all(struct store *store,
                                      const struct seqs *seqs);

/* Steps that were ticked before that day; whoever is held keeps theirs. */
MUST_CHECK enum result purge_ticks(struct store *store, int32_t day,
                                   struct purge_count *count, bool dry);

/* The state of one subject after events of it went, whichever they were. */
MUST_CHECK enum result purge_state_after(struct store *store, const char *id,
                                         int64_t subject,
                                         const struct purge_cut *cut);
MUST_CHECK enum result purge_state_whole(struct store *store, const char *id);
