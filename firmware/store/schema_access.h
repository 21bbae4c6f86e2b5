/* Tables of the store: accounts, sessions, and who looked. For schema.c alone. */
#pragma once

/* What the log must not hold, because it is never changed: secrets, and what
 * lives for hours. A rebuild leaves it alone. `key` of a guess is a hash of
 * the name that was tried, whether there is such an account or not. */
#define SECRET_TABLES                                                          \
    "CREATE TABLE IF NOT EXISTS credential(account TEXT NOT NULL,"             \
    "  kind INTEGER NOT NULL, salt BLOB NOT NULL CHECK(length(salt)=16),"      \
    "  key BLOB NOT NULL CHECK(length(key)=32), passes INTEGER NOT NULL,"      \
    "  memory INTEGER NOT NULL, PRIMARY KEY(account, kind))"                   \
    "  STRICT, WITHOUT ROWID;"                                                 \
    "CREATE TABLE IF NOT EXISTS session(hash TEXT PRIMARY KEY,"                \
    "  account TEXT NOT NULL, through INTEGER NOT NULL, source TEXT NOT NULL," \
    "  at INTEGER NOT NULL, boot TEXT NOT NULL, up INTEGER NOT NULL,"          \
    "  used INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                          \
    "CREATE INDEX IF NOT EXISTS session_account ON session(account);"          \
    "CREATE TABLE IF NOT EXISTS reset_code(account TEXT PRIMARY KEY,"          \
    "  hash TEXT NOT NULL, at INTEGER NOT NULL, boot TEXT NOT NULL,"           \
    "  up INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                            \
    "CREATE TABLE IF NOT EXISTS guess(key TEXT NOT NULL,"                      \
    "  source TEXT NOT NULL, fails INTEGER NOT NULL, good INTEGER NOT NULL,"   \
    "  at INTEGER NOT NULL, sure INTEGER NOT NULL, boot TEXT NOT NULL,"        \
    "  up INTEGER NOT NULL, PRIMARY KEY(key, source)) STRICT, WITHOUT ROWID;"  \
    "CREATE INDEX IF NOT EXISTS guess_source ON guess(source) WHERE good>0;"

/* Accounts; who looked at whom (`person` and `who` are subject.n, `boot` is
 * boot.n); which months' looks somebody has gone through. */
#define ACCOUNT_TABLES                                                         \
    "CREATE TABLE IF NOT EXISTS account(id TEXT PRIMARY KEY,"                  \
    "  login TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"                        \
    "  role INTEGER NOT NULL, lang TEXT, grps TEXT,"                           \
    "  closed INTEGER NOT NULL) STRICT;"                                       \
    "CREATE TABLE IF NOT EXISTS look(seq INTEGER PRIMARY KEY,"                 \
    "  at INTEGER NOT NULL, boot INTEGER NOT NULL, up INTEGER NOT NULL,"       \
    "  who INTEGER NOT NULL, person INTEGER NOT NULL, what TEXT NOT NULL)"     \
    "  STRICT;"                                                                \
    "CREATE INDEX IF NOT EXISTS look_person ON look(person, who, what, seq);"  \
    "CREATE INDEX IF NOT EXISTS look_at ON look(at);"                          \
    "CREATE TABLE IF NOT EXISTS review(month INTEGER PRIMARY KEY,"             \
    "  at INTEGER NOT NULL, who TEXT NOT NULL, looks INTEGER NOT NULL,"        \
    "  sample INTEGER NOT NULL, note TEXT) STRICT;"
