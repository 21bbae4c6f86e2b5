#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/calendar_inside.h"

struct when {
    int32_t day;
    int start, end; /* minutes; -1: not said */
    bool all_day;
};

static bool
titled(struct calendar *calendar, struct calendar_event *event)
{
    struct library_hit hit;
    const struct import_context *context = calendar->context;
    if (event->matched)
        return event->title[0] != '\0';
    event->matched = true;
    if (event->title[0] == '\0' && event->emoji[0] != '\0' &&
        context->picture != NULL &&
        context->picture(context->user, context->lang, event->emoji, &hit) ==
            RESULT_OK)
        (void)text_copy(event->title, sizeof event->title, hit.name);
    if (event->title[0] == '\0') {
        report_say(calendar->report, REPORT_WARNING, event->line, event->uid,
                   WORD("Aktiviteten har ingen titel och tas inte med."));
        report_count(calendar->report, "not_taken", 1);
        return false;
    }
    (void)import_match(context, calendar->report, event->line, event->title,
                       event->emoji, event->picture);
    return true;
}

static void
put_minute(json_t *body, const char *key, int minute)
{
    char text[16];
    if (minute < 0)
        return;
    (void)text_format(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
    (void)json_object_set_new(body, key, json_string(text));
}

static json_t *
item_body(const struct calendar *calendar, const struct calendar_event *event,
          const struct when *when, const char *recurrence)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(when->day, date);
    json_t *body = json_pack("{s:o, s:s, s:s, s:s, s:s, s:s, s:s}", "audience",
                             import_audience_json(calendar->whose), "date",
                             date, "title", event->title, "origin", "calendar",
                             "source", calendar->context->source, "uid",
                             event->uid, "recurrence", recurrence);
    put_minute(body, "start", when->start);
    put_minute(body, "end", when->end);
    if (when->all_day)
        (void)json_object_set_new(body, "all_day", json_true());
    if (event->place[0] != '\0')
        (void)json_object_set_new(body, "place", json_string(event->place));
    if (event->picture[0] != '\0')
        (void)json_object_set_new(body, "picture", json_string(event->picture));
    return body;
}

static void
note_overlap(struct calendar *calendar, const struct calendar_event *event,
             const struct when *when)
{
    struct overlap_item item = {.day = when->day,
                                .start = when->start,
                                .end = when->end,
                                .line = event->line};
    (void)text_copy(item.audience, sizeof item.audience, calendar->audience);
    (void)text_copy(item.title, sizeof item.title, event->title);
    if (overlap_add(&calendar->overlap, &item) != RESULT_OK)
        report_say(calendar->report, REPORT_REFUSED, 0, NULL,
                   WORD("Minnet räcker inte."));
}

static void
put_item(struct calendar *calendar, struct calendar_event *event,
         const struct when *when, const char *recurrence)
{
    char name[EVENT_UID_SIZE + IMPORT_KEY_SIZE + 64], id[UUID_SIZE];
    if (when->day < calendar->from || when->day > calendar->to ||
        !titled(calendar, event))
        return;
    (void)text_format(name, sizeof name, "%s|%s|%s", calendar->audience,
                      event->uid, recurrence);
    uuid_from_name(id, "item", name);
    if (json_object_get(calendar->ids, id) != NULL)
        return;
    if (json_array_size(calendar->items) == IMPORT_EVENTS_MAX) {
        if (!report_refused(calendar->report))
            report_say(calendar->report, REPORT_REFUSED, event->line, NULL,
                       WORD("Filen har fler än 5 000 aktiviteter."));
        return;
    }
    (void)json_object_set_new(calendar->ids, id, json_true());
    import_add(calendar->items, "item_saved", id,
               item_body(calendar, event, when, recurrence));
    report_count(calendar->report, "items", 1);
    note_overlap(calendar, event, when);
}

/* Day `nth` of an event of several days has its own name. */
static void
put_nth(struct calendar *calendar, struct calendar_event *event,
        const struct when *when, const char *key, int nth)
{
    char recurrence[EVENT_KEY_SIZE + 8];
    if (nth == 0)
        (void)text_copy(recurrence, sizeof recurrence, key);
    else
        (void)text_format(recurrence, sizeof recurrence, "%s+%d", key, nth);
    put_item(calendar, event, when, recurrence);
}

static int
span(struct calendar *calendar, const struct calendar_event *event,
     int64_t days)
{
    if (days <= CALENDAR_SPAN_MAX)
        return (int)days;
    report_say(calendar->report, REPORT_WARNING, event->line, event->uid,
               WORD("Aktiviteten är längre än 62 dagar: de första 62 är "
                    "medtagna."));
    return CALENDAR_SPAN_MAX;
}

static void
put_days(struct calendar *calendar, struct calendar_event *event,
         struct icaltimetype at, const char *key)
{
    int32_t day = civil_day_of(at.year, at.month, at.day);
    if (day > calendar->to || day < calendar->from - CALENDAR_SPAN_MAX)
        return;
    int days = span(calendar, event, (event->seconds + 86399) / 86400);
    for (int i = 0; i < days; i++) {
        struct when when = {
            .day = day + i, .start = -1, .end = -1, .all_day = true};
        put_nth(calendar, event, &when, key, i);
    }
}

/* Minutes from `day`'s midnight to the time, in the centre's zone. */
static int64_t
minutes_from(int32_t day, struct icaltimetype local)
{
    return (int64_t)(civil_day_of(local.year, local.month, local.day) - day) *
               1440 +
           (int64_t)local.hour * 60 + local.minute;
}

static void
put_times(struct calendar *calendar, struct calendar_event *event,
          struct icaltimetype at, const char *key)
{
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    icaltimezone *centre = calendar->zones.centre;
    struct icaltimetype local = icaltime_convert_to_zone(at, centre);
    int32_t day = civil_day_of(local.year, local.month, local.day);
    struct when when = {.day = day, .end = -1};
    when.start = local.hour * 60 + local.minute;
    if (day > calendar->to || day < calendar->from - CALENDAR_SPAN_MAX)
        return;
    int64_t end = -1;
    if (event->seconds > 0) {
        time_t over =
            icaltime_as_timet_with_zone(at, at.zone) + (time_t)event->seconds;
        struct icaltimetype until = icaltime_from_timet_with_zone(over, 0, utc);
        end = minutes_from(day, icaltime_convert_to_zone(until, centre));
    }
    if (end - when.start <= 1440) {
        when.end = end > when.start ? (int)end : -1;
        put_nth(calendar, event, &when, key, 0);
        return;
    }
    int days = span(calendar, event, (end + 1439) / 1440);
    for (int i = 0; i < days; i++) {
        int64_t left = end - (int64_t)i * 1440;
        struct when part = {.day = day + i,
                            .start = i == 0 ? when.start : 0,
                            .end = left < 1440 ? (int)left : 1440};
        part.all_day = i > 0 && left >= 1440;
        if (part.all_day)
            part.start = part.end = -1;
        put_nth(calendar, event, &part, key, i);
    }
}

void
calendar_put_at(struct calendar *calendar, struct calendar_event *event,
                struct icaltimetype at, const char *key)
{
    if (at.is_date)
        put_days(calendar, event, at, key);
    else
        put_times(calendar, event, at, key);
}
