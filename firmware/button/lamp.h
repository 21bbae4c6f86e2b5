/*
 * What the button's lamp tells: that a press is saved, that someone comes,
 * that someone is here.
 *
 * Pure. The lamp says only what is true: "sent" when the press is on disk,
 * the other states when core says so. It never blinks. Three kinds of lamp:
 *
 *                off    sent               coming   here
 *   one line     dark   lit                lit      dark
 *   two lines    dark   first              both     second
 *   LED          dark   breathes, 5 s      full     a third
 *
 * On one line it is lit, steadily, from the press until somebody is there; the
 * other two show four states that differ. Breathing is between a third and
 * full, so that it never goes out.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum lamp_state {
    LAMP_STATE_OFF,
    LAMP_STATE_SENT,
    LAMP_STATE_COMING,
    LAMP_STATE_HERE,
    LAMP_STATE_COUNT
};

/* "off", "sent", "coming", "here": as core names them too. */
const char *lamp_name(enum lamp_state state);

/* False for a word that is none of them (NULL too). */
bool lamp_from_name(const char *name, enum lamp_state *state);

/* What holds now: presses that core has not taken are "sent", whatever core
 * said before them. */
enum lamp_state lamp_shown(enum lamp_state told_by_core,
                           uint64_t presses_waiting);

/* Whether a lamp that knows only on and off is lit, and a second beside it. */
bool lamp_lit(enum lamp_state state);
bool lamp_second_lit(enum lamp_state state);

/* How bright an LED is, 0 to 1000, `ms` after the state began; and whether
 * that goes on changing, in steps of LAMP_STEP_MS. */
enum { LAMP_STEP_MS = 100, LAMP_BREATH_MS = 5000 };
int lamp_level(enum lamp_state state, int64_t ms);
bool lamp_breathes(enum lamp_state state);
