/*
 * When something counts as not working, and since when it works again.
 *
 * A pure core: one struct for each thing that is watched. A fault begins when
 * the thing has been bad for `after_ms` without a break, and ends when it has
 * been well for FAULT_CALM_MS, so that what flutters is one fault and not
 * twenty. Times are milliseconds of one clock that never jumps back.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/store/view.h"

/* A link that is lost gets a restart's time; a receiver a minute (A9). */
enum {
    FAULT_CALM_MS = 2000,
    FAULT_LINK_MS = 4000,
    FAULT_START_MS = 10000, /* since core's own start, until all are there */
    FAULT_RECEIVER_MS = 60000
};

enum fault_turn { FAULT_SAME, FAULT_BEGINS, FAULT_ENDS };

struct fault {
    bool stands;
    bool turning; /* it looks otherwise than `stands`, since `since_ms` */
    int64_t since_ms;
};

enum fault_turn fault_take(struct fault *fault, bool bad, int64_t now_ms,
                           int64_t after_ms);

/* Whether a receiver should be open now: within the centre's hours (which may
 * go past midnight), and whenever hours or the time are not known. */
bool fault_opening_hours(const struct view_centre *centre, int minute,
                         enum clock_quality quality);

/* Whether a walk test is too old: never gone the whole way to a page, or more
 * than `days` ago by a clock that is sure. `walk` NULL: never tested. */
bool fault_walk_due(const struct view_walk *walk, struct clock_time now,
                    int days);
