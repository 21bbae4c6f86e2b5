#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/calendar_inside.h"

/* Steps of one series, and of all series of a file, before we give up. */
enum { STEPS_MAX = 100000, STEPS_ALL_MAX = 1000000 };

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

struct calendar_event *
calendar_find(const struct calendar *calendar, const char *uid, const char *key)
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
        calendar_find(calendar, event->uid, key) != NULL ||
        calendar_find(calendar, event->uid, day) != NULL)
        return;
    calendar_put_at(calendar, event, at, key);
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
    const struct calendar_event *series =
        calendar_find(calendar, event->uid, "");
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
        calendar_put_at(calendar, event, event->start, event->key);
        return;
    }
    if (event->rule != NULL)
        put_rule(calendar, event);
    else
        put_time_of(calendar, event, event->start);
    put_added(calendar, event);
}

void
calendar_put_events(struct calendar *calendar)
{
    if (calendar->count > 1)
        qsort(calendar->events, (size_t)calendar->count,
              sizeof *calendar->events, by_identity);
    for (int i = 0; i < calendar->count; i++) {
        struct calendar_event *event = &calendar->events[i];
        const struct calendar_event *series =
            calendar_find(calendar, event->uid, "");
        if (calendar_find(calendar, event->uid, event->key) != event) {
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
