/*
 * What the events after a place in the log are about, so that the kiosk reads
 * again what changed and no more: one arrival is one person's row, also in a
 * centre of a thousand.
 *
 * Pure. A kind that is not named here asks for everything: a new one is slow
 * before it is wrong.
 */
#pragma once

#include "firmware/store/event.h"

enum { SINCE_PEOPLE_MAX = 16 };

struct since {
    bool all;      /* the centre, groups, people, accounts */
    bool pictures; /* photos, or consent to them */
    int count;     /* with all: of no interest */
    char people[SINCE_PEOPLE_MAX]
               [UUID_SIZE]; /* came, left, paused; once each */
};

/* Adds one event. More people than there is room for is all of them. */
void since_note(struct since *since, const struct event *event);
