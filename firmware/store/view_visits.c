#include "firmware/store/view_visits.h"

#include "firmware/base/civil.h"
#include "firmware/store/db.h"

/* Newest first, so what was undone is met before what it undoes. */
struct reading {
    struct view_visit *out;
    int max, count;
    int undone;          /* arrivals taken back that are still to be met */
    int left_undone;     /* departures, likewise */
    int64_t left_utc_ms; /* of the visit that is read, 0: not said */
};

/* Whether somebody who came at `at` left on the same civil day. What lies well
 * before midnight needs no looking up: a clock change moves it by an hour. */
static bool
is_same_day(struct civil came, int64_t at, int64_t left)
{
    enum { DAY_MINUTES = 24 * 60, CHANGE_MINUTES = 60, MINUTE_MS = 60000 };
    int64_t minutes = DAY_MINUTES - CHANGE_MINUTES - came.minute;
    return left - at < minutes * MINUTE_MS ||
           civil_from_utc(left).day == came.day;
}

static void
read_arrival(struct reading *r, int64_t at)
{
    int64_t last = r->left_utc_ms;
    r->left_utc_ms = 0;
    r->left_undone = 0;
    if (r->undone > 0) {
        r->undone--;
        return;
    }
    struct civil came = civil_from_utc(at);
    int32_t day = came.day;
    if (r->count > 0 && r->out[r->count - 1].day == day) {
        r->out[r->count - 1].first_utc_ms = at;
        return;
    }
    if (r->count == r->max)
        return;
    bool same_day = last != 0 && is_same_day(came, at, last);
    r->out[r->count++] = (struct view_visit){day, at, same_day ? last : at};
}

static void
read_movement(struct reading *r, int kind, int64_t at)
{
    if (kind == (int)EVENT_ARRIVED)
        read_arrival(r, at);
    else if (kind == (int)EVENT_ARRIVAL_UNDONE)
        r->undone++;
    else if (kind == (int)EVENT_DEPARTURE_UNDONE)
        r->left_undone++;
    else if (kind == (int)EVENT_LEFT && r->left_undone > 0)
        r->left_undone--;
    else if (kind == (int)EVENT_LEFT)
        r->left_utc_ms = at;
}

/* Along event_about, which holds all that is asked for. A day is told by when
 * somebody came, whatever the midnight they left after. */
enum result
/* NOLINTNEXTLINE(readability-function-size): a span, and a list with its length */
view_last_days(struct store *store, const char *person, int32_t from,
               int32_t to, struct view_visit *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT kind,at FROM event INDEXED BY event_about WHERE about="
                 "(SELECT n FROM subject WHERE id=?) AND " DB_IN_EVENT_ABOUT
                 " ORDER BY seq DESC",
                 "t", person);
    struct reading r = {.out = out, .max = max};
    int64_t first_ms = civil_to_utc(from, 0, NULL);
    int64_t end_ms = civil_to_utc(to + 1, 0, NULL);
    int row;
    while ((row = db_step(store, q)) == 1) {
        int64_t at = sqlite3_column_int64(q, 1);
        if (at < first_ms)
            break;
        if (at < end_ms)
            read_movement(&r, sqlite3_column_int(q, 0), at);
    }
    db_done(q);
    *count = r.count;
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
