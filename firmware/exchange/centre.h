/*
 * A centre as the importers want to see it: groups, people and what stands,
 * out of a store; pictures out of the library and the centre's own photos.
 *
 * The edge of this room. Both handles are borrowed until centre_close.
 */
#pragma once

#include "firmware/exchange/import.h"
#include "firmware/store/store.h"

struct centre {
    struct import_context context; /* ready to hand to an importer */
    struct store *store;
    struct library *library; /* NULL: no pictures */
    struct view_centre view;
    struct view_group groups[VIEW_GROUPS_MAX];
    struct view_person *people; /* owned */
    char source[128];
};

/* `path` is the file's; its own name becomes the source. `boot_id` is the
 * clock's that runs now. RESULT_ABSENT: the store has no centre. */
MUST_CHECK enum result centre_open(struct centre *centre, struct store *store,
                                   struct library *library, const char *boot_id,
                                   int32_t today, const char *path);
void centre_close(struct centre *centre);

/* A whole file, at most `max` bytes. RESULT_FULL beyond, RESULT_ABSENT if
 * there is none, RESULT_IO (logged) else. The caller frees *bytes. */
MUST_CHECK enum result centre_read_file(const char *path, size_t max,
                                        char **bytes, size_t *length);

/* {"source":…,"events":[…, imported with the report's counts],"blobs":…}; takes
 * `events` and `blobs` (may be NULL) over. The caller owns it. */
json_t *centre_batch(const struct centre *centre, const struct report *report,
                     json_t *events, json_t *blobs);
