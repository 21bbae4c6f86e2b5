/*
 * A calendar as Outlook, Google, Nextcloud and Apple export it (RFC 5545),
 * turned into dated items of one audience.
 *
 * Series are laid out from 35 days before today to 400 days ahead, at most
 * 2,000 times each. An item's id is made from audience, UID and the time it
 * had in its series, so a second import finds it again, also when it moved.
 * What a calendar no longer has is removed from today on; days that were stay
 * as they were planned. Titles are the calendar's: they
 * are shortened, never refused. A time that cannot be understood is refused:
 * better no day than a wrong one.
 *
 * libical's iterator does not apply EXDATE; this does.
 */
#pragma once

#include "firmware/exchange/import.h"

enum {
    CALENDAR_DAYS_BACK = 35,
    CALENDAR_DAYS_AHEAD = 400,
    CALENDAR_EVENTS_MAX = 5000, /* VEVENTs of a file */
    CALENDAR_TIMES_MAX = 2000,  /* of one series */
    CALENDAR_SPAN_MAX = 62      /* days of one event */
};

/* item_saved and item_removed. RESULT_INVALID, and *events NULL, if the report
 * has a refused line. The caller owns *events. */
MUST_CHECK enum result calendar_import(const struct import_context *context,
                                       const struct import_audience *whose,
                                       const char *bytes, size_t length,
                                       struct report *report, json_t **events);

/* Frees what libical keeps between calls; at the end of a program. */
void calendar_forget(void);
