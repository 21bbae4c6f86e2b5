/*
 * SQL that makes a database of today's into one of before: what a migration
 * adds is taken away again. For tests of migrations; put the newest first.
 */
#pragma once

#define OLDER_THAN_7                                                           \
    "DROP TABLE recording; ALTER TABLE reach DROP COLUMN voice;"               \
    "ALTER TABLE reach DROP COLUMN voice_rate;"                                \
    "ALTER TABLE reach DROP COLUMN voice_volume;"
#define OLDER_THAN_8 "ALTER TABLE item DROP COLUMN energy;"
#define OLDER_THAN_9                                                           \
    "DROP INDEX person_symbol; ALTER TABLE person DROP COLUMN ended;"          \
    "ALTER TABLE person DROP COLUMN off;"                                      \
    "ALTER TABLE person DROP COLUMN listed;"                                   \
    "CREATE UNIQUE INDEX person_symbol ON person(symbol);"                     \
    "DROP TABLE strategy; DROP TABLE wellbeing; DROP TABLE help;"              \
    "DROP TABLE own_words; DROP TABLE strength; DROP TABLE relation;"          \
    "DROP TABLE agreement; DROP TABLE ending;"
