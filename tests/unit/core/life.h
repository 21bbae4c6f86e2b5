/*
 * The signal's life as core keeps it, through its commands and its spool: a
 * centre, a spool and a reader for a test that tells a story in order.
 */
#pragma once

#include "firmware/button/spool.h"
#include "tests/unit/core/centre.h"

enum { SAVED = 11, SECOND = 1000, MINUTE = 60 * SECOND };
#define MARIA_TOKEN                                                            \
    "00000000000000000000000000000000000000000000000000000000000000aa"
#define BY_MARIA ",'session':'" MARIA_TOKEN "'"

extern struct centre life_centre;
extern struct spool *life_spool;
extern struct store *life_reader;
extern char life_latest[UUID_SIZE]; /* of the first in life_signals */

bool life_begin(void);
void life_end(void);
/* As time passes on a box: a turn every second. */
bool life_pass(int64_t ms);
bool life_press_at(const char *place, unsigned flags, uint32_t count,
                   const char *boot);
bool life_press(const char *place, unsigned flags);
int life_signals(bool all, struct view_signal out[8]);
/* Asks about the latest signal; the answer's `why` and `where`, "" when ok. */
const char *life_asked(enum event_through as, const char *what,
                       const char *more);
void life_tell(const char *text, enum event_through as);
void life_check_log(const char *want);
/* "button Entrén stuck, receiver absent" as core pushes them. */
const char *life_faults(void);
