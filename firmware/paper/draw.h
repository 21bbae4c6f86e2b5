/*
 * A document of read.h as a tagged PDF: measured, let flow over its pages,
 * and drawn.
 */
#pragma once

#include <jansson.h>
#include <pango/pango.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum { PAPER_PAGES_MAX = 400 };

/* *pdf is the caller's (free). RESULT_INVALID: a row or card is higher than a
 * page; RESULT_FULL: more than 400 pages, or no memory. `why` says which. */
MUST_CHECK enum result draw_document(const json_t *document,
                                     PangoContext *context, unsigned char **pdf,
                                     size_t *length, char *why,
                                     size_t why_size);
