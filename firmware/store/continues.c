#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/store/db.h"

static bool
same_bytes(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
    int length = sqlite3_column_bytes(a, column);
    return length == sqlite3_column_bytes(b, column) &&
           (length == 0 ||
            memcmp(sqlite3_column_blob(a, column),
                   sqlite3_column_blob(b, column), (size_t)length) == 0);
}

/* A body that is gone on one side says nothing: it may have been taken out on
 * purpose. Any other difference is none that we make. */
static bool
same_event(sqlite3_stmt *ours, sqlite3_stmt *theirs)
{
    return same_bytes(ours, theirs, 0) &&
           sqlite3_column_int64(ours, 1) == sqlite3_column_int64(theirs, 1) &&
           sqlite3_column_int(ours, 2) == sqlite3_column_int(theirs, 2) &&
           (sqlite3_column_type(ours, 3) == SQLITE_NULL ||
            sqlite3_column_type(theirs, 3) == SQLITE_NULL ||
            same_bytes(ours, theirs, 3));
}

static enum result
compare(struct store *store, struct store *copy)
{
    enum result result = RESULT_OK;
    sqlite3_stmt *theirs = db_query(
        copy, "SELECT id,at,kind,body,seq FROM event ORDER BY seq", "");
    while (result == RESULT_OK && db_step(copy, theirs) == 1) {
        sqlite3_stmt *ours =
            db_query(store, "SELECT id,at,kind,body FROM event WHERE seq=?",
                     "i", sqlite3_column_int64(theirs, 4));
        int here = db_step(store, ours);
        if (here < 0 || (here == 1 && !same_event(ours, theirs)))
            result = RESULT_INVALID;
        db_done(ours);
    }
    db_done(theirs);
    return result;
}

enum result
store_log_continues(struct store *store, const char *path)
{
    struct store copy = {.lock_fd = -1};
    if (access(path, F_OK) != 0)
        return RESULT_ABSENT;
    enum result result = db_open_file(&copy, path, SQLITE_OPEN_READONLY, false);
    if (result == RESULT_OK && store_seq(store) < store_seq(&copy))
        result = RESULT_INVALID;
    else if (result == RESULT_OK)
        result = compare(store, &copy);
    else
        result = RESULT_ABSENT; /* nothing can be said */
    db_close(&copy);
    if (result == RESULT_INVALID)
        log_warn("the log is not the one that %s is the beginning of", path);
    return result;
}
