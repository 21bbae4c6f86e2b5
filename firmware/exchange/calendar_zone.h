/*
 * Time zones of a calendar file: IANA names, Windows names and those the file
 * brings itself.
 *
 * A name the system knows wins over what the file says about it. A zone from
 * the file is taken only if its rules are yearly, so that no file can make
 * libical count seconds. The struct owns the file's zones until zones_finish;
 * pointers handed out live as long.
 *
 * Windows names: Unicode CLDR, supplemental/windowsZones.
 */
#pragma once

#include <libical/ical.h>
#include <stdbool.h>

#include "firmware/base/result.h"

enum { ZONES_MAX = 32, ZONES_NAME_SIZE = 128 };

struct zones {
    struct zones_own {
        char name[ZONES_NAME_SIZE];
        icaltimezone *zone;
    } own[ZONES_MAX];
    int count;
    icaltimezone *centre;
};

/* RESULT_ABSENT if the machine does not know the centre's zone. */
MUST_CHECK enum result zones_init(struct zones *zones, const char *centre);
void zones_finish(struct zones *zones);

/* One VTIMEZONE as text. RESULT_INVALID if it cannot be used, RESULT_FULL
 * beyond ZONES_MAX. */
MUST_CHECK enum result zones_add(struct zones *zones, const char *text);

/* NULL if nobody knows the name. */
icaltimezone *zones_find(const struct zones *zones, const char *name);

/* Frees what libical keeps for good; at the end of a program. */
void zones_forget(void);
