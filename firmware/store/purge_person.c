/* One person, whole. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/purge_inside.h"

/* Photos of the person, and how somebody said their name: bytes that nothing
 * else names. */
static enum result
take_bytes(struct store *store, const char *person)
{
    return db_run(store,
                  "DELETE FROM blob WHERE hash IN (SELECT hash FROM picture"
                  " WHERE person=?1 UNION SELECT hash FROM recording"
                  " WHERE key=?1) AND hash NOT IN (SELECT hash FROM picture"
                  " WHERE person IS NULL OR person<>?1 UNION SELECT hash"
                  " FROM recording WHERE key<>?1)",
                  "t", person);
}

/* What names the person beside what is about them: their signals, their
 * items, their notes, each with all that was said of it; and their photos. The
 * purge itself stays: it is what is carried out. */
static enum result
find_events(struct store *store, const char *person, struct seqs *seqs)
{
    enum result result = RESULT_OK;
    sqlite3_stmt *q =
        db_query(store,
                 "WITH mine(n) AS (SELECT n FROM subject WHERE id=?1 UNION"
                 "  SELECT about FROM event WHERE about IS NOT NULL AND"
                 "  instr(body,?1)>0 AND kind NOT IN (?2,?3) AND about NOT IN "
                 "(SELECT n FROM subject WHERE id IN"
                 "   (SELECT id FROM person UNION SELECT id FROM grp UNION"
                 "    SELECT id FROM staff UNION SELECT id FROM centre)))"
                 "SELECT seq FROM event WHERE about IN (SELECT n FROM mine) OR"
                 " (about IS NULL AND instr(body,?1)>0) ORDER BY seq",
                 "tdd", person, (int)EVENT_PURGE_APPROVED, (int)EVENT_PURGED);
    int row = 0;
    while (result == RESULT_OK && (row = db_step(store, q)) == 1)
        result = seqs_add(seqs, sqlite3_column_int64(q, 0));
    db_done(q);
    return row < 0 ? RESULT_IO : result;
}

/* Ids that nothing points to any more. */
static enum result
forget_ids(struct store *store)
{
    return db_run(store,
                  "DELETE FROM subject WHERE n NOT IN (SELECT about FROM event"
                  " WHERE about IS NOT NULL) AND n NOT IN (SELECT who FROM"
                  " event WHERE who IS NOT NULL) AND n NOT IN (SELECT item"
                  " FROM event WHERE item IS NOT NULL) AND n NOT IN"
                  " (SELECT person FROM done UNION SELECT item FROM done)"
                  " AND n NOT IN"
                  " (SELECT person FROM daysum UNION SELECT who FROM look"
                  "  UNION SELECT person FROM look)",
                  "");
}

static enum result
take_person(struct store *store, const char *person, int64_t *gone)
{
    struct seqs seqs = {0};
    enum result result = purge_open_door(store);
    if (result == RESULT_OK)
        result = find_events(store, person, &seqs);
    if (result == RESULT_OK)
        result = take_bytes(store, person);
    if (result == RESULT_OK)
        result = purge_take_all(store, &seqs);
    if (result == RESULT_OK)
        result = store_rebuild_inside(store);
    if (result == RESULT_OK)
        result = forget_ids(store);
    if (result == RESULT_OK)
        result = purge_close_door(store);
    *gone = (int64_t)seqs.count;
    seqs_finish(&seqs);
    return result;
}

enum result
purge_person(struct store *store, const char *person, int64_t *gone)
{
    enum result result = store_begin(store);
    if (result != RESULT_OK)
        return result;
    result = take_person(store, person, gone);
    if (result == RESULT_OK)
        return store_commit(store);
    store_rollback(store);
    return result;
}
