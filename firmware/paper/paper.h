/*
 * Paper: a JSON document of a small vocabulary (README.md) becomes a tagged
 * A4 PDF, in the helper program troskel-paper, whose door is closed before it
 * reads anything.
 */
#pragma once

#include <stddef.h>

#include "firmware/base/result.h"

enum {
    PAPER_JSON_MAX = 32 << 20,
    PAPER_PDF_MAX = 32 << 20,
    PAPER_WAIT_MS = 20000,
    /* What troskel-paper exits with; a line on standard error says why. */
    PAPER_EXIT_INVALID = 2,
    PAPER_EXIT_TOO_LARGE = 3,
    PAPER_EXIT_IO = 5
};

/* Starts troskel-paper, which is looked for beside the running program or
 * where TROSKEL_PAPER says. *pdf is the caller's (free). RESULT_INVALID: no
 * such document; RESULT_FULL: too large; RESULT_BUSY: took too long;
 * RESULT_IO: could not be started (logged). Blocks: not for a loop. */
MUST_CHECK enum result paper_print(const void *json, size_t length,
                                   unsigned char **pdf, size_t *pdf_length);
