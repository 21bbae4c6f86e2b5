/*
 * A list that somebody typed: one thing a line, with the time before it if it
 * has one ("9.00–10.15 Måla", "13:00 Fika", "Promenad").
 *
 * A pure core. A line that is not understood as a time is a title, so nothing
 * of what was typed is lost.
 */
#pragma once

#include <stdbool.h>

#include "firmware/store/view.h"

enum { LINES_MAX = 24 };

struct plan_line {
    char title[VIEW_TEXT_SIZE]; /* as typed, trimmed; may be too long */
    int start, end;             /* minutes; -1: not said */
    int line;                   /* from 1 */
};

/* Empty lines are passed over. Returns how many there are; `left_out` says
 * how many more there were. */
int lines_read(const char *text, struct plan_line *out, int max, int *left_out);
