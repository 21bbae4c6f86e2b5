#include "firmware/store/title_words.h"

#include <stddef.h>
#include <string.h>

/* Bytes of the letter or digit at `at`; 0 if it is neither. Everything from
 * U+00C0 to U+1FFF counts as a letter: emoji and dashes lie above. */
static size_t
letter_length(const char *at)
{
    unsigned char lead = (unsigned char)at[0];
    if ((lead >= 'a' && lead <= 'z') || (lead >= '0' && lead <= '9'))
        return 1;
    if (lead >= 0xC3 && lead <= 0xDF)
        return 2;
    if (lead == 0xE0 || (lead == 0xE1 && (unsigned char)at[1] <= 0xBF))
        return 3;
    return 0;
}

static void
put_word(struct title_words *out, const char *from, size_t length, bool joined)
{
    if (out->count == TITLE_WORDS_MAX)
        return;
    int at = out->count++;
    out->joined[at] = joined;
    out->words[at][0] = '\0';
    if (length < TITLE_WORD_SIZE) {
        memcpy(out->words[at], from, length);
        out->words[at][length] = '\0';
    }
}

/* What stands in brackets is an aside ("flyttad till eftermiddagen"). It
 * becomes a dash, so that no phrase reaches across it. */
static void
drop_asides(char *text)
{
    while ((text = strpbrk(text, "([")) != NULL) {
        char *end = strchr(text, *text == '(' ? ')' : ']');
        if (end == NULL)
            return;
        memset(text, '-', (size_t)(end + 1 - text));
    }
}

void
title_split(struct title_words *out, char *title)
{
    drop_asides(title);
    const char *text = title;
    out->count = 0;
    bool joined = true;
    while (*text != '\0') {
        size_t length = 0;
        size_t step = letter_length(text);
        /* A hyphen or an apostrophe inside a word belongs to it. */
        while (step > 0) {
            length += step;
            bool inside = (text[length] == '-' || text[length] == '\'') &&
                          letter_length(text + length + 1) > 0;
            length += inside;
            step = letter_length(text + length);
        }
        if (length > 0)
            put_word(out, text, length, joined);
        else
            joined = *text == ' ' && joined;
        joined = length > 0 || joined;
        text += length > 0 ? length : 1;
    }
}
