/*
 * An iCalendar file taken apart into its components, so that libical is given
 * one small, plain thing at a time and every remark has a line number.
 *
 * Of an event only the properties we read are kept: inline attachments, HTML
 * and alarms never reach the parser. The bytes stay the caller's. Pure.
 *
 * RFC 5545 §3.1 (content lines, folding), §3.4, §3.6.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"
#include "firmware/exchange/encoding.h"

enum {
    PARTS_BYTES_MAX = 16 * 1024 * 1024,
    PARTS_DEPTH_MAX = 6,
    PARTS_TEXT_SIZE = 65536, /* of what is kept of one component */
    PARTS_NAME_SIZE = 32
};

enum parts_kind { PARTS_EVENT, PARTS_TIMEZONE, PARTS_OTHER };

enum parts_why {
    PARTS_FINE,
    PARTS_TOO_LARGE,
    PARTS_ENCODING,
    PARTS_NO_CALENDAR, /* no BEGIN:VCALENDAR */
    PARTS_CUT,         /* the file ends inside a component */
    PARTS_TANGLED,     /* an END that does not fit its BEGIN, or too deep */
    PARTS_LONG         /* a component beyond PARTS_TEXT_SIZE */
};

struct parts {
    const char *bytes; /* borrowed */
    size_t length, at;
    int line;
    enum encoding encoding;
    bool inside;    /* VCALENDAR is open */
    bool seen;      /* … or was */
    bool cancelled; /* METHOD:CANCEL */
    enum parts_why why;
};

struct part {
    enum parts_kind kind;
    char name[PARTS_NAME_SIZE]; /* "VTODO" */
    int line;
    char text[PARTS_TEXT_SIZE]; /* UTF-8, CRLF, ends with END: */
};

MUST_CHECK enum result parts_open(struct parts *parts, const char *bytes,
                                  size_t length);
/* RESULT_ABSENT after the last; RESULT_INVALID with parts->why and part->line
 * set. */
MUST_CHECK enum result parts_next(struct parts *parts, struct part *part);
/* The Swedish sentence for it, for word(). */
const char *parts_says(enum parts_why why);
