/* Deleting from the log: the only door, and what says that it was opened. */
#include "firmware/store/purge_inside.h"

enum result
purge_open_door(struct store *store)
{
    return db_run(store, "UPDATE purging SET open=1", "");
}

enum result
purge_close_door(struct store *store)
{
    return db_run(store, "UPDATE purging SET open=0", "");
}

/* The number joins the gap before it, the one behind it, or both. */
static enum result
add_gap(struct store *store, int64_t seq)
{
    int64_t first = seq;
    int64_t last = seq;
    enum result result = db_number(
        store, &first, "SELECT first FROM gap WHERE last=?", "i", seq - 1);
    if (result == RESULT_OK || result == RESULT_ABSENT)
        result = db_number(store, &last, "SELECT last FROM gap WHERE first=?",
                           "i", seq + 1);
    if (result == RESULT_IO)
        return result;
    if (last != seq)
        result = db_run(store, "DELETE FROM gap WHERE first=?", "i", seq + 1);
    else
        result = RESULT_OK;
    if (result != RESULT_OK)
        return result;
    return db_run(store,
                  "INSERT INTO gap VALUES(?1,?2) ON CONFLICT(first) DO UPDATE"
                  " SET last=?2",
                  "ii", first, last);
}

enum result
purge_take_event(struct store *store, int64_t seq)
{
    enum result result =
        db_run(store, "DELETE FROM event WHERE seq=?", "i", seq);
    /* A look is a row of its own, by the event's number. */
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM look WHERE seq=?", "i", seq);
    return result == RESULT_OK ? add_gap(store, seq) : result;
}

enum result
purge_gone(struct store *store, int64_t *out)
{
    return db_number(store, out,
                     "SELECT coalesce(sum(last-first+1),0) FROM gap", "");
}

enum result
purge_gaps_hold(struct store *store)
{
    int64_t newest = store_seq(store);
    int64_t there = 0;
    int64_t gone = 0;
    enum result result =
        db_number(store, &there, "SELECT count(*) FROM event", "");
    if (result == RESULT_OK)
        result = purge_gone(store, &gone);
    if (result != RESULT_OK)
        return result;
    return there + gone == newest ? RESULT_OK : RESULT_INVALID;
}
