#include "firmware/store/view_review.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"

enum result
view_retention(struct store *store, struct retention *out)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT purpose,length FROM retention", "");
    int row;
    *out = (struct retention){{0}};
    while ((row = db_step(store, q)) == 1) {
        int purpose = sqlite3_column_int(q, 0);
        if (purpose >= 0 && purpose < PURPOSE_COUNT)
            out->length[purpose] = sqlite3_column_int(q, 1);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_holds(struct store *store, struct review_held *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT h.person,p.name,h.kind,h.note,h.handed FROM hold h"
                 " LEFT JOIN person p ON p.id=h.person ORDER BY p.name LIMIT ?",
                 "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct review_held *held = &out[(*count)++];
        db_column_text(q, 0, held->person, sizeof held->person);
        db_column_text(q, 1, held->name, sizeof held->name);
        held->kind = (enum review_hold)sqlite3_column_int(q, 2);
        db_column_text(q, 3, held->note, sizeof held->note);
        held->handed = sqlite3_column_int64(q, 4);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* --- purges --- */

static void
read_purge_body(const char *text, struct review_purge *out)
{
    json_t *body = text == NULL ? NULL : json_loads(text, 0, NULL);
    const json_t *before = json_object_get(body, "before");
    const json_t *counts = json_object_get(body, "counts");
    text_copy(out->person, sizeof out->person,
              json_string_value(json_object_get(body, "person")));
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        const char *name = purpose_name((enum purpose)i);
        out->day[i] = INT32_MIN;
        if (civil_parse_date(json_string_value(json_object_get(before, name)),
                             &out->day[i]) != RESULT_OK)
            out->day[i] = INT32_MIN;
        out->events[i] = json_integer_value(json_object_get(counts, name));
    }
    out->held = json_integer_value(json_object_get(counts, "held"));
    out->waiting = json_integer_value(json_object_get(counts, "waiting"));
    json_decref(body);
}

static void
read_purge(sqlite3_stmt *q, struct review_purge *out)
{
    *out = (struct review_purge){0};
    db_column_text(q, 0, out->id, sizeof out->id);
    out->state = (enum review_purge_state)sqlite3_column_int(q, 1);
    read_purge_body((const char *)sqlite3_column_text(q, 2), out);
    out->at = sqlite3_column_int64(q, 3);
    db_column_text(q, 4, out->who, sizeof out->who);
    out->done_at = sqlite3_column_int64(q, 5);
    out->gone = sqlite3_column_int64(q, 6);
}

#define PURGES                                                                 \
    "SELECT g.id,g.state,g.body,g.at,s.name,g.done_at,g.gone FROM purge g"     \
    " LEFT JOIN staff s ON s.id=g.who"

enum result
view_purges(struct store *store, struct review_purge *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store, PURGES " ORDER BY g.at DESC LIMIT ?", "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_purge(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_purge_open(struct store *store, struct review_purge *out)
{
    sqlite3_stmt *q =
        db_query(store, PURGES " WHERE g.state<? ORDER BY g.at LIMIT 1", "d",
                 (int)PURGE_CLEAN);
    int row = db_step(store, q);
    if (row == 1)
        read_purge(q, out);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

bool
view_purge_known(struct store *store, const char *id)
{
    int64_t one = 0;
    return db_number(store, &one, "SELECT 1 FROM purge WHERE id=?", "t", id) ==
           RESULT_OK;
}

/* --- the journal --- */

#define NOTES                                                                  \
    "SELECT j.id,j.person,p.name,j.day,j.text,j.source,w.name,j.at,"           \
    " j.transferred_at,t.name FROM journal j"                                  \
    " LEFT JOIN person p ON p.id=j.person LEFT JOIN staff w ON w.id=j.who"     \
    " LEFT JOIN staff t ON t.id=j.transferred_by"

static void
read_note(sqlite3_stmt *q, struct review_note *note)
{
    db_column_text(q, 0, note->id, sizeof note->id);
    db_column_text(q, 1, note->person, sizeof note->person);
    db_column_text(q, 2, note->name, sizeof note->name);
    note->day = sqlite3_column_int(q, 3);
    db_column_text(q, 4, note->text, sizeof note->text);
    db_column_text(q, 5, note->source, sizeof note->source);
    db_column_text(q, 6, note->who, sizeof note->who);
    note->at = sqlite3_column_int64(q, 7);
    note->transferred_at = sqlite3_column_int64(q, 8);
    db_column_text(q, 9, note->transferred_by, sizeof note->transferred_by);
}

enum result
view_journal(struct store *store, const char *person, struct review_note *out,
             int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        NOTES " WHERE ?1 IS NULL OR j.person=?1"
              " ORDER BY j.transferred_at IS NOT NULL,j.day DESC,j.seq DESC"
              " LIMIT ?2",
        "td", person, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_note(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_note(struct store *store, const char *id, struct review_note *out)
{
    sqlite3_stmt *q = db_query(store, NOTES " WHERE j.id=?", "t", id);
    int row = db_step(store, q);
    if (row == 1)
        read_note(q, out);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

/* --- signals --- */

enum result
/* NOLINTNEXTLINE(readability-function-size): a span, and a list with its length */
view_span_signals(struct store *store, int32_t from, int32_t to,
                  struct review_signal *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT id,at,place,person FROM signal INDEXED BY signal_at"
                 " WHERE at>=? AND at<? AND kind<>? ORDER BY at LIMIT ?",
                 "iidd", civil_to_utc(from, 0, NULL),
                 civil_to_utc(to + 1, 0, NULL), (int)SIGNAL_TEST, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct review_signal *signal = &out[(*count)++];
        db_column_text(q, 0, signal->id, sizeof signal->id);
        signal->at = sqlite3_column_int64(q, 1);
        db_column_text(q, 2, signal->place, sizeof signal->place);
        db_column_text(q, 3, signal->person, sizeof signal->person);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
