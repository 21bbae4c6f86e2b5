#include "firmware/base/civil.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"

enum result
civil_set_zone(const char *iana_name)
{
    char path[256];
    if (text_empty(iana_name) || strstr(iana_name, "..") != NULL ||
        iana_name[0] == '/' ||
        !text_format(path, sizeof path, "/usr/share/zoneinfo/%s", iana_name))
        return RESULT_INVALID;
    if (access(path, R_OK) != 0)
        return RESULT_ABSENT;
    if (setenv("TZ", iana_name, 1) != 0)
        return RESULT_FULL;
    tzset();
    return RESULT_OK;
}

int32_t
civil_day_of(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil_ymd
civil_ymd_of(int32_t day)
{
    day += 719468;
    int era = (day >= 0 ? day : day - 146096) / 146097;
    int of_era = day - era * 146097;
    int year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * of_year + 2) / 153;
    struct civil_ymd date;
    date.day = of_year - (153 * shifted + 2) / 5 + 1;
    date.month = shifted < 10 ? shifted + 3 : shifted - 9;
    date.year = year_of_era + era * 400 + (date.month <= 2);
    return date;
}

bool
civil_ymd_valid(int year, int month, int day)
{
    if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 ||
        day > 31)
        return false;
    struct civil_ymd back = civil_ymd_of(civil_day_of(year, month, day));
    return back.year == year && back.month == month && back.day == day;
}

int
civil_weekday(int32_t day)
{
    return (int)(((day + 3) % 7 + 7) % 7) + 1; /* 1970-01-01 was a Thursday */
}

int
civil_week(int32_t day)
{
    int32_t thursday = day - civil_weekday(day) + 4;
    int year = civil_ymd_of(thursday).year;
    return (thursday - civil_day_of(year, 1, 1)) / 7 + 1;
}

struct civil
civil_from_utc(int64_t utc_ms)
{
    time_t seconds = (time_t)(utc_ms / 1000 - (utc_ms % 1000 < 0));
    struct tm local;
    struct civil civil = {0};
    if (localtime_r(&seconds, &local) == NULL)
        return civil;
    civil.day =
        civil_day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    civil.minute = local.tm_hour * 60 + local.tm_min;
    civil.second = local.tm_sec > 59 ? 59 : local.tm_sec;
    return civil;
}

int64_t
civil_to_utc(int32_t day, int minute, bool *moved)
{
    /* Two guesses, one a day before and one a day after any change of the
     * clock near: if only one fits, it is right; if both do, the earlier; if
     * none, the time fell into the gap and the later guess lies after it. */
    int64_t naive = ((int64_t)day * 1440 + minute) * 60;
    int64_t found[2];
    bool fits[2];
    for (int i = 0; i < 2; i++) {
        time_t near = (time_t)(naive + (i == 0 ? -86400 : 86400));
        struct tm local;
        long offset = localtime_r(&near, &local) == NULL ? 0 : local.tm_gmtoff;
        found[i] = naive - offset;
        struct civil back = civil_from_utc(found[i] * 1000);
        fits[i] = (int64_t)back.day * 1440 + back.minute ==
                  (int64_t)day * 1440 + minute;
    }
    if (moved != NULL)
        *moved = !fits[0] && !fits[1];
    if (fits[0] && fits[1])
        return (found[0] < found[1] ? found[0] : found[1]) * 1000;
    if (fits[0] != fits[1])
        return found[fits[0] ? 0 : 1] * 1000;
    return (found[0] > found[1] ? found[0] : found[1]) * 1000;
}

enum result
civil_parse_date(const char *text, int32_t *day)
{
    int y = 0;
    int m = 0;
    int d = 0;
    int end = 0;
    if (text == NULL || strlen(text) != 10 ||
        sscanf(text, "%4d-%2d-%2d%n", &y, &m, &d, &end) != 3 || end != 10 ||
        !civil_ymd_valid(y, m, d))
        return RESULT_INVALID;
    *day = civil_day_of(y, m, d);
    return RESULT_OK;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

enum result
civil_parse_time(const char *text, int *minute)
{
    int digits[4] = {0};
    int count = 0;
    int split = -1;
    for (const char *at = text == NULL ? "" : text; *at != '\0'; at++) {
        if (is_digit(*at) && count < 4)
            digits[count++] = *at - '0';
        else if ((*at == ':' || *at == '.') && split < 0)
            split = count;
        else
            return RESULT_INVALID;
    }
    bool split_ok = split < 0 ? count == 4 : count - split == 2 && split >= 1;
    if (!split_ok)
        return RESULT_INVALID;
    int hour = count == 4 ? digits[0] * 10 + digits[1] : digits[0];
    int rest = digits[count - 2] * 10 + digits[count - 1];
    if (rest > 59 || hour > 24 || (hour == 24 && rest != 0))
        return RESULT_INVALID;
    *minute = hour * 60 + rest;
    return RESULT_OK;
}

void
civil_format_date(int32_t day, char out[CIVIL_DATE_SIZE])
{
    struct civil_ymd date = civil_ymd_of(day);
    text_format(out, CIVIL_DATE_SIZE, "%04d-%02d-%02d", date.year, date.month,
                date.day);
}

void
civil_format_time(int minute, char out[CIVIL_TIME_SIZE])
{
    text_format(out, CIVIL_TIME_SIZE, "%02d:%02d", minute / 60, minute % 60);
}

void
civil_format_utc(int64_t utc_ms, char out[CIVIL_STAMP_SIZE])
{
    int64_t ms = utc_ms % 1000;
    int64_t seconds = utc_ms / 1000;
    if (ms < 0) {
        ms += 1000;
        seconds -= 1;
    }
    int64_t day = seconds / 86400 - (seconds % 86400 < 0);
    int left = (int)(seconds - day * 86400);
    struct civil_ymd date = civil_ymd_of((int32_t)day);
    text_format(out, CIVIL_STAMP_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                date.year, date.month, date.day, left / 3600, left / 60 % 60,
                left % 60, (int)ms);
}
