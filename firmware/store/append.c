#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"

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

/* Ids are not indexed (that would cost a quarter of the log's size): a
 * command is sent again within moments, so the newest events are enough. */
static enum result
find_repeat(struct store *store, const unsigned char id[UUID_BYTES],
            int64_t newest, int64_t *seq)
{
    return db_number(store, seq, "SELECT seq FROM event WHERE seq>? AND id=?",
                     "ib", newest - STORE_REPEATS, id, (size_t)UUID_BYTES);
}

struct row {
    int64_t boot, who, about;
    bool has_who, has_about;
    unsigned char id[UUID_BYTES];
    char *body;
};

static enum result
fill_row(struct store *store, const struct event *event, struct row *row)
{
    enum result result = boot_number(
        store,
        event->boot_id[0] != '\0' ? event->boot_id
                                  : "00000000-0000-0000-0000-000000000000",
        &row->boot);
    row->has_who = event->who[0] != '\0';
    row->has_about = event->about[0] != '\0';
    if (result == RESULT_OK && row->has_who)
        result = subject_number(store, event->who, &row->who);
    if (result == RESULT_OK && row->has_about)
        result = subject_number(store, event->about, &row->about);
    if (result == RESULT_OK && event->body != NULL &&
        json_object_size(event->body) > 0) {
        row->body = json_dumps(event->body, JSON_COMPACT | JSON_SORT_KEYS);
        if (row->body == NULL)
            result = RESULT_FULL;
    }
    return result;
}

static enum result
insert_row(struct store *store, const struct event *event,
           const struct row *row)
{
    sqlite3_stmt *q = db_query(
        store,
        "INSERT INTO event(seq,id,at,boot,up,clock,through,kind,body,who,about)"
        " VALUES(?,?,?,?,?,?,?,?,?,nullif(?,0),nullif(?,0))",
        "ibiiidddtii", event->seq, row->id, (size_t)UUID_BYTES,
        event->at.utc_ms, row->boot, event->at.boot_ms, (int)event->at.quality,
        (int)event->through, (int)event->kind, row->body,
        row->has_who ? row->who : INT64_C(0),
        row->has_about ? row->about : INT64_C(0));
    return db_step(store, q) == 0 ? RESULT_OK : RESULT_IO;
}

enum result
store_append(struct store *store, struct event *event)
{
    struct row row = {0};
    int64_t newest = store_seq(store);
    bool given = event->id[0] != '\0';
    store->problem[0] = store->problem_field[0] = '\0';
    if (!store->in_transaction)
        return RESULT_INVALID;
    if (!given)
        uuid_make(event->id, event->at.utc_ms);
    if (!uuid_parse(event->id, row.id))
        return project_refuse(store, "id", "not a UUID");
    if (given) {
        enum result found = find_repeat(store, row.id, newest, &event->seq);
        if (found != RESULT_ABSENT)
            return found == RESULT_OK ? RESULT_BUSY : found;
    }
    event->seq = newest + 1;
    enum result result = fill_row(store, event, &row);
    if (result == RESULT_OK)
        result = insert_row(store, event, &row);
    if (result == RESULT_OK)
        result = project_event(store, event);
    free(row.body);
    return result;
}

static void
read_event(sqlite3_stmt *q, struct event *event)
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
}

#define EVENTS                                                                 \
    "SELECT e.seq, e.id, e.at, b.id, e.up, e.clock, e.through, e.kind,"        \
    " w.id, a.id, e.body FROM event e JOIN boot b ON b.n=e.boot"               \
    " LEFT JOIN subject w ON w.n=e.who LEFT JOIN subject a ON a.n=e.about"

static enum result
read_events(struct store *store, sqlite3_stmt *q, store_event_fn *each,
            void *user)
{
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct event event;
        read_event(q, &event);
        bool more = each(user, &event);
        json_decref(event.body);
        if (!more)
            break;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
store_events(struct store *store, int64_t after, int limit,
             store_event_fn *each, void *user)
{
    return read_events(store,
                       db_query(store,
                                EVENTS " WHERE e.seq>? ORDER BY e.seq LIMIT ?",
                                "id", after, limit),
                       each, user);
}

enum result
store_events_about(struct store *store, const char *about, store_event_fn *each,
                   void *user)
{
    return read_events(
        store,
        db_query(store,
                 EVENTS " WHERE e.about=(SELECT n FROM subject WHERE id=?)"
                        " ORDER BY e.seq",
                 "t", about),
        each, user);
}

enum result
store_newest(struct store *store, enum event_kind kind, const char *about,
             json_t **body)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT body FROM event WHERE about=(SELECT n FROM subject"
                 " WHERE id=?) AND kind=? ORDER BY seq DESC LIMIT 1",
                 "td", about, (int)kind);
    int row = db_step(store, q);
    *body = NULL;
    if (row == 1) {
        const char *text = (const char *)sqlite3_column_text(q, 0);
        *body = json_loads(text == NULL ? "{}" : text, 0, NULL);
    }
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    return *body != NULL ? RESULT_OK : RESULT_ABSENT;
}

bool
store_stands(struct store *store, enum event_kind kind, const char *about,
             const json_t *body)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT kind,body FROM event WHERE about=(SELECT n FROM subject"
        " WHERE id=?) AND kind<=? ORDER BY seq DESC LIMIT 1",
        "td", about, (int)EVENT_ITEM_REMOVED);
    bool same = false;
    if (db_step(store, q) == 1 && sqlite3_column_int(q, 0) == (int)kind) {
        const char *text = (const char *)sqlite3_column_text(q, 1);
        json_t *stands = json_loads(text == NULL ? "{}" : text, 0, NULL);
        same = json_equal(stands, body);
        json_decref(stands);
    }
    db_done(q);
    return same;
}
