/*
 * What an open page is told, and when: a pure reading of "where are we" and
 * "what does this page know". A page that is slow misses nothing: it is told
 * the newest state, never a backlog.
 *
 * The form is that of server-sent events (HTML standard, section 9.2).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LIVE_EVENT_MAX = 160 };

/* Where the server is. */
struct live {
    uint64_t change; /* grows whenever a page would look different */
    uint64_t beat;   /* grows every three seconds */
};

/* What one page has been told; zeroed when it opens. */
struct live_page {
    bool greeted;
    uint64_t change, beat;
};

/* Writes what is due for `page` and notes it as told. Returns the length, 0
 * when there is nothing to say. */
size_t live_next(const struct live *live, struct live_page *page,
                 char out[LIVE_EVENT_MAX]);
