/*
 * What a piece of work cost the database, as counts that no busy machine can
 * move: tests hold them against hard limits (tests/bench).
 *
 * A count begins with an empty page cache, so `pages` is what a query reads
 * from a cold start, the schema apart. `frames` are what commits wrote to the
 * WAL. One count a store at a time.
 */
#pragma once

#include <stdint.h>

#include "firmware/store/store.h"

struct store_counts {
    int64_t pages;  /* read into the cache: SQLITE_DBSTATUS_CACHE_MISS */
    int64_t frames; /* appended to the WAL, by sqlite3_wal_hook */
    int64_t commits;
};

/* Empties the cache and counts from here. */
void store_count_from_here(struct store *store);
struct store_counts store_counted(struct store *store);
/* Whole pages of the database file, and the bytes of one. */
MUST_CHECK enum result store_file_size(struct store *store, int64_t *pages,
                                       int64_t *page_bytes);
