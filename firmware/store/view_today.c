#include "firmware/store/view_today.h"

#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"

/* A photo stands for its person only while they agree to it. */
#define SYMBOL                                                                 \
    " CASE WHEN p.photo IS NOT NULL AND EXISTS(SELECT 1 FROM consent c"        \
    "  WHERE c.about=p.id AND c.what='photo' AND c.given=1) THEN p.photo"      \
    "  ELSE p.symbol_picture END"

/* The people of one audience: everybody, a group's, one. */
static enum result
mark_audience(struct store *store, const struct view_person *people, int count,
              int audience, const char *id, bool *expected)
{
    for (int i = 0; i < count; i++) {
        int64_t one = 0;
        if (expected[i])
            continue;
        if (audience == 0 || (audience == 2 && text_equal(people[i].id, id)) ||
            (audience == 1 && text_equal(people[i].group, id))) {
            expected[i] = true;
            continue;
        }
        if (audience != 1)
            continue;
        enum result result = db_number(
            store, &one, "SELECT 1 FROM person_group WHERE person=? AND grp=?",
            "tt", people[i].id, id);
        expected[i] = result == RESULT_OK;
        if (result == RESULT_IO)
            return result;
    }
    return RESULT_OK;
}

enum result
view_expected(struct store *store, int32_t date,
              const struct view_person *people, int count, bool *expected)
{
    struct audience {
        int kind;
        char id[UUID_SIZE];
    } audiences[256];
    int found = 0;
    int row;
    sqlite3_stmt *q = db_query(
        store,
        "SELECT DISTINCT audience,audience_id FROM item i WHERE (i.date=?1 OR"
        " (i.weekday=?2 AND coalesce(i.from_day,?1)<=?1 AND"
        " coalesce(i.to_day,?1)>=?1)) ORDER BY audience LIMIT 256",
        "id", (int64_t)date, civil_weekday(date));
    for (int i = 0; i < count; i++)
        expected[i] = false;
    while ((row = db_step(store, q)) == 1 && found < 256) {
        audiences[found].kind = sqlite3_column_int(q, 0);
        db_column_text(q, 1, audiences[found].id, UUID_SIZE);
        found++;
    }
    db_done(q);
    enum result result = row < 0 ? RESULT_IO : RESULT_OK;
    /* What is for everybody says nothing of who comes, where groups or people
     * have a plan of their own that day. They come last in this order. */
    bool named = found > 0 && audiences[found - 1].kind != 0;
    for (int i = 0; i < found && result == RESULT_OK; i++)
        if (audiences[i].kind != 0 || !named)
            result = mark_audience(store, people, count, audiences[i].kind,
                                   audiences[i].id, expected);
    return result;
}

enum result
view_departures(struct store *store, int32_t today, struct view_departure *out,
                int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT p.id,p.name," SYMBOL ",d.day,"
        " (SELECT s.first FROM daysum s JOIN subject n ON n.n=s.person"
        "  WHERE s.day=d.day AND n.id=d.person)+d.day*86400"
        " FROM departure d JOIN person p ON p.id=d.person WHERE d.state=0"
        " UNION ALL SELECT p.id,p.name," SYMBOL ",NULL,v.at/1000"
        " FROM presence v JOIN person p ON p.id=v.person"
        " WHERE v.left_at IS NULL AND v.at<?1 ORDER BY 5 LIMIT ?2",
        "id", civil_to_utc(today, 0, NULL), max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_departure *departure = &out[(*count)++];
        struct civil came =
            civil_from_utc(sqlite3_column_int64(q, 4) * INT64_C(1000));
        db_column_text(q, 0, departure->person, UUID_SIZE);
        db_column_text(q, 1, departure->name, sizeof departure->name);
        db_column_text(q, 2, departure->picture, sizeof departure->picture);
        departure->day = came.day;
        departure->came = came.minute;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_visit_first(struct store *store, const char *person, int32_t date,
                 int *minute)
{
    int64_t second = 0;
    enum result result =
        db_number(store, &second,
                  "SELECT first+day*86400 FROM daysum WHERE day=? AND person="
                  "(SELECT n FROM subject WHERE id=?)",
                  "it", (int64_t)date, person);
    if (result == RESULT_OK)
        *minute = civil_from_utc(second * INT64_C(1000)).minute;
    return result;
}

enum result
view_staff_here(struct store *store, int32_t today, struct view_staff_here *out,
                int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT s.id,s.name,s.picture,h.at FROM staff_here h"
                 " JOIN staff s ON s.id=h.staff WHERE h.at>=? ORDER BY s.name"
                 " LIMIT ?",
                 "id", civil_to_utc(today, 0, NULL), max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_staff_here *here = &out[(*count)++];
        db_column_text(q, 0, here->staff.id, UUID_SIZE);
        db_column_text(q, 1, here->staff.name, sizeof here->staff.name);
        db_column_text(q, 2, here->staff.picture, sizeof here->staff.picture);
        here->at_utc_ms = sqlite3_column_int64(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_not_seen(struct store *store, int32_t before, struct view_seen *out,
              int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT p.id,p.name," SYMBOL ",v.at FROM person p"
                 " LEFT JOIN presence v ON v.person=p.id"
                 " WHERE coalesce(v.at,0)<? AND (v.at IS NULL OR"
                 "  v.left_at IS NOT NULL) ORDER BY coalesce(v.at,0),p.name"
                 " LIMIT ?",
                 "id", civil_to_utc(before, 0, NULL), max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_seen *seen = &out[(*count)++];
        db_column_text(q, 0, seen->person, UUID_SIZE);
        db_column_text(q, 1, seen->name, sizeof seen->name);
        db_column_text(q, 2, seen->picture, sizeof seen->picture);
        seen->day = sqlite3_column_type(q, 3) == SQLITE_NULL
                        ? INT32_MIN
                        : civil_from_utc(sqlite3_column_int64(q, 3)).day;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
