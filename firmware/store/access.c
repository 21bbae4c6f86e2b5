#include "firmware/store/access.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"

enum result
access_put_key(struct store *store, const char *account, enum access_kind kind,
               const struct access_key *key)
{
    return db_run(store,
                  "INSERT OR REPLACE INTO credential VALUES(?,?,?,?,?,?)",
                  "tdbbdd", account, (int)kind, key->salt, sizeof key->salt,
                  key->key, sizeof key->key, key->passes, key->memory_kib);
}

/* The table's own checks hold the lengths. */
static void
read_bytes(sqlite3_stmt *q, int column, void *out, size_t size)
{
    const void *bytes = sqlite3_column_blob(q, column);
    if (bytes != NULL && sqlite3_column_bytes(q, column) == (int)size)
        memcpy(out, bytes, size);
}

enum result
access_key(struct store *store, const char *account, enum access_kind kind,
           struct access_key *key)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT salt,key,passes,memory FROM credential"
                               " WHERE account=? AND kind=?",
                               "td", account, (int)kind);
    int row = db_step(store, q);
    *key = (struct access_key){.passes = 0};
    if (row == 1) {
        read_bytes(q, 0, key->salt, sizeof key->salt);
        read_bytes(q, 1, key->key, sizeof key->key);
        key->passes = sqlite3_column_int(q, 2);
        key->memory_kib = sqlite3_column_int(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : row == 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
access_drop_keys(struct store *store, const char *account)
{
    return db_run(store, "DELETE FROM credential WHERE account=?", "t",
                  account);
}

enum result
access_put_session(struct store *store, const struct access_session *session)
{
    return db_run(store, "INSERT INTO session VALUES(?,?,?,?,?,?,?,?)",
                  "ttdtitii", session->hash, session->account,
                  (int)session->through, session->source, session->at,
                  session->boot, session->up, session->used);
}

enum result
access_session(struct store *store, const char *hash,
               struct access_session *session)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT account,through,source,at,boot,up,used FROM session"
                 " WHERE hash=?",
                 "t", hash);
    int row = db_step(store, q);
    *session = (struct access_session){.at = 0};
    if (row == 1) {
        text_copy(session->hash, sizeof session->hash, hash);
        db_column_text(q, 0, session->account, sizeof session->account);
        session->through = (enum event_through)sqlite3_column_int(q, 1);
        db_column_text(q, 2, session->source, sizeof session->source);
        session->at = sqlite3_column_int64(q, 3);
        db_column_text(q, 4, session->boot, sizeof session->boot);
        session->up = sqlite3_column_int64(q, 5);
        session->used = sqlite3_column_int64(q, 6);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : row == 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
access_use_session(struct store *store, const char *hash, int64_t used)
{
    return db_run(store, "UPDATE session SET used=? WHERE hash=?", "it", used,
                  hash);
}

enum result
access_drop_session(struct store *store, const char *hash)
{
    return db_run(store, "DELETE FROM session WHERE hash=?", "t", hash);
}

enum result
access_drop_sessions(struct store *store, const char *account, const char *keep)
{
    return db_run(store,
                  "DELETE FROM session WHERE (?1 IS NULL OR account=?1)"
                  " AND (?2 IS NULL OR hash<>?2)",
                  "tt", account, keep);
}

enum result
access_sweep_sessions(struct store *store, const char *boot, int64_t up)
{
    return db_run(store, "DELETE FROM session WHERE boot<>? OR up<?", "ti",
                  boot, up);
}

enum result
access_put_code(struct store *store, const char *account,
                const struct access_code *code)
{
    return db_run(store, "INSERT OR REPLACE INTO reset_code VALUES(?,?,?,?,?)",
                  "ttiti", account, code->hash, code->at, code->boot, code->up);
}

enum result
access_code(struct store *store, const char *account, struct access_code *code)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT hash,at,boot,up FROM reset_code WHERE account=?", "t",
        account);
    int row = db_step(store, q);
    *code = (struct access_code){.at = 0};
    if (row == 1) {
        db_column_text(q, 0, code->hash, sizeof code->hash);
        code->at = sqlite3_column_int64(q, 1);
        db_column_text(q, 2, code->boot, sizeof code->boot);
        code->up = sqlite3_column_int64(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : row == 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
access_drop_code(struct store *store, const char *account)
{
    return db_run(store, "DELETE FROM reset_code WHERE account=?", "t",
                  account);
}

enum result
access_guess(struct store *store, const char *key, const char *source,
             struct access_guess *guess)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT fails,good,at,sure,boot,up FROM guess"
                               " WHERE key=? AND source=?",
                               "tt", key, source);
    int row = db_step(store, q);
    *guess = (struct access_guess){.fails = 0};
    if (row == 1) {
        guess->fails = sqlite3_column_int(q, 0);
        guess->good = sqlite3_column_int(q, 1) != 0;
        guess->at = sqlite3_column_int64(q, 2);
        guess->sure = sqlite3_column_int(q, 3) != 0;
        db_column_text(q, 4, guess->boot, sizeof guess->boot);
        guess->up = sqlite3_column_int64(q, 5);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : row == 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
access_put_guess(struct store *store, const char *key, const char *source,
                 const struct access_guess *guess)
{
    enum result result =
        db_run(store, "INSERT OR REPLACE INTO guess VALUES(?,?,?,?,?,?,?,?)",
               "ttddidti", key, source, guess->fails, (int)guess->good,
               guess->at, (int)guess->sure, guess->boot, guess->up);
    if (result != RESULT_OK)
        return result;
    return db_run(store,
                  "DELETE FROM guess WHERE (SELECT count(*) FROM guess)>?"
                  " AND (key,source) IN (SELECT key,source FROM guess"
                  "  ORDER BY good,at LIMIT 1)",
                  "d", ACCESS_GUESSES_MAX);
}

bool
access_source_is_good(struct store *store, const char *source)
{
    int64_t good = 0;
    return db_number(store, &good,
                     "SELECT 1 FROM guess WHERE source=? AND good>0 LIMIT 1",
                     "t", source) == RESULT_OK;
}
