#include "firmware/base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Where the last whole character within `text[0..length)` ends. */
static size_t
whole_length(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return length == 0 || !((unsigned char)text[0] & 0x80) ? length : 0;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return start - 1 + need <= length ? length : start - 1;
}

bool
text_copy(char *to, size_t size, const char *from)
{
    if (size == 0)
        return false;
    size_t length = from == NULL ? 0 : strlen(from);
    bool fits = length < size;
    if (!fits)
        length = whole_length(from, size - 1);
    if (length > 0)
        memmove(to, from, length);
    to[length] = '\0';
    return fits;
}

__attribute__((format(printf, 3, 0))) static bool
format_at(char *to, size_t size, const char *format, va_list arguments)
{
    if (size == 0)
        return false;
    int length = vsnprintf(to, size, format, arguments);
    if (length >= 0 && (size_t)length < size)
        return true;
    to[whole_length(to, strlen(to))] = '\0';
    return false;
}

bool
text_format(char *to, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool fits = format_at(to, size, format, arguments);
    va_end(arguments);
    return fits;
}

bool
text_append(char *to, size_t size, const char *format, ...)
{
    size_t at = strnlen(to, size);
    va_list arguments;
    va_start(arguments, format);
    bool fits = format_at(to + at, size - at, format, arguments);
    va_end(arguments);
    return fits;
}

bool
text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool
text_empty(const char *text)
{
    return text == NULL || text[0] == '\0';
}

/* Bytes of the well-formed character at `at`, or 0. */
static size_t
character_length(const unsigned char *at, size_t left)
{
    if (at[0] < 0x80)
        return 1;
    size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    if ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ||
        (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F))
        return 0; /* overlong, surrogate, beyond U+10FFFF */
    return length;
}

bool
text_is_utf8(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t i = 0;
    while (i < length) {
        size_t step = character_length(at + i, length - i);
        if (step == 0)
            return false;
        i += step;
    }
    return true;
}

size_t
text_length(const char *text)
{
    size_t count = 0;
    for (; text != NULL && *text != '\0'; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static bool
is_upper_extended(uint32_t c)
{
    /* Latin Extended-A pairs: even is upper below U+0138 and from U+014A,
     * odd is upper between; U+0130 and U+0149 have no simple partner. */
    if (c == 0x130 || c == 0x149 || c == 0x138)
        return false;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
        return (c & 1) == 1;
    return c >= 0x100 && c <= 0x177 && (c & 1) == 0;
}

static uint32_t
fold_code_point(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7))
        return c + 32;
    if (c == 0x178)
        return 0xFF;
    return is_upper_extended(c) ? c + 1 : c;
}

bool
text_fold(char *to, size_t size, const char *from)
{
    if (!text_copy(to, size, from)) {
        /* Still fold what fitted: a cut search word is better than none. */
    }
    for (unsigned char *at = (unsigned char *)to; *at != '\0'; at++) {
        if (*at < 0x80) {
            *at = (unsigned char)fold_code_point(*at);
        } else if (*at >= 0xC3 && *at <= 0xC5 && at[1] != '\0') {
            uint32_t c = ((*at & 0x1Fu) << 6) | (at[1] & 0x3Fu);
            c = fold_code_point(c);
            at[0] = (unsigned char)(0xC0 | (c >> 6));
            at[1] = (unsigned char)(0x80 | (c & 0x3F));
            at++;
        }
    }
    return from == NULL || strlen(from) < size;
}

static size_t
space_length(const char *at)
{
    if (*at == ' ' || (*at >= '\t' && *at <= '\r'))
        return 1;
    return (unsigned char)at[0] == 0xC2 && (unsigned char)at[1] == 0xA0 ? 2 : 0;
}

void
text_trim(char *text)
{
    char *start = text;
    while (space_length(start) > 0)
        start += space_length(start);
    size_t length = strlen(start);
    for (;;) {
        if (length >= 1 && space_length(start + length - 1) == 1)
            length -= 1;
        else if (length >= 2 && space_length(start + length - 2) == 2)
            length -= 2;
        else
            break;
    }
    memmove(text, start, length);
    text[length] = '\0';
}
