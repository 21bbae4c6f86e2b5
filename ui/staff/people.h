/*
 * Who is here, by group: here, not arrived, gone home; each with their
 * picture, name and since when.
 *
 * Nobody is "gone home" by a clock that is unsure: then there is only here
 * and not here.
 */
#pragma once

#include "ui/staff/html.h"
#include "ui/staff/today.h"

enum presence { PRESENCE_HERE, PRESENCE_AWAY, PRESENCE_HOME, PRESENCE_COUNT };

enum presence people_presence(const struct view_person *person,
                              struct clock_time now);
void people_section(struct html *html, const struct today *today);
