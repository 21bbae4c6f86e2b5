/*
 * A contact sheet: the library's concepts, or what a search finds, each with
 * its name, on as many PNG pages as it takes.
 */
#pragma once

#include "firmware/base/result.h"

/* `query` NULL: every concept. Pages after the first get -2, -3 … before the
 * file's ending. RESULT_ABSENT: no library, or nothing found. */
MUST_CHECK enum result sheet_draw(const char *path, const char *lang,
                                  const char *query);
