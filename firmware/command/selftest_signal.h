/*
 * What the self-test says of the signal's way: an open page, walk tests, and
 * signals that nobody has closed. From what core keeps in the database.
 */
#pragma once

#include "firmware/command/reading.h"

/* One finding; `says` lives during the call. */
typedef void selftest_fn(void *user, const char *what, bool well,
                         const char *says);

void selftest_signal(const struct reading *reading, const char *lang,
                     selftest_fn *tell, void *user);
