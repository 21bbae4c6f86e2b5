#include "firmware/exchange/encoding.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "firmware/base/text.h"

/* 0x80..0x9F; 0 stands for a byte that is not in use. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t
code_point(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static bool
is_windows_1252(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (code_point((unsigned char)bytes[i]) == 0)
            return false;
    return true;
}

enum encoding
encoding_detect(const char *bytes, size_t length, size_t *skip)
{
    *skip = 0;
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
                        memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        *skip = 2;
        return ENCODING_UTF16;
    }
    if (length == 0)
        return ENCODING_UTF8;
    if (memchr(bytes, '\0', length) != NULL)
        return ENCODING_UNKNOWN;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        *skip = 3;
        return text_is_utf8(bytes + 3, length - 3) ? ENCODING_UTF8_BOM
                                                   : ENCODING_UNKNOWN;
    }
    if (text_is_utf8(bytes, length))
        return ENCODING_UTF8;
    return is_windows_1252(bytes, length) ? ENCODING_WINDOWS_1252
                                          : ENCODING_UNKNOWN;
}

const char *
encoding_name(enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_UTF8:
    case ENCODING_UTF8_BOM:
        return "UTF-8";
    case ENCODING_WINDOWS_1252:
        return "Windows-1252";
    case ENCODING_UTF16:
        return "UTF-16";
    case ENCODING_UNKNOWN:
        break;
    }
    return "?";
}

static size_t
put(uint32_t c, char out[3])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | (c >> 6));
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | (c >> 12));
    out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

static enum result
decode_windows_1252(const char *bytes, size_t length, char *out, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = code_point((unsigned char)bytes[i]);
        char letter[3];
        size_t step = put(c, letter);
        if (c == 0)
            return RESULT_INVALID;
        if (at + step >= size)
            return RESULT_FULL;
        memcpy(out + at, letter, step);
        at += step;
    }
    out[at] = '\0';
    return RESULT_OK;
}

enum result
encoding_decode(enum encoding encoding, const char *bytes, size_t length,
                char *out, size_t size)
{
    if (size == 0)
        return RESULT_FULL;
    out[0] = '\0';
    if (encoding == ENCODING_WINDOWS_1252)
        return decode_windows_1252(bytes, length, out, size);
    if (encoding != ENCODING_UTF8 && encoding != ENCODING_UTF8_BOM)
        return RESULT_INVALID;
    if (length >= size)
        return RESULT_FULL;
    if (length > 0 &&
        (memchr(bytes, '\0', length) != NULL || !text_is_utf8(bytes, length)))
        return RESULT_INVALID;
    if (length > 0)
        memcpy(out, bytes, length);
    out[length] = '\0';
    return RESULT_OK;
}
