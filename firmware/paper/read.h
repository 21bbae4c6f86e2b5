/*
 * Whether a JSON text is a document that can be printed (README.md tells the
 * vocabulary), and if not, where and why.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum {
    PAPER_BLOCKS_MAX = 4000,
    PAPER_COLUMNS_MAX = 12,
    PAPER_CELLS_MAX = 16000, /* of all tables together */
    PAPER_BITS_MAX = 12,     /* in one cell */
    PAPER_CARDS_MAX = 400,
    PAPER_PICTURES_MAX = 400,
    PAPER_TEXT_MAX = 4000, /* bytes of one paragraph */
    PAPER_CELL_MAX = 1000  /* bytes of one text in a cell, on a card */
};

/* *out is the caller's (json_decref). RESULT_INVALID with a line in `why`:
 * "content[3].table.rows[2]: has 4 cells, the head has 3". */
MUST_CHECK enum result read_document(const char *bytes, size_t length,
                                     json_t **out, char *why, size_t why_size);
