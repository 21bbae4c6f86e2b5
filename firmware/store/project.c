#include "firmware/store/project.h"

typedef enum result project_fn(struct store *store, const struct event *event);

static enum result
nothing_follows(struct store *store, const struct event *event)
{
    (void)store, (void)event;
    return RESULT_OK;
}

static project_fn *const by_kind[EVENT_KIND_COUNT] = {
    [EVENT_CENTRE_SAVED] = project_centre,
    [EVENT_GROUP_SAVED] = project_group,
    [EVENT_PLACE_SAVED] = project_place,
    [EVENT_STAFF_SAVED] = project_staff,
    [EVENT_PERSON_SAVED] = project_person,
    [EVENT_CONSENT_GIVEN] = project_consent,
    [EVENT_CONSENT_WITHDRAWN] = project_consent,
    [EVENT_PICTURE_SAVED] = project_picture,
    [EVENT_ITEM_SAVED] = project_item,
    [EVENT_ITEM_REMOVED] = project_item_removed,
    [EVENT_ITEM_CHANGED] = project_change,
    [EVENT_CHANGE_SEEN] = project_change_seen,
    [EVENT_ARRIVED] = project_presence,
    [EVENT_ARRIVAL_UNDONE] = project_presence,
    [EVENT_LEFT] = project_presence,
    [EVENT_DEPARTURE_UNDONE] = project_presence,
    [EVENT_DONE] = project_done,
    [EVENT_UNDONE] = project_done,
    [EVENT_CHOSEN] = project_chosen,
    [EVENT_PAUSED] = project_pause,
    [EVENT_RESUMED] = project_pause,
    [EVENT_SIGNAL_RAISED] = project_signal,
    [EVENT_SIGNAL_REPEATED] = project_signal,
    [EVENT_SIGNAL_DELIVERED] = project_signal,
    [EVENT_SIGNAL_ACKNOWLEDGED] = project_signal,
    [EVENT_SIGNAL_WITH] = project_signal,
    [EVENT_SIGNAL_CLOSED] = project_signal,
    [EVENT_SIGNAL_WITHDRAWN] = project_signal,
    [EVENT_SIGNAL_WHOSE] = project_signal,
    [EVENT_IMPORTED] = nothing_follows,
    [EVENT_RESTORED] = nothing_follows,
    [EVENT_SIGNAL_ESCALATED] = project_signal,
    [EVENT_PICTURE_NAMED] = project_picture_named,
    [EVENT_PERSON_ENDED] = project_ended,
    [EVENT_PERSON_RESUMED] = project_resumed,
    [EVENT_STRATEGIES_SAVED] = project_strategies,
    [EVENT_WELLBEING_SAVED] = project_wellbeing,
    [EVENT_HELP_SAVED] = project_help,
    [EVENT_OWN_WORDS_SAVED] = project_own_words,
    [EVENT_STRENGTH_SAVED] = project_strength,
    [EVENT_STRENGTH_REMOVED] = project_strength_removed,
    [EVENT_RELATION_SAVED] = project_relation,
    [EVENT_RELATION_REMOVED] = project_relation_removed,
    [EVENT_AGREEMENT_SAVED] = project_agreement,
    [EVENT_PICTURE_REMOVED] = project_picture_removed,
    [EVENT_TEMPLATE_SAVED] = project_template,
    [EVENT_TEMPLATE_REMOVED] = project_template,
    [EVENT_PLAN_LAID] = project_laying,
    [EVENT_LAYING_UNDONE] = project_laying,
    [EVENT_WEEK_RESET] = project_week_reset,
    [EVENT_CHANGE_WITHDRAWN] = project_change_withdrawn,
    [EVENT_FAULT_BEGAN] = project_fault,
    [EVENT_FAULT_ENDED] = project_fault,
    [EVENT_SIGNAL_FORM] = project_signal,
    [EVENT_WALK_STARTED] = nothing_follows,
    [EVENT_STAFF_CAME] = project_staff_here,
    [EVENT_STAFF_WENT] = project_staff_here,
    [EVENT_VISIT_SETTLED] = project_visit_settled,
    [EVENT_ACCOUNT_SAVED] = project_account,
    [EVENT_ACCOUNT_CLOSED] = project_account_closed,
    [EVENT_PASSWORD_SET] = nothing_follows,
    [EVENT_PIN_SET] = nothing_follows,
    [EVENT_CODE_MADE] = nothing_follows,
    [EVENT_LOGIN] = nothing_follows,
    [EVENT_LOGIN_REFUSED] = nothing_follows,
    [EVENT_LOGOUT] = nothing_follows,
    [EVENT_SESSIONS_ENDED] = nothing_follows,
    [EVENT_LOOKED] = project_looked,
    [EVENT_ACCESS_REVIEWED] = project_reviewed,
    [EVENT_TURNED_AWAY] = project_turned_away,
    [EVENT_RETENTION_SAVED] = project_retention,
    [EVENT_HOLD_SET] = project_hold,
    [EVENT_HOLD_LIFTED] = project_hold,
    [EVENT_HANDED_OVER] = project_handed_over,
    [EVENT_PURGE_APPROVED] = project_purge,
    [EVENT_PURGED] = project_purge,
    [EVENT_PURGE_CLEANED] = project_purge,
    [EVENT_RULES_SAVED] = project_rules,
    [EVENT_AGREED_SAVED] = project_agreed,
    [EVENT_DAY_NOTED] = project_day_note,
    [EVENT_SHEET_CONFIRMED] = project_sheet,
    [EVENT_JOURNAL_NOTED] = project_journal,
    [EVENT_JOURNAL_TRANSFERRED] = project_journal,
    [EVENT_EXPORTED] = nothing_follows,
    [EVENT_RECORDING_SAVED] = project_recording,
    [EVENT_RECORDING_REMOVED] = project_recording_removed,
};

enum result
project_event(struct store *store, const struct event *event)
{
    if (event->kind <= EVENT_NONE || event->kind >= EVENT_KIND_COUNT ||
        by_kind[event->kind] == NULL)
        return project_refuse(store, "kind", "unknown");
    return by_kind[event->kind](store, event);
}
