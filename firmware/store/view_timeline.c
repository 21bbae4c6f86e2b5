#include "firmware/store/view_timeline.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/row.h"
#include "firmware/store/view_review.h"

static bool
is_shown(enum event_kind kind)
{
    switch ((int)kind) {
    case EVENT_ARRIVED:
    case EVENT_ARRIVAL_UNDONE:
    case EVENT_LEFT:
    case EVENT_DEPARTURE_UNDONE:
    case EVENT_VISIT_SETTLED:
    case EVENT_DONE:
    case EVENT_UNDONE:
    case EVENT_CHOSEN:
    case EVENT_CHANGE_SEEN:
    case EVENT_PAUSED:
    case EVENT_RESUMED:
    case EVENT_DAY_NOTED:
        return true;
    default:
        return false;
    }
}

static struct timeline_entry *
next_entry(struct timeline *out)
{
    static struct timeline_entry spare;
    if (out->count < out->max)
        return &out->entries[out->count++];
    out->left_out++;
    return &spare;
}

/* The title of the step it is about, as it stands now. */
static void
read_step(struct store *store, const json_t *body, struct timeline_entry *entry)
{
    const char *item = json_string_value(json_object_get(body, "item"));
    const json_t *option = json_object_get(body, "option");
    entry->option =
        json_is_integer(option) ? (int)json_integer_value(option) : -4;
    if (item == NULL)
        return;
    sqlite3_stmt *q =
        db_query(store, "SELECT title,options FROM item WHERE id=?", "t", item);
    if (db_step(store, q) == 1) {
        db_column_text(q, 0, entry->what, sizeof entry->what);
        const char *text = (const char *)sqlite3_column_text(q, 1);
        json_t *options = text == NULL ? NULL : json_loads(text, 0, NULL);
        const json_t *chosen =
            entry->option < 0 ? NULL
                              : json_array_get(options, (size_t)entry->option);
        if (chosen != NULL)
            text_copy(entry->what, sizeof entry->what,
                      json_string_value(json_object_get(chosen, "text")));
        json_decref(options);
    }
    db_done(q);
}

static void
name_staff(struct store *store, const char *id, char out[VIEW_NAME_SIZE])
{
    if (id[0] == '\0')
        return;
    sqlite3_stmt *q =
        db_query(store, "SELECT name FROM staff WHERE id=?", "t", id);
    if (db_step(store, q) == 1)
        db_column_text(q, 0, out, VIEW_NAME_SIZE);
    db_done(q);
}

/* The number of the first event at or after a time: the log is in order but
 * for a clock that was wrong for a while, so it is halved until found. */
static enum result
seq_at(struct store *store, int64_t at, int64_t *out)
{
    int64_t low = 1;
    int64_t high = store_seq(store) + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int64_t seq = 0;
        int64_t when = 0;
        sqlite3_stmt *q = db_query(
            store, "SELECT seq,at FROM event WHERE seq>=? ORDER BY seq LIMIT 1",
            "i", middle);
        int row = db_step(store, q);
        if (row == 1) {
            seq = sqlite3_column_int64(q, 0);
            when = sqlite3_column_int64(q, 1);
        }
        db_done(q);
        if (row < 0)
            return RESULT_IO;
        if (row == 0 || when >= at)
            high = middle;
        else
            low = seq + 1;
    }
    *out = low;
    return RESULT_OK;
}

static void
read_event(struct store *store, struct event *event, struct timeline *out)
{
    struct timeline_entry *entry = next_entry(out);
    *entry = (struct timeline_entry){.seq = event->seq,
                                     .at = event->at.utc_ms,
                                     .kind = event->kind,
                                     .option = -4};
    entry->day = civil_from_utc(entry->at).day;
    read_step(store, event->body, entry);
    if (entry->kind == EVENT_DAY_NOTED)
        text_copy(entry->what, sizeof entry->what,
                  json_string_value(json_object_get(event->body, "code")));
    name_staff(store, event->who, entry->who);
}

/* Ticks stand in no index: the span's own numbers are read. */
static enum result
read_events(struct store *store, int64_t subject, int64_t from, int64_t to,
            struct timeline *out)
{
    int64_t first = 0;
    int64_t last = 0;
    enum result result = seq_at(store, from, &first);
    if (result == RESULT_OK)
        result = seq_at(store, to, &last);
    if (result != RESULT_OK)
        return result;
    sqlite3_stmt *q = db_query(
        store,
        ROW_SELECT " WHERE e.seq>=? AND e.seq<? AND +e.about=? ORDER BY e.seq",
        "iii", first, last, subject);
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct event event;
        row_read(q, &event);
        if (is_shown(event.kind))
            read_event(store, &event, out);
        json_decref(event.body);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static enum result
read_signals(struct store *store, const char *person, int64_t from, int64_t to,
             struct timeline *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT s.seq,s.at,s.place,f.name FROM signal s INDEXED BY signal_at"
        " LEFT JOIN staff f ON f.id=s.staff WHERE s.at>=? AND s.at<? AND"
        " s.person=? AND s.kind<>? ORDER BY s.at",
        "iitd", from, to, person, (int)SIGNAL_TEST);
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct timeline_entry *entry = next_entry(out);
        *entry = (struct timeline_entry){.seq = sqlite3_column_int64(q, 0),
                                         .at = sqlite3_column_int64(q, 1),
                                         .kind = EVENT_SIGNAL_RAISED,
                                         .option = -4};
        entry->day = civil_from_utc(entry->at).day;
        db_column_text(q, 2, entry->what, sizeof entry->what);
        db_column_text(q, 3, entry->who, sizeof entry->who);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static int
by_time(const void *a, const void *b)
{
    const struct timeline_entry *x = a;
    const struct timeline_entry *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static enum result
subject_of(struct store *store, const char *person, int64_t *n)
{
    return db_number(store, n, "SELECT n FROM subject WHERE id=?", "t", person);
}

enum result
view_timeline(struct store *store, const char *person, int32_t from, int32_t to,
              struct timeline *out)
{
    int64_t subject = 0;
    int64_t begins = civil_to_utc(from, 0, NULL);
    int64_t ends = civil_to_utc(to + 1, 0, NULL);
    out->count = out->left_out = 0;
    enum result result = subject_of(store, person, &subject);
    if (result == RESULT_OK)
        result = read_events(store, subject, begins, ends, out);
    if (result == RESULT_OK)
        result = read_signals(store, person, begins, ends, out);
    qsort(out->entries, (size_t)out->count, sizeof *out->entries, by_time);
    return result;
}

enum result
view_who_touched(struct store *store, const char *person, struct timeline *out)
{
    int64_t subject = 0;
    out->count = out->left_out = 0;
    enum result result = subject_of(store, person, &subject);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT ? RESULT_OK : result;
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT e.seq,e.at,e.kind,json_extract(e.body,'$.what'),f.name"
                 " FROM event e"
                 " JOIN subject w ON w.n=e.who LEFT JOIN staff f ON f.id=w.id"
                 " WHERE e.about=? AND e." DB_IN_EVENT_ABOUT
                 " AND e.who IS NOT NULL ORDER BY e.seq DESC LIMIT ?",
                 "id", subject, out->max);
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct timeline_entry *entry = next_entry(out);
        *entry = (struct timeline_entry){
            .seq = sqlite3_column_int64(q, 0),
            .at = sqlite3_column_int64(q, 1),
            .kind = (enum event_kind)sqlite3_column_int(q, 2),
            .option = -4};
        entry->day = civil_from_utc(entry->at).day;
        db_column_text(q, 3, entry->what, sizeof entry->what);
        db_column_text(q, 4, entry->who, sizeof entry->who);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
