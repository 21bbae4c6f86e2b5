#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view_access.h"

/* A name that was purged is empty, and the look still counts. */
#define LOOK_FROM                                                              \
    " FROM look l JOIN subject w ON w.n=l.who JOIN subject p ON p.n=l.person"  \
    " LEFT JOIN account a ON a.id=w.id LEFT JOIN staff s ON s.id=w.id"         \
    " LEFT JOIN person o ON o.id=p.id"
#define LOOK_COLUMNS                                                           \
    "SELECT "                                                                  \
    "l.seq,l.at,w.id,ifnull(a.name,s.name),p.id,o.name,l.what" LOOK_FROM
#define LOOK_WHERE                                                             \
    " WHERE l.at>=?1 AND l.at<?2 AND (?3 IS NULL OR"                           \
    " l.who=(SELECT n FROM subject WHERE id=?3)) AND (?4 IS NULL OR"           \
    " l.person=(SELECT n FROM subject WHERE id=?4))"

static void
read_look(sqlite3_stmt *q, struct view_look *out)
{
    out->seq = sqlite3_column_int64(q, 0);
    out->at_utc_ms = sqlite3_column_int64(q, 1);
    db_column_text(q, 2, out->who, sizeof out->who);
    db_column_text(q, 3, out->who_name, sizeof out->who_name);
    db_column_text(q, 4, out->person, sizeof out->person);
    db_column_text(q, 5, out->person_name, sizeof out->person_name);
    db_column_text(q, 6, out->what, sizeof out->what);
}

enum result
view_looks(struct store *store, const struct view_look_ask *ask,
           struct view_look *out, int max, int *count, int *total)
{
    int64_t all = 0;
    *count = *total = 0;
    enum result result =
        db_number(store, &all, "SELECT count(*) FROM look l" LOOK_WHERE, "iitt",
                  ask->from, ask->until, ask->who, ask->person);
    if (result != RESULT_OK)
        return result;
    sqlite3_stmt *q = db_query(
        store,
        LOOK_COLUMNS LOOK_WHERE " ORDER BY l.at DESC,l.seq DESC LIMIT ?5"
                                " OFFSET ?6",
        "iittdd", ask->from, ask->until, ask->who, ask->person, max, ask->skip);
    int row;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_look(q, &out[(*count)++]);
    db_done(q);
    *total = (int)all;
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_look_sample(struct store *store, int64_t from, int64_t until, int want,
                 struct view_look *out, int *count)
{
    int64_t all = 0;
    *count = 0;
    enum result result =
        db_number(store, &all, "SELECT count(*) FROM look WHERE at>=? AND at<?",
                  "ii", from, until);
    if (result != RESULT_OK || all == 0 || want <= 0)
        return result;
    int64_t step = all / want > 0 ? all / want : 1;
    sqlite3_stmt *q = db_query(
        store,
        "SELECT * FROM (" LOOK_COLUMNS " WHERE l.seq IN (SELECT seq FROM"
        " (SELECT seq, row_number() OVER (ORDER BY at,seq) AS nth FROM look"
        "  WHERE at>=?1 AND at<?2) WHERE (nth-1) % ?3 = 0)) ORDER BY 2,1"
        " LIMIT ?4",
        "iiid", from, until, step, want);
    int row;
    while ((row = db_step(store, q)) == 1 && *count < want)
        read_look(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_last_look(struct store *store, struct view_last_look *look)
{
    return db_number(
        store, &look->boot_ms,
        "SELECT up FROM look WHERE person=(SELECT n FROM subject WHERE id=?)"
        " AND who=(SELECT n FROM subject WHERE id=?) AND what=?"
        " AND boot=(SELECT n FROM boot WHERE id=?) ORDER BY seq DESC LIMIT 1",
        "tttt", look->person, look->who, look->what, look->boot_id);
}

enum result
view_lookers(struct store *store, int64_t from, int64_t until,
             struct view_looker *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT w.id,ifnull(a.name,s.name),count(*),count(DISTINCT "
                 "l.person)" LOOK_FROM " WHERE l.at>=? AND l.at<? GROUP BY w.id"
                 " ORDER BY 3 DESC,1 LIMIT ?",
                 "iid", from, until, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_looker *to = &out[(*count)++];
        db_column_text(q, 0, to->who, sizeof to->who);
        db_column_text(q, 1, to->who_name, sizeof to->who_name);
        to->looks = sqlite3_column_int(q, 2);
        to->people = sqlite3_column_int(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_reviews(struct store *store, struct view_review *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT r.month,r.at,ifnull(a.name,s.name),r.looks,r.sample,r.note"
        " FROM review r LEFT JOIN account a ON a.id=r.who"
        " LEFT JOIN staff s ON s.id=r.who ORDER BY r.month DESC LIMIT ?",
        "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_review *to = &out[(*count)++];
        to->month = (int32_t)sqlite3_column_int64(q, 0);
        to->at_utc_ms = sqlite3_column_int64(q, 1);
        db_column_text(q, 2, to->who_name, sizeof to->who_name);
        to->looks = sqlite3_column_int(q, 3);
        to->sample = sqlite3_column_int(q, 4);
        db_column_text(q, 5, to->note, sizeof to->note);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
