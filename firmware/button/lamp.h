/*
 * What the button's lamp tells: that a press is saved, that someone comes,
 * that someone is here.
 *
 * Pure. The lamp says only what is true: "sent" when the press is on disk,
 * the other states when core says so. It never blinks. A lamp on a plain line
 * can only be on or off: it is lit, steadily, from the press until somebody is
 * with the person. The four states stay apart here, in button.state and on
 * run/button.sock for whoever can show more.
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

/* Whether a lamp that knows only on and off is lit. */
bool lamp_lit(enum lamp_state state);
