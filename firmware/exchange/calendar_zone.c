#include "firmware/exchange/calendar_zone.h"

#include <string.h>

#include "firmware/base/text.h"

enum { OBSERVANCES_MAX = 64 };

static const struct {
    const char *windows, *iana;
} windows_names[] = {
    {"W. Europe Standard Time", "Europe/Berlin"},
    {"Romance Standard Time", "Europe/Paris"},
    {"Central Europe Standard Time", "Europe/Budapest"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"FLE Standard Time", "Europe/Kyiv"},
    {"GTB Standard Time", "Europe/Bucharest"},
    {"E. Europe Standard Time", "Europe/Chisinau"},
    {"GMT Standard Time", "Europe/London"},
    {"Greenwich Standard Time", "Atlantic/Reykjavik"},
    {"Greenland Standard Time", "America/Nuuk"},
    {"Turkey Standard Time", "Europe/Istanbul"},
    {"Russian Standard Time", "Europe/Moscow"},
    {"Kaliningrad Standard Time", "Europe/Kaliningrad"},
    {"Eastern Standard Time", "America/New_York"},
    {"Central Standard Time", "America/Chicago"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"UTC", "UTC"},
    {"GMT", "UTC"},
    {"Etc/UTC", "UTC"},
    {"Etc/GMT", "UTC"},
};

enum result
zones_init(struct zones *zones, const char *centre)
{
    memset(zones, 0, sizeof *zones);
    icalerror_set_errors_are_fatal(0);
    zones->centre = zones_find(zones, centre);
    return zones->centre == NULL ? RESULT_ABSENT : RESULT_OK;
}

void
zones_finish(struct zones *zones)
{
    for (int i = 0; i < zones->count; i++)
        icaltimezone_free(zones->own[i].zone, 1);
    zones->count = 0;
}

static int
list_length(const short *list, int max)
{
    int count = 0;
    while (count < max && list[count] != ICAL_RECURRENCE_ARRAY_MAX)
        count++;
    return count;
}

/* Once a year, at one time of day: what every real zone is. */
static bool
rule_is_yearly(const struct icalrecurrencetype *rule)
{
    return rule->freq == ICAL_YEARLY_RECURRENCE && rule->rscale == NULL &&
           list_length(rule->by_second, ICAL_BY_SECOND_SIZE) == 0 &&
           list_length(rule->by_minute, ICAL_BY_MINUTE_SIZE) == 0 &&
           list_length(rule->by_hour, ICAL_BY_HOUR_SIZE) == 0 &&
           list_length(rule->by_day, ICAL_BY_DAY_SIZE) <= 1 &&
           list_length(rule->by_month, ICAL_BY_MONTH_SIZE) <= 1 &&
           list_length(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE) <= 8 &&
           list_length(rule->by_year_day, ICAL_BY_YEARDAY_SIZE) == 0 &&
           list_length(rule->by_week_no, ICAL_BY_WEEKNO_SIZE) == 0 &&
           list_length(rule->by_set_pos, ICAL_BY_SETPOS_SIZE) == 0;
}

static bool
observance_fits(icalcomponent *observance)
{
    int rules = 0;
    icalproperty *property =
        icalcomponent_get_first_property(observance, ICAL_RRULE_PROPERTY);
    for (; property != NULL; rules++) {
        struct icalrecurrencetype rule = icalproperty_get_rrule(property);
        if (!rule_is_yearly(&rule))
            return false;
        property =
            icalcomponent_get_next_property(observance, ICAL_RRULE_PROPERTY);
    }
    return rules <= 1 &&
           icalcomponent_get_first_property(observance,
                                            ICAL_DTSTART_PROPERTY) != NULL &&
           icalcomponent_get_first_property(observance,
                                            ICAL_TZOFFSETTO_PROPERTY) != NULL;
}

static bool
component_fits(icalcomponent *component)
{
    int count = 0;
    icalcomponent *inner =
        icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
    for (; inner != NULL; count++) {
        if (count == OBSERVANCES_MAX || !observance_fits(inner))
            return false;
        inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT);
    }
    return count > 0;
}

enum result
zones_add(struct zones *zones, const char *text)
{
    if (zones->count == ZONES_MAX)
        return RESULT_FULL;
    icalcomponent *component = icalparser_parse_string(text);
    icaltimezone *zone = NULL;
    icalproperty *name = NULL;
    if (component == NULL)
        return RESULT_INVALID;
    if (icalcomponent_isa(component) == ICAL_VTIMEZONE_COMPONENT &&
        component_fits(component))
        name = icalcomponent_get_first_property(component, ICAL_TZID_PROPERTY);
    if (name != NULL)
        zone = icaltimezone_new();
    if (zone == NULL) {
        icalcomponent_free(component);
        return RESULT_INVALID;
    }
    struct zones_own *own = &zones->own[zones->count];
    (void)text_copy(own->name, sizeof own->name, icalproperty_get_tzid(name));
    if (!icaltimezone_set_component(zone, component)) {
        icalcomponent_free(component);
        icaltimezone_free(zone, 1);
        return RESULT_INVALID;
    }
    own->zone = zone; /* the component is the zone's now */
    zones->count++;
    return RESULT_OK;
}

/* libical opens a file of that name: only names that are names. */
static icaltimezone *
system_zone(const char *name)
{
    size_t plain = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789_+-/");
    if (name[0] == '\0' || name[0] == '/' || name[plain] != '\0' ||
        strlen(name) > 64)
        return NULL;
    if (strcmp(name, "UTC") == 0)
        return icaltimezone_get_utc_timezone();
    return strchr(name, '/') == NULL ? NULL
                                     : icaltimezone_get_builtin_timezone(name);
}

/* "/mozilla.org/20050126_1/Europe/Stockholm" ends in the name. */
static const char *
last_two(const char *name)
{
    const char *last = strrchr(name, '/');
    if (name[0] != '/' || last == NULL || last == name)
        return name;
    while (last > name && last[-1] != '/')
        last--;
    return last;
}

icaltimezone *
zones_find(const struct zones *zones, const char *name)
{
    icaltimezone *zone = system_zone(last_two(name));
    if (zone != NULL)
        return zone;
    size_t count = sizeof windows_names / sizeof windows_names[0];
    for (size_t i = 0; i < count; i++)
        if (strcmp(windows_names[i].windows, name) == 0)
            return system_zone(windows_names[i].iana);
    for (int i = 0; i < zones->count; i++)
        if (strcmp(zones->own[i].name, name) == 0)
            return zones->own[i].zone;
    return NULL;
}

void
zones_forget(void)
{
    icaltimezone_free_builtin_timezones();
    icalmemory_free_ring();
}
