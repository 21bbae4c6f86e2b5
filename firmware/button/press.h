/*
 * From edges to presses: what a hand meant, told from what a contact did.
 *
 * A pure core, one struct a button. It opens nothing, waits for nothing and
 * asks no clock: the caller lets time pass with press_advance, then feeds it
 * edges and levels with their times.
 *
 * A press is told on the first sign of it, never after a wait. What follows
 * within PRESS_LOCKOUT_MS of any edge is the same contact still bouncing and
 * is not counted again; but a line that chatters on is told anew every
 * PRESS_EPISODE_MS, so that noise never hides a hand for longer. Edges may be
 * lost or doubled, so nothing is concluded from their alternation: a second
 * down, an up out of nowhere, a gap in the sequence or a level that we did not
 * expect is a press too, with PRESS_GAP (reliability.md section 3, LA-8).
 *
 * Times are milliseconds of one clock that never jumps back.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    PRESS_LOCKOUT_MS = 50,
    PRESS_EPISODE_MS = 10000,
    PRESS_STUCK_MS = 30000,
    PRESS_LEVEL_MS = 250 /* how often a caller with a line reads its level */
};

enum press_told {
    PRESS_NOTHING,
    PRESS_PRESSED, /* someone pressed */
    PRESS_STUCK,   /* held for 30 s: a fault; told once, ignored from now on */
    PRESS_FREE     /* the stuck one was released and counts again */
};

enum press_flags {
    PRESS_HELD = 1, /* already down when we began to look */
    PRESS_GAP = 2   /* told from something other than a down edge */
};

struct press {
    bool known; /* a level or an edge came since the line was found */
    bool down;
    bool stuck;
    bool moved;         /* edge_ms and episode_ms mean something */
    int64_t edge_ms;    /* last edge or change of level */
    int64_t episode_ms; /* first edge after the last quiet */
    int64_t down_since_ms;
    unsigned flags; /* enum press_flags, of the last PRESS_PRESSED */
};

void press_init(struct press *press);

enum press_told press_edge(struct press *press, bool down, int64_t now_ms);

/* What the line reads now. The first one after press_init or press_gone is
 * the state at request. */
enum press_told press_level(struct press *press, bool down, int64_t now_ms);

/* Edges are known to be lost. */
enum press_told press_gap(struct press *press, int64_t now_ms);

/* The line is gone. A press that it had begun was told when it began. */
void press_gone(struct press *press);

/* Lets time pass up to `now_ms`. */
enum press_told press_advance(struct press *press, int64_t now_ms);

/* When press_advance is due, -1 if only an edge can change anything. */
int64_t press_due(const struct press *press);
