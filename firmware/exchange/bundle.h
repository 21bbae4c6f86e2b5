/*
 * Many files as one: a folder, or a zip that somebody was sent.
 *
 * Nothing is unpacked to disk and no path of the zip is ever opened: a file is
 * its place in the list, its name and its bytes. A zip is refused whole, with
 * the reason and the entry's name, if it holds more than BUNDLE_FILES_MAX
 * files or 512 MiB, if something in it grows more than 200 times, leads
 * outside, is a link, or is locked. A zip within is a file like any other.
 * Links in a folder are not followed. libzip stands in bundle_zip.c and
 * board_out.c only.
 *
 * APPNOTE.TXT - .ZIP File Format Specification, 4.4.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum {
    BUNDLE_FILES_MAX = 20000,
    BUNDLE_DEPTH_MAX = 6,
    BUNDLE_RATIO_MAX = 200,
    BUNDLE_NAME_SIZE = 256
};
#define BUNDLE_BYTES_MAX ((size_t)512 * 1024 * 1024)

enum bundle_why {
    BUNDLE_FINE,
    BUNDLE_ABSENT,
    BUNDLE_DAMAGED, /* or no zip */
    BUNDLE_MANY,
    BUNDLE_LARGE,
    BUNDLE_BOMB,
    BUNDLE_PATH,
    BUNDLE_LINK,
    BUNDLE_LOCKED,
    BUNDLE_IO,
    BUNDLE_WHY_COUNT
};

struct bundle; /* opaque */

/* A folder, or a zip file. `where` names the entry that is to blame, or "".
 * The caller owns it until bundle_close, which takes NULL. */
MUST_CHECK enum bundle_why bundle_open(struct bundle **out, const char *path,
                                       char where[BUNDLE_NAME_SIZE]);
/* A zip in memory, which is the caller's until bundle_close. */
MUST_CHECK enum bundle_why bundle_open_bytes(struct bundle **out,
                                             const void *bytes, size_t length,
                                             char where[BUNDLE_NAME_SIZE]);
void bundle_close(struct bundle *bundle);

/* Files only, by name: the same bundle is always the same list. */
int bundle_count(const struct bundle *bundle);
/* "EN/coffee.svg". Lives as long as the bundle. */
const char *bundle_name(const struct bundle *bundle, int at);
/* Its place, whatever the case of its letters; -1 if it is not there. */
int bundle_find(const struct bundle *bundle, const char *name);
/* RESULT_FULL beyond `max` bytes, RESULT_INVALID if it is damaged. The caller
 * frees *bytes; one NUL stands behind them. */
MUST_CHECK enum result bundle_read(struct bundle *bundle, int at, size_t max,
                                   char **bytes, size_t *length);

/* The Swedish sentence for it, for word(). */
const char *bundle_says(enum bundle_why why);
