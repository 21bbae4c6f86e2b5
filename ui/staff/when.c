#include "ui/staff/when.h"

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* 2024-01-01T00:00:00Z */
static const int64_t first_ms = 1704067200000;

bool
when_known(int64_t utc_ms)
{
    return utc_ms >= first_ms;
}

bool
when_sure(struct clock_time now)
{
    return now.quality != CLOCK_UNSURE;
}

static void
put_date(const char *lang, int32_t day, bool weekday, char out[WHEN_SIZE])
{
    struct civil_ymd ymd = civil_ymd_of(day);
    out[0] = '\0';
    if (weekday)
        text_format(out, WHEN_SIZE, "%s ",
                    word_weekday(lang, civil_weekday(day)));
    text_append(out, WHEN_SIZE, word_in(lang, "day, month", "%1$d %2$s"),
                ymd.day, word_month(lang, ymd.month));
}

void
when_today(const char *lang, struct clock_time now, char out[WHEN_SIZE])
{
    out[0] = '\0';
    if (when_sure(now))
        put_date(lang, civil_from_utc(now.utc_ms).day, true, out);
}

void
when_clock(struct clock_time now, char out[WHEN_SIZE])
{
    char clock[CIVIL_TIME_SIZE];
    out[0] = '\0';
    if (!when_sure(now))
        return;
    civil_format_time(civil_from_utc(now.utc_ms).minute, clock);
    text_copy(out, WHEN_SIZE, clock);
}

void
when_was(const char *lang, struct clock_time now, int64_t utc_ms,
         char out[WHEN_SIZE])
{
    char clock[CIVIL_TIME_SIZE];
    out[0] = '\0';
    if (!when_sure(now) || !when_known(utc_ms))
        return;
    struct civil was = civil_from_utc(utc_ms);
    int32_t days = civil_from_utc(now.utc_ms).day - was.day;
    civil_format_time(was.minute, clock);
    if (days == 0)
        text_copy(out, WHEN_SIZE, clock);
    else if (days > 0 && days < 7)
        text_format(out, WHEN_SIZE, "%s %s",
                    word_weekday(lang, civil_weekday(was.day)), clock);
    else
        put_date(lang, was.day, false, out);
}

void
when_ago(const char *lang, int64_t ago_ms, char out[WHEN_SIZE])
{
    int64_t minutes = ago_ms < 0 ? 0 : ago_ms / 60000;
    if (minutes == 0)
        text_copy(out, WHEN_SIZE, word(lang, "nyss"));
    else if (minutes < 60)
        text_format(out, WHEN_SIZE, word(lang, "%d min"), (int)minutes);
    else if (minutes < INT64_C(48) * 60)
        text_format(out, WHEN_SIZE, word(lang, "%d h %d min"),
                    (int)(minutes / 60), (int)(minutes % 60));
    else
        text_format(out, WHEN_SIZE, word(lang, "%d dygn"),
                    (int)(minutes / (INT64_C(24) * 60)));
}

bool
when_is_today(struct clock_time now, int64_t utc_ms)
{
    return when_known(utc_ms) && when_sure(now) &&
           civil_from_utc(utc_ms).day == civil_from_utc(now.utc_ms).day;
}
