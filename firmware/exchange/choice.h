/*
 * Words that people write in a table, and what each stands for: column names
 * and values in Swedish, Danish, Norwegian and English, whatever the case,
 * the spaces and the dashes.
 *
 * The first four words of each entry are the ones we use ourselves, in the
 * order sv, da, nb, en. Tables are constant and end with a NULL value.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { CHOICE_KEY_SIZE = 128 };

struct choice {
    const char *value; /* as an event's body has it: "now-then" */
    const char *words; /* "nu-sen|nu-så|nå-så|now-then|…" */
};

/* Letters and digits only, folded. */
void choice_key(char out[CHOICE_KEY_SIZE], const char *text);
/* True if `text` is one of the words in `words`. */
bool choice_is(const char *words, const char *text);
/* The value, or NULL. Lives as long as the table. */
const char *choice_find(const struct choice *table, const char *text);
/* "nu-sen, ordning, meny, bara titta" in the language of the reader. */
void choice_allowed(const struct choice *table, const char *lang, char *out,
                    size_t size);
/* Our own word of one entry's words in that language. */
void choice_word(const char *words, const char *lang, char *out, size_t size);
