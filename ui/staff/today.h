/*
 * The first page: the open signals on top, then who is here, by group.
 *
 * Pure: a struct of views in, HTML out. Of ids only the signals' reach the
 * page (the script answers with them); nobody's own id does.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/clock.h"
#include "firmware/store/view.h"
#include "ui/staff/html.h"

struct today { /* all borrowed */
    const struct view_centre *centre;
    const struct view_group *groups;
    int group_count;
    const struct view_person *people; /* by group, then by place */
    int person_count;
    const struct view_signal *signals; /* open ones first */
    int signal_count;
    struct clock_time now;
    bool core_answers;
    bool open_to_network; /* no login, and others can reach us: say it */
};

/* The whole document. */
void today_page(struct html *html, const struct today *today);
/* What lives on the page, alone: the script takes the parts that differ. */
void today_now(struct html *html, const struct today *today);

/* Open signals, for the title. */
int today_open_signals(const struct today *today);
