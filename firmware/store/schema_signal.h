/* Tables of the store: what stands beside signals and visits. For schema.c alone. */
#pragma once

/* What stands beside the signals: what staff remember afterwards, what does
 * not work, and the walk tests. */
#define SIGNAL_SIDE                                                            \
    "CREATE TABLE IF NOT EXISTS signal_end(signal TEXT PRIMARY KEY,"           \
    "  unanswered INTEGER NOT NULL, met INTEGER NOT NULL,"                     \
    "  helped INTEGER NOT NULL, before INTEGER NOT NULL,"                      \
    "  inside TEXT, outside TEXT) STRICT, WITHOUT ROWID;"                      \
    "CREATE TABLE IF NOT EXISTS fault(what INTEGER NOT NULL, place TEXT NOT "  \
    "NULL,"                                                                    \
    "  state TEXT, at INTEGER NOT NULL, PRIMARY KEY(what, place))"             \
    "  STRICT, WITHOUT ROWID;"                                                 \
    "CREATE TABLE IF NOT EXISTS walk(place TEXT PRIMARY KEY, signal TEXT NOT " \
    "NULL,"                                                                    \
    "  at INTEGER NOT NULL, seen INTEGER) STRICT, WITHOUT ROWID;"              \
    "CREATE TABLE IF NOT EXISTS walk_rule(one INTEGER PRIMARY KEY "            \
    "CHECK(one=1),"                                                            \
    "  days INTEGER NOT NULL) STRICT;"

/* A pause ends by the clock of the boot that it began in: wall time jumps. */
#define PAUSE_TABLE(name)                                                      \
    "CREATE TABLE " name "(person TEXT PRIMARY KEY, at INTEGER NOT NULL,"      \
    "  boot TEXT NOT NULL, up INTEGER NOT NULL) STRICT;"

/* Visits of a day that nobody ended: 0 waits for staff to settle, 1 is known
 * not to be known. And who of the staff is at work, since when. */
#define VISIT_TABLES                                                           \
    "CREATE TABLE IF NOT EXISTS departure(person TEXT NOT NULL,"               \
    "  day INTEGER NOT NULL, state INTEGER NOT NULL,"                          \
    "  PRIMARY KEY(person, day)) STRICT, WITHOUT ROWID;"                       \
    "CREATE TABLE IF NOT EXISTS staff_here(staff TEXT PRIMARY KEY,"            \
    "  at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
