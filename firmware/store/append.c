#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/repeats.h"
#include "firmware/store/row.h"

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
    int64_t before = 0;
    enum result result =
        given ? repeats_find(store, row.id, &before) : RESULT_OK;
    if (result == RESULT_OK && before > 0) {
        event->seq = before;
        return RESULT_BUSY;
    }
    event->seq = newest + 1;
    if (result == RESULT_OK)
        result = row_fill(store, event, &row);
    if (result == RESULT_OK)
        result = row_insert(store, event, &row);
    if (result == RESULT_OK)
        repeats_add(store, row.id, event->seq);
    if (result == RESULT_OK)
        result = project_event(store, event);
    free(row.body);
    return result;
}

static enum result
read_events(struct store *store, sqlite3_stmt *q, store_event_fn *each,
            void *user)
{
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct event event;
        row_read(q, &event);
        bool more = each(user, &event);
        json_decref(event.body);
        if (!more)
            break;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* The kinds that say the same thing's last word: of what an import brings any
 * of the saving kinds, else the kind itself and, where there is one, its
 * removal. */
static int
last_kind(enum event_kind kind)
{
    if (kind <= EVENT_ITEM_REMOVED)
        return EVENT_ITEM_REMOVED;
    bool goes = kind == EVENT_STRENGTH_SAVED || kind == EVENT_RELATION_SAVED;
    return (int)kind + (goes ? 1 : 0);
}

enum { PIECE = 64 };

static enum result
read_piece(struct store *store, int64_t after, int limit, struct event *events,
           int *count)
{
    sqlite3_stmt *q =
        db_query(store, ROW_SELECT " WHERE e.seq>? ORDER BY e.seq LIMIT ?",
                 "id", after, limit < PIECE ? limit : PIECE);
    int row = 0;
    *count = 0;
    while (*count < PIECE && (row = db_step(store, q)) == 1)
        row_read(q, &events[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* A piece is read and the file let go before anybody hears of it: who listens
 * may write into a pipe that nobody empties, and a reader that stays keeps the
 * WAL from beginning anew. */
enum result
store_events(struct store *store, int64_t after, int limit,
             store_event_fn *each, void *user)
{
    struct event events[PIECE];
    enum result result = RESULT_OK;
    bool more = true;
    int count = PIECE;
    while (result == RESULT_OK && more && limit > 0 && count == PIECE) {
        result = read_piece(store, after, limit, events, &count);
        for (int i = 0; i < count; i++) {
            more = more && each(user, &events[i]);
            json_decref(events[i].body);
            after = events[i].seq;
        }
        limit -= count;
    }
    return result;
}

enum result
store_events_about(struct store *store, const char *about, store_event_fn *each,
                   void *user)
{
    return read_events(
        store,
        db_query(store,
                 ROW_SELECT
                 " WHERE e.about=(SELECT n FROM subject WHERE id=?) AND"
                 " e." DB_IN_EVENT_ABOUT " ORDER BY e.seq",
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
                 " WHERE id=?) AND kind=? AND " DB_IN_EVENT_ABOUT
                 " ORDER BY seq DESC LIMIT 1",
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
        " WHERE id=?) AND " DB_IN_EVENT_ABOUT
        " AND kind>=? AND kind<=? ORDER BY seq DESC LIMIT 1",
        "tdd", about, kind <= EVENT_ITEM_REMOVED ? 0 : (int)kind,
        last_kind(kind));
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
