#include "firmware/store/db.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { APPLICATION_ID = 0x54724b6c /* "TrKl" */, VERSIONS_AHEAD = 100 };

/* Once a handle: a reader's next one tells again. */
static void
note_damage(struct store *store)
{
    if (!store->damaged && !text_empty(store->damage_mark)) {
        int fd = open(store->damage_mark,
                      O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);
        if (fd >= 0)
            close(fd);
    }
    store->damaged = true;
}

enum result
db_result(struct store *store, int code, const char *doing)
{
    switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
        return RESULT_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return RESULT_BUSY;
    case SQLITE_FULL:
        log_warn("store: %s: the disk is full", doing);
        return RESULT_FULL;
    case SQLITE_CONSTRAINT:
        log_warn("store: %s: %s", doing, sqlite3_errmsg(store->db));
        return RESULT_INVALID;
    default:
        store->broken = true;
        if ((code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB)
            note_damage(store);
        log_warn("store: %s: %s (%d)", doing, sqlite3_errmsg(store->db), code);
        return RESULT_IO;
    }
}

static sqlite3_stmt *
prepared(struct store *store, const char *sql)
{
    for (int i = 0; i < store->statement_count; i++)
        if (store->statements[i].sql == sql)
            return store->statements[i].statement;
    if (store->statement_count == DB_STATEMENTS_MAX) {
        log_warn("store: more than %d statements", DB_STATEMENTS_MAX);
        return NULL;
    }
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                  &statement, NULL);
    if (db_result(store, code, sql) != RESULT_OK)
        return NULL;
    store->statements[store->statement_count++] =
        (struct db_statement){sql, statement};
    return statement;
}

/* `keeps`: whether SQLite takes a copy of texts and bytes (SQLITE_TRANSIENT),
 * or the caller's own stand for as long as the statement is bound to them. */
static int
bind_one(sqlite3_stmt *statement, int at, char kind, va_list *list,
         sqlite3_destructor_type keeps)
{
    switch (kind) {
    case 't':
        return sqlite3_bind_text(statement, at, va_arg(*list, const char *), -1,
                                 keeps);
    case 'i':
        return sqlite3_bind_int64(statement, at, va_arg(*list, int64_t));
    case 'm': {
        int64_t number = va_arg(*list, int64_t);
        return number == DB_MISSING ? sqlite3_bind_null(statement, at)
                                    : sqlite3_bind_int64(statement, at, number);
    }
    case 'd':
        return sqlite3_bind_int(statement, at, va_arg(*list, int));
    case 'b': {
        const void *bytes = va_arg(*list, const void *);
        size_t length = va_arg(*list, size_t);
        return sqlite3_bind_blob64(statement, at, bytes, length, keeps);
    }
    default:
        return sqlite3_bind_null(statement, at);
    }
}

static sqlite3_stmt *
bind_all(struct store *store, const char *sql, const char *format,
         va_list *list, sqlite3_destructor_type keeps)
{
    sqlite3_stmt *statement = prepared(store, sql);
    if (statement == NULL)
        return NULL;
    for (int i = 0; format[i] != '\0'; i++) {
        int code = bind_one(statement, i + 1, format[i], list, keeps);
        if (db_result(store, code, sql) != RESULT_OK)
            return NULL;
    }
    return statement;
}

sqlite3_stmt *
db_query(struct store *store, const char *sql, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    sqlite3_stmt *statement =
        bind_all(store, sql, format, &list, SQLITE_TRANSIENT);
    va_end(list);
    return statement;
}

int
db_step(struct store *store, sqlite3_stmt *statement)
{
    if (statement == NULL)
        return -1;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    sqlite3_reset(statement);
    if (code == SQLITE_DONE)
        return 0;
    db_result(store, code, sqlite3_sql(statement));
    return -1;
}

void
db_done(sqlite3_stmt *statement)
{
    if (statement != NULL) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
}

static enum result
run_bound(struct store *store, sqlite3_stmt *statement)
{
    if (statement == NULL)
        return RESULT_IO;
    int code = sqlite3_step(statement);
    enum result result = db_result(store, code, sqlite3_sql(statement));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return result;
}

enum result
db_run(struct store *store, const char *sql, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    sqlite3_stmt *statement =
        bind_all(store, sql, format, &list, SQLITE_STATIC);
    va_end(list);
    return run_bound(store, statement);
}

enum result
db_number(struct store *store, int64_t *out, const char *sql,
          const char *format, ...)
{
    va_list list;
    va_start(list, format);
    sqlite3_stmt *statement =
        bind_all(store, sql, format, &list, SQLITE_STATIC);
    va_end(list);
    int row = db_step(store, statement);
    enum result result = row < 0 ? RESULT_IO : RESULT_ABSENT;
    if (row == 1 && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        *out = sqlite3_column_int64(statement, 0);
        result = RESULT_OK;
    }
    db_done(statement);
    return result;
}

enum result
db_script(struct store *store, const char *sql)
{
    return db_result(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL),
                     "script");
}

void
db_column_text(sqlite3_stmt *statement, int column, char *out, size_t size)
{
    text_copy(out, size, (const char *)sqlite3_column_text(statement, column));
}

int
db_column_int(sqlite3_stmt *statement, int column, int none)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? none
               : sqlite3_column_int(statement, column);
}

/* PRAGMA application_id and user_version cannot be bound. */
static enum result
check_ours(struct store *store, const char *path, bool fresh)
{
    int64_t id = 0;
    int64_t version = 0;
    int64_t tables = 0;
    if (db_number(store, &id, "PRAGMA application_id", "") != RESULT_OK ||
        db_number(store, &version, "PRAGMA user_version", "") != RESULT_OK ||
        db_number(store, &tables, "SELECT count(*) FROM sqlite_schema", "") !=
            RESULT_OK)
        return RESULT_INVALID;
    if (fresh && tables == 0)
        return RESULT_OK;
    if (id != APPLICATION_ID) {
        log_warn("%s: not a database of Tröskel's", path);
        return RESULT_INVALID;
    }
    /* A number far beyond ours is no version but a damaged header. */
    if (version > schema_version()) {
        log_warn("%s: made by a newer Tröskel (%lld, this one knows %d)", path,
                 (long long)version, schema_version());
        return version - schema_version() <= VERSIONS_AHEAD ? RESULT_FULL
                                                            : RESULT_INVALID;
    }
    return RESULT_OK;
}

enum result
db_open_file(struct store *store, const char *path, int flags, bool fresh)
{
    /* Nobody asks SQLite how much memory it has, and to count it takes a lock
     * at each allocation. Refused, and rightly, once SQLite has begun. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int code = sqlite3_open_v2(
        path, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        NULL);
    if (store->db == NULL)
        return RESULT_FULL;
    if (code != SQLITE_OK) {
        log_warn("%s: %s", path, sqlite3_errmsg(store->db));
        return (code & 0xFF) == SQLITE_CANTOPEN ? RESULT_ABSENT : RESULT_IO;
    }
    sqlite3_busy_timeout(store->db, DB_PATIENCE_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    enum result result =
        db_script(store, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                         "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
                         "PRAGMA temp_store=MEMORY;");
    return result != RESULT_OK ? result : check_ours(store, path, fresh);
}

void
db_close(struct store *store)
{
    for (int i = 0; i < store->statement_count; i++)
        sqlite3_finalize(store->statements[i].statement);
    store->statement_count = 0;
    sqlite3_close(store->db);
    store->db = NULL;
}

void
db_adopt_zone(struct store *store)
{
    sqlite3_stmt *q = db_query(store, "SELECT zone FROM centre", "");
    char zone[64] = "";
    if (db_step(store, q) == 1)
        db_column_text(q, 0, zone, sizeof zone);
    db_done(q);
    if (zone[0] != '\0' && civil_set_zone(zone) != RESULT_OK)
        log_warn("store: this machine knows no time zone %s", zone);
}
