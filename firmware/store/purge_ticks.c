/* Ticks: four of five events, so they stand in no index, and are read in one
 * pass over the log. They go all in one transaction, at the end of a purge. */
#include "firmware/base/notify.h"
#include "firmware/store/purge_inside.h"
#include "firmware/store/view_review.h"

/* Who keeps their ticks: held by law, or not handed over yet up to the last
 * that is due. */
#define KEPT                                                                   \
    "SELECT s.n FROM hold h JOIN subject s ON s.id=h.person WHERE h.kind=?2"   \
    " OR EXISTS(SELECT 1 FROM event e WHERE e.seq>h.handed AND e.about=s.n"    \
    "  AND e.kind IN (17,18) AND e.day<?1)"

_Static_assert(EVENT_DONE == 17 && EVENT_UNDONE == 18 && HOLD_LEGAL == 1,
               "named by their numbers here");

static enum result
find(struct store *store, int32_t day, struct seqs *seqs, int64_t *kept)
{
    enum result result = RESULT_OK;
    sqlite3_stmt *q = db_query(store,
                               "SELECT seq,about IN (" KEPT
                               ") FROM event WHERE kind IN (17,18)"
                               " AND day<?1 ORDER BY seq",
                               "id", (int64_t)day, (int)HOLD_LEGAL);
    int row = 0;
    while (result == RESULT_OK && (row = db_step(store, q)) == 1) {
        if (sqlite3_column_int(q, 1) != 0)
            (*kept)++;
        else
            result = seqs_add(seqs, sqlite3_column_int64(q, 0));
    }
    db_done(q);
    return row < 0 ? RESULT_IO : result;
}

/* The state first: whom it leaves out is told from the events. */
static enum result
take(struct store *store, int32_t day, const struct seqs *seqs)
{
    enum result result = db_run(
        store, "DELETE FROM done WHERE date<?1 AND person NOT IN (" KEPT ")",
        "id", (int64_t)day, (int)HOLD_LEGAL);
    for (size_t i = 0; i < seqs->count && result == RESULT_OK; i++) {
        result = purge_take_event(store, seqs->at[i]);
        if (i % 1000 == 0)
            notify_alive();
    }
    return result;
}

enum result
purge_ticks(struct store *store, int32_t day, struct purge_count *count,
            bool dry)
{
    struct seqs seqs = {0};
    int64_t kept = 0;
    if (day == INT32_MIN)
        return RESULT_OK;
    enum result result = find(store, day, &seqs, &kept);
    if (result == RESULT_OK && !dry)
        result = take(store, day, &seqs);
    count->events[PURPOSE_PLAN] += (int64_t)seqs.count;
    count->held += kept;
    seqs_finish(&seqs);
    return result;
}
