/*
 * Which column of a table is which field, from its heading.
 *
 * A heading nobody knows is told and passed over; one that comes twice, or a
 * needed one that is missing, refuses the file.
 */
#pragma once

#include <stdbool.h>

#include "firmware/exchange/csv.h"
#include "firmware/exchange/report.h"

struct columns_field {
    const char *names; /* as struct choice has them; NULL ends the table */
    bool needed;
};

/* Fills columns[field], -1 for a field that has no column. False if the file
 * is refused. */
bool columns_read(const struct columns_field *fields,
                  const struct csv_row *heading, struct report *report,
                  int *columns);
