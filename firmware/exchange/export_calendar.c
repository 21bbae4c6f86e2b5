#include <libical/ical.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/exchange/calendar_zone.h"
#include "firmware/exchange/export.h"

struct maker {
    icalcomponent *calendar;
    icaltimezone *zone;
    const char *tzid;
    int64_t stamp_utc_ms;
};

static struct icaltimetype
date_of(int32_t day)
{
    struct civil_ymd ymd = civil_ymd_of(day);
    struct icaltimetype at = icaltime_null_date();
    at.year = ymd.year;
    at.month = ymd.month;
    at.day = ymd.day;
    return at;
}

static struct icaltimetype
time_of(int32_t day, int minute)
{
    struct icaltimetype at = date_of(day + minute / 1440);
    at.is_date = 0;
    at.hour = minute % 1440 / 60;
    at.minute = minute % 60;
    at.second = 0;
    return at;
}

static void
put_time(const struct maker *maker, icalcomponent *event,
         icalproperty *property)
{
    icalproperty_add_parameter(property, icalparameter_new_tzid(maker->tzid));
    icalcomponent_add_property(event, property);
}

static void
put_when(const struct maker *maker, icalcomponent *event,
         const struct view_item *item)
{
    if (item->all_day || item->start < 0) {
        icalcomponent_add_property(
            event, icalproperty_new_dtstart(date_of(item->date)));
        icalcomponent_add_property(
            event, icalproperty_new_dtend(date_of(item->date + 1)));
        return;
    }
    put_time(maker, event,
             icalproperty_new_dtstart(time_of(item->date, item->start)));
    if (item->end > item->start)
        put_time(maker, event,
                 icalproperty_new_dtend(time_of(item->date, item->end)));
}

static void
put_words(icalcomponent *event, const struct view_item *item)
{
    char text[VIEW_TEXT_SIZE * 4] = "";
    icalcomponent_add_property(event,
                               icalproperty_new_summary(item->what.text));
    if (item->where.text[0] != '\0')
        icalcomponent_add_property(event,
                                   icalproperty_new_location(item->where.text));
    for (int i = 0; i < item->with_count; i++)
        (void)text_append(text, sizeof text, "%s%s", i == 0 ? "" : ", ",
                          item->with[i].text);
    const char *more[] = {item->why, item->bring};
    for (int i = 0; i < 2; i++)
        if (more[i][0] != '\0')
            (void)text_append(text, sizeof text, "%s%s",
                              text[0] == '\0' ? "" : "\n", more[i]);
    if (text[0] != '\0')
        icalcomponent_add_property(event, icalproperty_new_description(text));
}

static void
put_item(const struct maker *maker, const struct view_item *item)
{
    char uid[UUID_SIZE + 24], date[CIVIL_DATE_SIZE];
    icalcomponent *event = icalcomponent_new_vevent();
    civil_format_date(item->date, date);
    (void)text_format(uid, sizeof uid, "%s-%s@troskel", item->id, date);
    icalcomponent_add_property(event, icalproperty_new_uid(uid));
    icalcomponent_add_property(
        event, icalproperty_new_dtstamp(icaltime_from_timet_with_zone(
                   (time_t)(maker->stamp_utc_ms / 1000), 0,
                   icaltimezone_get_utc_timezone())));
    put_when(maker, event, item);
    put_words(event, item);
    icalcomponent_add_property(
        event, icalproperty_new_status(item->state == STATE_CANCELLED
                                           ? ICAL_STATUS_CANCELLED
                                           : ICAL_STATUS_CONFIRMED));
    icalcomponent_add_component(maker->calendar, event);
}

/* The rules of the zone, under the name its times use. */
static void
put_zone(const struct maker *maker)
{
    icalcomponent *own = icaltimezone_get_component(maker->zone);
    icalcomponent *copy = own == NULL ? NULL : icalcomponent_new_clone(own);
    if (copy == NULL)
        return;
    icalproperty *name =
        icalcomponent_get_first_property(copy, ICAL_TZID_PROPERTY);
    if (name != NULL)
        icalproperty_set_tzid(name, maker->tzid);
    icalcomponent_add_component(maker->calendar, copy);
}

enum result
export_days_ics(const struct view_day *days, int count, const char *zone,
                int64_t stamp_utc_ms, FILE *out)
{
    struct zones zones;
    struct maker maker = {.tzid = zone, .stamp_utc_ms = stamp_utc_ms};
    if (zones_init(&zones, zone) != RESULT_OK)
        return RESULT_ABSENT;
    maker.zone = zones.centre;
    maker.calendar = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid("-//Troskel//Troskel//SV"),
        icalproperty_new_calscale("GREGORIAN"), (void *)0);
    put_zone(&maker);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < days[i].count; k++)
            put_item(&maker, &days[i].items[k]);
    char *text = icalcomponent_as_ical_string_r(maker.calendar);
    if (text != NULL)
        (void)fputs(text, out);
    icalmemory_free_buffer(text);
    icalcomponent_free(maker.calendar);
    zones_finish(&zones);
    return text == NULL || fflush(out) != 0 || ferror(out) ? RESULT_IO
                                                           : RESULT_OK;
}
