/*
 * A bar chart as SVG: drawn on the server, so that it needs no script, prints,
 * and can be read aloud. Pure.
 *
 * It has a title and a description; bars that are hidden because they are few
 * are hatched and say so; the table beside it says the same in numbers. No
 * colour carries a meaning of its own.
 */
#pragma once

#include <stdbool.h>

#include "ui/staff/html.h"

struct chart_bar {
    const char *label;
    int count;
    bool hidden; /* fewer than five: hatched, at a height that says nothing */
};

struct chart {
    const char *id; /* of the page's own, small letters */
    const char *title, *describes;
    const char *few; /* what stands over a hidden bar: "<5" */
    int brief;       /* characters of a label; 0: all of it */
    const struct chart_bar *bars;
    int count;
};

void chart_bars(struct html *html, const struct chart *chart);
