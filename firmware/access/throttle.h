/*
 * How long somebody who guessed wrong waits: pure.
 *
 * After THROTTLE_TRIES wrong guesses in a row, who is at this place waits
 * THROTTLE_WAIT_MS before they can be this account again. It concerns the pair
 * of account and place only: nobody can lock anybody else out. Over everybody,
 * THROTTLE_ALL_PER_MIN guesses a minute come through from places where nobody
 * ever got in; places that somebody got in from are not held up by them.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"

enum {
    THROTTLE_TRIES = 5,
    THROTTLE_WAIT_MS = 5 * 60 * 1000,
    THROTTLE_ALL_PER_MIN = 60,
    THROTTLE_BURST = 10,
    THROTTLE_KNOWN_PER_MIN = 30
};

/* What is known of the wrong guesses of one pair. */
struct throttle {
    int fails;
    int64_t at_utc_ms, at_boot_ms; /* of the newest */
    bool sure;                     /* the wall clock then */
    bool this_boot;
};

/* How long to wait before the next; 0: not at all. Across a restart, what has
 * passed is at least the time since it, and never more than is sure. */
int64_t throttle_wait_ms(const struct throttle *pair, struct clock_time now);

/* Wrong guesses so far, for the next: those before a wait that is over do not
 * count any more. */
int throttle_fails(const struct throttle *pair, struct clock_time now);

/* Drops in a bucket that fills evenly. Zeroed: full. */
struct throttle_bucket {
    int64_t spent_ms; /* how much of the burst is spent, in time */
    int64_t at_boot_ms;
};
/* False: nothing left now. */
bool throttle_take(struct throttle_bucket *bucket, struct clock_time now,
                   int per_minute, int burst);

/* True when a count this large is worth a line in the log: 1, 2, 5, 10, 20,
 * 50 … */
bool throttle_says(int fails);

/* Where a guess comes from, for counting: an address as it stands, of IPv6 the
 * first four groups (what one device is given), else as it stands. */
void throttle_source(char *out, unsigned long size, const char *from);
