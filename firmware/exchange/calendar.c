#include "firmware/exchange/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/calendar_event.h"
#include "firmware/exchange/calendar_parts.h"
#include "firmware/exchange/overlap.h"

/* Steps of one series, and of all series of a file, before we give up. */
enum { STEPS_MAX = 100000, STEPS_ALL_MAX = 1000000 };

struct calendar {
    const struct import_context *context;
    const struct import_audience *whose;
    struct report *report;
    char audience[IMPORT_KEY_SIZE];
    struct zones zones;
    struct calendar_event *events; /* sorted by uid, key, sequence */
    int count, room;
    json_t *items, *ids, *uids, *others;
    struct overlap overlap;
    int32_t from, to; /* civil days, both taken */
    int steps;
    int cancelled;
};

/* --- reading --- */

static struct calendar_event *
next_event(struct calendar *calendar)
{
    if (calendar->count == calendar->room) {
        int room = calendar->room == 0 ? 16 : calendar->room * 2;
        struct calendar_event *events =
            realloc(calendar->events, (size_t)room * sizeof *events);
        if (events == NULL)
            return NULL;
        calendar->events = events;
        calendar->room = room;
    }
    return &calendar->events[calendar->count];
}

static void
take_event(struct calendar *calendar, const struct part *part, bool cancelled)
{
    struct calendar_event *event = next_event(calendar);
    if (event == NULL || calendar->count == CALENDAR_EVENTS_MAX) {
        report_say(calendar->report, REPORT_REFUSED, part->line, NULL,
                   WORD("Filen har fler än 5 000 aktiviteter."));
        return;
    }
    if (event_read(event, part->text, part->line, &calendar->zones,
                   calendar->report) != RESULT_OK)
        return;
    event->cancelled = event->cancelled || cancelled;
    (void)json_object_set_new(calendar->uids, event->uid, json_true());
    calendar->count++;
}

static void
take_other(struct calendar *calendar, const char *name)
{
    json_int_t before =
        json_integer_value(json_object_get(calendar->others, name));
    if (before == 0 && json_object_size(calendar->others) >= 16)
        name = "…";
    (void)json_object_set_new(calendar->others, name, json_integer(before + 1));
    report_count(calendar->report, "not_taken", 1);
}

/* A zone that is used before it is described is described further down, so
 * zones are read first (Nextcloud writes them last). */
static bool
read_parts(struct calendar *calendar, const char *bytes, size_t length,
           bool zones_only)
{
    struct parts parts;
    struct part *part = malloc(sizeof *part);
    if (part == NULL)
        return false;
    enum result result = parts_open(&parts, bytes, length);
    part->line = 0;
    if (result == RESULT_OK)
        result = parts_next(&parts, part);
    for (; result == RESULT_OK; result = parts_next(&parts, part)) {
        if (zones_only && part->kind == PARTS_TIMEZONE &&
            zones_add(&calendar->zones, part->text) != RESULT_OK)
            report_say(calendar->report, REPORT_WARNING, part->line, part->name,
                       WORD("Tidszonens regler i filen läses inte."));
        if (zones_only || calendar->report->of[REPORT_REFUSED] > 100)
            continue;
        if (part->kind == PARTS_EVENT)
            take_event(calendar, part, parts.cancelled);
        else if (part->kind == PARTS_OTHER)
            take_other(calendar, part->name);
    }
    if (result == RESULT_INVALID)
        report_say(calendar->report, REPORT_REFUSED, part->line, NULL, "%s",
                   word(calendar->report->lang, parts_says(parts.why)));
    free(part);
    return result == RESULT_ABSENT;
}

static int
by_identity(const void *a, const void *b)
{
    const struct calendar_event *one = a, *other = b;
    int order = strcmp(one->uid, other->uid);
    if (order == 0)
        order = strcmp(one->key, other->key);
    if (order == 0 && one->sequence != other->sequence)
        order = one->sequence > other->sequence ? -1 : 1; /* newest first */
    return order != 0 ? order : other->line - one->line;
}

/* The newest event with that uid and key, or NULL. */
static struct calendar_event *
find(const struct calendar *calendar, const char *uid, const char *key)
{
    int low = 0, high = calendar->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        struct calendar_event *at = &calendar->events[middle];
        int order = strcmp(at->uid, uid);
        if (order == 0)
            order = strcmp(at->key, key);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == calendar->count || strcmp(calendar->events[low].uid, uid) != 0 ||
        strcmp(calendar->events[low].key, key) != 0)
        return NULL;
    return &calendar->events[low];
}

/* --- items --- */

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
                       WORD("Filen har fler än 10 000 aktiviteter."));
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
           local.hour * 60 + local.minute;
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

static void
put_at(struct calendar *calendar, struct calendar_event *event,
       struct icaltimetype at, const char *key)
{
    if (at.is_date)
        put_days(calendar, event, at, key);
    else
        put_times(calendar, event, at, key);
}

/* --- series --- */

/* One time of a series, unless it is left out or stands for itself. */
static void
put_time_of(struct calendar *calendar, struct calendar_event *event,
            struct icaltimetype at)
{
    char key[EVENT_KEY_SIZE], day[EVENT_KEY_SIZE];
    event_key(at, key);
    event_day_key(at, day);
    if (json_object_get(event->left_out, key) != NULL ||
        json_object_get(event->left_out, day) != NULL ||
        find(calendar, event->uid, key) != NULL ||
        find(calendar, event->uid, day) != NULL)
        return;
    put_at(calendar, event, at, key);
}

static bool
past_end(const struct calendar *calendar, struct icaltimetype at)
{
    return at.year > 9000 ||
           civil_day_of(at.year, at.month, at.day) > calendar->to + 1;
}

/* Entirely before the days we lay out: nothing to count through. */
static bool
over_long_ago(const struct calendar *calendar,
              const struct calendar_event *event)
{
    struct icaltimetype until = event->rule->until;
    return !icaltime_is_null_time(until) &&
           civil_day_of(until.year, until.month, until.day) <
               calendar->from - CALENDAR_SPAN_MAX - 1;
}

static void
put_rule(struct calendar *calendar, struct calendar_event *event)
{
    int steps = 0, taken = 0;
    if (over_long_ago(calendar, event))
        return;
    icalrecur_iterator *iterator =
        icalrecur_iterator_new(*event->rule, event->start);
    if (iterator == NULL) {
        report_say(calendar->report, REPORT_REFUSED, event->line, event->uid,
                   WORD("Upprepningen går inte att läsa."));
        return;
    }
    struct icaltimetype at = icalrecur_iterator_next(iterator);
    for (; !icaltime_is_null_time(at) && !past_end(calendar, at);
         at = icalrecur_iterator_next(iterator)) {
        int32_t day = civil_day_of(at.year, at.month, at.day);
        if (++steps > STEPS_MAX || ++calendar->steps > STEPS_ALL_MAX)
            break;
        if (day < calendar->from - CALENDAR_SPAN_MAX - 1)
            continue;
        if (++taken > CALENDAR_TIMES_MAX)
            break;
        put_time_of(calendar, event, at);
    }
    icalrecur_iterator_free(iterator);
    if (steps > STEPS_MAX || calendar->steps > STEPS_ALL_MAX ||
        taken > CALENDAR_TIMES_MAX)
        report_say(calendar->report, REPORT_REFUSED, event->line, event->uid,
                   WORD("Serien har fler gånger än som går att räkna."));
}

static void
put_added(struct calendar *calendar, struct calendar_event *event)
{
    size_t i;
    json_t *key;
    json_array_foreach(event->added, i, key)
    {
        struct icaltimetype at = icaltime_from_string(json_string_value(key));
        put_time_of(calendar, event, at);
    }
}

/* What a moved time does not say itself, its series says. */
static void
inherit(const struct calendar *calendar, struct calendar_event *event)
{
    const struct calendar_event *series = find(calendar, event->uid, "");
    if (event->key[0] == '\0' || series == NULL)
        return;
    if (event->title[0] == '\0') {
        (void)text_copy(event->title, sizeof event->title, series->title);
        (void)text_copy(event->emoji, sizeof event->emoji, series->emoji);
    }
    if (event->seconds < 0)
        event->seconds = series->seconds;
}

/* A moved time keeps the name its series gave it: RECURRENCE-ID, told with a
 * time even where the file tells a day. */
static void
put_event(struct calendar *calendar, struct calendar_event *event)
{
    inherit(calendar, event);
    if (event->key[0] != '\0') {
        put_at(calendar, event, event->start, event->key);
        return;
    }
    if (event->rule != NULL)
        put_rule(calendar, event);
    else
        put_time_of(calendar, event, event->start);
    put_added(calendar, event);
}

static void
put_events(struct calendar *calendar)
{
    if (calendar->count > 1)
        qsort(calendar->events, (size_t)calendar->count,
              sizeof *calendar->events, by_identity);
    for (int i = 0; i < calendar->count; i++) {
        struct calendar_event *event = &calendar->events[i];
        const struct calendar_event *series = find(calendar, event->uid, "");
        if (find(calendar, event->uid, event->key) != event) {
            report_say(calendar->report, REPORT_WARNING, event->line,
                       event->uid,
                       WORD("Aktiviteten står två gånger: den nyaste tas."));
        } else if (event->cancelled || (series != NULL && series->cancelled)) {
            report_say(calendar->report, REPORT_INFO, event->line, event->uid,
                       WORD("\"%s\" är inställd och tas inte med."),
                       event->title);
            report_count(calendar->report, "not_taken", 1);
        } else {
            put_event(calendar, event);
        }
    }
}

/* --- the whole --- */

static void
tell_rest(struct calendar *calendar)
{
    const char *name;
    json_t *number;
    char from[CIVIL_DATE_SIZE], to[CIVIL_DATE_SIZE];
    json_object_foreach(calendar->others, name, number)
        report_say(calendar->report, REPORT_INFO, 0, name,
                   WORD("Bara aktiviteter läses: %d av ett annat slag tas inte "
                        "med."),
                   (int)json_integer_value(number));
    civil_format_date(calendar->from, from);
    civil_format_date(calendar->to, to);
    report_say(calendar->report, REPORT_INFO, 0, NULL,
               WORD("Dagarna %s till %s är utlagda."), from, to);
}

static enum result
lay_out(struct calendar *calendar, const char *bytes, size_t length,
        json_t **events)
{
    struct report *report = calendar->report;
    if (!read_parts(calendar, bytes, length, true) ||
        !read_parts(calendar, bytes, length, false) || report_refused(report))
        return RESULT_INVALID;
    put_events(calendar);
    overlap_tell(&calendar->overlap, report);
    tell_rest(calendar);
    if (report_refused(report))
        return RESULT_INVALID;
    enum result result = import_remove_gone(
        calendar->context, "calendar", calendar->whose, calendar->ids,
        calendar->uids, calendar->from, calendar->items, report);
    if (result == RESULT_OK)
        *events = json_incref(calendar->items);
    return result;
}

static void
finish(struct calendar *calendar)
{
    for (int i = 0; i < calendar->count; i++)
        event_finish(&calendar->events[i]);
    free(calendar->events);
    zones_finish(&calendar->zones);
    overlap_finish(&calendar->overlap);
    json_decref(calendar->items);
    json_decref(calendar->ids);
    json_decref(calendar->uids);
    json_decref(calendar->others);
}

enum result
calendar_import(const struct import_context *context,
                const struct import_audience *whose, const char *bytes,
                size_t length, struct report *report, json_t **events)
{
    struct calendar calendar = {.context = context,
                                .whose = whose,
                                .report = report,
                                .from = context->today - CALENDAR_DAYS_BACK,
                                .to = context->today + CALENDAR_DAYS_AHEAD};
    *events = NULL;
    import_audience_key(whose, calendar.audience);
    if (zones_init(&calendar.zones, context->zone) != RESULT_OK) {
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Tidszonen \"%.60s\" känns inte igen."), context->zone);
        return RESULT_INVALID;
    }
    calendar.items = json_array();
    calendar.ids = json_object();
    calendar.uids = json_object();
    calendar.others = json_object();
    overlap_init(&calendar.overlap);
    enum result result = lay_out(&calendar, bytes, length, events);
    finish(&calendar);
    return result;
}

void
calendar_forget(void)
{
    zones_forget();
}
