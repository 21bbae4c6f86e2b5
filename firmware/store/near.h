/*
 * Whether a typed word is a known one with a slip in it: one letter wrong,
 * missing or too much, or two neighbours the wrong way round (restricted
 * Damerau-Levenshtein distance 1). Letters are code points, so å is one.
 *
 * Pure. Words come folded (text_fold) and well-formed; of more than
 * NEAR_LETTERS_MAX letters none is near another.
 */
#pragma once

#include <stddef.h>

enum { NEAR_LETTERS_MIN = 4, NEAR_LETTERS_MAX = 48, NEAR_SIZE = 196 };

enum near {
    NEAR_NOT,
    NEAR_BEGINNING, /* of a beginning of `known`: it is still being typed */
    NEAR_WHOLE
};

/* NEAR_WHOLE for the very same word too. */
enum near near_compare(const char *typed, const char *known);

/* A word with one slip has either the beginning or the end in common with
 * what was meant; these are the shares that are always whole in one of the
 * two. `end` is turned round, to be looked up in words turned round. Returns
 * the number of letters, 0 if `typed` has too few or too many. */
int near_shares(const char *typed, char beginning[NEAR_SIZE],
                char end[NEAR_SIZE]);
