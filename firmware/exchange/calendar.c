#include "firmware/exchange/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/calendar_inside.h"
#include "firmware/exchange/calendar_parts.h"

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
    calendar_put_events(calendar);
    overlap_tell(&calendar->overlap, report);
    tell_rest(calendar);
    if (report_refused(report))
        return RESULT_INVALID;
    struct import_kept kept = {.origin = "calendar",
                               .whose = calendar->whose,
                               .ids = calendar->ids,
                               .uids = calendar->uids,
                               .from = calendar->context->today};
    enum result result =
        import_remove_gone(calendar->context, &kept, calendar->items, report);
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
