/*
 * Inside the store: the connection, and statements that are prepared once.
 *
 * A statement is found again by the address of its SQL text, so SQL is always
 * a string literal. Parameters are bound by a format, one letter each:
 *   t text (const char *, NULL: null)   i int64_t   d int
 *   n null (no argument)                b blob (const void *, size_t)
 *   m int64_t, DB_MISSING: null
 * An SQLite error is logged here, once, and becomes a result.
 */
#pragma once

#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>

#include "firmware/store/store.h"

enum {
    DB_STATEMENTS_MAX = 512,
    DB_PROBLEM_SIZE = 160,
    DB_PATIENCE_MS = 2000 /* with others that hold the file */
};
#define DB_MISSING INT64_MIN

struct repeats;

/* A condition that goes with every question along event_about, word for word:
 * ticks (EVENT_DONE, EVENT_UNDONE), four of five events, are not in it. Without
 * it SQLite reads the whole log. */
#define DB_IN_EVENT_ABOUT "kind NOT IN (17,18)"

struct store {
    sqlite3 *db;
    int lock_fd; /* core.lock, -1 in a reader */
    bool writer;
    bool in_transaction;
    bool broken;  /* see store_is_broken */
    bool damaged; /* SQLite said that the file is not whole */
    char damage_mark[FOLDER_PATH_SIZE]; /* of a reader, else empty */
    /* counts.h; the WAL's length in frames at the last commit */
    int64_t frames, frames_last, commits;
    struct repeats *repeats; /* repeats.h; NULL until first asked */
    char problem_field[64];
    char problem[DB_PROBLEM_SIZE];
    struct db_statement {
        const char *sql;
        sqlite3_stmt *statement;
    } statements[DB_STATEMENTS_MAX];
    int statement_count;
};

/* Logs what SQLite says and turns it into a result. */
enum result db_result(struct store *store, int code, const char *doing);

/* Ready to step, parameters bound. NULL after an error (logged). Reset it
 * with db_done when it was not stepped to its end. */
sqlite3_stmt *db_query(struct store *store, const char *sql, const char *format,
                       ...);
/* 1: a row is there, 0: no more, -1: error (logged). */
int db_step(struct store *store, sqlite3_stmt *statement);
void db_done(sqlite3_stmt *statement);

/* Runs a statement that gives no rows. */
MUST_CHECK enum result db_run(struct store *store, const char *sql,
                              const char *format, ...);
/* The first column of the first row; RESULT_ABSENT if there is none. */
MUST_CHECK enum result db_number(struct store *store, int64_t *out,
                                 const char *sql, const char *format, ...);
/* Several statements in one text. */
MUST_CHECK enum result db_script(struct store *store, const char *sql);

/* Column helpers: a null is "" or `none`. */
void db_column_text(sqlite3_stmt *statement, int column, char *out,
                    size_t size);
int db_column_int(sqlite3_stmt *statement, int column, int none);

/* Opens one file, sets what every connection of ours sets. Checks that it is
 * ours and not newer (`fresh`: it may be empty). */
MUST_CHECK enum result db_open_file(struct store *store, const char *path,
                                    int flags, bool fresh);
void db_close(struct store *store);
/* Whether this process said so (store_expect_lookups). */
bool db_expects_lookups(void);

/* Tables (schema.c). Brings a writer's file to this program's version. */
MUST_CHECK enum result schema_create(struct store *store);
MUST_CHECK enum result schema_migrate(struct store *store, const char *path);
/* Without a copy first: for a database in memory. */
MUST_CHECK enum result schema_lift(struct store *store);
extern const char *const schema_state_tables[]; /* NULL-terminated */
int schema_version(void);

/* The state that follows from one event (project.c). */
MUST_CHECK enum result project_event(struct store *store,
                                     const struct event *event);
/* Records what is wrong and returns RESULT_INVALID. */
enum result project_refuse(struct store *store, const char *field,
                           const char *reason);

/* What a WAL from before holds may be in the kernel's cache and not on the
 * disk, if a sync of it failed once: its pages count as clean then, and no
 * later sync helps. So it is written again, byte for byte, through SQLite's
 * own descriptor, and moved into the file; the next commit begins the WAL
 * anew (settle.c). For a writer, right after opening. */
MUST_CHECK enum result store_settle_wal(struct store *store);

/* Inside a transaction of the caller's. */
MUST_CHECK enum result store_rebuild_inside(struct store *store);

/* From now on each commit says how long the WAL is (counts.c). */
void store_follow_wal(struct store *store);

/* Room in the WAL and free pages that a full disk cannot refuse. */
MUST_CHECK enum result store_reserve(struct store *store);

/* Sets the process's zone from the centre that stands in the store. */
void db_adopt_zone(struct store *store);
