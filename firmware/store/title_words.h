/*
 * A title cut into words, for title.c. Pure; the title comes folded and is
 * written on: an aside in brackets becomes dashes.
 */
#pragma once

#include <stdbool.h>

#include "firmware/store/title.h"

struct title_words {
    char words[TITLE_WORDS_MAX][TITLE_WORD_SIZE];
    bool joined[TITLE_WORDS_MAX]; /* nothing but blanks before it */
    int count;
};

/* Words after TITLE_WORDS_MAX are left out; one too long becomes empty. */
void title_split(struct title_words *out, char *title);
