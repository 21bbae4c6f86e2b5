/*
 * The spool file as bytes in memory: where each record lies, what they say
 * together, where the next one goes. Pure; spool.c reads and writes.
 *
 *   0      header: which file this is
 *   4096   512 records of 128 bytes, the ring
 *   69632  first overflow place, a block of its own
 *   73728  second overflow place, likewise
 *
 * The overflow places lie a block apart from everything else, so that no
 * single write of a disk touches both.
 */
#pragma once

#include "firmware/button/record.h"

enum {
    RING_RECORDS = 512,
    RING_BLOCK = 4096,
    RING_AT = RING_BLOCK,
    RING_OVERFLOW_AT = RING_AT + RING_RECORDS * RECORD_BYTES,
    RING_BYTES = RING_OVERFLOW_AT + 2 * RING_BLOCK,
    RING_PLACES = RING_RECORDS + 2,
    RING_HEADER_BYTES = 64
};

struct ring {
    uint64_t id;          /* which file, 0: none yet */
    uint64_t last;        /* newest number in use */
    uint64_t taken;       /* core's position, as far as we know */
    uint64_t merged_from; /* the ring's last number while overflowing, else 0 */
    int next_overflow;    /* which of the two places is written next */
    int damaged;          /* places with neither record nor zeros */
    unsigned char bytes[RING_BYTES];
};

/* True if the header is whole. */
bool ring_header_whole(const struct ring *ring);
void ring_header(const struct ring *ring, unsigned char out[RING_HEADER_BYTES]);

/* Reads everything out of the bytes. False if they hold no spool of ours:
 * give the ring an id. */
bool ring_learn(struct ring *ring);
/* For the writer, after ring_learn: a number that may be in a damaged place
 * is not given again. */
void ring_pass_over_damage(struct ring *ring);

/* Numbers `record` and says at which offset of the file it belongs. */
long ring_place_next(const struct ring *ring, struct record *record);
/* It is there. */
void ring_placed(struct ring *ring, const struct record *record);
void ring_taken(struct ring *ring, uint64_t position);

/* Of all records with a press after `after`, the one whose range begins
 * first. False if there is none. */
bool ring_next(const struct ring *ring, uint64_t after, struct record *best);
