/*
 * Times as staff read them: "08:52", "fredag 08:52", "3 min". Pure; the
 * centre's zone is the process's (civil.h).
 *
 * No time is written from a clock that is unsure: the texts are then empty,
 * but for an age that the boot clock vouches for.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"

enum { WHEN_SIZE = 96 };

bool when_sure(struct clock_time now);

/* "söndag 22 november" and "10:20" of now; empty when unsure. */
void when_today(const char *lang, struct clock_time now, char out[WHEN_SIZE]);
void when_clock(struct clock_time now, char out[WHEN_SIZE]);

/* A time gone by: "08:52" today, "fredag 08:52" within a week, else
 * "3 november". */
void when_was(const char *lang, struct clock_time now, int64_t utc_ms,
              char out[WHEN_SIZE]);

/* How long ago: "nyss" within a minute, "3 min", "2 h 5 min"; from two days,
 * "4 dygn". */
void when_ago(const char *lang, int64_t ago_ms, char out[WHEN_SIZE]);

/* False for a time from before there were boxes: a clock that had lost itself
 * when it was stored. Such a time is never written. */
bool when_known(int64_t utc_ms);

/* True if `utc_ms` fell on the day that is today. */
bool when_is_today(struct clock_time now, int64_t utc_ms);
