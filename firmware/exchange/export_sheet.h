/*
 * A table as a workbook (XLSX): one sheet, a bold head, numbers as numbers.
 *
 * The only place with xlsxwriter.h. The library writes to a file; that is a
 * piece of memory with a name here, so that nothing of anybody's stays on a
 * disk.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum { SHEET_ROWS_MAX = 20000, SHEET_COLUMNS_MAX = 24 };

/* {"name":…,"head":[…],"rows":[[…],…]}; *bytes is the caller's (free).
 * RESULT_INVALID: not such a table; RESULT_IO: it could not be written. */
MUST_CHECK enum result export_sheet(const json_t *table, unsigned char **bytes,
                                    size_t *length);
