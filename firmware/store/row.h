/*
 * Inside the store: an event as a row of table `event`.
 *
 * Ids become short numbers. What a tick says is said a thousand times a day:
 * the item, the date and the step or option of its body have columns of their
 * own, and the body holds only what is left. Whoever reads the event gets the
 * body whole again, as it was given.
 */
#pragma once

#include "firmware/store/db.h"

/* DB_MISSING where there is none. */
struct row {
    unsigned char id[UUID_BYTES];
    int64_t boot, who, about, item, day, nth;
    char *body; /* JSON of what is left, NULL: nothing; the caller frees it */
};

/* `row->id` is the caller's to fill in. Ids that are new get their numbers. */
MUST_CHECK enum result row_fill(struct store *store, const struct event *event,
                                struct row *row);
MUST_CHECK enum result row_insert(struct store *store,
                                  const struct event *event,
                                  const struct row *row);

/* Columns as row_read wants them; `e` is the event. */
#define ROW_SELECT                                                             \
    "SELECT e.seq, e.id, e.at, b.id, e.up, e.clock, e.through, e.kind,"        \
    " w.id, a.id, e.body, i.id, e.day, e.nth FROM event e"                     \
    " JOIN boot b ON b.n=e.boot LEFT JOIN subject w ON w.n=e.who"              \
    " LEFT JOIN subject a ON a.n=e.about LEFT JOIN subject i ON i.n=e.item"

/* The body is the caller's to give up (json_decref). */
void row_read(sqlite3_stmt *q, struct event *event);
