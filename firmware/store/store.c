#include "firmware/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/trace.h"
#include "firmware/store/db.h"
#include "firmware/store/repeats.h"

/* The lock stands on a file of its own: SQLite must be the only one in this
 * process that ever opens the database (a stray close() drops its locks). */
static enum result
take_lock(struct store *store, const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "core.lock", path);
    store->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (store->lock_fd < 0) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    if (flock(store->lock_fd, LOCK_EX | LOCK_NB) == 0)
        return RESULT_OK;
    return errno == EWOULDBLOCK ? RESULT_BUSY : RESULT_IO;
}

/* Room that is already ours: the WAL is grown once, to more than a day's
 * events need between two checkpoints, and the file gets free pages. A full
 * disk then cannot refuse what comes next. */
enum { RESERVE_BYTES = 1536 * 1024 };

enum result
store_reserve(struct store *store)
{
    char wal[FOLDER_PATH_SIZE + 8];
    struct stat st;
    const char *path = sqlite3_db_filename(store->db, "main");
    text_format(wal, sizeof wal, "%s-wal", path);
    if (stat(wal, &st) == 0 && st.st_size >= RESERVE_BYTES)
        return RESULT_OK;
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = db_script(store, "CREATE TABLE reserve(room BLOB) STRICT;");
    if (result == RESULT_OK)
        result = db_run(store, "INSERT INTO reserve VALUES(zeroblob(?))", "d",
                        (int)RESERVE_BYTES);
    if (result == RESULT_OK)
        result = store_commit(store);
    else
        store_rollback(store);
    if (result == RESULT_OK)
        result = db_script(store, "DROP TABLE reserve;");
    if (result == RESULT_OK)
        store_checkpoint(store);
    /* Little room is no reason not to start: it is a reason to say so. */
    if (result == RESULT_FULL) {
        log_warn("%s: no room to reserve", path);
        return RESULT_OK;
    }
    return result;
}

static enum result
prepare_writer(struct store *store, const char *path, bool fresh)
{
    int keep = 1;
    enum result result = db_script(
        store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
               "PRAGMA wal_autocheckpoint=0; PRAGMA secure_delete=ON;"
               /* What a reader or an import made it grow to is given back. */
               "PRAGMA journal_size_limit=4194304;");
    if (result != RESULT_OK)
        return result;
    store_follow_wal(store);
    /* The WAL stays and is used again: a commit then never grows a file, and
     * a full disk cannot refuse a press. */
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
    if (!fresh)
        result = store_settle_wal(store);
    if (result == RESULT_OK)
        result = fresh ? schema_create(store) : schema_migrate(store, path);
    return result == RESULT_OK ? store_reserve(store) : result;
}

static enum result
open_writer(struct store *store, const struct folder *folder, bool fresh)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st;
    enum result result = take_lock(store, folder);
    if (result != RESULT_OK)
        return result;
    store->writer = true;
    folder_path(folder, "troskel.db", path);
    bool there = stat(path, &st) == 0;
    if (fresh == there)
        return fresh ? RESULT_BUSY : RESULT_ABSENT;
    mode_t mask = umask(0027);
    result = db_open_file(
        store, path, SQLITE_OPEN_READWRITE | (fresh ? SQLITE_OPEN_CREATE : 0),
        fresh);
    if (result == RESULT_OK)
        result = prepare_writer(store, path, fresh);
    umask(mask);
    /* Damage that is seen on the way is damage, not a disk that failed. */
    return result == RESULT_IO && store->damaged ? RESULT_INVALID : result;
}

static enum result
open_reader(struct store *store, const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "troskel.db", path);
    if (access(path, F_OK) != 0)
        return RESULT_ABSENT;
    folder_path(folder, STORE_DAMAGE_MARK, store->damage_mark);
    enum result result = db_open_file(store, path, SQLITE_OPEN_READONLY, false);
    if (result == RESULT_OK)
        result = db_script(store, "PRAGMA query_only=ON;");
    /* A year of a large house is read through again and again from memory. */
    if (result == RESULT_OK && !db_expects_lookups())
        result = db_script(store, "PRAGMA cache_size=-8192;");
    return result;
}

enum result
store_open(struct store **out, const struct folder *folder,
           enum store_mode mode)
{
    struct store *store = calloc(1, sizeof *store);
    *out = NULL;
    if (store == NULL)
        return RESULT_FULL;
    store->lock_fd = -1;
    enum result result = mode == STORE_READ
                             ? open_reader(store, folder)
                             : open_writer(store, folder, mode == STORE_CREATE);
    if (result != RESULT_OK) {
        store_close(store);
        return result;
    }
    db_adopt_zone(store);
    *out = store;
    return RESULT_OK;
}

/* With a limit SQLite would empty the WAL when it is closed, and a disk that is
 * full at the next start would have no room for it (store_reserve). */
static void
end_writer(struct store *store)
{
    if (db_script(store, "PRAGMA journal_size_limit=-1;") != RESULT_OK)
        log_warn("store: the WAL may lose its reserve");
    store_checkpoint(store);
}

void
store_close(struct store *store)
{
    if (store == NULL)
        return;
    if (store->db != NULL) {
        if (store->in_transaction)
            store_rollback(store);
        if (store->broken)
            sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                              NULL);
        else if (store->writer)
            end_writer(store);
        db_close(store);
    }
    if (store->lock_fd >= 0)
        close(store->lock_fd);
    repeats_free(store);
    free(store);
}

enum result
store_begin(struct store *store)
{
    enum result result = db_run(store, "BEGIN IMMEDIATE", "");
    store->in_transaction = result == RESULT_OK;
    return result;
}

enum result
store_commit(struct store *store)
{
    trace("commit");
    enum result result = db_run(store, "COMMIT", "");
    trace("committed");
    if (result != RESULT_OK)
        store_rollback(store);
    repeats_end(store, true);
    store->in_transaction = false;
    return result;
}

void
store_rollback(struct store *store)
{
    /* After some errors SQLite has rolled back by itself already. */
    if (sqlite3_get_autocommit(store->db) == 0 &&
        db_run(store, "ROLLBACK", "") != RESULT_OK)
        log_warn("store: a rollback failed");
    repeats_end(store, false);
    store->in_transaction = false;
}

void
store_checkpoint(struct store *store)
{
    int code = sqlite3_wal_checkpoint_v2(store->db, NULL,
                                         SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    if ((code & 0xFF) != SQLITE_BUSY)
        (void)db_result(store, code, "checkpoint");
}

/* RESTART waits until no reader is left in the WAL, so that even among many
 * short ones the next commit finds none. */
void
store_shorten_wal(struct store *store)
{
    enum { READERS_MS = 100 };
    sqlite3_busy_timeout(store->db, READERS_MS);
    int code = sqlite3_wal_checkpoint_v2(store->db, NULL,
                                         SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    sqlite3_busy_timeout(store->db, DB_PATIENCE_MS);
    if ((code & 0xFF) != SQLITE_BUSY)
        (void)db_result(store, code, "shortening the WAL");
}

enum result
store_check(struct store *store)
{
    char says[200] = "";
    sqlite3_stmt *q = db_query(store, "PRAGMA quick_check(1)", "");
    if (db_step(store, q) == 1)
        db_column_text(q, 0, says, sizeof says);
    db_done(q);
    if (text_equal(says, "ok"))
        return RESULT_OK;
    log_warn("store: damaged: %s", says);
    return RESULT_INVALID;
}

int64_t
store_seq(struct store *store)
{
    int64_t seq = 0;
    if (db_number(store, &seq, "SELECT max(seq) FROM event", "") != RESULT_OK)
        return 0;
    return seq;
}

const char *
store_problem_field(const struct store *store)
{
    return store->problem_field;
}

const char *
store_problem(const struct store *store)
{
    return store->problem;
}

enum result
store_put_blob(struct store *store, const char *hash, const void *bytes,
               size_t length)
{
    return db_run(store, "INSERT OR IGNORE INTO blob(hash,bytes) VALUES(?,?)",
                  "tb", hash, bytes, length);
}

bool
store_has_blob(struct store *store, const char *hash)
{
    int64_t there = 0;
    return db_number(store, &there, "SELECT 1 FROM blob WHERE hash=?", "t",
                     hash) == RESULT_OK;
}

enum result
store_drop_blob(struct store *store, const char *hash)
{
    return db_run(store,
                  "DELETE FROM blob WHERE hash=?1"
                  " AND NOT EXISTS(SELECT 1 FROM picture WHERE hash=?1)"
                  " AND NOT EXISTS(SELECT 1 FROM recording WHERE hash=?1)",
                  "t", hash);
}

enum result
store_spool_position(struct store *store, char id[STORE_SPOOL_ID_SIZE],
                     uint64_t *position)
{
    sqlite3_stmt *q = db_query(store, "SELECT id,position FROM spool", "");
    int row = db_step(store, q);
    if (row != 1)
        return row == 0 ? RESULT_ABSENT : RESULT_IO;
    db_column_text(q, 0, id, STORE_SPOOL_ID_SIZE);
    *position = (uint64_t)sqlite3_column_int64(q, 1);
    db_done(q);
    return RESULT_OK;
}

enum result
store_set_spool_position(struct store *store, const char *id, uint64_t position)
{
    return db_run(store, "UPDATE spool SET id=?,position=?", "ti", id,
                  (int64_t)position);
}

enum result
store_newest_press(struct store *store, struct store_press *press)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT body->>'spool', body->>'pressed_boot',"
                 " body->>'pressed_boot_ms' FROM event WHERE through=?"
                 " AND body->>'spool' IS NOT NULL ORDER BY seq DESC LIMIT 1",
                 "d", (int)THROUGH_BUTTON);
    int row = db_step(store, q);
    if (row != 1)
        return row == 0 ? RESULT_ABSENT : RESULT_IO;
    *press =
        (struct store_press){.number = (uint64_t)sqlite3_column_int64(q, 0),
                             .boot_ms = sqlite3_column_int64(q, 2)};
    db_column_text(q, 1, press->boot, sizeof press->boot);
    db_done(q);
    return RESULT_OK;
}

enum result
store_try_sql(struct store *store, const char *sql)
{
    return db_script(store, sql);
}
