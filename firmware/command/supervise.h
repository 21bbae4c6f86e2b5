/*
 * Who is to be started when: the thinking of `troskel run`.
 *
 * A pure core. It starts nothing and asks no clock: the caller says what was
 * started and what died, and asks who is due. One that dies waits 0.2 s and
 * then twice as long each time, at most 5 s; one that stood for ten seconds
 * begins anew. Times are boot_ms.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    SUPERVISE_MAX = 8,
    SUPERVISE_WAIT_MS = 200,
    SUPERVISE_WAIT_MAX_MS = 5000,
    SUPERVISE_WELL_MS = 10000
};

struct supervise {
    int count;
    struct supervise_child {
        bool alive;
        int64_t since_ms; /* when it was started */
        int64_t due_ms;   /* when it is to be started, while not alive */
        int wait_ms;      /* the last wait; 0: none yet */
        unsigned deaths;
    } children[SUPERVISE_MAX];
};

/* All are due at once. At most SUPERVISE_MAX. */
void supervise_init(struct supervise *supervise, int count, int64_t now_ms);

/* The first child that is due, -1: none. */
int supervise_due(const struct supervise *supervise, int64_t now_ms);
/* When the next one is due, -1: nobody waits. */
int64_t supervise_next(const struct supervise *supervise);

void supervise_started(struct supervise *supervise, int child, int64_t now_ms);
/* Also for one that could not be started. */
void supervise_died(struct supervise *supervise, int child, int64_t now_ms);

int supervise_alive(const struct supervise *supervise);
