/*
 * Pictures of the library, decoded and of the right size, in a file for the
 * next start: nobody waits for the same PNG twice. They are packed by zlib:
 * a card is slower than unpacking, and flat drawings pack to a tenth.
 *
 * The file is only ever added to, by the one program that holds its lock;
 * whoever does not get the lock goes without. It belongs to one library file
 * (size and time) and is begun anew for another, when it is full, or when it
 * is not whole. Each picture carries a checksum; what does not fit it is as if
 * it were not there. Losing the file loses nothing. Photos and packs are never
 * put in: what somebody takes back is gone.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "ui/kiosk/draw.h"

enum { CACHE_ENTRIES_MAX = 320, CACHE_BYTES_MAX = 8 << 20 };

struct cache; /* opaque */

struct cache_key {
    char id[DRAW_PICTURE_SIZE];
    int32_t room_w, room_h; /* what it was fitted into */
    int32_t grey;
};

/* `library`: the file that the pictures come from. RESULT_BUSY: another
 * program has it. The caller owns it until cache_close, which takes NULL. */
MUST_CHECK enum result cache_open(struct cache **out, const char *path,
                                  const char *library);
void cache_close(struct cache *cache);

/* The pixels (premultiplied ARGB) of `key`, which the caller frees; NULL: not
 * there. Only what stood in the file when it was opened is found. */
uint32_t *cache_find(struct cache *cache, const struct cache_key *key, int *w,
                     int *h);

/* Adds a picture for the next start. RESULT_FULL: no more go in. */
MUST_CHECK enum result cache_keep(struct cache *cache,
                                  const struct cache_key *key, int w, int h,
                                  const uint32_t *pixels);
