/*
 * What Tröskel gives away: people, presence and events as CSV or JSON, a
 * person's days as iCalendar.
 *
 * CSV is what Nordic Excel opens as it is: a byte order mark, semicolons,
 * CRLF, and a ' before whatever a spreadsheet would take for a formula (OWASP,
 * "CSV injection"). iCalendar is RFC 5545: lines folded at 75 bytes, texts
 * escaped, local times with TZID and a VTIMEZONE. Nothing is opened here; the
 * caller owns the streams.
 */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "firmware/base/result.h"
#include "firmware/store/event.h"
#include "firmware/store/view.h"

/* --- one table --- */

/* The mark; before the first row. */
void export_begin(FILE *out);
/* One cell, guarded and quoted as need be. `last` ends the row. */
void export_cell(FILE *out, const char *text, bool last);
/* RESULT_IO if any write failed. */
MUST_CHECK enum result export_end(FILE *out);

/* --- people: the same columns that people_import reads --- */

struct export_people {
    const struct view_person *people;
    int person_count;
    const struct view_group *groups;
    int group_count;
    const char *lang; /* of the headings and words */
};
MUST_CHECK enum result export_people_csv(const struct export_people *from,
                                         FILE *out);
/* An array; the caller owns it. */
json_t *export_people_json(const struct export_people *from);

/* --- events, one at a time, oldest first --- */

void export_events_head(FILE *out, const char *lang);
void export_event_csv(FILE *out, const struct event *event);
/* The caller owns it. */
json_t *export_event_json(const struct event *event);

/* --- presence: visits, from the events arrived, left and their undoing --- */

enum { EXPORT_VISITS_MAX = VIEW_PEOPLE_MAX };

struct export_presence {
    struct export_people people;
    FILE *out;
    struct export_visit {
        char person[UUID_SIZE];
        int64_t arrived_ms, left_ms; /* left_ms 0: still open */
    } visits[EXPORT_VISITS_MAX];     /* the latest of each person */
    int count;
};

/* Writes the head. The struct is large: keep it off small stacks. */
void export_presence_init(struct export_presence *presence,
                          const struct export_people *people, FILE *out);
/* RESULT_FULL beyond EXPORT_VISITS_MAX people. Times are local, in the zone
 * civil_set_zone was given. */
MUST_CHECK enum result export_presence_event(struct export_presence *presence,
                                             const struct event *event);
/* Writes what is still open: its departure is empty, never guessed. */
MUST_CHECK enum result export_presence_end(struct export_presence *presence);

/* --- a person's days --- */

/* VCALENDAR of `count` days; `stamp_utc_ms` is DTSTAMP. RESULT_ABSENT if the
 * machine does not know the zone. */
MUST_CHECK enum result export_days_ics(const struct view_day *days, int count,
                                       const char *zone, int64_t stamp_utc_ms,
                                       FILE *out);
