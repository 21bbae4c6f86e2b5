#include "firmware/command/print.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

static int
dump(const struct line *line, json_t *value, size_t flags)
{
    int failed = value == NULL || json_dumpf(value, stdout, flags) != 0 ||
                 putchar('\n') == EOF || fflush(stdout) != 0;
    json_decref(value);
    return failed ? line_refuse(line, NULL, strerror(errno)) : LINE_DONE;
}

int
print_json(const struct line *line, json_t *value)
{
    return dump(line, value, JSON_INDENT(2));
}

int
print_json_line(const struct line *line, json_t *value)
{
    return dump(line, value, JSON_COMPACT);
}

json_t *
print_text(const char *text)
{
    return text_empty(text) ? json_null() : json_string(text);
}

json_t *
print_minute(int minute)
{
    char out[CIVIL_TIME_SIZE];
    if (minute < 0)
        return json_null();
    civil_format_time(minute % 1440, out);
    return json_string(out);
}

json_t *
print_utc(int64_t utc_ms)
{
    char out[CIVIL_STAMP_SIZE];
    if (utc_ms == 0)
        return json_null();
    civil_format_utc(utc_ms, out);
    return json_string(out);
}

void
print_local_into(int64_t utc_ms, char *out, size_t size)
{
    struct civil civil = civil_from_utc(utc_ms);
    char date[CIVIL_DATE_SIZE];
    char minute[CIVIL_TIME_SIZE];
    civil_format_date(civil.day, date);
    civil_format_time(civil.minute, minute);
    text_format(out, size, "%s %s:%02d", date, minute, civil.second);
}

json_t *
print_local(int64_t utc_ms)
{
    char out[40];
    if (utc_ms == 0)
        return json_null();
    print_local_into(utc_ms, out, sizeof out);
    return json_string(out);
}

void
print_cell(const char *text, int width)
{
    int length = (int)text_length(text);
    printf("%s%*s  ", text, length < width ? width - length : 0, "");
}
