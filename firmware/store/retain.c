#include "firmware/store/retain.h"

#include <stddef.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

static const char *const names[PURPOSE_COUNT] = {
    [PURPOSE_PRESENCE] = "presence", [PURPOSE_PLAN] = "plan",
    [PURPOSE_STRESS] = "stress",     [PURPOSE_METHODS] = "methods",
    [PURPOSE_AUDIT] = "audit",       [PURPOSE_TECHNICAL] = "technical"};

const char *
purpose_name(enum purpose purpose)
{
    return purpose >= 0 && purpose < PURPOSE_COUNT ? names[purpose] : "none";
}

enum purpose
purpose_parse(const char *word)
{
    for (int i = 0; i < PURPOSE_COUNT; i++)
        if (text_equal(names[i], word))
            return (enum purpose)i;
    return PURPOSE_NONE;
}

/* R-6 for Sweden, outside the person's own file; what is said in
 * conversations lasts until the case ends, which no table can know. */
bool
retention_pack(const char *country, struct retention *out)
{
    *out = (struct retention){{0}};
    if (text_equal(country, "dk") || text_equal(country, "no"))
        return true;
    if (!text_equal(country, "se"))
        return false;
    out->length[PURPOSE_PRESENCE] = 12;
    out->length[PURPOSE_PLAN] = 6;
    out->length[PURPOSE_STRESS] = 12;
    out->length[PURPOSE_AUDIT] = 24;
    out->length[PURPOSE_TECHNICAL] = 30;
    return true;
}

int32_t
retention_day(const struct retention *retention, enum purpose purpose,
              int32_t today)
{
    int length = retention->length[purpose];
    if (length <= 0 || length > RETENTION_MOST)
        return INT32_MIN;
    if (purpose == PURPOSE_TECHNICAL)
        return today - length;
    struct civil_ymd ymd = civil_ymd_of(today);
    int months = ymd.year * 12 + (ymd.month - 1) - length;
    ymd.year = months / 12;
    ymd.month = months % 12 + 1;
    while (!civil_ymd_valid(ymd.year, ymd.month, ymd.day))
        ymd.day--;
    return civil_day_of(ymd.year, ymd.month, ymd.day);
}

static const struct rule {
    enum event_kind kind;
    enum purpose purpose;
    enum due_by by;
} rules[] = {
    {EVENT_ARRIVED, PURPOSE_PRESENCE, DUE_BY_ORDER},
    {EVENT_ARRIVAL_UNDONE, PURPOSE_PRESENCE, DUE_BY_ORDER},
    {EVENT_LEFT, PURPOSE_PRESENCE, DUE_BY_ORDER},
    {EVENT_DEPARTURE_UNDONE, PURPOSE_PRESENCE, DUE_BY_ORDER},
    {EVENT_STAFF_CAME, PURPOSE_PRESENCE, DUE_BY_ORDER},
    {EVENT_STAFF_WENT, PURPOSE_PRESENCE, DUE_BY_ORDER},
    {EVENT_VISIT_SETTLED, PURPOSE_PRESENCE, DUE_BY_DATE},
    {EVENT_DAY_NOTED, PURPOSE_PRESENCE, DUE_BY_DATE},
    {EVENT_SHEET_CONFIRMED, PURPOSE_PRESENCE, DUE_BY_DATE},
    {EVENT_DONE, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_UNDONE, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_CHOSEN, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_CHANGE_SEEN, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_ITEM_CHANGED, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_CHANGE_WITHDRAWN, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_ITEM_SAVED, PURPOSE_PLAN, DUE_WHOLE},
    {EVENT_ITEM_REMOVED, PURPOSE_PLAN, DUE_WHOLE},
    {EVENT_WEEK_RESET, PURPOSE_PLAN, DUE_BY_DATE},
    {EVENT_PLAN_LAID, PURPOSE_PLAN, DUE_BY_ORDER},
    {EVENT_LAYING_UNDONE, PURPOSE_PLAN, DUE_BY_ORDER},
    {EVENT_PAUSED, PURPOSE_STRESS, DUE_BY_ORDER},
    {EVENT_RESUMED, PURPOSE_STRESS, DUE_BY_ORDER},
    {EVENT_SIGNAL_RAISED, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_REPEATED, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_DELIVERED, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_ACKNOWLEDGED, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_WITH, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_CLOSED, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_WITHDRAWN, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_WHOSE, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_ESCALATED, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_SIGNAL_FORM, PURPOSE_STRESS, DUE_WHOLE},
    {EVENT_JOURNAL_NOTED, PURPOSE_METHODS, DUE_WHOLE},
    {EVENT_JOURNAL_TRANSFERRED, PURPOSE_METHODS, DUE_WHOLE},
    {EVENT_EXPORTED, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_LOOKED, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_TURNED_AWAY, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_LOGIN, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_LOGIN_REFUSED, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_LOGOUT, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_PASSWORD_SET, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_PIN_SET, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_CODE_MADE, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_SESSIONS_ENDED, PURPOSE_AUDIT, DUE_BY_ORDER},
    {EVENT_WALK_STARTED, PURPOSE_TECHNICAL, DUE_BY_ORDER},
    {EVENT_IMPORTED, PURPOSE_TECHNICAL, DUE_BY_ORDER},
    {EVENT_RESTORED, PURPOSE_TECHNICAL, DUE_BY_ORDER},
};

static const struct rule *
rule_of(enum event_kind kind)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (rules[i].kind == kind)
            return &rules[i];
    return NULL;
}

enum due_by
due_by(enum event_kind kind)
{
    const struct rule *rule = rule_of(kind);
    return rule == NULL ? DUE_NEVER : rule->by;
}

enum purpose
purpose_of(enum event_kind kind)
{
    const struct rule *rule = rule_of(kind);
    return rule == NULL ? PURPOSE_NONE : rule->purpose;
}
