/*
 * How long what is kept, by purpose, and which event is due: thinking
 * only, no table is read here.
 *
 * An event is due by the log's own order: everything up to the last event
 * before the purpose's day, so that nothing goes early though a clock was
 * wrong for a while. What speaks of a day (done, noted, a sheet) is due by
 * that day.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/store/event.h"

enum purpose {
    PURPOSE_NONE = -1, /* stays as long as what it is about */
    PURPOSE_PRESENCE,
    PURPOSE_PLAN,
    PURPOSE_STRESS,
    PURPOSE_METHODS,
    PURPOSE_AUDIT,
    PURPOSE_TECHNICAL,
    PURPOSE_COUNT
};

/* Months, but days for PURPOSE_TECHNICAL; 0: not set, nothing goes. */
struct retention {
    int length[PURPOSE_COUNT];
};
enum { RETENTION_MOST = 1200 };

/* "presence", "plan", "stress", "methods", "audit", "technical"; parse gives
 * PURPOSE_NONE for an unknown word. */
const char *purpose_name(enum purpose purpose);
enum purpose purpose_parse(const char *word);

/* What a country's pack proposes ("se", "dk", "no"); zeros where we know
 * none. False for an unknown country. */
bool retention_pack(const char *country, struct retention *out);

/* The first day that stays, counted back from `today`; INT32_MIN: not set. */
int32_t retention_day(const struct retention *retention, enum purpose purpose,
                      int32_t today);

enum due_by {
    DUE_NEVER,
    DUE_BY_ORDER, /* its place in the log */
    DUE_BY_DATE,  /* the day its body speaks of */
    DUE_WHOLE     /* with all there is about a signal, an item, a note */
};

enum due_by due_by(enum event_kind kind);
enum purpose purpose_of(enum event_kind kind);
