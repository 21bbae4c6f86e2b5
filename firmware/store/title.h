/*
 * Reading a title as a person would: "Fika med gruppen" is about fika.
 *
 * A pure core over a small dictionary that the caller lends: it folds, cuts
 * into words, tries the longest known phrase first, takes simple endings off,
 * looks into compounds, and weighs what it found. It knows no language; what
 * it needs of one comes through the dictionary and `lang`.
 *
 * Rather nothing than something wrong: a word that only resembles a known one
 * names nothing.
 */
#pragma once

#include <stdbool.h>

enum {
    TITLE_WORDS_MAX = 24, /* what comes after is not read */
    TITLE_WORD_SIZE = 64, /* a longer word is no word we know */
    TITLE_PHRASE_MAX = 4  /* words in one phrase */
};

struct title_concept {
    int place;  /* in the list of concepts, from 1; 0: none */
    int weight; /* 4 most telling … 0: only if it is the whole title */
};

enum title_help {
    TITLE_HEAD,  /* "stund": ends a compound and says nothing */
    TITLE_PART,  /* a word that a compound may begin with */
    TITLE_NOT,   /* "ingen": what follows does not take place */
    TITLE_AFTER, /* "efter": what follows is not now */
    TITLE_HELP_COUNT
};

/* What the title is read with. Words come folded (text_fold). */
struct title_dictionary {
    void *user;
    struct title_concept (*concept)(void *user, const char *words);
    bool (*help)(void *user, enum title_help kind, const char *word);
};

/* The concept that the title names; place 0 if it names none. */
struct title_concept title_read(const struct title_dictionary *dictionary,
                                const char *lang, const char *title);
