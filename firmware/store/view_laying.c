#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view_plan.h"

static void
read_template(sqlite3_stmt *q, struct view_template *out)
{
    *out = (struct view_template){0};
    db_column_text(q, 0, out->id, sizeof out->id);
    db_column_text(q, 1, out->name, sizeof out->name);
    out->days = sqlite3_column_int(q, 2);
    out->items = sqlite3_column_int(q, 3);
    out->seq = sqlite3_column_int64(q, 4);
}

enum result
view_templates(struct store *store, struct view_template *out, int max,
               int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT id,name,days,json_array_length(body),seq FROM template"
                 " ORDER BY name,id LIMIT ?",
                 "d", max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1)
        read_template(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_template(struct store *store, const char *id, struct view_template *out,
              json_t **items)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT id,name,days,json_array_length(body),seq,body FROM template"
        " WHERE id=?",
        "t", id);
    int row = db_step(store, q);
    if (items != NULL)
        *items = NULL;
    if (row == 1) {
        read_template(q, out);
        if (items != NULL)
            *items =
                json_loads((const char *)sqlite3_column_text(q, 5), 0, NULL);
    }
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    return row == 1 ? RESULT_OK : RESULT_ABSENT;
}

static void
read_laying(sqlite3_stmt *q, struct view_laying *out, json_t **items)
{
    *out = (struct view_laying){0};
    db_column_text(q, 0, out->id, sizeof out->id);
    out->at_utc_ms = sqlite3_column_int64(q, 1);
    out->undone = sqlite3_column_int(q, 3) != 0;
    out->seq = sqlite3_column_int64(q, 4);
    json_t *list = json_loads((const char *)sqlite3_column_text(q, 2), 0, NULL);
    out->items = (int)json_array_size(list);
    if (items != NULL)
        *items = list;
    else
        json_decref(list);
}

static enum result
finish(sqlite3_stmt *q, int row, struct view_laying *out, json_t **items)
{
    if (items != NULL)
        *items = NULL;
    if (row == 1)
        read_laying(q, out, items);
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    return row == 1 ? RESULT_OK : RESULT_ABSENT;
}

enum result
view_last_laying(struct store *store, struct view_laying *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT id,at,items,undone,seq FROM laying ORDER BY seq DESC LIMIT 1",
        "");
    return finish(q, db_step(store, q), out, NULL);
}

enum result
view_laying(struct store *store, const char *id, struct view_laying *out,
            json_t **items)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT id,at,items,undone,seq FROM laying WHERE id=?", "t", id);
    return finish(q, db_step(store, q), out, items);
}
