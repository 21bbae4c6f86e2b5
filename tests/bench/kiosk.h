/*
 * Tröskel's programs as a test starts them: a folder of their own, core and
 * the kiosk in memory, its control socket, and what the kernel says they cost
 * (schedstat, status, smaps_rollup). Ends only what it started.
 *
 * Programs are those of $TROSKEL_BIN.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

struct rig {
    char dir[200];    /* the state folder */
    char socket[220]; /* the kiosk's control socket */
    char clock[24];   /* what the test clock is set to; empty: the machine's */
    const char *backend;
    pid_t core, kiosk;
    int fd; /* to the control socket */
    FILE *from;
};

struct rig_cost {
    int64_t cpu_us;
    int64_t wakeups; /* voluntary switches of all its threads */
    int64_t frames;  /* shown since its start */
    int64_t pss_kb;
    /* Nobody else's, of no file: what a program that ends beside it, and gave
     * its share of a library to the rest, does not move. */
    int64_t own_kb;
    int64_t heap_kb;
};

/* A centre of `people` with `years` behind it, made by bench-gen. */
bool rig_make(struct rig *rig, const char *dir, int people, int years,
              int ticks);
bool rig_start_core(struct rig *rig);
/* Waits until its first frame is settled; without core, until it answers. */
bool rig_start_kiosk(struct rig *rig);
void rig_end(pid_t *pid);
void rig_end_kiosk(struct rig *rig); /* and its socket: it may start again */
void rig_finish(struct rig *rig);

/* One request, one answer, which the caller owns; NULL: none came. */
json_t *rig_ask(struct rig *rig, const char *request);
bool rig_ok(struct rig *rig, const char *request);
bool rig_tap(struct rig *rig, const char *element); /* and settles */

/* What a start has had from files of ours: what it read, and the pages of what
 * it mapped; shared libraries are the system's. A cold start reads no less from
 * the disk, and whether it was in memory already does not move the figure. */
int64_t rig_touched_kb(const struct rig *rig);

void rig_rest(int ms);
/* `memory`: PSS too, which takes the kernel a while. */
struct rig_cost rig_cost(struct rig *rig, bool memory);
