/*
 * Personal identity numbers have no place in Tröskel: this finds what looks
 * like one, so that an import or a form can say so and
 * leave it outside.
 *
 * Swedish (YYMMDD-NNNN, YYYYMMDDNNNN, coordination numbers), Danish CPR
 * (DDMMYY-NNNN), Norwegian (DDMMYYNNNNN, D and H numbers) and Finnish
 * (DDMMYY-NNNX). Only a run whose first part can be a date counts, so that
 * most telephone numbers pass.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Where the first one begins and how long it is; false if there is none. */
bool identity_find(const char *text, size_t *start, size_t *length);
bool identity_in(const char *text);
/* Takes every one out of the text, in place. True if there was any. */
bool identity_strip(char *text);
