#include "firmware/store/repeats.h"

#include <stdlib.h>
#include <string.h>

/* An event's place is its seq's remainder: the oldest gives way. The end of an
 * id is random (UUIDv7, RFC 9562), so it tells most of them apart. */
struct repeats {
    bool known;    /* what the log holds is in it */
    bool may_fall; /* something was added that is not committed */
    uint32_t ends[STORE_REPEATS];
    int64_t seqs[STORE_REPEATS]; /* 0: no event */
    unsigned char ids[STORE_REPEATS][UUID_BYTES];
};

static uint32_t
end_of(const unsigned char id[UUID_BYTES])
{
    uint32_t end;
    memcpy(&end, id + UUID_BYTES - sizeof end, sizeof end);
    return end;
}

static void
put(struct repeats *repeats, const unsigned char *id, int64_t seq)
{
    int64_t at = seq % STORE_REPEATS;
    repeats->ends[at] = end_of(id);
    repeats->seqs[at] = seq;
    memcpy(repeats->ids[at], id, UUID_BYTES);
}

static enum result
read_newest(struct store *store, struct repeats *repeats)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT seq,id FROM event WHERE seq>"
                               "(SELECT max(seq) FROM event)-?",
                               "d", (int)STORE_REPEATS);
    int row;
    memset(repeats, 0, sizeof *repeats);
    while ((row = db_step(store, q)) == 1)
        if (sqlite3_column_bytes(q, 1) == UUID_BYTES)
            put(repeats, sqlite3_column_blob(q, 1), sqlite3_column_int64(q, 0));
    db_done(q);
    repeats->known = row == 0;
    return row == 0 ? RESULT_OK : RESULT_IO;
}

static int64_t
seq_of(const struct repeats *repeats, const unsigned char *id)
{
    uint32_t end = end_of(id);
    for (int i = 0; i < STORE_REPEATS; i++)
        if (repeats->ends[i] == end && repeats->seqs[i] > 0 &&
            memcmp(repeats->ids[i], id, UUID_BYTES) == 0)
            return repeats->seqs[i];
    return 0;
}

enum result
repeats_find(struct store *store, const unsigned char id[UUID_BYTES],
             int64_t *seq)
{
    enum result result = RESULT_OK;
    *seq = 0;
    if (store->repeats == NULL)
        store->repeats = calloc(1, sizeof *store->repeats);
    struct repeats *repeats = store->repeats;
    if (repeats == NULL)
        return RESULT_FULL;
    if (!repeats->known)
        result = read_newest(store, repeats);
    if (result == RESULT_OK)
        *seq = seq_of(repeats, id);
    return result;
}

void
repeats_add(struct store *store, const unsigned char id[UUID_BYTES],
            int64_t seq)
{
    if (store->repeats == NULL || !store->repeats->known)
        return;
    put(store->repeats, id, seq);
    store->repeats->may_fall = true;
}

void
repeats_end(struct store *store, bool stands)
{
    if (store->repeats == NULL || !store->repeats->may_fall)
        return;
    store->repeats->known = stands;
    store->repeats->may_fall = false;
}

void
repeats_free(struct store *store)
{
    free(store->repeats);
    store->repeats = NULL;
}
