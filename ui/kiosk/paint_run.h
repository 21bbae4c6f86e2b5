/*
 * A line of text in runs: each of one typeface and one direction, in the
 * order in which they stand from left to right.
 *
 * The order is the Unicode bidirectional algorithm's (UAX #9, by fribidi): an
 * Arabic name in a Swedish line, its brackets and its digits stand right. A
 * line whose first letter is of a right-to-left script reads from the right;
 * a mark U+200E or U+200F before it says otherwise. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { RUNS_MAX = 24 };

struct run {
    int start, length; /* bytes of the text */
    int face;
    bool from_right; /* reads from the right */
    uint32_t script; /* ISO 15924 as HarfBuzz packs it; 0: common */
};

/* Which typeface has the letter. */
typedef int run_face_fn(void *user, uint32_t letter);

/* Returns how many runs; what is beyond RUNS_MAX joins the last one. */
int runs_of(const char *text, run_face_fn *face, void *user,
            struct run runs[RUNS_MAX]);

/* The letter at *text, which moves on; 0 at the end, U+FFFD for a bad byte. */
uint32_t run_letter(const char **text);
