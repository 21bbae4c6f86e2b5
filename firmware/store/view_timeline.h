/*
 * What happened around one person, for staff who look back with them: their
 * arrivals, their steps, their choices, their signals, what was noted. Oldest
 * first.
 */
#pragma once

#include "firmware/store/event.h"
#include "firmware/store/view.h"

struct timeline_entry {
    int64_t seq;
    int64_t at;
    enum event_kind kind;
    int32_t day;               /* the civil day it speaks of */
    char what[VIEW_TEXT_SIZE]; /* the step's title, the place …; may be empty */
    char who[VIEW_NAME_SIZE]; /* of the staff; empty: the person themself */
    int option;               /* of a choice; -4: none */
};

/* At most `max`; *left_out says how many more there were. */
struct timeline {
    struct timeline_entry *entries;
    int max, count, left_out;
};

/* Days from `from` to `to`, both with. */
MUST_CHECK enum result view_timeline(struct store *store, const char *person,
                                     int32_t from, int32_t to,
                                     struct timeline *out);

/* Everybody of the staff who looked at or changed something of the person,
 * newest first: time, name, what kind of event. What there is no room
 * for is not read: left_out stays 0. */
MUST_CHECK enum result view_who_touched(struct store *store, const char *person,
                                        struct timeline *out);
