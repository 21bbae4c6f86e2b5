/*
 * What happened: the only thing that is ever written, and never changed.
 *
 * The body is JSON; firmware/README.md lists for each kind what it holds. A
 * correction is a new event. The kinds' numbers are on disk: add at the end,
 * never reorder. A number may be nobody's.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/uuid.h"

enum event_kind {

    EVENT_NONE = 0,
    EVENT_CENTRE_SAVED,
    EVENT_GROUP_SAVED,
    EVENT_PLACE_SAVED,
    EVENT_STAFF_SAVED,
    EVENT_PERSON_SAVED,
    EVENT_CONSENT_GIVEN,
    EVENT_CONSENT_WITHDRAWN,
    EVENT_PICTURE_SAVED,
    EVENT_ITEM_SAVED,
    EVENT_ITEM_REMOVED,
    EVENT_ITEM_CHANGED,
    EVENT_CHANGE_SEEN,
    EVENT_ARRIVED,
    EVENT_ARRIVAL_UNDONE,
    EVENT_LEFT,
    EVENT_DEPARTURE_UNDONE,
    EVENT_DONE,
    EVENT_UNDONE,
    EVENT_CHOSEN,
    EVENT_PAUSED,
    EVENT_RESUMED,
    EVENT_SIGNAL_RAISED,
    EVENT_SIGNAL_REPEATED,
    EVENT_SIGNAL_DELIVERED,
    EVENT_SIGNAL_ACKNOWLEDGED,
    EVENT_SIGNAL_WITH,
    EVENT_SIGNAL_CLOSED,
    EVENT_SIGNAL_WITHDRAWN,
    EVENT_SIGNAL_WHOSE,
    EVENT_IMPORTED,
    EVENT_RESTORED,
    EVENT_SIGNAL_ESCALATED,
    EVENT_PICTURE_NAMED,
    EVENT_FAULT_BEGAN = 50,
    EVENT_FAULT_ENDED,
    EVENT_SIGNAL_FORM,
    EVENT_WALK_STARTED,
    EVENT_RECORDING_SAVED = 60,
    EVENT_RECORDING_REMOVED,
    EVENT_TEMPLATE_SAVED = 110,
    EVENT_TEMPLATE_REMOVED,
    EVENT_PLAN_LAID,
    EVENT_LAYING_UNDONE,
    EVENT_WEEK_RESET,
    EVENT_CHANGE_WITHDRAWN,
    EVENT_PERSON_ENDED = 130,
    EVENT_PERSON_RESUMED,
    EVENT_STRATEGIES_SAVED,
    EVENT_WELLBEING_SAVED,
    EVENT_HELP_SAVED,
    EVENT_OWN_WORDS_SAVED,
    EVENT_STRENGTH_SAVED,
    EVENT_STRENGTH_REMOVED,
    EVENT_RELATION_SAVED,
    EVENT_RELATION_REMOVED,
    EVENT_AGREEMENT_SAVED,
    EVENT_PICTURE_REMOVED,
    EVENT_STAFF_CAME = 150,
    EVENT_STAFF_WENT,
    EVENT_VISIT_SETTLED,
    EVENT_RETENTION_SAVED = 170,
    EVENT_HOLD_SET,
    EVENT_HOLD_LIFTED,
    EVENT_HANDED_OVER,
    EVENT_PURGE_APPROVED,
    EVENT_PURGED,
    EVENT_PURGE_CLEANED,
    EVENT_RULES_SAVED,
    EVENT_AGREED_SAVED,
    EVENT_DAY_NOTED,
    EVENT_SHEET_CONFIRMED,
    EVENT_JOURNAL_NOTED,
    EVENT_JOURNAL_TRANSFERRED,
    EVENT_EXPORTED,
    EVENT_ACCOUNT_SAVED = 190,
    EVENT_ACCOUNT_CLOSED,
    EVENT_PASSWORD_SET,
    EVENT_PIN_SET,
    EVENT_CODE_MADE,
    EVENT_LOGIN,
    EVENT_LOGIN_REFUSED,
    EVENT_LOGOUT,
    EVENT_SESSIONS_ENDED,
    EVENT_LOOKED,
    EVENT_ACCESS_REVIEWED,
    EVENT_TURNED_AWAY,
    EVENT_KIND_COUNT
};

enum event_through {
    THROUGH_CORE = 0, /* core's own rules: a deadline, a rebuild */
    THROUGH_KIOSK,
    THROUGH_BUTTON,
    THROUGH_STAFF,
    THROUGH_COMMAND, /* the command line */
    THROUGH_COUNT
};

struct event {
    int64_t seq; /* total order, from 1; gaps are purges */
    char id[UUID_SIZE];
    struct clock_time at;
    char boot_id[40];
    enum event_through through;
    enum event_kind kind;
    char who[UUID_SIZE];   /* staff who did it; empty: the person themself, or
                              nobody in particular */
    char about[UUID_SIZE]; /* person, item, signal …; empty: the centre */
    json_t *body;          /* borrowed; NULL: nothing more to say */
};

/* "arrived", "signal_raised" …; parse gives EVENT_NONE for an unknown one. */
const char *event_kind_name(enum event_kind kind);
enum event_kind event_kind_parse(const char *name);
const char *event_through_name(enum event_through through);
enum event_through event_through_parse(const char *name); /* COMMAND else */
