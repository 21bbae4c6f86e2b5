#include "firmware/access/password.h"

#include <string.h>

#include "firmware/access/common.h"
#include "firmware/base/text.h"

enum { NAME_LETTERS_MIN = 3 };

/* Rows of keys and of numbers, as they are walked along. */
static const char *const rows[] = {"01234567890",
                                   "1234567890",
                                   "qwertyuiop\xc3\xa5",
                                   "asdfghjkl",
                                   "zxcvbnm",
                                   "abcdefghijklmnopqrstuvwxyz",
                                   "1q2w3e4r5t6y7u",
                                   "qazwsxedcrfvtgbyhnujm"};

static bool
is_row(const char *text, size_t length)
{
    char back[PASSWORD_BYTES_MAX + 1];
    for (size_t i = 0; i < length; i++)
        back[i] = text[length - 1 - i];
    back[length] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char twice[80];
        text_format(twice, sizeof twice, "%s%s", rows[i], rows[i]);
        if (strstr(twice, text) != NULL || strstr(twice, back) != NULL)
            return true;
    }
    return false;
}

/* "aaaaaaaa", "abcabcabc": a piece, over and over. */
static bool
is_repeated(const char *text, size_t length)
{
    for (size_t piece = 1; piece * 2 <= length && piece <= 8; piece++) {
        size_t at = piece;
        while (at < length && text[at] == text[at - piece])
            at++;
        if (at == length)
            return true;
    }
    return false;
}

/* Two rows are found side by side too: "qwerty123". */
static bool
is_walk(const char *text, size_t length)
{
    char first[PASSWORD_BYTES_MAX + 1];
    if (is_row(text, length) || is_repeated(text, length))
        return true;
    for (size_t cut = 3; cut + 3 <= length; cut++) {
        text_copy(first, cut + 1, text);
        if ((is_row(first, strlen(first)) ||
             is_repeated(first, strlen(first))) &&
            (is_row(text + cut, length - cut) ||
             is_repeated(text + cut, length - cut)))
            return true;
    }
    return false;
}

/* What is written for letters: "p4ssw0rd". */
static void
unmask(char *text)
{
    static const char signs[] = "0134578@$!";
    static const char letters[] = "oleastbasi";
    for (; *text != '\0'; text++) {
        const char *at = strchr(signs, *text);
        if (at != NULL)
            *text = letters[at - signs];
    }
}

static bool
is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Without digits and signs around it. */
static void
strip(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && !is_word_char(text[length - 1]))
        text[--length] = '\0';
    size_t from = 0;
    while (text[from] != '\0' && !is_word_char(text[from]))
        from++;
    memmove(text, text + from, strlen(text + from) + 1);
}

/* A word of the list, twice a word of it, or such a word in disguise. */
static bool
is_listed(const char *folded)
{
    char word[PASSWORD_BYTES_MAX + 1];
    if (common_has(folded))
        return true;
    text_copy(word, sizeof word, folded);
    strip(word);
    if (word[0] == '\0')
        return strlen(folded) < PASSWORD_CHARS_GOOD; /* digits alone */
    if (common_has(word))
        return true;
    text_copy(word, sizeof word, folded);
    unmask(word);
    if (common_has(word))
        return true;
    text_copy(word, sizeof word, folded);
    strip(word);
    unmask(word);
    return common_has(word);
}

static bool
is_name(const char *folded, const char *const *names)
{
    char name[PASSWORD_BYTES_MAX + 1];
    char word[PASSWORD_BYTES_MAX + 1];
    text_copy(word, sizeof word, folded);
    strip(word);
    for (; names != NULL && *names != NULL; names++) {
        text_fold(name, sizeof name, *names);
        if (text_length(name) < NAME_LETTERS_MIN)
            continue;
        if (text_equal(name, folded) || text_equal(name, word))
            return true;
    }
    return false;
}

enum password_verdict
password_check(const char *password, const char *const *names)
{
    char folded[PASSWORD_BYTES_MAX + 1];
    size_t chars = text_length(password);
    if (chars < PASSWORD_CHARS_MIN)
        return PASSWORD_SHORT;
    if (chars > PASSWORD_CHARS_MAX ||
        !text_fold(folded, sizeof folded, password))
        return PASSWORD_LONG;
    if (is_name(folded, names))
        return PASSWORD_NAME;
    return is_walk(folded, strlen(folded)) || is_listed(folded)
               ? PASSWORD_COMMON
               : PASSWORD_TAKEN;
}

enum password_verdict
pin_check(const char *pin)
{
    size_t length = strlen(pin);
    if (length < PIN_DIGITS_MIN || strspn(pin, "0123456789") != length)
        return PASSWORD_SHORT;
    if (length > PIN_DIGITS_MAX)
        return PASSWORD_LONG;
    return is_walk(pin, length) ? PASSWORD_COMMON : PASSWORD_TAKEN;
}

const char *
password_verdict_says(enum password_verdict verdict)
{
    static const char *const says[] = {
        [PASSWORD_TAKEN] = "taken",
        [PASSWORD_SHORT] = "too short",
        [PASSWORD_LONG] = "too long",
        [PASSWORD_COMMON] = "one of those that are tried first",
        [PASSWORD_NAME] = "a name of yours or the centre's"};
    return says[verdict];
}
