/*
 * How a helper hears and answers: all of standard input, all to standard
 * output. Works inside the cell (sandbox.h).
 */
#pragma once

#include <stddef.h>

#include "firmware/base/result.h"

/* RESULT_FULL if more comes than `most`. The caller owns *bytes, also after a
 * failure. */
MUST_CHECK enum result pipe_read(unsigned char **bytes, size_t *length,
                                 size_t most);
MUST_CHECK enum result pipe_write(const unsigned char *bytes, size_t length);
