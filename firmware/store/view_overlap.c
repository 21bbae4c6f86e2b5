#include <jansson.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view_plan.h"

/* Things of that day that somebody of the audience ?1 ?2 has too, and the
 * first of those people. */
static const char beside_sql[] =
    "SELECT i.id,i.title,i.start,i.end,g.kind,g.body,"
    " (SELECT p.name FROM person p WHERE"
    "  (?1=0 OR (?1=2 AND p.id=?2) OR (?1=1 AND EXISTS(SELECT 1 FROM"
    "   person_group a WHERE a.person=p.id AND a.grp=?2))) AND"
    "  (i.audience=0 OR (i.audience=2 AND p.id=i.audience_id) OR"
    "   (i.audience=1 AND EXISTS(SELECT 1 FROM person_group b WHERE"
    "    b.person=p.id AND b.grp=i.audience_id)))"
    "  ORDER BY p.name LIMIT 1) AS whose"
    " FROM item i LEFT JOIN change g ON g.item=i.id AND g.date=?3"
    " WHERE (i.date=?3 OR (i.weekday=?4 AND coalesce(i.from_day,?3)<=?3 AND"
    "  coalesce(i.to_day,?3)>=?3)) AND i.id<>?5 AND whose IS NOT NULL"
    " ORDER BY i.start,i.ord";

static int
time_of(const json_t *body, const char *field, int otherwise)
{
    int minute = otherwise;
    const char *text = json_string_value(json_object_get(body, field));
    if (text == NULL || civil_parse_time(text, &minute) != RESULT_OK)
        return otherwise;
    return minute;
}

/* When it is that day, a change laid over it. */
static void
read_when(sqlite3_stmt *q, struct view_overlap *out)
{
    out->start = db_column_int(q, 2, -1);
    out->end = db_column_int(q, 3, -1);
    const char *text = (const char *)sqlite3_column_text(q, 5);
    if (text == NULL)
        return;
    json_t *body = json_loads(text, 0, NULL);
    int length = out->end >= 0 ? out->end - out->start : -1;
    out->start = time_of(body, "start", out->start);
    out->end = time_of(body, "end",
                       length >= 0 && out->start >= 0 ? out->start + length
                                                      : out->end);
    const char *title = json_string_value(json_object_get(body, "title"));
    if (title != NULL)
        text_copy(out->title, sizeof out->title, title);
    json_decref(body);
}

enum result
view_overlaps(struct store *store, const struct view_stretch *stretch,
              struct view_overlap *out, int max, int *count)
{
    const struct view_whom *whom = &stretch->whom;
    sqlite3_stmt *q = db_query(store, beside_sql, "dtidt", (int)whom->kind,
                               whom->id, (int64_t)stretch->date,
                               civil_weekday(stretch->date), stretch->except);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct view_overlap *beside = &out[*count];
        db_column_text(q, 0, beside->item, sizeof beside->item);
        db_column_text(q, 1, beside->title, sizeof beside->title);
        read_when(q, beside);
        db_column_text(q, 6, beside->person, sizeof beside->person);
        if (db_column_int(q, 4, CHANGE_NONE) != CHANGE_CANCELLED &&
            beside->start >= 0 && beside->end >= 0 &&
            beside->start < stretch->end && stretch->start < beside->end)
            (*count)++;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
