#include "firmware/store/counts.h"

#include "firmware/store/db.h"

enum { FRAME_BYTES = 4096 + 24 };

/* The WAL starts again from its beginning after a checkpoint: fewer frames
 * than before are all new. */
static int
count_frames(void *user, sqlite3 *db, const char *name, int frames)
{
    struct store *store = user;
    (void)db, (void)name;
    store->frames +=
        frames >= store->frames_last ? frames - store->frames_last : frames;
    store->frames_last = frames;
    store->commits++;
    return SQLITE_OK;
}

void
store_follow_wal(struct store *store)
{
    sqlite3_wal_hook(store->db, count_frames, store);
}

int64_t
store_wal_bytes(const struct store *store)
{
    return store->frames_last * FRAME_BYTES;
}

void
store_count_from_here(struct store *store)
{
    int now, most;
    int frames = 0;
    /* Where the WAL stands now, a reader cannot say and need not. */
    if (store->writer)
        sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                  &frames, NULL);
    store->frames = store->commits = 0;
    store->frames_last = frames > 0 ? frames : 0;
    sqlite3_db_release_memory(store->db);
    sqlite3_db_status(store->db, SQLITE_DBSTATUS_CACHE_MISS, &now, &most, 1);
}

struct store_counts
store_counted(struct store *store)
{
    int missed = 0;
    int most = 0;
    sqlite3_db_status(store->db, SQLITE_DBSTATUS_CACHE_MISS, &missed, &most, 0);
    return (struct store_counts){missed, store->frames, store->commits};
}

enum result
store_file_size(struct store *store, int64_t *pages, int64_t *page_bytes)
{
    enum result result = db_number(store, pages, "PRAGMA page_count", "");
    return result != RESULT_OK
               ? result
               : db_number(store, page_bytes, "PRAGMA page_size", "");
}
