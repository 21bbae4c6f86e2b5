/*
 * What time it is, and how sure we are: the only door to any clock.
 *
 * Two readings come together. `utc_ms` is wall time, which a person may set
 * wrongly or a box without a battery may have lost; `boot_ms` counts since
 * the machine started (CLOCK_BOOTTIME) and never jumps, so every deadline is
 * counted in it. `quality` says whether wall time may be shown.
 *
 * A folder that was made for tests (troskel init --for-tests) has a file
 * `clock` that shifts or freezes both readings for every process at once. In
 * any other folder that file is refused, so a centre's clock cannot be set
 * from a script.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"

enum clock_quality {
    CLOCK_SYNCED, /* the system says it agrees with a time server */
    CLOCK_HELD,   /* not unlike the last sure reading: RTC or careful drift */
    CLOCK_UNSURE, /* before this program was built, or behind what is stored:
                     show no times and no dots */
    CLOCK_QUALITY_COUNT
};

struct clock_time {
    int64_t utc_ms;  /* milliseconds since 1970-01-01T00:00:00Z */
    int64_t boot_ms; /* milliseconds since boot, sleep included */
    enum clock_quality quality;
};

struct clock; /* opaque; one per process */

/* Opens the clock of the state folder `dir` (NULL: the machine's own, no test
 * clock). RESULT_INVALID if a test clock lies in a folder not made for tests.
 * The caller owns it until clock_close, which takes NULL. */
MUST_CHECK enum result clock_open(struct clock **out, const char *dir);
void clock_close(struct clock *clock);

/* Never fails and never blocks. */
struct clock_time clock_now(const struct clock *clock);

/* The kernel's own CLOCK_MONOTONIC, never a test clock's: how old an event is
 * that the kernel stamped. */
uint64_t clock_kernel_ns(void);

/* What is stored already, for the floor under wall time: a reading more than
 * five minutes before `utc_ms` is CLOCK_UNSURE from then on. */
void clock_set_floor(struct clock *clock, int64_t utc_ms);

/* No wall time before this can be right: when this program was made. */
int64_t clock_built_utc_ms(void);

/* "synced", "held", "unsure". */
const char *clock_quality_name(enum clock_quality quality);

/* This boot, as /proc/sys/kernel/random/boot_id has it (36 characters). The
 * string lives as long as the clock. */
const char *clock_boot_id(const struct clock *clock);

/* --- the test clock; each is RESULT_INVALID in a folder not for tests --- */

/* Makes wall time `utc_ms` from now on; frozen, it stands still, and so does
 * boot_ms. `quality` replaces what the machine says. */
MUST_CHECK enum result clock_test_set(struct clock *clock, int64_t utc_ms,
                                      bool frozen, enum clock_quality quality);
/* Lets both readings jump ahead by `ms`, frozen or not. */
MUST_CHECK enum result clock_test_advance(struct clock *clock, int64_t ms);
