#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/project.h"
#include "firmware/store/schema_access.h"
#include "firmware/store/schema_people.h"
#include "firmware/store/schema_review.h"
#include "firmware/store/schema_signal.h"

_Static_assert(EVENT_CHANGE_SEEN == 12 && EVENT_DONE == 17 &&
                   EVENT_UNDONE == 18 && EVENT_CHOSEN == 19,
               "DB_IN_EVENT_ABOUT and version 4 name them by their numbers");

/* Holds what a person's history asks for, so that ninety days of it are read
 * from a few pages of the index alone. */
#define EVENT_ABOUT                                                            \
    "CREATE INDEX event_about ON event(about, seq, at, kind)"                  \
    "  WHERE about IS NOT NULL AND " DB_IN_EVENT_ABOUT ";"

/* Who was here which day: `person` is subject.n, `first` and `last` are
 * seconds since the day's midnight in UTC. Small, so that a month of sixty
 * people is a few pages. */
#define DAYSUM(name)                                                           \
    "CREATE TABLE " name "(day INTEGER NOT NULL, person INTEGER NOT NULL,"     \
    "  first INTEGER NOT NULL, last INTEGER NOT NULL,"                         \
    "  PRIMARY KEY(day, person)) STRICT, WITHOUT ROWID;"

/* `subject` and `boot` give long ids short numbers, and a tick's item, date and
 * step are numbers too (row.h), so that an event with all that follows from it
 * stays near sixty bytes over ten years. */
#define EVENT_TABLE(name)                                                      \
    "CREATE TABLE " name "("                                                   \
    "  seq INTEGER PRIMARY KEY,"               /* total order, no gaps */      \
    "  id BLOB NOT NULL CHECK(length(id)=16)," /* UUIDv7 */                    \
    "  at INTEGER NOT NULL,"                   /* UTC, ms */                   \
    "  boot INTEGER NOT NULL REFERENCES boot(n),"                              \
    "  up INTEGER NOT NULL,"               /* ms since that boot */            \
    "  clock INTEGER NOT NULL,"            /* enum clock_quality */            \
    "  through INTEGER NOT NULL,"          /* enum event_through */            \
    "  kind INTEGER NOT NULL,"             /* enum event_kind */               \
    "  who INTEGER REFERENCES subject(n)," /* staff; null: the person */       \
    "  about INTEGER REFERENCES subject(n),"                                   \
    "  body TEXT," /* JSON, null: nothing more to say */                       \
    "  item INTEGER REFERENCES subject(n)," /* of the body: see row.h */       \
    "  day INTEGER, nth INTEGER) STRICT;"

/* Events never change, and triggers see to it. */
#define EVENT_STAYS                                                            \
    "CREATE TRIGGER event_stays BEFORE UPDATE ON event"                        \
    "  BEGIN SELECT raise(ABORT, 'the log is append-only'); END;"              \
    "CREATE TRIGGER event_is_kept BEFORE DELETE ON event"                      \
    "  BEGIN SELECT raise(ABORT, 'the log is append-only'); END;"

#define LOG_TABLE EVENT_TABLE("event") EVENT_ABOUT EVENT_STAYS

/* What is done: person and item are subject.n, step -1 is the whole. The day
 * comes first, so that rows are added where the last ones lie. */
#define DONE(name)                                                             \
    "CREATE TABLE " name "(date INTEGER NOT NULL, person INTEGER NOT NULL,"    \
    "  item INTEGER NOT NULL, step INTEGER NOT NULL,"                          \
    "  PRIMARY KEY(date, person, item, step)) STRICT, WITHOUT ROWID;"
#define DONE_TABLE DONE("done")

/* The log. One database is one centre. */
static const char log_tables[] =
    "CREATE TABLE subject("
    "  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE boot("
    "  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;" LOG_TABLE
        PURGE_LOG
    /* Photos, by their own SHA-256: bytes that the log names. */
    "CREATE TABLE blob("
    "  hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
    /* How far which spool file has become events. */
    "CREATE TABLE spool(one INTEGER PRIMARY KEY CHECK(one=1),"
    "  id TEXT NOT NULL, position INTEGER NOT NULL) STRICT;"
    "INSERT INTO spool VALUES(1,'',0);" SECRET_TABLES;

/* What a picture is called, word by word and folded, so that it is found by
 * the beginning of any of them (rank 0: the whole name, 1: a word of it, 2: a
 * word that belongs to it); and what one person calls it. */
#define PICTURE_WORDS                                                          \
    "CREATE TABLE picture_word(word TEXT NOT NULL, lang TEXT NOT NULL,"        \
    "  picture TEXT NOT NULL, rank INTEGER NOT NULL,"                          \
    "  PRIMARY KEY(word, lang, picture)) STRICT, WITHOUT ROWID;"               \
    "CREATE INDEX picture_word_of ON picture_word(picture);"                   \
    "CREATE TABLE picture_name(person TEXT NOT NULL, picture TEXT NOT NULL,"   \
    "  name TEXT NOT NULL, PRIMARY KEY(person, picture))"                      \
    "  STRICT, WITHOUT ROWID;"

/* How a person, or whoever stands at the centre's box, reaches the screen. */
#define REACH_TABLE                                                            \
    "CREATE TABLE IF NOT EXISTS reach(about TEXT PRIMARY KEY,"                 \
    "  scan INTEGER NOT NULL, scan_ms INTEGER NOT NULL,"                       \
    "  touch INTEGER NOT NULL, hold_ms INTEGER NOT NULL,"                      \
    "  dead_ms INTEGER NOT NULL, left INTEGER NOT NULL, low INTEGER NOT NULL," \
    "  theme INTEGER NOT NULL, dim_from INTEGER NOT NULL,"                     \
    "  dim_to INTEGER NOT NULL, tag TEXT) STRICT;"                             \
    "CREATE UNIQUE INDEX IF NOT EXISTS reach_tag ON reach(tag)"                \
    "  WHERE tag IS NOT NULL;"

/* Days and weeks to lay out again, and what was laid out in one go, so that
 * it can be taken back in one go. `body` is JSON. */
#define PLAN_TABLES                                                            \
    "CREATE TABLE IF NOT EXISTS template(id TEXT PRIMARY KEY,"                 \
    "  name TEXT NOT NULL, days INTEGER NOT NULL, body TEXT NOT NULL,"         \
    "  seq INTEGER NOT NULL) STRICT;"                                          \
    "CREATE TABLE IF NOT EXISTS laying(id TEXT PRIMARY KEY,"                   \
    "  at INTEGER NOT NULL, items TEXT NOT NULL, undone INTEGER NOT NULL,"     \
    "  seq INTEGER NOT NULL) STRICT;"                                          \
    "CREATE INDEX IF NOT EXISTS laying_seq ON laying(seq);"

/* Read-aloud: how somebody wants it, and the recordings that go before the
 * machine's voice. `of` is enum view_recording_of; `said` is what is heard in
 * it, folded. */
#define VOICE_TABLES                                                           \
    "ALTER TABLE reach ADD COLUMN voice INTEGER NOT NULL DEFAULT 0;"           \
    "ALTER TABLE reach ADD COLUMN voice_rate INTEGER NOT NULL DEFAULT 0;"      \
    "ALTER TABLE reach ADD COLUMN voice_volume INTEGER NOT NULL DEFAULT 0;"    \
    "CREATE TABLE recording(id TEXT PRIMARY KEY, hash TEXT NOT NULL,"          \
    "  of INTEGER NOT NULL, key TEXT NOT NULL, says TEXT NOT NULL,"            \
    "  said TEXT NOT NULL, lang TEXT NOT NULL, by TEXT NOT NULL,"              \
    "  date INTEGER NOT NULL, ms INTEGER NOT NULL) STRICT;"                    \
    "CREATE INDEX recording_said ON recording(said);"                          \
    "CREATE INDEX recording_key ON recording(key);"

/* The state: what the log amounts to. Emptied and refilled by a rebuild.
 * Days are counts since 1970-01-01, times are minutes of the day. Lists are
 * JSON. */
static const char state_tables[] =
    "CREATE TABLE centre(id TEXT PRIMARY KEY, name TEXT NOT NULL,"
    "  lang TEXT NOT NULL, zone TEXT NOT NULL, opens INTEGER, closes INTEGER,"
    "  calm_place TEXT, calm_picture TEXT, t1_ms INTEGER NOT NULL,"
    "  t2_ms INTEGER NOT NULL) STRICT;"
    "CREATE TABLE grp(id TEXT PRIMARY KEY, name TEXT NOT NULL,"
    "  ord INTEGER NOT NULL, picture TEXT) STRICT;"
    "CREATE TABLE place(id TEXT PRIMARY KEY, name TEXT NOT NULL,"
    "  picture TEXT) STRICT;"
    "CREATE INDEX place_name ON place(name);"
    "CREATE TABLE staff(id TEXT PRIMARY KEY, name TEXT NOT NULL,"
    "  picture TEXT) STRICT;"
    "CREATE INDEX staff_name ON staff(name);"
    "CREATE TABLE person(id TEXT PRIMARY KEY, name TEXT NOT NULL,"
    "  symbol TEXT NOT NULL, symbol_picture TEXT NOT NULL,"
    "  place INTEGER NOT NULL, lang TEXT, mode INTEGER NOT NULL,"
    "  level INTEGER NOT NULL, text INTEGER NOT NULL,"
    "  direction INTEGER NOT NULL, mark INTEGER NOT NULL,"
    "  time INTEGER NOT NULL, greys INTEGER NOT NULL,"
    "  how_many INTEGER NOT NULL, strategies TEXT, photo TEXT,"
    "  note TEXT, ended INTEGER, off INTEGER NOT NULL DEFAULT 0,"
    "  listed TEXT) STRICT;" PERSON_SYMBOL REACH_TABLE
    "CREATE TABLE person_group(person TEXT NOT NULL, grp TEXT NOT NULL,"
    "  ord INTEGER NOT NULL, PRIMARY KEY(person, grp)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE consent(about TEXT NOT NULL, what TEXT NOT NULL,"
    "  given INTEGER NOT NULL, date TEXT, by TEXT,"
    "  PRIMARY KEY(about, what)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE picture(id TEXT PRIMARY KEY, hash TEXT NOT NULL,"
    "  width INTEGER NOT NULL, height INTEGER NOT NULL, words TEXT,"
    "  licence TEXT NOT NULL, author TEXT NOT NULL, source TEXT,"
    "  person TEXT, pack TEXT) STRICT;" PICTURE_WORDS
    "CREATE TABLE item(id TEXT PRIMARY KEY, ord INTEGER NOT NULL,"
    "  audience INTEGER NOT NULL, audience_id TEXT," /* 0 all 1 group 2 one */
    "  date INTEGER, weekday INTEGER, from_day INTEGER, to_day INTEGER,"
    "  start INTEGER, end INTEGER, all_day INTEGER NOT NULL,"
    "  title TEXT NOT NULL, picture TEXT, place TEXT, with_list TEXT,"
    "  why TEXT, bring TEXT, learn TEXT, how TEXT, options TEXT,"
    "  notices TEXT, origin TEXT NOT NULL, source TEXT, uid TEXT,"
    "  recurrence TEXT, known_when TEXT, energy INTEGER) STRICT;"
    "CREATE INDEX item_date ON item(date) WHERE date IS NOT NULL;"
    "CREATE INDEX item_weekday ON item(weekday) WHERE weekday IS NOT NULL;"
    "CREATE INDEX item_uid ON item(uid) WHERE uid IS NOT NULL;" DONE_TABLE
    "CREATE TABLE choice(person TEXT NOT NULL, item TEXT NOT NULL,"
    "  date INTEGER NOT NULL, option INTEGER NOT NULL,"
    "  PRIMARY KEY(person, item, date)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE change(item TEXT NOT NULL, date INTEGER NOT NULL,"
    "  kind INTEGER NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL,"
    "  PRIMARY KEY(item, date)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE change_seen(person TEXT NOT NULL, item TEXT NOT NULL,"
    "  date INTEGER NOT NULL, seq INTEGER NOT NULL,"
    "  PRIMARY KEY(person, item, date)) STRICT, WITHOUT ROWID;"
    /* The visit that is on, or the last one (then left_at says when). */
    "CREATE TABLE presence(person TEXT PRIMARY KEY, at INTEGER NOT NULL,"
    "  boot TEXT NOT NULL, up INTEGER NOT NULL, left_at INTEGER)"
    "  STRICT, WITHOUT ROWID;" DAYSUM("daysum") PAUSE_TABLE(
        "pause") "CREATE TABLE signal(id TEXT PRIMARY KEY, kind INTEGER NOT "
                 "NULL,"
                 "  state INTEGER NOT NULL, place TEXT NOT NULL, person TEXT, "
                 "staff TEXT,"
                 "  at INTEGER NOT NULL, boot TEXT NOT NULL, up INTEGER NOT "
                 "NULL,"
                 "  last_up INTEGER NOT NULL, last_boot TEXT NOT NULL,"
                 "  presses INTEGER NOT NULL, seq INTEGER NOT NULL,"
                 "  level INTEGER NOT NULL) STRICT;"
                 "CREATE INDEX signal_state ON signal(state);";

/* One a line, so that two who add one do not meet. */
/* clang-format off */

/* What is made beside them, in this order. */
static const char *const more_tables[] = {
    SIGNAL_SIDE,
    VISIT_TABLES,
    ACCOUNT_TABLES,
    PEOPLE_TABLES,
    PLAN_TABLES,
    REVIEW_TABLES,
    VOICE_TABLES,
    NULL,
};

/* In the order in which a rebuild fills them. */
const char *const schema_state_tables[] = {
    "centre",
    "grp",
    "place",
    "staff",
    "person",
    "person_group",
    "consent",
    "picture",
    "picture_word",
    "picture_name",
    "item",
    "done",
    "choice",
    "change",
    "change_seen",
    "presence",
    "daysum",
    "pause",
    "signal",
    "reach",
    "signal_end",
    "fault",
    "walk",
    "walk_rule",
    "departure",
    "staff_here",
    "account",
    "look",
    "review",
    PEOPLE_TABLE_NAMES,
    "template",
    "laying",
    "retention",
    "hold",
    "purge",
    "rules",
    "agreed",
    "day_note",
    "sheet",
    "journal",
    "recording",
    NULL,
};
/* clang-format on */

/* The bodies of ticks, choices and seen changes become columns, and `done`
 * names people and items by their numbers. Nothing that was written changes:
 * who reads the log gets the same bodies. A date that is not written as dates
 * are stays where it is. */
#define TABLES_4 EVENT_TABLE("event4") DONE("done4")
#define END_4 EVENT_ABOUT EVENT_STAYS
static const char to_version_4[] = TABLES_4
    "INSERT OR IGNORE INTO subject(id) SELECT json_extract(body,'$.item')"
    "  FROM event WHERE kind IN (12,17,18,19)"
    "  AND json_extract(body,'$.item') IS NOT NULL ORDER BY seq;"
    "INSERT INTO event4 SELECT seq,id,at,boot,up,clock,through,kind,who,"
    "  about,CASE WHEN named"
    "    THEN nullif(json_remove(body,'$.item','$.date',nth),'{}')"
    "    ELSE body END,"
    "  CASE WHEN named THEN (SELECT n FROM subject s"
    "    WHERE s.id=json_extract(body,'$.item')) END,"
    "  CASE WHEN named THEN unixepoch(date)/86400 END,"
    "  CASE WHEN named AND kind<>12 THEN json_extract(body,nth) END"
    "  FROM (SELECT *,date=date(date) AS named,"
    "      CASE kind WHEN 12 THEN '$.date' WHEN 19 THEN '$.option'"
    "        ELSE '$.step' END AS nth"
    "    FROM (SELECT *,CASE WHEN kind IN (12,17,18,19)"
    "      THEN json_extract(body,'$.date') END AS date FROM event))"
    "  ORDER BY seq;"
    "INSERT INTO done4 SELECT d.date,p.n,i.n,d.step FROM done d"
    "  JOIN subject p ON p.id=d.person JOIN subject i ON i.id=d.item"
    "  ORDER BY d.date,p.n,i.n;"
    "DROP TABLE event; ALTER TABLE event4 RENAME TO event;"
    "DROP TABLE done; ALTER TABLE done4 RENAME TO done;" END_4;

/* Later versions add their script here, and what a script cannot say; the
 * newest number is ours. */
static const struct {
    int version;
    const char *script;
    enum result (*then)(struct store *store); /* may be NULL */
} migrations[] = {
    {1, NULL, NULL},
    {2,
     "ALTER TABLE item ADD COLUMN known_when TEXT;"
     "ALTER TABLE picture ADD COLUMN pack TEXT;" PICTURE_WORDS REACH_TABLE,
     project_picture_words},
    {3,
     DAYSUM(
         "daysum3") "INSERT INTO daysum3 SELECT d.day, s.n, "
                    "d.first/1000-d.day*86400,"
                    "  d.last/1000-d.day*86400 FROM daysum d JOIN subject s ON "
                    "s.id=d.person;"
                    "DROP TABLE daysum; ALTER TABLE daysum3 RENAME TO daysum;"
                    "DROP INDEX event_about;"
                    "CREATE INDEX event_about ON event(about, seq, at, kind)"
                    "  WHERE about IS NOT NULL;",
     NULL},
    {4, to_version_4, NULL},
    {5, SECRET_TABLES ACCOUNT_TABLES, NULL},
    /* Presses that came while the spool was full are counted too. */
    {6,
     SIGNAL_SIDE PAUSE_TABLE(
         "pause6") "INSERT OR REPLACE INTO pause6 SELECT "
                   "p.person,p.at,b.id,e.up"
                   "  FROM pause p JOIN event e ON e.kind=20 AND e.at=p.at AND"
                   "  e.about IS (SELECT n FROM subject WHERE id=p.person)"
                   "  JOIN boot b ON b.n=e.boot ORDER BY e.seq;"
                   "DROP TABLE pause; ALTER TABLE pause6 RENAME TO pause;"
                   "UPDATE signal SET presses=(SELECT"
                   "  sum(coalesce(json_extract(e.body,'$.presses'),1)) FROM "
                   "event e"
                   "  WHERE e.about=(SELECT n FROM subject WHERE id=signal.id)"
                   "  AND e.kind IN (22,23));",
     NULL},
    {7, VOICE_TABLES, NULL},
    {8, "ALTER TABLE item ADD COLUMN energy INTEGER;" PLAN_TABLES, NULL},
    {9,
     "ALTER TABLE person ADD COLUMN ended INTEGER;"
     "ALTER TABLE person ADD COLUMN off INTEGER NOT NULL DEFAULT 0;"
     "ALTER TABLE person ADD COLUMN listed TEXT;"
     "DROP INDEX person_symbol;" PERSON_SYMBOL PEOPLE_TABLES,
     project_strategies_of_log},
    {10, VISIT_TABLES, NULL},
    {12, PURGE_LOG REVIEW_TABLES, NULL},
    {13,
     SHEET("sheet13") "INSERT INTO sheet13 SELECT person,month,seq,body,at,who"
                      "  FROM sheet;"
                      "DROP TABLE sheet; ALTER TABLE sheet13 RENAME TO sheet;",
     NULL},
};

int
schema_version(void)
{
    return migrations[sizeof migrations / sizeof migrations[0] - 1].version;
}

enum result
schema_create(struct store *store)
{
    char stamp[128];
    text_format(stamp, sizeof stamp,
                "PRAGMA application_id=%d; PRAGMA user_version=%d;", 0x54724b6c,
                schema_version());
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = db_script(store, log_tables);
    if (result == RESULT_OK)
        result = db_script(store, state_tables);
    for (int i = 0; result == RESULT_OK && more_tables[i] != NULL; i++)
        result = db_script(store, more_tables[i]);
    if (result == RESULT_OK)
        result = db_script(store, stamp);
    if (result == RESULT_OK)
        return store_commit(store);
    store_rollback(store);
    return result;
}

static enum result
run_migration(struct store *store, int version, const char *script,
              enum result (*then)(struct store *store))
{
    char stamp[64];
    text_format(stamp, sizeof stamp, "PRAGMA user_version=%d;", version);
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = db_script(store, script);
    if (result == RESULT_OK && then != NULL)
        result = then(store);
    if (result == RESULT_OK)
        result = db_script(store, stamp);
    if (result == RESULT_OK)
        return store_commit(store);
    store_rollback(store);
    return result;
}

enum result
schema_lift(struct store *store)
{
    int64_t have = 0;
    if (db_number(store, &have, "PRAGMA user_version", "") != RESULT_OK)
        return RESULT_IO;
    enum result result = RESULT_OK;
    for (size_t i = 0; i < sizeof migrations / sizeof migrations[0]; i++)
        if (result == RESULT_OK && migrations[i].version > have &&
            migrations[i].script != NULL)
            result = run_migration(store, migrations[i].version,
                                   migrations[i].script, migrations[i].then);
    return result;
}

enum result
schema_migrate(struct store *store, const char *path)
{
    int64_t have = 0;
    char copy[FOLDER_PATH_SIZE + 32];
    if (db_number(store, &have, "PRAGMA user_version", "") != RESULT_OK)
        return RESULT_IO;
    if (have == schema_version())
        return RESULT_OK;
    text_format(copy, sizeof copy, "%s.before-%d", path, schema_version());
    enum result result = store_backup(store, copy);
    if (result != RESULT_OK && result != RESULT_BUSY)
        return result; /* no way forward without a verified way back */
    log_info("%s: to version %d", path, schema_version());
    result = schema_lift(store);
    /* The WAL stays for good: not as long as a whole log written anew. */
    if (result == RESULT_OK)
        sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                  NULL, NULL);
    return result;
}
