/*
 * Ids to names, for lists that people read: participants and staff.
 *
 * Participants come from the state. Staff are read from the log, once, when
 * the first of them is asked for. Owns its memory until names_close; borrows
 * the reading.
 */
#pragma once

#include <jansson.h>

#include "firmware/command/reading.h"

struct names {
    const struct reading *reading;
    struct view_person *people;
    int count;
    json_t *staff; /* id → name; NULL: not read yet */
};

MUST_CHECK enum result names_open(struct names *names,
                                  const struct reading *reading);
void names_close(struct names *names);

/* NULL: no participant has that id. Lives until names_close. */
const struct view_person *names_person(const struct names *names,
                                       const char *id);
/* "" if nobody has that id. Lives until names_close. */
const char *names_staff(struct names *names, const char *id);
