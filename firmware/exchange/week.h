/*
 * A centre's template week (or dated days) in a table: one row an activity.
 *
 * `Dag` is weekdays ("mån", "mån-fre", "tis, tors", "alla dagar") or a date;
 * `Vem` is everybody, a group, a symbol or a first name. A row's id is made
 * from who, day, start and title, so that the same row is the same activity.
 * What stood from the same file before and is not in it now is removed.
 */
#pragma once

#include "firmware/exchange/import.h"

/* item_saved and item_removed. RESULT_INVALID, and *events NULL, if the report
 * has a refused line. The caller owns *events. */
MUST_CHECK enum result week_import(const struct import_context *context,
                                   const char *bytes, size_t length,
                                   struct report *report, json_t **events);
