#include "firmware/store/standing.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"

enum result
standing_body(struct store *store, enum event_kind kind, const char *about,
              json_t **body)
{
    *body = NULL;
    sqlite3_stmt *q = db_query(
        store,
        "SELECT body FROM event WHERE about=(SELECT n FROM subject WHERE id=?)"
        " AND " DB_IN_EVENT_ABOUT " AND kind=? ORDER BY seq DESC LIMIT 1",
        "td", about, (int)kind);
    int step = db_step(store, q);
    if (step == 1) {
        const char *text = (const char *)sqlite3_column_text(q, 0);
        *body = text == NULL ? NULL : json_loads(text, 0, NULL);
    }
    db_done(q);
    if (step < 0)
        return RESULT_IO;
    return *body == NULL ? RESULT_ABSENT : RESULT_OK;
}

/* As the item table has it: 0 all, 1 a group, 2 a person; -1 is any. */
static int
audience_number(const char *audience)
{
    if (audience == NULL)
        return -1;
    if (strncmp(audience, "group:", 6) == 0)
        return 1;
    return strncmp(audience, "person:", 7) == 0 ? 2 : 0;
}

enum result
standing_items(struct store *store, const char *origin, const char *audience,
               standing_item_fn *each, void *user)
{
    int whom = audience_number(audience);
    const char *id = whom > 0 ? strchr(audience, ':') + 1 : "";
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT id,ifnull(source,''),ifnull(uid,''),date FROM item"
                 " WHERE origin=?1 AND (?2<0 OR (audience=?2 AND"
                 " ifnull(audience_id,'')=?3)) ORDER BY ord",
                 "tdt", origin, whom, id);
    int step = db_step(store, q);
    for (; step == 1; step = db_step(store, q)) {
        struct standing_item item = {
            .id = (const char *)sqlite3_column_text(q, 0),
            .source = (const char *)sqlite3_column_text(q, 1),
            .uid = (const char *)sqlite3_column_text(q, 2),
            .date = db_column_int(q, 3, -1)};
        each(user, &item);
    }
    db_done(q);
    return step < 0 ? RESULT_IO : RESULT_OK;
}

static bool
carries(const char *words, const char *want)
{
    bool found = false;
    const char *lang;
    json_t *name;
    char folded[256];
    json_t *json = words == NULL ? NULL : json_loads(words, 0, NULL);
    json_object_foreach(json, lang, name)
    {
        (void)text_fold(folded, sizeof folded, json_string_value(name));
        found = found || strcmp(folded, want) == 0;
    }
    json_decref(json);
    return found;
}

enum result
standing_photo(struct store *store, const char *name, char *out, size_t size)
{
    char want[256];
    bool found = false;
    (void)text_fold(want, sizeof want, name);
    sqlite3_stmt *q =
        db_query(store, "SELECT id,words FROM picture ORDER BY id", "");
    int step = db_step(store, q);
    for (; step == 1 && !found; step = found ? step : db_step(store, q)) {
        const char *id = (const char *)sqlite3_column_text(q, 0);
        found = strcmp(id, name) == 0 ||
                carries((const char *)sqlite3_column_text(q, 1), want);
        if (found)
            (void)text_copy(out, size, id);
    }
    db_done(q);
    if (step < 0)
        return RESULT_IO;
    return found ? RESULT_OK : RESULT_ABSENT;
}
