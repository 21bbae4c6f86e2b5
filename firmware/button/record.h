/*
 * One press as 128 bytes in the spool, and back: a pure codec.
 *
 * A record stands for the presses (number - count, number]. Nearly always
 * count is 1; only presses that came while the spool was full of records core
 * had not taken share one. The last four bytes are the CRC-32C of all before
 * them, so a torn or foreign record is never taken for a press.
 *
 * Little-endian. Layout in record.c; its size is part of the file's format.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/uuid.h"

enum { RECORD_BYTES = 128, RECORD_NAME_SIZE = 32 };

enum record_flags {
    RECORD_TEST = 1,   /* a walk test, not a person in need */
    RECORD_HELD = 2,   /* already down when we began to look */
    RECORD_GAP = 4,    /* told from lost edges, not from a down edge */
    RECORD_KEY = 8,    /* through run/button.sock, not a GPIO line */
    RECORD_STAFF = 16, /* the staff's own button: somebody is here */
    RECORD_FLAGS_ALL = 31
};

struct record {
    uint64_t number; /* from 1; the newest press it stands for */
    uint32_t count;  /* presses it stands for, at least 1 */
    uint64_t spool;  /* which spool file it belongs to */
    uint64_t taken;  /* core's position when it was written */
    char boot[UUID_SIZE];
    int64_t boot_ms, utc_ms; /* of the edge; without a stamp, when we learned
                                of it */
    enum clock_quality quality;
    uint64_t kernel_ns;          /* the kernel's stamp of the edge, 0: none */
    unsigned button;             /* 0.. */
    char name[RECORD_NAME_SIZE]; /* of the button; may be empty */
    unsigned flags;
    uint64_t missed; /* set by spool_next only: numbers before this record
                        that are not in the file (damaged) */
};

void record_encode(const struct record *record,
                   unsigned char out[RECORD_BYTES]);

/* False for anything record_encode did not write; *record is then unset. */
bool record_decode(const unsigned char bytes[RECORD_BYTES],
                   struct record *record);

/* The number alone, unchecked: for looking before decoding. 0 if these bytes
 * do not even begin like a record. */
uint64_t record_peek(const unsigned char bytes[RECORD_BYTES]);

/* True if every byte is zero: a place that was never written. */
bool record_empty(const unsigned char bytes[RECORD_BYTES]);
