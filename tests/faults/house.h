/*
 * A house of real programs for the rigs: the rig plays systemd, a client that
 * asks again with the same id until it is answered, and a finger. The shim
 * (shim.h) goes before each program.
 */
#pragma once

#include "tests/faults/rig.h"
#include "tests/faults/shim.h"

/* Stays where house_make found it: its kiosk's options point into it. */
struct house {
    struct folder folder;
    struct shim *shim;
    char control[140];    /* the kiosk's control socket */
    const char *kiosk[7]; /* its options */
    const char *names[4];
    const char *const *extra[4];
    pid_t pids[4];
    int64_t due_ms[4]; /* when it is started again */
    int64_t ended_by_itself;
    int count;
    struct told told;
    int64_t presses, untrue, asked_again;
    int64_t worst_ms; /* from a command to its answer with ok */
    int next;
    char pending[UUID_SIZE]; /* asked, not answered yet */
};

/* A centre, core and button; `all`: kiosk and staff, too. Nothing runs until
 * house_keep_up, which starts what is not up, as systemd does with
 * Restart=always and RestartSec=200ms. */
void house_make(struct house *house, bool all);
void house_keep_up(struct house *house);
void house_end(struct house *house);

/* One command until it is answered with ok; false when time is up. */
bool house_ask(struct house *house, int64_t end_ms);
/* Nothing fails any more; core is up and has taken in what the spool holds. */
void house_settle(struct house *house);
/* Ends the house. What was told and pressed is in the log, once, and the state
 * follows from it; adds to the row. */
void house_judge(struct house *house, struct row *row);
