#include "firmware/store/view_stored.h"

#include "firmware/store/db.h"

enum result
view_stored_names(struct store *store, const char *person,
                  struct stored_name *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT picture,name FROM picture_name WHERE"
                               " person=? ORDER BY name,picture LIMIT ?",
                               "td", person, max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct stored_name *one = &out[(*count)++];
        db_column_text(q, 0, one->picture, sizeof one->picture);
        db_column_text(q, 1, one->name, sizeof one->name);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_stored_photos(struct store *store, const char *person,
                   struct stored_photo *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT id,author,source FROM picture WHERE"
                               " person=? ORDER BY id LIMIT ?",
                               "td", person, max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct stored_photo *one = &out[(*count)++];
        db_column_text(q, 0, one->id, sizeof one->id);
        db_column_text(q, 1, one->author, sizeof one->author);
        db_column_text(q, 2, one->source, sizeof one->source);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_stored_items(struct store *store, const char *person,
                  struct stored_item *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT title,place,date,weekday,start FROM item WHERE"
                 " audience=2 AND audience_id=? ORDER BY date IS NULL,date,"
                 "weekday,start,title LIMIT ?",
                 "td", person, max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct stored_item *one = &out[(*count)++];
        db_column_text(q, 0, one->title, sizeof one->title);
        db_column_text(q, 1, one->place, sizeof one->place);
        one->date = db_column_int(q, 2, INT32_MIN);
        one->weekday = db_column_int(q, 3, 1);
        one->start = db_column_int(q, 4, -1);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_stored_signals(struct store *store, const char *person,
                    struct stored_signal *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT id,at,place FROM signal WHERE person=?"
                               " ORDER BY at DESC LIMIT ?",
                               "td", person, max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct stored_signal *one = &out[(*count)++];
        db_column_text(q, 0, one->id, sizeof one->id);
        one->at = sqlite3_column_int64(q, 1);
        db_column_text(q, 2, one->place, sizeof one->place);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* Ticks are in no index and are counted in the one pass that this is. */
enum result
view_stored_events(struct store *store, const char *person, int64_t *events,
                   int64_t *first_at)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT count(*),coalesce(min(at),0) FROM event WHERE about="
                 "(SELECT n FROM subject WHERE id=?) AND " DB_IN_EVENT_ABOUT,
                 "t", person);
    int row = db_step(store, q);
    *events = *first_at = 0;
    if (row == 1) {
        *events = sqlite3_column_int64(q, 0);
        *first_at = sqlite3_column_int64(q, 1);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
