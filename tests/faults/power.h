/*
 * D2: power cuts of a whole virtual disk. In a QEMU guest our real programs
 * work on real ext4; QEMU's blklogwrites writes down each write and each flush
 * of the disk, and the client writes a mark beside the partitions whenever
 * something was acknowledged. All of it is one log, so the order is total:
 * for every place in it the disk can be made as it may have been found after
 * a power cut there, and what was acknowledged by then is known.
 *
 * A disk holds four partitions with the same centre, one for each way of
 * living with it (enum power_life); the first sectors after the table are for
 * the marks.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/folder.h"
#include "tests/faults/rig.h"

enum power_life {
    LIFE_FULL,   /* as it is */
    LIFE_NORMAL, /* synchronous=NORMAL: acknowledged events have to be lost */
    LIFE_OFF,    /* synchronous=OFF */
    LIFE_LIES,   /* a card that lies: ext4 without barriers */
    LIFE_COUNT
};

enum {
    POWER_SECTOR = 512,
    POWER_MARKS_AT = 64, /* sectors */
    POWER_PART_AT = 16384,
    POWER_PART_SECTORS = 40 * 2048,
    POWER_DISK_SECTORS = POWER_PART_AT + 4 * POWER_PART_SECTORS
};

enum power_mark_kind {
    MARK_BEGINS = 1, /* from here on cuts count */
    MARK_EVENT,      /* text: its id */
    MARK_PRESS,
    MARK_COPY, /* text: its name in snapshots/ */
    MARK_ENDS
};

/* One sector. */
struct power_mark {
    char magic[8];
    uint32_t life, kind;
    char text[64];
    char rest[POWER_SECTOR - 8 - 8 - 64];
};
#define POWER_MAGIC "TRKLMARK"

/* --- the log (power_log.c) --- */

struct power_log; /* opaque */

struct power_log *power_log_open(const char *path);
void power_log_close(struct power_log *log);
/* How many entries there are: a cut may lie before each, and at the end. */
int64_t power_log_length(const struct power_log *log);
/* The mark that entry `at` is, or NULL. */
const struct power_mark *power_log_mark(const struct power_log *log,
                                        int64_t at);
/* Does entry `at` write to the partition of `life`? */
bool power_log_writes(const struct power_log *log, int64_t at,
                      enum power_life life);

/* What of the writes since the last flush is on the disk. */
enum power_kept { KEPT_NONE, KEPT_ALL, KEPT_SOME, KEPT_TORN, KEPT_COUNT };
/* Brings `image` (the partition of `life`, POWER_PART_SECTORS) to what it is
 * after a cut before entry `at`; *done is how far it was brought before, and
 * it only holds what is flushed. The result is in `out`. */
void power_log_cut(const struct power_log *log, enum power_life life,
                   int64_t at, enum power_kept kept, unsigned char *image,
                   int64_t *done, unsigned char *out);

/* --- the disk, and the guest's part --- */

/* A disk with four times the centre in `dir` at `path`. */
void power_disk_make(const char *path, const char *dir);
/* In the guest: lives on `dir`, marks on `device`. */
int power_live(const char *device, const char *dir, enum power_life life,
               int commands);
