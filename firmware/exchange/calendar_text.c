#include "firmware/exchange/calendar_event.h"

#include <string.h>

#include "firmware/base/text.h"

static size_t
decode(const unsigned char *at, uint32_t *c)
{
    if (at[0] < 0x80) {
        *c = at[0];
        return 1;
    }
    size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    *c = at[0] & (0xFFU >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return i; /* malformed: never from our own decoder */
        *c = (*c << 6) | (at[i] & 0x3F);
    }
    return length;
}

static bool
is_emoji(uint32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) ||
           (c >= 0x2B05 && c <= 0x2B55) || (c >= 0x2300 && c <= 0x23FF) ||
           (c >= 0xE0020 && c <= 0xE007F) || c == 0x20E3 ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D;
}

static bool
is_modifier(uint32_t c)
{
    return (c >= 0x1F3FB && c <= 0x1F3FF) || c >= 0xE0020 || c == 0x20E3 ||
           c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

void
event_take_emoji(char *text, char emoji[16])
{
    char *to = text;
    emoji[0] = '\0';
    for (const char *at = text; *at != '\0';) {
        uint32_t c;
        size_t step = decode((const unsigned char *)at, &c);
        if (!is_emoji(c)) {
            memmove(to, at, step);
            to += step;
        } else if (emoji[0] == '\0' && !is_modifier(c)) {
            (void)text_format(emoji, 16, "%04X", (unsigned)c);
        }
        at += step;
    }
    *to = '\0';
}

/* Bytes of the first `max` characters. */
static size_t
bytes_of(const char *text, size_t max)
{
    size_t at = 0;
    while (text[at] != '\0') {
        if (((unsigned char)text[at] & 0xC0) != 0x80 && max-- == 0)
            break;
        at++;
    }
    return at;
}

bool
event_shorten(char *text, size_t max)
{
    if (text_length(text) <= max)
        return false;
    size_t end = bytes_of(text, max);
    size_t word = 0, sentence = 0;
    for (size_t i = 1; i <= end; i++) {
        if (text[i] == ' ')
            word = i;
        if (text[i] == ' ' && strchr(".:;!?", text[i - 1]) != NULL)
            sentence = i - 1;
    }
    text[sentence > 0 ? sentence : word > 0 ? word : end] = '\0';
    text_trim(text);
    return true;
}
