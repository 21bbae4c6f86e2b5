#include "tests/bench/plain.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>

enum { PEOPLE = 60, STATEMENTS = 5 };

static const char schema[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=0;"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, day INTEGER, ts INTEGER,"
    "  person INTEGER, kind INTEGER, step INTEGER);"
    "CREATE INDEX by_person ON event(person, ts, kind, step);"
    "CREATE TABLE presence(person INTEGER PRIMARY KEY, since INTEGER);"
    "CREATE TABLE daysum(day INTEGER, person INTEGER, first INTEGER,"
    "  last INTEGER, PRIMARY KEY(day, person)) WITHOUT ROWID;";

static const char *const sql[STATEMENTS] = {
    "BEGIN IMMEDIATE",
    "INSERT INTO event(day,ts,person,kind,step) VALUES(?1,?2,?3,13,-1)",
    "INSERT OR REPLACE INTO presence VALUES(?3,?2)",
    "INSERT INTO daysum VALUES(?1,?3,?2,?2)"
    " ON CONFLICT(day,person) DO UPDATE SET last=?2",
    "COMMIT"};

struct plain {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
};

struct plain *
plain_open(const char *path)
{
    struct plain *plain = calloc(1, sizeof *plain);
    bool ok = plain != NULL &&
              sqlite3_open_v2(path, &plain->db,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                  SQLITE_OPEN_NOMUTEX,
                              NULL) == SQLITE_OK &&
              sqlite3_exec(plain->db, schema, NULL, NULL, NULL) == SQLITE_OK;
    for (int i = 0; i < STATEMENTS && ok; i++)
        ok = sqlite3_prepare_v2(plain->db, sql[i], -1, &plain->statements[i],
                                NULL) == SQLITE_OK;
    if (ok)
        return plain;
    plain_close(plain);
    return NULL;
}

bool
plain_check_in(struct plain *plain, int n)
{
    bool ok = true;
    for (int i = 0; i < STATEMENTS && ok; i++) {
        sqlite3_stmt *statement = plain->statements[i];
        if (sqlite3_bind_parameter_count(statement) > 0) {
            sqlite3_bind_int(statement, 1, 20777 + n / (2 * PEOPLE));
            sqlite3_bind_int64(statement, 2, INT64_C(1795420800000) + n);
            sqlite3_bind_int(statement, 3, n % PEOPLE);
        }
        ok = sqlite3_step(statement) == SQLITE_DONE;
        sqlite3_reset(statement);
    }
    return ok;
}

void
plain_rest(struct plain *plain)
{
    (void)sqlite3_wal_checkpoint_v2(plain->db, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                    NULL, NULL);
}

void
plain_close(struct plain *plain)
{
    if (plain == NULL)
        return;
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(plain->statements[i]);
    sqlite3_close(plain->db);
    free(plain);
}
