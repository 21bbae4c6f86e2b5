/*
 * Days and minutes as people say them, in the centre's own time zone.
 *
 * A civil day is a count of days since 1970-01-01, whatever zone; a minute is
 * 0..1439 within it. The zone is an IANA name, set once in main with
 * civil_set_zone; all else follows from it and from the arguments.
 * Day count algorithm: Howard Hinnant, "chrono-compatible low-level date
 * algorithms" (proleptic Gregorian calendar, ISO 8601 weekdays and weeks).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/result.h"

enum { CIVIL_DATE_SIZE = 11, CIVIL_TIME_SIZE = 6, CIVIL_STAMP_SIZE = 25 };

struct civil {
    int32_t day; /* days since 1970-01-01 */
    int minute;  /* 0..1439 */
    int second;  /* 0..59 */
};

struct civil_ymd {
    int year, month, day; /* month and day from 1 */
};

/* RESULT_ABSENT if the machine has no such zone. */
MUST_CHECK enum result civil_set_zone(const char *iana_name);

struct civil civil_from_utc(int64_t utc_ms);

/* A local time that does not exist (spring) moves forward by the gap; one
 * that comes twice (autumn) is the first. `moved` may be NULL. */
int64_t civil_to_utc(int32_t day, int minute, bool *moved);

struct civil_ymd civil_ymd_of(int32_t day);
int32_t civil_day_of(int year, int month, int day);
bool civil_ymd_valid(int year, int month, int day);
int civil_weekday(int32_t day); /* 1 Monday … 7 Sunday */
int civil_week(int32_t day);    /* ISO 8601 week, 1..53 */

/* "2026-11-22". RESULT_INVALID for anything else, also 2026-02-30. */
MUST_CHECK enum result civil_parse_date(const char *text, int32_t *day);
/* "8:30", "08.30", "0830" or "24:00" (1440). */
MUST_CHECK enum result civil_parse_time(const char *text, int *minute);

void civil_format_date(int32_t day, char out[CIVIL_DATE_SIZE]);
void civil_format_time(int minute, char out[CIVIL_TIME_SIZE]); /* "08:30" */
/* "2026-11-22T10:20:00.000Z" */
void civil_format_utc(int64_t utc_ms, char out[CIVIL_STAMP_SIZE]);
