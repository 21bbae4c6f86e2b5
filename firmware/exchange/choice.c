#include "firmware/exchange/choice.h"

#include <string.h>

#include "firmware/base/text.h"

static bool
is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

void
choice_key(char out[CHOICE_KEY_SIZE], const char *text)
{
    char folded[CHOICE_KEY_SIZE];
    (void)text_fold(folded, sizeof folded, text);
    size_t at = 0;
    for (const char *c = folded; *c != '\0'; c++) {
        if (strncmp(c, "\xC2\xA0", 2) == 0) { /* no-break space */
            c++;
            continue;
        }
        if (strncmp(c, "\xE2\x80", 2) == 0 && c[2] != '\0') {
            c += 2; /* dashes and typographic spaces */
            continue;
        }
        if (is_plain((unsigned char)*c))
            out[at++] = *c;
    }
    out[at] = '\0';
}

/* Copies the word at `*at` and moves on; false at the end. */
static bool
next_word(const char **at, char *out, size_t size)
{
    if (**at == '\0')
        return false;
    size_t length = strcspn(*at, "|");
    char word[CHOICE_KEY_SIZE];
    (void)text_format(word, sizeof word, "%.*s", (int)length, *at);
    (void)text_copy(out, size, word);
    *at += length;
    if (**at == '|')
        (*at)++;
    return true;
}

bool
choice_is(const char *words, const char *text)
{
    char want[CHOICE_KEY_SIZE], word[CHOICE_KEY_SIZE], key[CHOICE_KEY_SIZE];
    choice_key(want, text);
    if (want[0] == '\0')
        return false;
    for (const char *at = words; next_word(&at, word, sizeof word);) {
        choice_key(key, word);
        if (strcmp(key, want) == 0)
            return true;
    }
    return false;
}

const char *
choice_find(const struct choice *table, const char *text)
{
    for (; table->value != NULL; table++)
        if (choice_is(table->words, text))
            return table->value;
    return NULL;
}

void
choice_word(const char *words, const char *lang, char *out, size_t size)
{
    int want = strcmp(lang, "da") == 0                              ? 1
               : strcmp(lang, "nb") == 0 || strcmp(lang, "nn") == 0 ? 2
               : strcmp(lang, "en") == 0                            ? 3
                                                                    : 0;
    const char *at = words;
    for (int i = 0; i <= want; i++)
        (void)next_word(&at, out, size);
}

void
choice_allowed(const struct choice *table, const char *lang, char *out,
               size_t size)
{
    out[0] = '\0';
    for (; table->value != NULL; table++) {
        char word[CHOICE_KEY_SIZE] = "";
        choice_word(table->words, lang, word, sizeof word);
        (void)text_append(out, size, "%s%s", out[0] == '\0' ? "" : ", ", word);
    }
}
