/*
 * The number of a tag (NFC, RFID) that somebody carries, made unrecognisable.
 *
 * The number is personal data and is kept nowhere: what is stored is the
 * SHA-256 of centre and number, so that the same tag says nothing in another
 * centre's file. Whoever has the database and the centre's id can still try
 * all numbers; the hash keeps a number from being read, not from being sought.
 */
#pragma once

#include <stdbool.h>

enum { TAG_DIGITS_MIN = 4, TAG_DIGITS_MAX = 20, TAG_HASH_SIZE = 65 };

/* Lower-case hexadecimal. False, and `out` empty: `number` is not
 * TAG_DIGITS_MIN to TAG_DIGITS_MAX of 0-9. */
bool tag_hash(char out[TAG_HASH_SIZE], const char *centre, const char *number);
