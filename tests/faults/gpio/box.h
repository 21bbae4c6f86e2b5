/*
 * The box under test: a folder, troskel-core and troskel-button in it as an
 * ordinary user, and what is seen of them from outside: the spool, the log,
 * run/button.state, what they say.
 *
 * Presses are counted since box_mark. Times are rig_ms.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "firmware/base/folder.h"
#include "firmware/button/spool.h"
#include "firmware/store/store.h"

enum {
    BOX_USER = 901,
    BOX_GPIO_GROUP = 902,
    BOX_WAIT_MS = 10000,
    BOX_RECORDS = 1000
};

struct box {
    struct folder folder;
    pid_t core, button;
    struct spool *spool; /* NULL until troskel-button made it */
    struct store *store;
    uint64_t spool_read; /* the last press number that was read */
    int64_t log_read;    /* the last event */
    int on_disk, in_log; /* presses since the mark */
    unsigned flags;      /* enum record_flags of all of them */
    double first_ms;     /* when the first of them was taken */
    struct record records[BOX_RECORDS]; /* of the spool, as they came */
    int record_count;
    int64_t logged;   /* the spool's number in the last event */
    int out_of_order; /* events whose number is not the next */
    long said;        /* where button.log stood at the mark */
};

/* With a centre in it and core running. */
void box_make(struct box *box, const char *dir);
void box_finish(struct box *box);

/* `config` is the text of button.conf. Waits for nothing. */
void box_start(struct box *box, const char *config);
void box_stop(struct box *box);

void box_mark(struct box *box);
/* Reads what came. */
void box_look(struct box *box);
/* Waits until `presses` are on disk (in the log) since the mark; when that
 * was seen, or 0 after BOX_WAIT_MS. */
double box_on_disk(struct box *box, int presses);
double box_in_log(struct box *box, int presses);
/* Waits until run/button.state says so; likewise. */
double box_state(struct box *box, const char *state);
bool box_state_is(struct box *box, const char *state);
/* True if troskel-button said this since the mark. */
bool box_said(struct box *box, const char *words);
