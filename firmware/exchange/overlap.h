/*
 * Two things at one time for the same audience: told, never changed.
 */
#pragma once

#include <stdint.h>

#include "firmware/exchange/import.h"

struct overlap_item {
    char audience[IMPORT_KEY_SIZE];
    char title[VIEW_NAME_SIZE];
    int32_t day; /* civil day, or weekday */
    int start, end;
    int line;
};

struct overlap {
    struct overlap_item *items;
    int count, room;
};

void overlap_init(struct overlap *overlap);
void overlap_finish(struct overlap *overlap);
/* Items without a start or an end do not count. RESULT_FULL: no memory. */
MUST_CHECK enum result overlap_add(struct overlap *overlap,
                                   const struct overlap_item *item);
/* Warns once for each item that begins before another is over. */
void overlap_tell(struct overlap *overlap, struct report *report);
