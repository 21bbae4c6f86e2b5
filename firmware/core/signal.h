/*
 * The life of a signal: PRESSED → DELIVERED → ACKNOWLEDGED → WITH → CLOSED,
 * or WITHDRAWN by the person (methods LA-5 to LA-12).
 *
 * A pure core: state and step in, state and whether it counts out. A step
 * that comes late or twice changes nothing and says so; nothing is ever
 * closed by time alone.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/store/view.h"

enum signal_step {
    SIGNAL_STEP_DELIVER,
    SIGNAL_STEP_ACKNOWLEDGE,
    SIGNAL_STEP_WITH,
    SIGNAL_STEP_CLOSE,
    SIGNAL_STEP_WITHDRAW,
    SIGNAL_STEP_COUNT
};

enum signal_answer {
    SIGNAL_MOVES,  /* the state changed: store it */
    SIGNAL_STAYS,  /* already so: nothing to store, nothing wrong */
    SIGNAL_REFUSED /* cannot be from here: tell whoever asked */
};

enum signal_answer signal_take(enum view_signal_state *state,
                               enum signal_step step);
bool signal_open(enum view_signal_state state);

/* Presses of one place within this time are one signal (LA-8). */
enum { SIGNAL_MERGE_MS = 10000 };
bool signal_merges(int64_t last_boot_ms, int64_t boot_ms);

/* LA-6: not delivered after this long is said plainly. LA-7: where a centre
 * says nothing else, these are T1 and T2. */
enum {
    SIGNAL_UNDELIVERED_MS = 20000,
    SIGNAL_T1_MS = 60000,
    SIGNAL_T2_MS = 180000
};

/* A walk test that nobody closed closes itself. */
enum { SIGNAL_TEST_MS = 600 * 1000 };

/* How long the signal has stood. After a reboot wall time counts if it is
 * sure, and never less than the time since the boot: a clock that jumps back
 * cannot hold an escalation up. */
int64_t signal_age_ms(const struct view_signal *signal, struct clock_time now);

/* Open for more than a day: it is listed apart, and never closed by time. */
enum { SIGNAL_OLD_MS = 24 * 3600 * 1000 };
bool signal_is_old(const struct view_signal *signal, struct clock_time now);

/* LA-7: the level the signal should have: 0, 1 from T1, 2 from T2, while
 * nobody has acknowledged it. */
int signal_level(const struct view_signal *signal, struct clock_time now,
                 int64_t t1_ms, int64_t t2_ms);

/* What the lamp shows for the most needing of all open signals. */
enum signal_lamp { LAMP_OFF, LAMP_SENT, LAMP_COMING, LAMP_HERE };
enum signal_lamp signal_lamp_for(const struct view_signal *signals, int count);
const char *signal_lamp_name(enum signal_lamp lamp); /* off sent coming here */
