/*
 * Runs small programs of ours beside the loop: bytes in on standard input,
 * bytes out on standard output, no longer and no more than they may. What
 * works on untrusted bytes, draws, or prints stands in programs of its own
 * (troskel-photo, troskel-paper, the kiosk's one-shot drawing).
 *
 * At most SPAWN_RUNNING_MAX run at once and SPAWN_WAITING_MAX wait; one more is
 * refused. A program gets an empty environment but for what is given, and no
 * descriptor but the three. Standard error is ours.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/loop.h"
#include "firmware/base/result.h"

enum {
    SPAWN_RUNNING_MAX = 2,
    SPAWN_WAITING_MAX = 16,
    SPAWN_OUT_MAX = 32 << 20,
    SPAWN_KILLED = -1, /* by a signal, or it said too much */
    SPAWN_TIMED_OUT = -2
};

struct spawn; /* opaque */

typedef void spawn_done_fn(void *user, int status, const unsigned char *bytes,
                           size_t length);

MUST_CHECK enum result spawn_open(struct spawn **out, struct loop *loop);
/* Ends what runs; nobody is told. */
void spawn_close(struct spawn *spawn);

/* What is to run. argv[0] is a program's name, looked for beside this one;
 * `environment` is one "NAME=value" or NULL; `bytes` are what it reads. */
struct spawn_order {
    const char *const *argv;
    const char *environment;
    const void *bytes;
    size_t length;
    int wait_ms;
    spawn_done_fn *done; /* called from spawn_turn */
    void *user;
};

/* Copies all it is given. RESULT_FULL when too many wait. */
MUST_CHECK enum result spawn_start(struct spawn *spawn,
                                   const struct spawn_order *order);
/* Ends what is over its time, tells of what has ended, starts what waits.
 * Returns when it wants to be called next in boot_ms, -1: only for its
 * descriptors. */
int64_t spawn_turn(struct spawn *spawn, int64_t boot_ms);
