/*
 * The purge that a leader approved: carried out a step at a time while
 * nobody is here, then scrubbed from the file, the WAL and the older copies,
 * and remembered outside the database, so that an older copy that is put back
 * is purged again.
 *
 * Killed in the middle, it goes on from the log: the approval is an event,
 * each step a transaction of its own. With a clock that is unsure nothing is
 * taken away.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/clock.h"
#include "firmware/store/purge.h"

struct core;

struct core_purge {
    char id[40]; /* which is under way; empty: none */
    struct purge_cut cut;
    int64_t cursor;
    struct purge_count gone;
    int64_t gone_before; /* by earlier purges */
    int64_t wait_until;  /* boot_ms: something was in the way */
    bool remembered;     /* the list outside was looked through */
};

/* One turn's worth. True: call again soon. */
bool core_purge_turn(struct core *core, struct clock_time now);
