/*
 * A centre's people in a table: one row a person, a heading in Swedish,
 * Danish, Norwegian or English.
 *
 * The symbol is the key: needed, and a person's own in the file and in the
 * centre. A column that is not there leaves what stands; an empty cell in one
 * that is there means the usual. Someone who stands already keeps their place
 * on the symbol page, a new one gets the next free. A group that is not there
 * is made. Nothing that looks like a personal identity number is taken in.
 */
#pragma once

#include "firmware/exchange/import.h"

/* group_saved and person_saved. RESULT_INVALID, and *events NULL, if the
 * report has a refused line. The caller owns *events. */
MUST_CHECK enum result people_import(const struct import_context *context,
                                     const char *bytes, size_t length,
                                     struct report *report, json_t **events);
