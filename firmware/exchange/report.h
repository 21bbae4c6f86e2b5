/*
 * What an import says about itself: what it took, matched, could not match
 * and why it was refused, in the words of the person who reads it.
 *
 * One refused line refuses the whole file: report_refused is what every
 * importer asks before it hands out a batch. At most REPORT_LINES_MAX lines
 * are kept; the rest is counted. The report owns its lines until
 * report_finish.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "firmware/base/result.h"

enum {
    REPORT_LINES_MAX = 1000,
    REPORT_PLACE_SIZE = 96,
    REPORT_SAYS_SIZE = 400
};

enum report_severity {
    REPORT_REFUSED, /* the file is not taken */
    REPORT_WARNING, /* taken, and someone may want to look */
    REPORT_MATCHED, /* a picture, a person or a group was found */
    REPORT_INFO,
    REPORT_SEVERITY_COUNT
};

struct report_line {
    enum report_severity severity;
    int line;                      /* of the file, from 1; 0: the whole file */
    char place[REPORT_PLACE_SIZE]; /* column, or component and property */
    char says[REPORT_SAYS_SIZE];
};

struct report {
    char lang[4];
    struct report_line *lines;
    int count, room;
    int of[REPORT_SEVERITY_COUNT]; /* how many, kept or not */
    json_t *counts;                /* {"people":8,…} */
};

/* `lang` is the reader's: "sv", "da", "nb", "nn", "en". */
void report_init(struct report *report, const char *lang);
void report_finish(struct report *report);

/* `format` is the Swedish sentence, marked with WORD(); `place` may be NULL. */
void report_say(struct report *report, enum report_severity severity, int line,
                const char *place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* "people", "groups", "items", "removed", "pictures" … */
void report_count(struct report *report, const char *what, int add);
int report_counted(const struct report *report, const char *what);

bool report_refused(const struct report *report);

/* True if a kept line of `severity` has `part` in what it says. */
bool report_has(const struct report *report, enum report_severity severity,
                const char *part);

/* One line each, in the file's order; the counts last. */
MUST_CHECK enum result report_print(const struct report *report, FILE *out);
/* {"refused":bool,"lines":[{"severity","line","place","says"}],"left_out",
 * "counts"}; the caller owns it. */
json_t *report_json(const struct report *report);
