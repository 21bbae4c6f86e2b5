/*
 * What every fault rig stands on: a seed, a folder, a centre in it, processes
 * that are ended by their id, and one row of the table for what was seen.
 *
 * A rig never goes on after something of its own did not work (rig_need ends
 * the program with what and where); what it looks for goes into its row.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/uuid.h"
#include "firmware/core/client.h"

/* --- the rig itself --- */

struct rig {
    uint64_t seed;   /* printed; the same seed does the same again */
    bool lengthy;    /* the long form */
    char bin[512];   /* where troskel-core and the others lie */
    char shim[512];  /* shim.so */
    char work[128];  /* an empty folder, removed at the end */
    uint64_t random; /* state of rig_random */
};

extern struct rig rig;

uint64_t rig_random(void);
uint64_t rig_below(uint64_t limit);
bool rig_chance(double probability);
int64_t rig_now_ms(void);
void rig_nap(int ms);

#define rig_need(holds)                                                        \
    ((holds) ? (void)0 : rig_give_up(#holds, __FILE__, __LINE__))
void rig_give_up(const char *what, const char *file, int line)
    __attribute__((noreturn));

/* One line of the table. `held`: everything that the rig demands besides
 * lost and untrue being 0. `control_fell`: the negative control failed, as it
 * has to. */
struct row {
    const char *goal;
    char what[200];
    int64_t times, lost, untrue;
    int64_t worst_ms; /* -1: nothing was timed */
    bool held;
    char control[200];
    bool control_fell;
};
/* Prints it; 0 if it is good, else 1. */
int row_print(const struct row *row);

/* --- a centre of PEOPLE people, one of the staff, a Tuesday --- */

enum { RIG_PEOPLE = 24 };

/* Makes FOLDER for tests and the centre in it. */
void centre_make(struct folder *folder, const char *dir);
void centre_person(int number, char id[UUID_SIZE]);
/* The commands that a day is made of: the n-th of them, its own id in it. */
json_t *centre_command(int n, char id[UUID_SIZE]);

/* --- processes --- */

/* Starts bin/PROGRAM --dir DIR EXTRA…, with `preload` if not NULL. */
pid_t rig_start(const char *program, const struct folder *folder,
                const char *const *extra, bool preload);
void rig_kill(pid_t *pid, int signal); /* and waits; *pid becomes 0 */
/* True if it ended by itself; then *pid is 0 and *status its end. */
bool rig_ended(pid_t *pid, int *status);
/* Asks until core answers; how long it took, or -1 after `wait_ms`. */
int64_t rig_wait_core(const struct folder *folder, int wait_ms);
/* One question to core or the button, -1 ms: no answer. The caller owns it. */
json_t *rig_ask(const struct folder *folder, json_t *command, int wait_ms);
/* A press by the button's socket: true if it was answered as durable. */
bool rig_press(const struct folder *folder, int wait_ms);
/* Runs troskel with these words; its exit code. Says nothing. */
int rig_troskel(const struct folder *folder, const char *const *words);

/* --- what was told, and what is there --- */

/* Ids that were answered with ok, in order. */
struct told {
    char (*ids)[UUID_SIZE];
    int count, room;
};
void told_add(struct told *told, const char *id);
void told_free(struct told *told);

/* What the log in this folder holds, read by a reader of its own. */
struct found {
    int64_t events, presses, doubled, gaps, missing;
    bool readable;
};
/* `missing`: of `told`, how many are not there. `presses`: what all the
 * button's events stand for, together. */
struct found found_in(const struct folder *folder, const struct told *told);

/* --- the rigs --- */

int rig_crash(void);
int rig_storm(void);
int rig_full(void);
int rig_mutants(void);
int rig_copies(void);
int rig_bytes(void);
int rig_kills(void);
int rig_clock(void);
int rig_wal(void);
int rig_slow(void);
int rig_power(const char *what, const char *disk, const char *log);
int rig_probe(const char *dir, bool own_hands);
