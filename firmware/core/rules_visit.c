/* What staff say of a visit afterwards, and that they are at work. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* How far back a visit may be put right; what is older is settled by paper. */
enum { SETTLE_DAYS_MAX = 400 };

static enum result
take_minute(struct ask *ask, const char *field, int *minute)
{
    const char *text = ask_text(ask, field);
    *minute = -1;
    if (text == NULL)
        return RESULT_OK;
    if (civil_parse_time(text, minute) == RESULT_OK && *minute < 1440)
        return RESULT_OK;
    return ask_refuse(ask, RESULT_INVALID, "invalid", field,
                      "not a time like 09:30");
}

static enum result
check_day(struct ask *ask, int32_t date, int came, int went)
{
    struct civil now = civil_from_utc(ask->now.utc_ms);
    int last = went >= 0 ? went : came;
    if (ask->now.quality == CLOCK_UNSURE)
        return ask_refuse(ask, RESULT_INVALID, "refused", "date",
                          "the clock is unsure; set it first");
    if (date > now.day || (date == now.day && last > now.minute))
        return ask_refuse(ask, RESULT_INVALID, "invalid",
                          went >= 0 ? "went" : "came",
                          "that time has not come yet");
    if (date < now.day - SETTLE_DAYS_MAX)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "that day is too long ago");
    return RESULT_OK;
}

/* A departure needs an arrival: the one that is said, or the day's own. */
static enum result
check_order(struct core *core, struct ask *ask, int32_t date, int came,
            int went)
{
    int first = came;
    if (went < 0)
        return RESULT_OK;
    if (came < 0 && view_visit_first(core->store, ask->event.about, date,
                                     &first) != RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "came",
                          "nobody came that day; say when");
    if (went < first)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "went",
                          "before the arrival");
    return RESULT_OK;
}

enum result
rule_settle(struct core *core, struct ask *ask)
{
    static const char *const fields[] = {"date", "came", "went", "unknown"};
    struct view_brief person;
    int32_t date = 0;
    int came = -1;
    int went = -1;
    bool unknown = json_is_true(json_object_get(ask->command, "unknown"));
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = ask_date(ask, &date);
    if (result == RESULT_OK)
        result = take_minute(ask, "came", &came);
    if (result == RESULT_OK)
        result = take_minute(ask, "went", &went);
    if (result == RESULT_OK && came < 0 && went < 0 && !unknown)
        result = ask_refuse(ask, RESULT_INVALID, "invalid", "went",
                            "say when, or that it is not known");
    if (result == RESULT_OK && unknown && went >= 0)
        result = ask_refuse(ask, RESULT_INVALID, "invalid", "went",
                            "either a time or not known");
    if (result == RESULT_OK)
        result = check_day(ask, date, came, went);
    if (result == RESULT_OK)
        result = check_order(core, ask, date, came, went);
    if (result != RESULT_OK)
        return result;
    ask->event.body = json_object();
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        json_t *value = json_object_get(ask->command, fields[i]);
        if (value != NULL)
            json_object_set(ask->event.body, fields[i], value);
    }
    return RESULT_OK;
}

/* Whoever asks, or the one who is named: staff touch their picture. */
static enum result
take_staff(struct core *core, struct ask *ask, bool *here)
{
    char id[UUID_SIZE];
    struct view_staff_here staff[VIEW_STAFF_MAX];
    int count = 0;
    if (ask->event.about[0] == '\0')
        text_copy(ask->event.about, sizeof ask->event.about, ask->event.who);
    if (ask->event.about[0] == '\0' ||
        view_find_staff(core->store, ask->event.about, id) != RESULT_OK)
        return ask_refuse(ask, RESULT_ABSENT, "absent", "about",
                          "nobody of the staff has this id");
    enum result result =
        view_staff_here(core->store, civil_from_utc(ask->now.utc_ms).day, staff,
                        VIEW_STAFF_MAX, &count);
    *here = false;
    for (int i = 0; i < count; i++)
        *here = *here || text_equal(staff[i].staff.id, id);
    return result;
}

enum result
rule_staff_came(struct core *core, struct ask *ask)
{
    return take_staff(core, ask, &ask->already);
}

enum result
rule_staff_went(struct core *core, struct ask *ask)
{
    bool here = false;
    enum result result = take_staff(core, ask, &here);
    ask->already = result == RESULT_OK && !here;
    return result;
}
