/*
 * Who is here, expected, gone, by group: the rows of today's page and what
 * staff do in them. Pure: views in, HTML out.
 */
#pragma once

#include "firmware/store/view_today.h"
#include "ui/staff/room.h"

enum presence {
    PRESENCE_HERE,
    PRESENCE_EXPECTED, /* something is planned, not come yet */
    PRESENCE_AWAY,     /* nothing is planned */
    PRESENCE_HOME,     /* came and went today */
    PRESENCE_UNKNOWN,  /* came on an earlier day; nobody saw them go */
    PRESENCE_COUNT
};

enum { PEOPLE_DEPARTURES_MAX = 60, PEOPLE_ALL_AT_ONCE = 90 };

struct people { /* all borrowed */
    const struct view_group *groups;
    int group_count;
    const struct view_person *people; /* by group, then by place */
    const bool *expected;             /* of each */
    int person_count;
    const struct view_departure *departures;
    int departure_count;
    const struct view_staff_here *staff;
    int staff_count;
    const char *group; /* only this one's rows; NULL: all… */
    bool own;          /* …or those of the visitor's own, and of none */
};

enum presence people_presence(const struct view_person *person, bool expected,
                              struct clock_time now);
/* "Här", "Väntas" … */
const char *people_presence_words(const char *lang, enum presence presence);

/* Counts, those to be settled, staff at work, the groups. */
void people_section(struct visit *visit, const struct people *people);
