/* Attendance: rules, agreed times, what staff note of a day, the sheet they
 * confirm; and what goes to the journal or out of the house. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "firmware/store/view_review.h"

enum { NOTE_DAYS_MAX = 400, DAYS_AHEAD_MAX = 400 };

static void
copy_field(const struct ask *ask, const char *field)
{
    json_t *value = json_object_get(ask->command, field);
    if (value != NULL && !json_is_null(value))
        json_object_set(ask->event.body, field, value);
}

/* A preset by its word, or its numbers one by one. */
enum result
rule_rules(struct core *core, struct ask *ask)
{
    struct view_centre centre;
    struct attend_rules rules;
    const char *preset = ask_text(ask, "preset");
    enum result result = view_centre(core->store, &centre);
    if (result != RESULT_OK)
        return result;
    text_copy(ask->event.about, sizeof ask->event.about, centre.id);
    if (preset != NULL && !attend_preset(preset, &rules))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "preset",
                          "no such rules");
    if (preset != NULL) {
        ask->event.body =
            json_pack("{s:s,s:i,s:i,s:i,s:b}", "kind",
                      rules.kind == ATTEND_HOURLY ? "hourly" : "half-full",
                      "full", rules.full, "half", rules.half, "round",
                      rules.round, "planning", (int)rules.planning);
        return RESULT_OK;
    }
    ask->event.body = json_object();
    copy_field(ask, "kind");
    copy_field(ask, "full");
    copy_field(ask, "half");
    copy_field(ask, "round");
    copy_field(ask, "planning");
    return RESULT_OK;
}

enum result
rule_agreed(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    ask->event.body = json_object();
    copy_field(ask, "days");
    return RESULT_OK;
}

static enum result
sheet_of(struct core *core, struct ask *ask, int32_t date,
         struct review_sheet *sheet)
{
    struct civil_ymd ymd = civil_ymd_of(date);
    return view_sheet(core->store, ask->event.about,
                      civil_day_of(ymd.year, ymd.month, 1),
                      civil_from_utc(ask->now.utc_ms).day, sheet);
}

enum result
rule_note_day(struct core *core, struct ask *ask)
{
    struct view_brief person;
    struct review_sheet sheet;
    int32_t date = 0;
    int32_t today = civil_from_utc(ask->now.utc_ms).day;
    const json_t *rest = json_object_get(ask->command, "rest");
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = ask_date(ask, &date);
    if (result != RESULT_OK)
        return result;
    if (date < today - NOTE_DAYS_MAX || date > today + DAYS_AHEAD_MAX)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "too far away");
    result = sheet_of(core, ask, date, &sheet);
    if (result != RESULT_OK)
        return result;
    const struct attend_day *day = &sheet.days[date - sheet.month];
    if (json_integer_value(rest) > day->planned)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "rest",
                          "more than is planned that day");
    ask->event.body = json_object();
    copy_field(ask, "date");
    copy_field(ask, "code");
    copy_field(ask, "rest");
    enum attend_code code = attend_code_parse(ask_text(ask, "code"));
    ask->already = code == day->code && json_integer_value(rest) == day->rest;
    return RESULT_OK;
}

/* a departure that nobody knows is settled first, or decided. */
static enum result
check_settled(struct ask *ask, const struct review_sheet *sheet)
{
    for (int i = 0; i < sheet->count; i++) {
        const struct attend_day *day = &sheet->days[i];
        char date[CIVIL_DATE_SIZE];
        bool open = day->present < 0 && day->code == CODE_NONE;
        if (!open && day->state != ATTEND_HERE)
            continue;
        civil_format_date(day->day, date);
        return ask_refuse(ask, RESULT_INVALID, "refused", date,
                          "nobody knows when this person went that day");
    }
    return RESULT_OK;
}

enum result
rule_confirm(struct core *core, struct ask *ask)
{
    struct view_brief person;
    struct review_sheet sheet;
    int32_t month = 0;
    const json_t *seen = json_object_get(ask->command, "seen");
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (civil_parse_date(ask_text(ask, "month"), &month) != RESULT_OK ||
        civil_ymd_of(month).day != 1)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "month",
                          "not the first day of a month");
    result = sheet_of(core, ask, month, &sheet);
    if (result != RESULT_OK)
        return result;
    if (month + sheet.count > civil_from_utc(ask->now.utc_ms).day)
        return ask_refuse(ask, RESULT_INVALID, "refused", "month",
                          "the month is not over");
    result = check_settled(ask, &sheet);
    if (result != RESULT_OK)
        return result;
    /* What staff saw is what they confirm. */
    if (seen != NULL &&
        json_integer_value(seen) < view_sheet_seq(core->store, person.id))
        return ask_refuse(ask, RESULT_INVALID, "changed", "seen",
                          "something was said of this person meanwhile");
    ask->event.body = view_sheet_body(&sheet);
    ask->already = sheet.confirmations > 0 && !sheet.changed_since;
    return RESULT_OK;
}

/* --- the journal --- */

enum result
rule_journal(struct core *core, struct ask *ask)
{
    struct view_brief person;
    int32_t date = 0;
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = ask_date(ask, &date);
    if (result != RESULT_OK)
        return result;
    if (date > civil_from_utc(ask->now.utc_ms).day)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                          "that day has not come yet");
    if (text_empty(ask_text(ask, "text")))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "text", "missing");
    ask->event.body = json_object();
    json_object_set_new(ask->event.body, "person", json_string(person.id));
    copy_field(ask, "date");
    copy_field(ask, "text");
    copy_field(ask, "source");
    if (ask_text(ask, "source") == NULL)
        json_object_set_new(ask->event.body, "source", json_string("staff"));
    uuid_make(ask->event.about, ask->now.utc_ms);
    return RESULT_OK;
}

enum result
rule_transferred(struct core *core, struct ask *ask)
{
    struct review_note note;
    enum result result = view_note(core->store, ask->event.about, &note);
    if (result == RESULT_ABSENT)
        return ask_refuse(ask, result, "absent", "about",
                          "there is no such note");
    if (result == RESULT_OK)
        result = team_allows(core, ask, note.person);
    ask->already = result == RESULT_OK && note.transferred_at != 0;
    return result;
}

/* Whatever leaves the house says what for. */
enum result
rule_exported(struct core *core, struct ask *ask)
{
    struct view_brief person;
    enum result result = RESULT_OK;
    if (ask->event.about[0] != '\0')
        result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (text_empty(ask_text(ask, "what")))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "what", "missing");
    if (text_empty(ask_text(ask, "purpose")) ||
        text_length(ask_text(ask, "purpose")) > 200)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "purpose",
                          "say what it is for, in at most 200 characters");
    ask->event.body = json_object();
    copy_field(ask, "what");
    copy_field(ask, "form");
    copy_field(ask, "purpose");
    copy_field(ask, "from");
    copy_field(ask, "to");
    return RESULT_OK;
}
