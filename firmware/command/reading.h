/*
 * A folder, opened to be read: its clock, its database, its centre.
 *
 * The zone of the process and the language of the line become the centre's
 * (--lang goes before). Owns what it opened until reading_close, which also
 * takes one that was never opened (all zero).
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "firmware/base/civil.h"
#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/command/line.h"
#include "firmware/store/store.h"
#include "firmware/store/view.h"

struct reading {
    struct folder folder;
    struct clock *clock;
    struct store *store;
    struct view_centre centre;
};

/* On failure the reason has been said, and reading_close is not needed. */
MUST_CHECK enum result reading_open(struct line *line, struct reading *reading);
void reading_close(struct reading *reading);

/* The folder and its clock alone. */
MUST_CHECK enum result reading_open_folder(struct line *line,
                                           struct reading *reading);

/* Today in the centre's zone, and the minute. */
struct civil reading_now(const struct reading *reading);

/* Finds them by what a person types and says if there is none. */
MUST_CHECK enum result reading_person(const struct line *line,
                                      const struct reading *reading,
                                      const char *what, char id[UUID_SIZE]);
MUST_CHECK enum result reading_group(const struct line *line,
                                     const struct reading *reading,
                                     const char *what, char id[UUID_SIZE]);
MUST_CHECK enum result reading_staff(const struct line *line,
                                     const struct reading *reading,
                                     const char *what, char id[UUID_SIZE]);

/* "YYYY-MM-DD"; NULL and "idag" are today. Says if it is no date. */
MUST_CHECK enum result reading_date(const struct line *line,
                                    const struct reading *reading,
                                    const char *text, int32_t *day);
