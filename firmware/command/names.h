/*
 * Ids to names, for lists that people read: participants and staff.
 *
 * Read once, at names_open. Owns its memory until names_close; what it gives
 * lives as long.
 */
#pragma once

#include "firmware/command/reading.h"

struct names {
    struct view_person *people;
    int count;
    struct view_staff *staff;
    int staff_count;
};

/* Call names_close whatever it gives. */
MUST_CHECK enum result names_open(struct names *names,
                                  const struct reading *reading);
void names_close(struct names *names);

/* NULL: no participant has that id. */
const struct view_person *names_person(const struct names *names,
                                       const char *id);
/* "" if nobody has that id. */
const char *names_staff(const struct names *names, const char *id);
