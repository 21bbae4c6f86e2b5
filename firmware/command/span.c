#include "firmware/command/span.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

#define DAY_MS INT64_C(86400000)

enum result
span_parse(const char *text, int64_t *ms)
{
    static const struct {
        const char *unit;
        int64_t ms;
    } units[] = {
        {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", DAY_MS}};
    char *unit;
    errno = 0;
    long long number = strtoll(text, &unit, 10);
    if (errno != 0 || unit == text || number < 1 || number > 366 * DAY_MS)
        return RESULT_INVALID;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!text_equal(unit, units[i].unit))
            continue;
        if (number > 366 * DAY_MS / units[i].ms)
            return RESULT_INVALID;
        *ms = number * units[i].ms;
        return RESULT_OK;
    }
    return RESULT_INVALID;
}

enum result
span_parse_moment(const char *text, int64_t *utc_ms)
{
    char date[CIVIL_DATE_SIZE];
    char clock[CIVIL_TIME_SIZE];
    int32_t day;
    int minute;
    int second = 0;
    size_t length = strlen(text);
    if (length < 16 || (text[10] != 'T' && text[10] != ' '))
        return RESULT_INVALID;
    text_format(date, sizeof date, "%.10s", text);
    text_format(clock, sizeof clock, "%.5s", text + 11);
    if (civil_parse_date(date, &day) != RESULT_OK ||
        civil_parse_time(clock, &minute) != RESULT_OK || minute >= 1440)
        return RESULT_INVALID;
    const char *rest = text + 16;
    if (rest[0] == ':' && rest[1] >= '0' && rest[1] <= '5' && rest[2] >= '0' &&
        rest[2] <= '9') {
        second = (rest[1] - '0') * 10 + (rest[2] - '0');
        rest += 3;
    }
    if (text_equal(rest, "Z"))
        *utc_ms = day * DAY_MS + minute * INT64_C(60000);
    else if (rest[0] == '\0')
        *utc_ms = civil_to_utc(day, minute, NULL);
    else
        return RESULT_INVALID;
    *utc_ms += second * INT64_C(1000);
    return RESULT_OK;
}
