#include "firmware/store/row.h"

#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

/* The short number of a long id, given when it is first seen. */
static enum result
number_of(struct store *store, const char *find, const char *add,
          const char *id, int64_t *n)
{
    enum result result = db_number(store, n, find, "t", id);
    if (result != RESULT_ABSENT)
        return result;
    result = db_run(store, add, "t", id);
    *n = sqlite3_last_insert_rowid(store->db);
    return result;
}

static enum result
subject_number(struct store *store, const char *id, int64_t *n)
{
    return number_of(store, "SELECT n FROM subject WHERE id=?",
                     "INSERT INTO subject(id) VALUES(?)", id, n);
}

static enum result
boot_number(struct store *store, const char *id, int64_t *n)
{
    return number_of(store, "SELECT n FROM boot WHERE id=?",
                     "INSERT INTO boot(id) VALUES(?)", id, n);
}

/* What the column `nth` holds of a body of this kind; "" for a kind that names
 * an item and a date alone, NULL for one that has no such columns. */
static const char *
nth_field(enum event_kind kind)
{
    if (kind == EVENT_DONE || kind == EVENT_UNDONE)
        return "step";
    if (kind == EVENT_CHOSEN)
        return "option";
    return kind == EVENT_CHANGE_SEEN ? "" : NULL;
}

static enum result
take_item(struct store *store, json_t *body, struct row *row)
{
    unsigned char bytes[UUID_BYTES];
    const char *item = json_string_value(json_object_get(body, "item"));
    if (item == NULL || !uuid_parse(item, bytes))
        return RESULT_OK;
    enum result result = subject_number(store, item, &row->item);
    (void)json_object_del(body, "item");
    return result;
}

/* Only what the column gives back letter by letter. */
static void
take_day(json_t *body, struct row *row)
{
    char again[CIVIL_DATE_SIZE];
    int32_t day = 0;
    const char *date = json_string_value(json_object_get(body, "date"));
    if (date == NULL || civil_parse_date(date, &day) != RESULT_OK)
        return;
    civil_format_date(day, again);
    if (!text_equal(date, again))
        return;
    row->day = day;
    (void)json_object_del(body, "date");
}

static void
take_nth(json_t *body, const char *field, struct row *row)
{
    const json_t *nth = json_object_get(body, field);
    if (!json_is_integer(nth) || json_integer_value(nth) == DB_MISSING)
        return;
    row->nth = json_integer_value(nth);
    (void)json_object_del(body, field);
}

static enum result
fill_body(struct store *store, const struct event *event, struct row *row)
{
    const char *field = nth_field(event->kind);
    enum result result = RESULT_OK;
    json_t *body =
        field == NULL ? json_incref(event->body) : json_copy(event->body);
    if (field != NULL) {
        result = take_item(store, body, row);
        take_day(body, row);
        take_nth(body, field, row);
    }
    if (result == RESULT_OK && json_object_size(body) > 0) {
        row->body = json_dumps(body, JSON_COMPACT | JSON_SORT_KEYS);
        if (row->body == NULL)
            result = RESULT_FULL;
    }
    json_decref(body);
    return result;
}

enum result
row_fill(struct store *store, const struct event *event, struct row *row)
{
    enum result result = boot_number(
        store,
        event->boot_id[0] != '\0' ? event->boot_id
                                  : "00000000-0000-0000-0000-000000000000",
        &row->boot);
    row->who = row->about = row->item = row->day = row->nth = DB_MISSING;
    row->body = NULL;
    if (result == RESULT_OK && event->who[0] != '\0')
        result = subject_number(store, event->who, &row->who);
    if (result == RESULT_OK && event->about[0] != '\0')
        result = subject_number(store, event->about, &row->about);
    if (result == RESULT_OK && event->body != NULL)
        result = fill_body(store, event, row);
    return result;
}

enum result
row_insert(struct store *store, const struct event *event,
           const struct row *row)
{
    return db_run(
        store,
        "INSERT INTO event(seq,id,at,boot,up,clock,through,kind,who,"
        "about,body,item,day,nth) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        "ibiiidddmmtmmm", event->seq, row->id, (size_t)UUID_BYTES,
        event->at.utc_ms, row->boot, event->at.boot_ms, (int)event->at.quality,
        (int)event->through, (int)event->kind, row->who, row->about, row->body,
        row->item, row->day, row->nth);
}

/* In the order of their names, as bodies are written everywhere. */
static json_t *
give_back(sqlite3_stmt *q, enum event_kind kind, json_t *left)
{
    char date[CIVIL_DATE_SIZE];
    json_t *body = json_object();
    if (sqlite3_column_type(q, 12) != SQLITE_NULL) {
        civil_format_date(sqlite3_column_int(q, 12), date);
        (void)json_object_set_new(body, "date", json_string(date));
    }
    if (sqlite3_column_type(q, 11) != SQLITE_NULL)
        (void)json_object_set_new(
            body, "item",
            json_string((const char *)sqlite3_column_text(q, 11)));
    if (sqlite3_column_type(q, 13) != SQLITE_NULL)
        (void)json_object_set_new(body, nth_field(kind),
                                  json_integer(sqlite3_column_int64(q, 13)));
    if (left != NULL)
        (void)json_object_update(body, left);
    json_decref(left);
    return body;
}

void
row_read(sqlite3_stmt *q, struct event *event)
{
    const void *id = sqlite3_column_blob(q, 1);
    *event = (struct event){.seq = sqlite3_column_int64(q, 0)};
    if (id != NULL && sqlite3_column_bytes(q, 1) == UUID_BYTES)
        uuid_format(id, event->id);
    event->at.utc_ms = sqlite3_column_int64(q, 2);
    db_column_text(q, 3, event->boot_id, sizeof event->boot_id);
    event->at.boot_ms = sqlite3_column_int64(q, 4);
    event->at.quality = (enum clock_quality)sqlite3_column_int(q, 5);
    event->through = (enum event_through)sqlite3_column_int(q, 6);
    event->kind = (enum event_kind)sqlite3_column_int(q, 7);
    db_column_text(q, 8, event->who, sizeof event->who);
    db_column_text(q, 9, event->about, sizeof event->about);
    const char *body = (const char *)sqlite3_column_text(q, 10);
    event->body = body == NULL ? NULL : json_loads(body, 0, NULL);
    if (nth_field(event->kind) != NULL)
        event->body = give_back(q, event->kind, event->body);
}
