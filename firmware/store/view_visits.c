#include "firmware/store/view_visits.h"

#include "firmware/store/db.h"

/* Day by day along the key (day, person): a step for each day rather than
 * for each row of everybody else's. */
enum result
view_last_days(struct store *store, const char *person, int32_t from,
               int32_t to, struct view_visit *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "WITH RECURSIVE d(day) AS (VALUES(?1) UNION ALL"
                 "  SELECT day-1 FROM d WHERE day>?2)"
                 " SELECT s.person,s.day,s.first,s.last FROM d"
                 " CROSS JOIN daysum s ON s.day=d.day AND s.person=?3 LIMIT ?4",
                 "ddtd", (int)to, (int)from, person, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_visit *visit = &out[(*count)++];
        db_column_text(q, 0, visit->person, sizeof visit->person);
        visit->day = sqlite3_column_int(q, 1);
        visit->first_utc_ms = sqlite3_column_int64(q, 2);
        visit->last_utc_ms = sqlite3_column_int64(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_month(struct store *store, int32_t from, int32_t to,
           struct view_month *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT person,count(*),sum(last-first) FROM daysum"
        " WHERE day BETWEEN ? AND ? GROUP BY person ORDER BY person LIMIT ?",
        "ddd", (int)from, (int)to, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_month *month = &out[(*count)++];
        db_column_text(q, 0, month->person, sizeof month->person);
        month->days = sqlite3_column_int(q, 1);
        month->present_ms = sqlite3_column_int64(q, 2);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_who(struct store *store, struct view_here *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT person,at FROM presence WHERE left_at IS NULL LIMIT ?",
        "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_here *here = &out[(*count)++];
        db_column_text(q, 0, here->person, sizeof here->person);
        here->arrived_utc_ms = sqlite3_column_int64(q, 1);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
