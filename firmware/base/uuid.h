/*
 * Version 7 UUIDs (RFC 9562 §5.7): 48 bits of milliseconds, then chance, so
 * that ids sort by the time they were made. Random bits from getrandom(2).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { UUID_SIZE = 37, UUID_BYTES = 16 }; /* text with its NUL; binary */

void uuid_make(char out[UUID_SIZE], int64_t utc_ms);

/* A stable id made from a name (RFC 9562 §5.8, version 8 with FNV-1a 128):
 * the same name always gives the same id, so that what is imported twice is
 * the same thing. Not for secrets. */
void uuid_from_name(char out[UUID_SIZE], const char *space, const char *name);

/* Lower-case text of the form 8-4-4-4-12 only. */
bool uuid_parse(const char *text, unsigned char out[UUID_BYTES]);
void uuid_format(const unsigned char bytes[UUID_BYTES], char out[UUID_SIZE]);
