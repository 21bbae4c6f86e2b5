/*
 * Which letters a file is written in, and those letters as UTF-8.
 *
 * Excel in the Nordic countries saves Windows-1252 ("CSV") or UTF-8 with a
 * byte order mark ("CSV UTF-8"); "Unicode text" is UTF-16 and is told apart
 * so that it can be refused with a reason. Pure functions over bytes.
 *
 * The table: https://encoding.spec.whatwg.org/index-windows-1252.txt, except
 * that the five bytes nobody uses (81 8D 8F 90 9D) are refused.
 */
#pragma once

#include <stddef.h>

#include "firmware/base/result.h"

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM,
    ENCODING_WINDOWS_1252,
    ENCODING_UTF16,
    ENCODING_UNKNOWN /* a picture, a spreadsheet, damaged text */
};

/* `skip` becomes the length of the byte order mark. A NUL byte makes any
 * text but UTF-16 unknown; so does UTF-8 that begins with a mark and breaks
 * off later. */
enum encoding encoding_detect(const char *bytes, size_t length, size_t *skip);

/* "UTF-8", "Windows-1252" … */
const char *encoding_name(enum encoding encoding);

/* Writes UTF-8 and its NUL to `out`. RESULT_FULL if it does not fit,
 * RESULT_INVALID for UTF-16, unknown or bytes outside the encoding. */
MUST_CHECK enum result encoding_decode(enum encoding encoding,
                                       const char *bytes, size_t length,
                                       char *out, size_t size);
