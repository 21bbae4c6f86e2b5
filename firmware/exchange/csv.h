/*
 * A table as people save it: RFC 4180, and what Excel makes of it.
 *
 * The separator (; , or tab) is the commonest one of the first line, or what
 * a first line `sep=;` says. Quoted cells may hold separators, `""` and line
 * breaks (which come out as \n); lines end in CR, LF or CRLF, also mixed.
 * Empty lines are passed over. The bytes stay the caller's and are read in
 * place: only one row is ever held.
 *
 * RFC 4180, "Common Format and MIME Type for Comma-Separated Values".
 */
#pragma once

#include <stddef.h>

#include "firmware/base/result.h"
#include "firmware/exchange/encoding.h"

enum {
    CSV_BYTES_MAX = 32 * 1024 * 1024,
    CSV_ROWS_MAX = 10000, /* the heading counts as one */
    CSV_COLUMNS_MAX = 64,
    CSV_CELL_MAX = 4096, /* bytes of UTF-8, without the NUL */
    CSV_ROW_SIZE = 65536
};

enum csv_why {
    CSV_FINE,
    CSV_TOO_LARGE,
    CSV_ENCODING, /* neither UTF-8 nor Windows-1252 */
    CSV_UTF16,
    CSV_QUOTE_OPEN,  /* the file ends inside quotes */
    CSV_QUOTE_AFTER, /* something stands after the closing quote */
    CSV_ROWS,
    CSV_COLUMNS,
    CSV_CELL
};

struct csv {
    const char *bytes; /* borrowed */
    size_t length, at;
    enum encoding encoding;
    char separator;
    int line; /* that `at` stands on, from 1 */
    int rows; /* read so far */
    enum csv_why why;
};

struct csv_row {
    int line; /* where it begins */
    int count;
    const char *cells[CSV_COLUMNS_MAX]; /* point into text */
    char text[CSV_ROW_SIZE];
};

/* RESULT_INVALID with csv->why if the bytes are no text we read. */
MUST_CHECK enum result csv_open(struct csv *csv, const char *bytes,
                                size_t length);

/* RESULT_ABSENT after the last row; RESULT_INVALID with csv->why, and row->line
 * set, if the table cannot be read further. Cells are trimmed. */
MUST_CHECK enum result csv_next(struct csv *csv, struct csv_row *row);

/* The cell, or "" beyond the row's end or for a negative column. */
const char *csv_cell(const struct csv_row *row, int column);

/* The Swedish sentence for it, for word(). */
const char *csv_says(enum csv_why why);
