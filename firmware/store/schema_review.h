/* Tables of the store: what review and retention keep. For schema.c alone. */
#pragma once

/* Numbers that a purge took out of the log, and the door it went through. */
#define PURGE_LOG                                                              \
    "CREATE TABLE IF NOT EXISTS gap(first INTEGER PRIMARY KEY, last INTEGER "  \
    "NOT NULL)"                                                                \
    "  STRICT;"                                                                \
    "CREATE INDEX IF NOT EXISTS gap_last ON gap(last);"                        \
    "CREATE TABLE IF NOT EXISTS purging(one INTEGER PRIMARY KEY CHECK(one=1)," \
    "  open INTEGER NOT NULL) STRICT;"                                         \
    "INSERT OR IGNORE INTO purging VALUES(1,0);"                               \
    "DROP TRIGGER IF EXISTS event_is_kept;"                                    \
    "CREATE TRIGGER event_is_kept BEFORE DELETE ON event"                      \
    "  WHEN (SELECT open FROM purging)=0"                                      \
    "  BEGIN SELECT raise(ABORT, 'the log is append-only'); END;"

/* What was confirmed. The key's columns come first: SQLite up to 3.40 takes a
 * row of a table without rowid for damaged where they do not, and with it the
 * whole file (tests/unit/store/test_schema.c). */
#define SHEET(name)                                                            \
    "CREATE TABLE IF NOT EXISTS " name "(person TEXT NOT NULL,"                \
    "  month INTEGER NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL,"      \
    "  at INTEGER NOT NULL, who TEXT, PRIMARY KEY(person, month, seq)) "       \
    "STRICT,"                                                                  \
    "  WITHOUT ROWID;"

/* What review keeps: retention, holds, purges, attendance, the journal. */
#define REVIEW_TABLES                                                          \
    "CREATE TABLE IF NOT EXISTS retention(purpose INTEGER PRIMARY KEY,"        \
    "  length INTEGER NOT NULL) STRICT;"                                       \
    "CREATE TABLE IF NOT EXISTS hold(person TEXT PRIMARY KEY, kind INTEGER "   \
    "NOT NULL,"                                                                \
    "  note TEXT, handed INTEGER NOT NULL) STRICT, WITHOUT ROWID;"             \
    "CREATE TABLE IF NOT EXISTS purge(id TEXT PRIMARY KEY, state INTEGER NOT " \
    "NULL,"                                                                    \
    "  body TEXT NOT NULL, at INTEGER NOT NULL, who TEXT, done_at INTEGER,"    \
    "  gone INTEGER) STRICT;"                                                  \
    "CREATE TABLE IF NOT EXISTS rules(one INTEGER PRIMARY KEY CHECK(one=1),"   \
    "  kind INTEGER NOT NULL, full INTEGER NOT NULL, half INTEGER NOT NULL,"   \
    "  round INTEGER NOT NULL, planning INTEGER NOT NULL) STRICT;"             \
    "CREATE TABLE IF NOT EXISTS agreed(person TEXT NOT NULL, weekday INTEGER " \
    "NOT NULL,"                                                                \
    "  start INTEGER NOT NULL, end INTEGER NOT NULL,"                          \
    "  PRIMARY KEY(person, weekday)) STRICT, WITHOUT ROWID;"                   \
    "CREATE TABLE IF NOT EXISTS day_note(person TEXT NOT NULL, day INTEGER "   \
    "NOT NULL,"                                                                \
    "  code INTEGER NOT NULL, rest INTEGER NOT NULL, seq INTEGER NOT NULL,"    \
    "  PRIMARY KEY(person, day)) STRICT, WITHOUT ROWID;" SHEET(                \
        "sheet") "CREATE TABLE IF NOT EXISTS journal(id TEXT PRIMARY KEY, "    \
                 "person TEXT NOT "                                            \
                 "NULL,"                                                       \
                 "  day INTEGER NOT NULL, text TEXT NOT NULL, source TEXT "    \
                 "NOT NULL,"                                                   \
                 "  who TEXT, at INTEGER NOT NULL, transferred_at INTEGER,"    \
                 "  transferred_by TEXT, seq INTEGER NOT NULL) STRICT;"        \
                 "CREATE INDEX IF NOT EXISTS journal_person ON "               \
                 "journal(person, day);"                                       \
                 "CREATE INDEX IF NOT EXISTS signal_at ON signal(at);"
