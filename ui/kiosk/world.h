/*
 * What the kiosk knows of the centre: the store's views, read again when
 * something changed, and the time of day.
 *
 * The store may not be there yet, or be put in anew while the kiosk runs; it
 * is sought once a second until it is there, and what was read last stands
 * meanwhile. Nothing here writes.
 */
#pragma once

#include "firmware/base/folder.h"
#include "ui/kiosk/app.h"

enum { WORLD_RETRY_MS = 1000 };

struct view_account;

struct world {
    struct app_world seen;       /* what app reads */
    const struct folder *folder; /* borrowed */
    struct clock *clock;
    struct store *store; /* NULL: not there */
    uint64_t file;       /* which file it is, to see that it was replaced */
    int64_t seq;         /* of the log when it was read; -1: never read */
    bool stale;          /* someone said that it changed */
    bool whole;          /* all of it is due, not what events name alone */
    bool cover_first;    /* see world_shown */
    int64_t retry_ms;    /* by the kernel's clock */
    int failures;        /* of reading, one after the other */
    struct view_account *accounts; /* room to read them in */
    char person[UUID_SIZE];        /* whose day seen.day is; empty: nobody's */
};

MUST_CHECK enum result world_init(struct world *world,
                                  const struct folder *folder,
                                  struct clock *clock);
void world_finish(struct world *world);

/* What a turn found. */
struct world_news {
    bool changed;  /* app_world_changed is due */
    bool store;    /* world->store is another one */
    bool pictures; /* photos or consent may have changed */
};

/* Sets the time, reads again if need be. Returns when it wants the next call
 * in boot_ms: the next minute, or the next try. */
int64_t world_turn(struct world *world, struct clock_time now,
                   struct world_news *news);

/* Reads the day of `person` (NULL: nobody) unless it stands already. */
void world_follow(struct world *world, const char *person);

/* A frame was shown. With `cover_first` set before the first turn, everybody of
 * the centre is read after it and not before: nobody of them is on the cover,
 * and a thousand take as long as all else that a start reads. */
void world_shown(struct world *world);

/* True if what was read is all that the log holds. */
bool world_fresh(struct world *world);
