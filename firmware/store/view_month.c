/*
 * Everybody's days of a month or a year. The rows lie by day and are added up
 * as they come: to have SQLite group them is to have it sort them first, and a
 * year of a thousand people took three times as long.
 */
#include <stdlib.h>
#include <string.h>

#include "firmware/store/db.h"
#include "firmware/store/view_visits.h"

/* Where in the list a person's number stands: open addressing, at most half
 * full. */
struct place {
    int64_t n;
    int at; /* in the list, and one more; 0: nobody's */
};

struct adding {
    struct place *places;
    size_t size; /* a power of two */
    int64_t *numbers;
    struct view_month *out;
    int max, count;
};

static bool
begin(struct adding *adding, struct view_month *out, int max)
{
    *adding = (struct adding){.size = 16, .out = out, .max = max};
    while (adding->size < 2 * (size_t)max)
        adding->size *= 2;
    adding->places = calloc(adding->size, sizeof *adding->places);
    adding->numbers = calloc((size_t)max + 1, sizeof *adding->numbers);
    return adding->places != NULL && adding->numbers != NULL;
}

/* NULL: there is no room for one more. */
static struct view_month *
month_of(struct adding *adding, int64_t n)
{
    size_t at = (size_t)n & (adding->size - 1);
    while (adding->places[at].at != 0 && adding->places[at].n != n)
        at = (at + 1) & (adding->size - 1);
    struct place *place = &adding->places[at];
    if (place->at == 0) {
        if (adding->count == adding->max)
            return NULL;
        adding->out[adding->count] = (struct view_month){.days = 0};
        adding->numbers[adding->count] = n;
        *place = (struct place){n, ++adding->count};
    }
    return &adding->out[place->at - 1];
}

static enum result
add_days(struct store *store, struct adding *adding, int32_t from, int32_t to)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT person,last-first FROM daysum"
                               " WHERE day BETWEEN ? AND ?",
                               "dd", (int)from, (int)to);
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct view_month *month = month_of(adding, sqlite3_column_int64(q, 0));
        if (month == NULL)
            continue;
        month->days++;
        month->present_ms += sqlite3_column_int64(q, 1) * 1000;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* A number that is nobody's is left out. */
static enum result
name_them(struct store *store, struct adding *adding)
{
    int named = 0;
    for (int i = 0; i < adding->count; i++) {
        sqlite3_stmt *q = db_query(store, "SELECT id FROM subject WHERE n=?",
                                   "i", adding->numbers[i]);
        int row = db_step(store, q);
        struct view_month *month = &adding->out[named];
        *month = adding->out[i];
        if (row == 1)
            db_column_text(q, 0, month->person, sizeof month->person);
        db_done(q);
        if (row < 0)
            return RESULT_IO;
        named += row;
    }
    adding->count = named;
    return RESULT_OK;
}

static int
by_id(const void *a, const void *b)
{
    const struct view_month *one = a;
    const struct view_month *other = b;
    return strcmp(one->person, other->person);
}

enum result
view_month(struct store *store, int32_t from, int32_t to,
           struct view_month *out, int max, int *count)
{
    struct adding adding;
    enum result result = begin(&adding, out, max) ? RESULT_OK : RESULT_FULL;
    if (result == RESULT_OK)
        result = add_days(store, &adding, from, to);
    if (result == RESULT_OK)
        result = name_them(store, &adding);
    *count = result == RESULT_OK ? adding.count : 0;
    if (*count > 0)
        qsort(out, (size_t)*count, sizeof *out, by_id);
    free(adding.places);
    free(adding.numbers);
    return result;
}
