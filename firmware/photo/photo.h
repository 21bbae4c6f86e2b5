/*
 * A photo that somebody gives us, to a picture that Tröskel keeps: RGB PNG,
 * upright, at most 1024 pixels long, without a trace of when, where or with
 * what it was taken.
 *
 * The bytes are opened only in troskel-photo, a process that can do nothing
 * else (sandbox.h); it is started anew for each picture and has PHOTO_WAIT_MS.
 * What it gives back is looked through before it is believed. Blocks up to
 * that long, so it belongs into an import and not into a loop.
 */
#pragma once

#include <stddef.h>

#include "firmware/base/result.h"

enum {
    PHOTO_BYTES_MAX = 32 << 20,
    PHOTO_PNG_MAX = 8 << 20,
    PHOTO_WAIT_MS = 10000,
    PHOTO_HASH_SIZE = 65
};

/* How troskel-photo ends when it has no picture. */
enum {
    PHOTO_EXIT_NO_PICTURE = 2,
    PHOTO_EXIT_TOO_LARGE = 3,
    PHOTO_EXIT_DAMAGED = 4,
    PHOTO_EXIT_IO = 5
};

struct photo {
    unsigned char *png; /* the struct owns it */
    size_t length;
    int width, height;
    char hash[PHOTO_HASH_SIZE]; /* SHA-256 of png, lower-case hexadecimal */
};

/* RESULT_ABSENT: neither JPEG nor PNG. RESULT_FULL: larger than 32 MiB or 60
 * megapixels, or than the cell's memory. RESULT_INVALID: damaged. RESULT_BUSY:
 * not done in time. RESULT_IO: troskel-photo cannot be run (logged). */
MUST_CHECK enum result photo_decode(const void *bytes, size_t length,
                                    struct photo *out);
/* What troskel-photo gave when somebody else ran it, with how it ended: looked
 * through, hashed, and copied. The same results. */
MUST_CHECK enum result photo_take(int status, const unsigned char *png,
                                  size_t length, struct photo *out);
void photo_finish(struct photo *photo);

/* Why not, for a person: a Swedish sentence to look up with word(). "" for
 * RESULT_OK. */
const char *photo_says(enum result result);
