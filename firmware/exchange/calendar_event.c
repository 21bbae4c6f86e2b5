#include "firmware/exchange/calendar_event.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

enum { YEAR_FIRST = 1583, YEAR_LAST = 2200 };

struct reader {
    struct calendar_event *event;
    icalcomponent *component;
    const struct zones *zones;
    struct report *report;
};

void
event_key(struct icaltimetype at, char out[EVENT_KEY_SIZE])
{
    if (at.is_date) {
        event_day_key(at, out);
        return;
    }
    struct icaltimetype utc =
        icaltime_convert_to_zone(at, icaltimezone_get_utc_timezone());
    (void)text_format(out, EVENT_KEY_SIZE, "%04d%02d%02dT%02d%02d%02dZ",
                      utc.year, utc.month, utc.day, utc.hour, utc.minute,
                      utc.second);
}

void
event_day_key(struct icaltimetype at, char out[EVENT_KEY_SIZE])
{
    (void)text_format(out, EVENT_KEY_SIZE, "%04d%02d%02d", at.year, at.month,
                      at.day);
}

void
event_finish(struct calendar_event *event)
{
    free(event->rule);
    json_decref(event->left_out);
    json_decref(event->added);
    memset(event, 0, sizeof *event);
}

static icalproperty *
first(const struct reader *reader, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(reader->component, kind);
}

static bool
refuse(const struct reader *reader, const char *property, const char *says)
{
    char place[REPORT_PLACE_SIZE];
    (void)text_format(place, sizeof place, "%.60s, %s", reader->event->uid,
                      property);
    report_say(reader->report, REPORT_REFUSED, reader->event->line, place, "%s",
               word(reader->report->lang, says));
    return false;
}

static bool
sound(const struct icaltimetype *at)
{
    return !icaltime_is_null_time(*at) && icaltime_is_valid_time(*at) &&
           at->year >= YEAR_FIRST && at->year <= YEAR_LAST && at->month >= 1 &&
           at->month <= 12 && at->day >= 1 &&
           at->day <= icaltime_days_in_month(at->month, at->year) &&
           (at->is_date ||
            (at->hour >= 0 && at->hour < 24 && at->minute >= 0 &&
             at->minute < 60 && at->second >= 0 && at->second <= 60));
}

/* Gives the time its zone: UTC, the one it names, or the centre's. */
static bool
settle(const struct reader *reader, icalproperty *property,
       struct icaltimetype *at)
{
    const char *name = icalproperty_get_property_name(property);
    icalparameter *parameter =
        icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (!sound(at))
        return refuse(reader, name, WORD("Tiden går inte att läsa."));
    if (at->is_date || icaltime_is_utc(*at))
        return true;
    icaltimezone *zone = reader->zones->centre;
    const char *tzid =
        parameter == NULL ? NULL : icalparameter_get_tzid(parameter);
    if (tzid != NULL)
        zone = zones_find(reader->zones, tzid);
    if (zone == NULL) {
        char place[REPORT_PLACE_SIZE];
        (void)text_format(place, sizeof place, "%.60s, %s", reader->event->uid,
                          name);
        report_say(reader->report, REPORT_REFUSED, reader->event->line, place,
                   WORD("Tidszonen \"%.60s\" känns inte igen."), tzid);
        return false;
    }
    (void)icaltime_set_timezone(at, zone);
    return true;
}

/* What libical could not read of a property we need is a refusal, never a
 * series silently turned into one day. */
static bool
nothing_lost(const struct reader *reader)
{
    static const char *const needed[] = {"DTSTART",      "DTEND", "DURATION",
                                         "RRULE",        "RDATE", "EXDATE",
                                         "RECURRENCE-ID"};
    icalproperty *error = first(reader, ICAL_XLICERROR_PROPERTY);
    for (; error != NULL; error = icalcomponent_get_next_property(
                              reader->component, ICAL_XLICERROR_PROPERTY)) {
        const char *says = icalproperty_get_xlicerror(error);
        for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
            if (says != NULL && strstr(says, needed[i]) != NULL)
                return refuse(reader, needed[i],
                              WORD("Raden går inte att läsa."));
    }
    return true;
}

static bool
read_start(struct reader *reader)
{
    icalproperty *property = first(reader, ICAL_DTSTART_PROPERTY);
    if (property == NULL)
        return refuse(reader, "DTSTART", WORD("Starten saknas."));
    reader->event->start = icalproperty_get_dtstart(property);
    return settle(reader, property, &reader->event->start);
}

static int64_t
seconds_of(struct icaltimetype at)
{
    return (int64_t)icaltime_as_timet_with_zone(at, at.zone);
}

static bool
read_length(struct reader *reader)
{
    struct calendar_event *event = reader->event;
    icalproperty *end = first(reader, ICAL_DTEND_PROPERTY);
    icalproperty *duration = first(reader, ICAL_DURATION_PROPERTY);
    event->seconds = event->start.is_date ? 86400 : -1;
    if (end != NULL) {
        struct icaltimetype at = icalproperty_get_dtend(end);
        if (!settle(reader, end, &at))
            return false;
        event->seconds = seconds_of(at) - seconds_of(event->start);
    } else if (duration != NULL) {
        struct icaldurationtype length = icalproperty_get_duration(duration);
        event->seconds = ((int64_t)length.weeks * 7 + length.days) * 86400 +
                         (int64_t)length.hours * 3600 +
                         (int64_t)length.minutes * 60 + length.seconds;
        if (length.is_neg)
            event->seconds = -1 - event->seconds;
    }
    if (event->seconds <= 0 && (end != NULL || duration != NULL)) {
        if (event->seconds < 0)
            report_say(reader->report, REPORT_WARNING, event->line, NULL,
                       WORD("Slutet kommer före starten och tas inte med."));
        event->seconds = event->start.is_date ? 86400 : -1;
    }
    return true;
}

static int
list_length(const short *list, int max)
{
    int count = 0;
    while (count < max && list[count] != ICAL_RECURRENCE_ARRAY_MAX)
        count++;
    return count;
}

static bool
rule_fits(const struct icalrecurrencetype *rule)
{
    bool freq = rule->freq == ICAL_DAILY_RECURRENCE ||
                rule->freq == ICAL_WEEKLY_RECURRENCE ||
                rule->freq == ICAL_MONTHLY_RECURRENCE ||
                rule->freq == ICAL_YEARLY_RECURRENCE;
    return freq && rule->rscale == NULL &&
           list_length(rule->by_second, ICAL_BY_SECOND_SIZE) <= 1 &&
           list_length(rule->by_minute, ICAL_BY_MINUTE_SIZE) <= 1 &&
           list_length(rule->by_hour, ICAL_BY_HOUR_SIZE) <= 1;
}

static bool
read_rule(struct reader *reader)
{
    struct calendar_event *event = reader->event;
    icalproperty *property = first(reader, ICAL_RRULE_PROPERTY);
    if (first(reader, ICAL_EXRULE_PROPERTY) != NULL ||
        icalcomponent_count_properties(reader->component, ICAL_RRULE_PROPERTY) >
            1)
        return refuse(reader, "RRULE",
                      WORD("Upprepningen har fler regler än en."));
    if (property == NULL)
        return true;
    struct icalrecurrencetype rule = icalproperty_get_rrule(property);
    if (!rule_fits(&rule))
        return refuse(reader, "RRULE",
                      WORD("Upprepningen är tätare än en gång om dagen eller "
                           "av ett slag som inte går att läsa."));
    /* A date as the end of something with times means that whole day. */
    if (rule.until.is_date && !event->start.is_date) {
        rule.until.is_date = 0;
        rule.until.hour = 23;
        rule.until.minute = 59;
        rule.until.second = 59;
    }
    if (!icaltime_is_null_time(rule.until) && !icaltime_is_utc(rule.until) &&
        !event->start.is_date)
        rule.until.zone = event->start.zone;
    event->rule = malloc(sizeof *event->rule);
    if (event->rule == NULL)
        return false;
    *event->rule = rule;
    return true;
}

static bool
read_left_out(struct reader *reader)
{
    icalproperty *property = first(reader, ICAL_EXDATE_PROPERTY);
    for (; property != NULL; property = icalcomponent_get_next_property(
                                 reader->component, ICAL_EXDATE_PROPERTY)) {
        char key[EVENT_KEY_SIZE];
        struct icaltimetype at = icalproperty_get_exdate(property);
        if (!settle(reader, property, &at))
            return false;
        event_key(at, key);
        (void)json_object_set_new(reader->event->left_out, key, json_true());
    }
    return true;
}

static bool
read_added(struct reader *reader)
{
    icalproperty *property = first(reader, ICAL_RDATE_PROPERTY);
    for (; property != NULL; property = icalcomponent_get_next_property(
                                 reader->component, ICAL_RDATE_PROPERTY)) {
        char key[EVENT_KEY_SIZE];
        struct icaldatetimeperiodtype value = icalproperty_get_rdate(property);
        struct icaltimetype at =
            icaltime_is_null_time(value.time) ? value.period.start : value.time;
        if (!settle(reader, property, &at))
            return false;
        event_key(at, key);
        (void)json_array_append_new(reader->event->added, json_string(key));
    }
    return true;
}

static bool
read_recurrence(struct reader *reader)
{
    icalproperty *property = first(reader, ICAL_RECURRENCEID_PROPERTY);
    if (property == NULL)
        return true;
    if (icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER) !=
        NULL)
        return refuse(reader, "RECURRENCE-ID",
                      WORD("Ändringen gäller alla gånger framåt. Dela serien i "
                           "kalendern och exportera igen."));
    struct icaltimetype at = icalproperty_get_recurrenceid(property);
    if (!settle(reader, property, &at))
        return false;
    event_key(at, reader->event->key);
    return true;
}

static void
drop_identity(struct reader *reader, char *text)
{
    if (identity_strip(text))
        report_say(reader->report, REPORT_WARNING, reader->event->line, NULL,
                   WORD("Något som ser ut som ett personnummer är borttaget "
                        "ur texten."));
}

static void
read_title(struct reader *reader)
{
    struct calendar_event *event = reader->event;
    icalproperty *property = first(reader, ICAL_SUMMARY_PROPERTY);
    const char *from =
        property == NULL ? NULL : icalproperty_get_summary(property);
    char text[IMPORT_TEXT_SIZE];
    (void)text_copy(text, sizeof text, from);
    event_take_emoji(text, event->emoji);
    import_clean(text);
    drop_identity(reader, text);
    import_clean(text);
    bool cut = event_shorten(text, IMPORT_LABEL_MAX);
    (void)text_copy(event->title, sizeof event->title, text);
    if (cut)
        report_say(reader->report, REPORT_WARNING, event->line, NULL,
                   WORD("Titeln är längre än 40 tecken och visas som \"%s\"."),
                   event->title);
}

static void
read_place(struct reader *reader)
{
    struct calendar_event *event = reader->event;
    icalproperty *property = first(reader, ICAL_LOCATION_PROPERTY);
    const char *from =
        property == NULL ? NULL : icalproperty_get_location(property);
    char text[IMPORT_TEXT_SIZE], emoji[16];
    (void)text_copy(text, sizeof text, from);
    text[strcspn(text, ",;\n")] = '\0';
    event_take_emoji(text, emoji);
    import_clean(text);
    drop_identity(reader, text);
    if (strstr(text, "://") != NULL)
        text[0] = '\0'; /* an address of a web page is no place here */
    (void)event_shorten(text, IMPORT_LABEL_MAX);
    (void)text_copy(event->place, sizeof event->place, text);
}

static void
read_state(struct reader *reader)
{
    icalproperty *status = first(reader, ICAL_STATUS_PROPERTY);
    icalproperty *sequence = first(reader, ICAL_SEQUENCE_PROPERTY);
    reader->event->cancelled =
        status != NULL &&
        icalproperty_get_status(status) == ICAL_STATUS_CANCELLED;
    reader->event->sequence =
        sequence == NULL ? 0 : icalproperty_get_sequence(sequence);
}

/* What has no UID gets one from its start and title: the same every time. */
static void
read_uid(struct reader *reader)
{
    struct calendar_event *event = reader->event;
    icalproperty *property = first(reader, ICAL_UID_PROPERTY);
    const char *from = property == NULL ? NULL : icalproperty_get_uid(property);
    (void)text_copy(event->uid, sizeof event->uid, from);
    if (text_empty(event->uid)) {
        char name[EVENT_KEY_SIZE + VIEW_NAME_SIZE], key[EVENT_KEY_SIZE] = "";
        icalproperty *start = first(reader, ICAL_DTSTART_PROPERTY);
        icalproperty *title = first(reader, ICAL_SUMMARY_PROPERTY);
        if (start != NULL)
            event_day_key(icalproperty_get_dtstart(start), key);
        (void)text_format(name, sizeof name, "%s|%s", key,
                          title == NULL ? "" : icalproperty_get_summary(title));
        uuid_from_name(event->uid, "uid", name);
    } else if (from != NULL && strlen(from) >= sizeof event->uid) {
        uuid_from_name(event->uid, "uid", from); /* two long ones stay two */
    }
}

static bool
read_all(struct reader *reader)
{
    read_uid(reader);
    read_state(reader);
    if (!nothing_lost(reader) || !read_start(reader) || !read_length(reader) ||
        !read_recurrence(reader) || !read_rule(reader) ||
        !read_left_out(reader) || !read_added(reader))
        return false;
    read_title(reader);
    read_place(reader);
    return true;
}

enum result
event_read(struct calendar_event *event, const char *text, int line,
           const struct zones *zones, struct report *report)
{
    struct reader reader = {.event = event, .zones = zones, .report = report};
    memset(event, 0, sizeof *event);
    event->line = line;
    event->left_out = json_object();
    event->added = json_array();
    reader.component = icalparser_parse_string(text);
    bool fine = reader.component != NULL &&
                icalcomponent_isa(reader.component) == ICAL_VEVENT_COMPONENT;
    if (!fine)
        report_say(report, REPORT_REFUSED, line, "VEVENT",
                   WORD("Raden går inte att läsa."));
    fine = fine && read_all(&reader);
    if (reader.component != NULL)
        icalcomponent_free(reader.component);
    if (!fine)
        event_finish(event);
    return fine ? RESULT_OK : RESULT_INVALID;
}
