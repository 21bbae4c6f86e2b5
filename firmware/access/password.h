/*
 * Which passwords and PINs are taken: pure.
 *
 * Length is what counts: 8 characters at least, 15 are recommended, 128 at
 * most; any characters, no rules about their kinds, none expires. Not taken
 * are those that are tried first: what stands in common.txt, with digits or
 * signs after it, rows of keys, one thing repeated, and the own name or the
 * centre's.
 */
#pragma once

#include <stdbool.h>

enum {
    PASSWORD_CHARS_MIN = 8,
    PASSWORD_CHARS_GOOD = 15,
    PASSWORD_CHARS_MAX = 128,
    PASSWORD_BYTES_MAX = PASSWORD_CHARS_MAX * 4,
    PIN_DIGITS_MIN = 6,
    PIN_DIGITS_MAX = 12
};

enum password_verdict {
    PASSWORD_TAKEN, /* it is good */
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_COMMON,
    PASSWORD_NAME /* the login's, the person's or the centre's name */
};

/* `names`: a list that ends with NULL; what an own password must not be. */
enum password_verdict password_check(const char *password,
                                     const char *const *names);
enum password_verdict pin_check(const char *pin);

/* In English, for the log: "too short". The pages have their own words. */
const char *password_verdict_says(enum password_verdict verdict);
