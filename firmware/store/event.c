#include "firmware/store/event.h"

#include <stddef.h>

#include "firmware/base/text.h"

static const char *const kind_names[EVENT_KIND_COUNT] = {
    [EVENT_NONE] = "none",
    [EVENT_CENTRE_SAVED] = "centre_saved",
    [EVENT_GROUP_SAVED] = "group_saved",
    [EVENT_PLACE_SAVED] = "place_saved",
    [EVENT_STAFF_SAVED] = "staff_saved",
    [EVENT_PERSON_SAVED] = "person_saved",
    [EVENT_CONSENT_GIVEN] = "consent_given",
    [EVENT_CONSENT_WITHDRAWN] = "consent_withdrawn",
    [EVENT_PICTURE_SAVED] = "picture_saved",
    [EVENT_ITEM_SAVED] = "item_saved",
    [EVENT_ITEM_REMOVED] = "item_removed",
    [EVENT_ITEM_CHANGED] = "item_changed",
    [EVENT_CHANGE_SEEN] = "change_seen",
    [EVENT_ARRIVED] = "arrived",
    [EVENT_ARRIVAL_UNDONE] = "arrival_undone",
    [EVENT_LEFT] = "left",
    [EVENT_DEPARTURE_UNDONE] = "departure_undone",
    [EVENT_DONE] = "done",
    [EVENT_UNDONE] = "undone",
    [EVENT_CHOSEN] = "chosen",
    [EVENT_PAUSED] = "paused",
    [EVENT_RESUMED] = "resumed",
    [EVENT_SIGNAL_RAISED] = "signal_raised",
    [EVENT_SIGNAL_REPEATED] = "signal_repeated",
    [EVENT_SIGNAL_DELIVERED] = "signal_delivered",
    [EVENT_SIGNAL_ACKNOWLEDGED] = "signal_acknowledged",
    [EVENT_SIGNAL_WITH] = "signal_with",
    [EVENT_SIGNAL_CLOSED] = "signal_closed",
    [EVENT_SIGNAL_WITHDRAWN] = "signal_withdrawn",
    [EVENT_SIGNAL_WHOSE] = "signal_whose",
    [EVENT_IMPORTED] = "imported",
    [EVENT_RESTORED] = "restored",
    [EVENT_SIGNAL_ESCALATED] = "signal_escalated",
    [EVENT_PICTURE_NAMED] = "picture_named",
    [EVENT_PERSON_ENDED] = "person_ended",
    [EVENT_PERSON_RESUMED] = "person_resumed",
    [EVENT_STRATEGIES_SAVED] = "strategies_saved",
    [EVENT_WELLBEING_SAVED] = "wellbeing_saved",
    [EVENT_HELP_SAVED] = "help_saved",
    [EVENT_OWN_WORDS_SAVED] = "own_words_saved",
    [EVENT_STRENGTH_SAVED] = "strength_saved",
    [EVENT_STRENGTH_REMOVED] = "strength_removed",
    [EVENT_RELATION_SAVED] = "relation_saved",
    [EVENT_RELATION_REMOVED] = "relation_removed",
    [EVENT_AGREEMENT_SAVED] = "agreement_saved",
    [EVENT_PICTURE_REMOVED] = "picture_removed",
    [EVENT_TEMPLATE_SAVED] = "template_saved",
    [EVENT_TEMPLATE_REMOVED] = "template_removed",
    [EVENT_PLAN_LAID] = "plan_laid",
    [EVENT_LAYING_UNDONE] = "laying_undone",
    [EVENT_WEEK_RESET] = "week_reset",
    [EVENT_CHANGE_WITHDRAWN] = "change_withdrawn",
    [EVENT_FAULT_BEGAN] = "fault_began",
    [EVENT_FAULT_ENDED] = "fault_ended",
    [EVENT_SIGNAL_FORM] = "signal_form",
    [EVENT_WALK_STARTED] = "walk_started",
    [EVENT_STAFF_CAME] = "staff_came",
    [EVENT_STAFF_WENT] = "staff_went",
    [EVENT_VISIT_SETTLED] = "visit_settled",
    [EVENT_ACCOUNT_SAVED] = "account_saved",
    [EVENT_ACCOUNT_CLOSED] = "account_closed",
    [EVENT_PASSWORD_SET] = "password_set",
    [EVENT_PIN_SET] = "pin_set",
    [EVENT_CODE_MADE] = "code_made",
    [EVENT_LOGIN] = "login",
    [EVENT_LOGIN_REFUSED] = "login_refused",
    [EVENT_LOGOUT] = "logout",
    [EVENT_SESSIONS_ENDED] = "sessions_ended",
    [EVENT_LOOKED] = "looked",
    [EVENT_ACCESS_REVIEWED] = "access_reviewed",
    [EVENT_TURNED_AWAY] = "turned_away",
    [EVENT_RETENTION_SAVED] = "retention_saved",
    [EVENT_HOLD_SET] = "hold_set",
    [EVENT_HOLD_LIFTED] = "hold_lifted",
    [EVENT_HANDED_OVER] = "handed_over",
    [EVENT_PURGE_APPROVED] = "purge_approved",
    [EVENT_PURGED] = "purged",
    [EVENT_PURGE_CLEANED] = "purge_cleaned",
    [EVENT_RULES_SAVED] = "rules_saved",
    [EVENT_AGREED_SAVED] = "agreed_saved",
    [EVENT_DAY_NOTED] = "day_noted",
    [EVENT_SHEET_CONFIRMED] = "sheet_confirmed",
    [EVENT_JOURNAL_NOTED] = "journal_noted",
    [EVENT_JOURNAL_TRANSFERRED] = "journal_transferred",
    [EVENT_EXPORTED] = "exported",
    [EVENT_RECORDING_SAVED] = "recording_saved",
    [EVENT_RECORDING_REMOVED] = "recording_removed",
};

static const char *const through_names[THROUGH_COUNT] = {
    [THROUGH_CORE] = "core",       [THROUGH_KIOSK] = "kiosk",
    [THROUGH_BUTTON] = "button",   [THROUGH_STAFF] = "staff",
    [THROUGH_COMMAND] = "command",
};

const char *
event_kind_name(enum event_kind kind)
{
    const char *name = kind < EVENT_KIND_COUNT ? kind_names[kind] : NULL;
    return name != NULL ? name : "none";
    /* Numbers that a later program gives are gaps in this one's. */
    return kind < EVENT_KIND_COUNT && kind_names[kind] != NULL
               ? kind_names[kind]
               : "none";
}

enum event_kind
event_kind_parse(const char *name)
{
    for (int i = 1; i < EVENT_KIND_COUNT; i++)
        if (kind_names[i] != NULL && text_equal(kind_names[i], name))
            return (enum event_kind)i;
    return EVENT_NONE;
}

const char *
event_through_name(enum event_through through)
{
    return through < THROUGH_COUNT ? through_names[through] : "core";
}

enum event_through
event_through_parse(const char *name)
{
    for (int i = 0; i < THROUGH_COUNT; i++)
        if (text_equal(through_names[i], name))
            return (enum event_through)i;
    return THROUGH_COMMAND;
}
