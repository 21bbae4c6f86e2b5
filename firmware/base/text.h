/*
 * Strings of bounded size, always terminated, always whole UTF-8.
 *
 * A copy that does not fit is cut between two characters, never inside one,
 * and says so. Nothing here allocates.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"

/* Copies `from` (NULL counts as "") into `to`. False if it was cut. */
bool text_copy(char *to, size_t size, const char *from);

/* Like snprintf, cut like text_copy. False if it was cut. */
bool text_format(char *to, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds to what stands in `to`. False if it was cut. */
bool text_append(char *to, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

bool text_equal(const char *a, const char *b); /* NULL equals only NULL */
bool text_empty(const char *text);             /* NULL counts as empty */

/* True if every byte belongs to well-formed UTF-8 (RFC 3629). */
bool text_is_utf8(const char *bytes, size_t length);

/* Number of code points; counts a malformed byte as one. */
size_t text_length(const char *text);

/* Lower-cases for comparison: ASCII, Latin-1 and Latin Extended-A (å ä ö ø æ
 * and the Sámi letters). å stays å. False if it was cut. */
bool text_fold(char *to, size_t size, const char *from);

/* Removes ASCII white space and U+00A0 at both ends, in place. */
void text_trim(char *text);
