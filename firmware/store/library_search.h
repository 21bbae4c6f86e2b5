/*
 * Inside the search for pictures: what its steps share. Private to
 * library_search.c (what is exactly so, what is used, beginnings) and
 * library_little.c (the steps for where those find little).
 *
 * Every step adds to `out` what is not there yet, at most `max`, and never
 * takes away.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"
#include "firmware/store/library.h"
#include "firmware/store/library_db.h"

enum {
    SEARCH_WORDS_MAX = 8, /* what comes after is not searched for */
    SEARCH_WORD_SIZE = 192,
    SEARCH_PART_MIN = 3, /* bytes of a part of a compound */
    SEARCH_EXPRESSION_SIZE = 4096
};

struct search {
    struct library *library;
    const char *lang;
    int index; /* of the language */
    char folded[LIBRARY_QUERY_SIZE];
    char words[SEARCH_WORDS_MAX][SEARCH_WORD_SIZE];
    int word_count;
    struct library_hit *out; /* the caller's */
    int max;
    int *count;
};

/* Puts a word into an FTS5 expression, in quotes: nothing else is read out of
 * it. As a beginning, or as the whole word. */
void search_put(char out[SEARCH_EXPRESSION_SIZE], const char *word, bool whole);

/* Adds what the expression finds, the best first. */
MUST_CHECK enum result search_ask(struct search *search,
                                  const char *expression);

/* Adds the concept that has these very words. */
MUST_CHECK enum result search_concept(struct search *search, const char *words);

/* The steps for where little was found, in this order. */
MUST_CHECK enum result search_named(struct search *search);
MUST_CHECK enum result search_parts(struct search *search);
MUST_CHECK enum result search_near(struct search *search);
MUST_CHECK enum result search_any(struct search *search);
