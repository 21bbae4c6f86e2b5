/*
 * A finger, and a contact that is worn: what they do to a simulated line.
 */
#pragma once

#include "tests/faults/gpio/sim.h"

/* Down or up, whichever level that is on this line. */
void finger_move(const struct sim *sim, enum sim_line line, bool down);
void finger_press(const struct sim *sim, enum sim_line line, double ms);

/* The profile of reliability.md finding 4: edges every 3 ms for 360 ms, on
 * SIM_MAKE and SIM_CONTROL alike, and then rest. Returns the longest time
 * between two edges: more than a few milliseconds, and the machine stood
 * still in between, which is another profile. */
enum { FINGER_CHATTER_EDGES = 120, FINGER_CHATTER_MS = 3 };
double finger_chatter(const struct sim *sim);
