/*
 * One VEVENT, read: what a day needs of it, in the centre's terms.
 *
 * The zones must outlive the event. Texts are clean and short enough for a
 * screen; what had to be changed is told in the report.
 */
#pragma once

#include <libical/ical.h>

#include "firmware/exchange/calendar_zone.h"
#include "firmware/exchange/import.h"

enum { EVENT_UID_SIZE = 256, EVENT_KEY_SIZE = 24 };

struct calendar_event {
    int line;
    char uid[EVENT_UID_SIZE];
    char key[EVENT_KEY_SIZE]; /* RECURRENCE-ID; empty: the series itself */
    int sequence;
    bool cancelled;
    struct icaltimetype start; /* with its zone; is_date: all day */
    int64_t seconds;           /* how long; -1: not said */
    char title[VIEW_NAME_SIZE];
    char place[VIEW_NAME_SIZE];
    char emoji[16]; /* code of the title's first emoji: "1F331" */
    struct icalrecurrencetype *rule; /* owned; NULL: once */
    json_t *left_out;                /* keys of EXDATE, an object */
    json_t *added;                   /* RDATE, in UTC or a date, an array */
    char picture[LIBRARY_ID_SIZE];
    bool matched; /* the picture was sought */
};

/* Reads the component's text. RESULT_INVALID after a refused line was told. */
MUST_CHECK enum result event_read(struct calendar_event *event,
                                  const char *text, int line,
                                  const struct zones *zones,
                                  struct report *report);
void event_finish(struct calendar_event *event);

/* "20261123T080000Z", or "20261127" for a day. */
void event_key(struct icaltimetype at, char out[EVENT_KEY_SIZE]);
/* The day alone, in the time's own zone. */
void event_day_key(struct icaltimetype at, char out[EVENT_KEY_SIZE]);

/* --- texts --- */

/* Takes emoji out; the first one's code goes to `emoji`. In place. */
void event_take_emoji(char *text, char emoji[16]);
/* Cuts at a sentence, else at a word. True if it did. */
bool event_shorten(char *text, size_t max);
