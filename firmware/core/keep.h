/*
 * How the box keeps its memory: a verified copy every hour, and the way back
 * when the file is damaged.
 *
 * A damaged database is never mended in place: it is set aside untouched in
 * quarantine/, and the newest copy that proves whole takes its place. What
 * came after that copy is for people to look at; presses come back from the
 * spool by themselves.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/result.h"

enum {
    KEEP_EVERY_MS = 3600 * 1000,
    KEEP_NAME_SIZE = 40,
    KEEP_COPIES_MAX = 128,
    KEEP_HOURS = 24, /* the newest copies stay, all of them */
    KEEP_DAYS = 14,  /* then the newest of each day before */
    /* A box without a copy, or with an old one, does not wait an hour for the
     * next: one that is switched off each afternoon would never have any. */
    KEEP_FIRST_MS = 30 * 1000,
    KEEP_EXIT_DAMAGED = 3 /* of `troskel backup`, see command/line.h */
};

struct keep {
    struct folder folder;
    int64_t due_ms;   /* boot_ms of the next copy */
    int64_t last_seq; /* the log's end when the last copy was begun */
    pid_t child;      /* making a copy just now, 0: none */
    bool damaged;     /* a copy did not prove whole: the database is not */
};

/* Clears away what copies that were interrupted left behind, too. */
void keep_init(struct keep *keep, const struct folder *folder,
               struct clock_time now);
/* Begins a copy if one is due and anything is new since the last (in a
 * process of its own, `troskel backup`), and clears away what is too old.
 * Returns when it wants to be called next. */
int64_t keep_turn(struct keep *keep, struct clock_time now, int64_t seq);
/* What a copy of this moment is called. */
void keep_copy_name(int64_t utc_ms, char out[KEEP_NAME_SIZE]);
/* Ends a copy that is under way. */
void keep_finish(struct keep *keep);

/* Sets the database aside and restores the newest copy that verifies; fills
 * `from` with its name. RESULT_ABSENT: there is no copy that does. */
MUST_CHECK enum result keep_recover(const struct folder *folder,
                                    struct clock_time now,
                                    char from[KEEP_NAME_SIZE]);

/* The disk failed, or something was found broken: look the file through
 * before trusting it at the next start. KEEP_PROVE: the state may not follow
 * from the log, too. */
enum keep_doubt { KEEP_NONE, KEEP_LOOK, KEEP_PROVE };
void keep_suspect(const struct folder *folder, enum keep_doubt doubt);
enum keep_doubt keep_is_suspect(const struct folder *folder);
void keep_trust(const struct folder *folder);
/* The newest copy's path; false if there is none. */
bool keep_newest(const struct folder *folder, char path[FOLDER_PATH_SIZE]);
/* True if no writer has the folder just now: what is looked through is then
 * nobody's to write, and may be set aside. */
bool keep_alone(const struct folder *folder);
/* True if a reader met damage (store.h); it is heard once. */
bool keep_told_of_damage(const struct folder *folder);

/* Which of these copies may go? `names` are sorted, newest first; fills
 * `goes`. Pure. */
void keep_choose(char names[][KEEP_NAME_SIZE], int count, bool *goes);
