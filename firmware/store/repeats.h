/*
 * Inside the store: the ids of the newest STORE_REPEATS events, in memory, so
 * that a command sent again is known without reading a thousand rows for each
 * one that is new. (Ids are not indexed: that would cost a quarter of the
 * log's size. A command is sent again within moments, so the newest are
 * enough.)
 *
 * Read from the log when first asked, and again after a transaction that
 * appended something was taken back. Only the writer has it: nobody else adds
 * to the log. Owned by the store, freed with it.
 */
#pragma once

#include "firmware/store/db.h"

/* The seq of the event that has this id, 0 if it is none of the newest.
 * RESULT_FULL: no memory. */
MUST_CHECK enum result repeats_find(struct store *store,
                                    const unsigned char id[UUID_BYTES],
                                    int64_t *seq);
/* An event was appended, in a transaction that may be taken back yet. */
void repeats_add(struct store *store, const unsigned char id[UUID_BYTES],
                 int64_t seq);
/* The transaction is over; `stands`: what it appended stands in the log. */
void repeats_end(struct store *store, bool stands);
void repeats_free(struct store *store);
