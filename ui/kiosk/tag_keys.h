/*
 * A tag reader is a keyboard that types very fast: digits and enter, within
 * TAG_KEYS_MS from the first of them. Nobody's fingers do that. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/tag.h"

enum { TAG_KEYS_MS = 300 };

struct tag_keys {
    char digits[TAG_DIGITS_MAX + 1];
    int count; /* more than fit: the burst is none */
    int64_t first_ms;
};

void tag_keys_digit(struct tag_keys *keys, char digit, int64_t now_ms);
/* Any other key ends what was typed. */
void tag_keys_other(struct tag_keys *keys);
/* Enter: true if it ends a burst, whose number is then in `number`; it is not
 * to be taken as a key. What was typed is forgotten either way. */
bool tag_keys_enter(struct tag_keys *keys, int64_t now_ms,
                    char number[TAG_DIGITS_MAX + 1]);
