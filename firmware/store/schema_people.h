/*
 * Inside the store: the tables of what is agreed with a person and of what
 * helps them. `level` 0 calm, 1 tense, 2 overloaded; `origin` and `seen_by`
 * 0 the person, 1 staff, 2 a relative, 3 a friend here; days are counts since
 * 1970-01-01. `seq` is the event that a row stands from, so that an editor
 * can tell whether somebody else was there meanwhile.
 */
#pragma once

/* A symbol is a person's own for as long as they come. */
#define PERSON_SYMBOL                                                          \
    "CREATE UNIQUE INDEX person_symbol ON person(symbol)"                      \
    "  WHERE ended IS NULL;"

#define PEOPLE_TABLES                                                          \
    "CREATE TABLE strategy(person TEXT NOT NULL, ord INTEGER NOT NULL,"        \
    "  text TEXT NOT NULL, picture TEXT, level INTEGER NOT NULL,"              \
    "  contexts TEXT, helper TEXT, origin INTEGER NOT NULL,"                   \
    "  stress INTEGER NOT NULL, listed INTEGER NOT NULL,"                      \
    "  PRIMARY KEY(person, ord)) STRICT, WITHOUT ROWID;"                       \
    "CREATE TABLE wellbeing(person TEXT NOT NULL, level INTEGER NOT NULL,"     \
    "  i_notice TEXT, others_see TEXT, i_do TEXT, others_do TEXT,"             \
    "  seq INTEGER NOT NULL, PRIMARY KEY(person, level))"                      \
    "  STRICT, WITHOUT ROWID;"                                                 \
    "CREATE TABLE help(person TEXT PRIMARY KEY, warning TEXT, helps TEXT,"     \
    "  worse TEXT, staff TEXT, demands TEXT, seq INTEGER NOT NULL)"            \
    "  STRICT, WITHOUT ROWID;"                                                 \
    "CREATE TABLE own_words(person TEXT NOT NULL, topic TEXT NOT NULL,"        \
    "  text TEXT NOT NULL, seq INTEGER NOT NULL,"                              \
    "  PRIMARY KEY(person, topic)) STRICT, WITHOUT ROWID;"                     \
    "CREATE TABLE strength(id TEXT PRIMARY KEY, person TEXT NOT NULL,"         \
    "  word TEXT NOT NULL, picture TEXT, seen_by INTEGER NOT NULL,"            \
    "  seer TEXT, example TEXT, date INTEGER NOT NULL, stage INTEGER NOT "     \
    "NULL,"                                                                    \
    "  shows_when TEXT, blocked_by TEXT, used_in TEXT,"                        \
    "  keeps INTEGER NOT NULL, shown INTEGER NOT NULL, seq INTEGER NOT NULL)"  \
    "  STRICT;"                                                                \
    "CREATE INDEX strength_of ON strength(person);"                            \
    "CREATE TABLE relation(id TEXT PRIMARY KEY, person TEXT NOT NULL,"         \
    "  name TEXT NOT NULL, relation TEXT NOT NULL, reach TEXT,"                \
    "  may_contact INTEGER NOT NULL, may_receive INTEGER NOT NULL,"            \
    "  consent_by TEXT, consent_from INTEGER, consent_to INTEGER,"             \
    "  seq INTEGER NOT NULL) STRICT;"                                          \
    "CREATE INDEX relation_of ON relation(person);"                            \
    "CREATE TABLE agreement(person TEXT PRIMARY KEY, wish INTEGER NOT NULL,"   \
    "  explained TEXT, by TEXT, date INTEGER NOT NULL, review INTEGER,"        \
    "  words TEXT, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;"               \
    "CREATE TABLE ending(person TEXT PRIMARY KEY, reason INTEGER NOT NULL,"    \
    "  date INTEGER NOT NULL, contact TEXT, words TEXT,"                       \
    "  seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

#define PEOPLE_TABLE_NAMES                                                     \
    "strategy", "wellbeing", "help", "own_words", "strength", "relation",      \
        "agreement", "ending"
