/*
 * Laying out many things at once: steps × people × days. What would come of it
 * is known before it is done, and is done as one.
 *
 * Reads the store, writes nothing: the staff page shows with this what core
 * will do with it.
 */
#pragma once

#include <jansson.h>

#include "firmware/store/view_plan.h"

enum {
    LAYING_ENTRIES_MAX = 120,
    LAYING_WHOM_MAX = 60,
    LAYING_DAYS_MAX = 31,
    LAYING_CELLS_MAX = 600
};

/* Each entry is {"day":n,"body":{…}}; `day` is counted from each of `days`. */
struct laying {
    json_t *entries; /* borrowed */
    struct view_whom whom[LAYING_WHOM_MAX];
    int whom_count;
    int32_t days[LAYING_DAYS_MAX];
    int day_count;
    bool keep; /* an entry's `day` counts; else all come on each of `days` */
    int32_t today;
};

enum cell_state {
    CELL_NEW,
    CELL_SAME,   /* it stands there already */
    CELL_BESIDE, /* something else is at the same time */
    CELL_PAST
};

struct laying_cell {
    int entry, whom;
    int32_t date;
    enum cell_state state;
    bool stands;                 /* that day has something of theirs already */
    char beside[VIEW_NAME_SIZE]; /* the title of what is at the same time */
    char person[VIEW_NAME_SIZE];
};

/* RESULT_FULL: more than `max`. */
MUST_CHECK enum result laying_cells(struct store *store,
                                    const struct laying *laying,
                                    struct laying_cell *out, int max,
                                    int *count);

/* The body of a cell, whole; the caller owns it. */
json_t *laying_body(const struct laying *laying,
                    const struct laying_cell *cell);

/* [{"day":0..,"body":{…}}] of what somebody has planned, as it is on those
 * days with its changes; what is cancelled is left out. `whole`: also what is
 * said for their groups and for all. The caller owns it; NULL: no store. */
json_t *laying_of_days(struct store *store, const struct view_whom *whom,
                       int32_t first, int days, bool whole);
/* One thing as it is that day; NULL: there is none. The caller owns it. */
json_t *laying_of_item(struct store *store, const char *item, int32_t date);
