#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum {
    BY_KIOSK = 1 << THROUGH_KIOSK,
    BY_BUTTON = 1 << THROUGH_BUTTON,
    BY_STAFF = 1 << THROUGH_STAFF,
    BY_COMMAND = 1 << THROUGH_COMMAND,
    BY_HAND = BY_KIOSK | BY_STAFF | BY_COMMAND,
    BY_ALL = BY_HAND | BY_BUTTON,
    /* At the kiosk, but only by somebody of the staff, in its corner. */
    BY_CORNER = 1 << THROUGH_COUNT,
    BY_OFFICE = BY_STAFF | BY_COMMAND,
    BY_TEAM = BY_STAFF | BY_CORNER | BY_COMMAND
};

/* Who edits what a person has agreed to. */
enum { ROLES_PLAN_OF = ROLE_CONTACT | ROLE_LEADER };

/* Beside the roles: a locked session will do; `about` is a person, of one's
 * own groups if one has any. */
enum { LOCKED_TOO = 1 << 16, OWN_TEAM = 1 << 17 };

/* `roles`: whose session must carry it through the staff pages and the
 * corner; 0: nobody's. `appends`: the rule leads to an event of its own. The
 * others tell core something that is no history, or write by themselves. */
static const struct command {
    const char *name;
    rule_fn *rule;
    enum event_kind kind;
    unsigned by;
    unsigned roles;
    bool appends;
} commands[] = {
    {"arrive", rule_arrive, EVENT_ARRIVED, BY_HAND, ROLES_CARE, true},
    {"arrive_undo", rule_arrive_undo, EVENT_ARRIVAL_UNDONE, BY_HAND, ROLES_CARE,
     true},
    {"leave", rule_leave, EVENT_LEFT, BY_HAND, ROLES_CARE, true},
    {"leave_undo", rule_leave_undo, EVENT_DEPARTURE_UNDONE, BY_HAND, ROLES_CARE,
     true},
    {"done", rule_done, EVENT_DONE, BY_HAND, ROLES_CARE | OWN_TEAM, true},
    {"undone", rule_undone, EVENT_UNDONE, BY_HAND, ROLES_CARE | OWN_TEAM, true},
    {"choose", rule_choose, EVENT_CHOSEN, BY_HAND, ROLES_CARE | OWN_TEAM, true},
    {"change", rule_change, EVENT_ITEM_CHANGED, BY_STAFF | BY_COMMAND,
     ROLES_CARE, true},
    {"change_seen", rule_change_seen, EVENT_CHANGE_SEEN, BY_KIOSK | BY_COMMAND,
     0, true},
    {"pause", rule_pause, EVENT_PAUSED, BY_HAND, ROLES_CARE, true},
    {"resume", rule_resume, EVENT_RESUMED, BY_HAND, ROLES_CARE, true},
    {"ask", rule_ask, EVENT_SIGNAL_RAISED, BY_HAND, ROLES_CARE, true},
    {"deliver", rule_deliver, EVENT_SIGNAL_DELIVERED, BY_STAFF | BY_COMMAND, 0,
     true},
    {"acknowledge", rule_acknowledge, EVENT_SIGNAL_ACKNOWLEDGED, BY_TEAM,
     ROLES_CARE | LOCKED_TOO, true},
    {"with", rule_with, EVENT_SIGNAL_WITH, BY_TEAM, ROLES_CARE | LOCKED_TOO,
     true},
    {"close", rule_close, EVENT_SIGNAL_CLOSED, BY_TEAM, ROLES_CARE, true},
    {"settle", rule_settle, EVENT_VISIT_SETTLED, BY_TEAM, ROLES_CARE, true},
    {"staff_came", rule_staff_came, EVENT_STAFF_CAME, BY_HAND, ROLES_CARE,
     true},
    {"staff_went", rule_staff_went, EVENT_STAFF_WENT, BY_HAND, ROLES_CARE,
     true},
    {"signal_form", rule_signal_form, EVENT_SIGNAL_FORM, BY_STAFF | BY_COMMAND,
     ROLES_CARE, true},
    {"walk", rule_walk, EVENT_WALK_STARTED, BY_STAFF | BY_COMMAND,
     ROLES_CARE | ROLE_TECHNICIAN, true},
    {"centre", rule_centre, EVENT_CENTRE_SAVED, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"withdraw", rule_withdraw, EVENT_SIGNAL_WITHDRAWN, BY_HAND, ROLES_CARE,
     true},
    {"whose", rule_whose, EVENT_SIGNAL_WHOSE, BY_HAND, ROLES_CARE, true},
    {"account_save", rule_account_save, EVENT_ACCOUNT_SAVED,
     BY_STAFF | BY_COMMAND, ROLE_LEADER, true},
    {"own_lang", rule_own_lang, EVENT_ACCOUNT_SAVED, BY_STAFF, ROLES_ALL, true},
    {"account_close", rule_account_close, EVENT_ACCOUNT_CLOSED,
     BY_STAFF | BY_COMMAND, ROLE_LEADER, true},
    {"reset_code", rule_reset_code, EVENT_CODE_MADE, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"end_sessions", rule_end_sessions, EVENT_SESSIONS_ENDED,
     BY_STAFF | BY_COMMAND, ROLES_ALL, true},
    {"logout", rule_logout, EVENT_LOGOUT, BY_STAFF | BY_CORNER,
     ROLES_ALL | LOCKED_TOO, true},
    {"looked", rule_looked, EVENT_LOOKED, BY_TEAM, ROLES_CARE | OWN_TEAM, true},
    {"card_shown", rule_card_shown, EVENT_LOOKED, BY_STAFF, ROLES_CARE, true},
    {"turned_away", rule_turned_away, EVENT_TURNED_AWAY, BY_STAFF,
     ROLES_ALL | LOCKED_TOO, true},
    {"access_reviewed", rule_reviewed, EVENT_ACCESS_REVIEWED, BY_STAFF,
     ROLE_LEADER, true},
    {"login", rule_login, EVENT_LOGIN, BY_STAFF | BY_COMMAND, 0, false},
    {"unlock", rule_unlock, EVENT_LOGIN, BY_STAFF, ROLES_ALL | LOCKED_TOO,
     false},
    {"pin_login", rule_pin_login, EVENT_LOGIN, BY_KIOSK | BY_COMMAND, 0, false},
    {"password_set", rule_password_set, EVENT_PASSWORD_SET,
     BY_STAFF | BY_COMMAND, ROLES_ALL, false},
    {"password_reset", rule_password_reset, EVENT_PASSWORD_SET,
     BY_STAFF | BY_COMMAND, 0, false},
    {"pin_set", rule_pin_set, EVENT_PIN_SET, BY_STAFF | BY_COMMAND, ROLES_ALL,
     false},
    {"first_code", rule_first_code, EVENT_NONE, BY_KIOSK | BY_COMMAND, 0,
     false},
    {"first_account", rule_first_account, EVENT_ACCOUNT_SAVED,
     BY_STAFF | BY_COMMAND, 0, false},
    {"use", rule_use, EVENT_NONE, BY_STAFF | BY_CORNER, ROLES_ALL, false},
    {"retention", rule_retention, EVENT_RETENTION_SAVED, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"hold", rule_hold, EVENT_HOLD_SET, BY_STAFF | BY_COMMAND, ROLE_LEADER,
     true},
    {"hold_lift", rule_hold_lift, EVENT_HOLD_LIFTED, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"handed_over", rule_handed_over, EVENT_HANDED_OVER, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"purge", rule_purge, EVENT_PURGE_APPROVED, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"erase", rule_erase, EVENT_PURGE_APPROVED, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"attendance_rules", rule_rules, EVENT_RULES_SAVED, BY_STAFF | BY_COMMAND,
     ROLE_LEADER, true},
    {"agreed", rule_agreed, EVENT_AGREED_SAVED, BY_STAFF | BY_COMMAND,
     ROLES_CARE | OWN_TEAM, true},
    {"note_day", rule_note_day, EVENT_DAY_NOTED, BY_STAFF | BY_COMMAND,
     ROLES_CARE | OWN_TEAM, true},
    {"confirm_sheet", rule_confirm, EVENT_SHEET_CONFIRMED,
     BY_STAFF | BY_COMMAND, ROLES_CARE | OWN_TEAM, true},
    {"journal", rule_journal, EVENT_JOURNAL_NOTED, BY_STAFF | BY_COMMAND,
     ROLES_CARE | OWN_TEAM, true},
    {"transferred", rule_transferred, EVENT_JOURNAL_TRANSFERRED,
     BY_STAFF | BY_COMMAND, ROLES_CARE, true},
    {"exported", rule_exported, EVENT_EXPORTED, BY_STAFF | BY_COMMAND,
     ROLES_CARE | OWN_TEAM | ROLE_PLANNER, true},
    {"person_new", rule_person_new, EVENT_PERSON_SAVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"person_save", rule_person_save, EVENT_PERSON_SAVED, BY_OFFICE,
     ROLES_CARE | OWN_TEAM, true},
    {"person_end", rule_person_end, EVENT_PERSON_ENDED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"person_resume", rule_person_resume, EVENT_PERSON_RESUMED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"group_save", rule_group_save, EVENT_GROUP_SAVED, BY_OFFICE, ROLE_LEADER,
     true},
    {"place_save", rule_place_save, EVENT_PLACE_SAVED, BY_OFFICE, ROLES_CARE,
     true},
    {"staff_save", rule_staff_save, EVENT_STAFF_SAVED, BY_OFFICE, ROLE_LEADER,
     true},
    {"strategies_save", rule_strategies_save, EVENT_STRATEGIES_SAVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"wellbeing_save", rule_wellbeing_save, EVENT_WELLBEING_SAVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"help_save", rule_help_save, EVENT_HELP_SAVED, BY_OFFICE, ROLES_PLAN_OF,
     true},
    {"own_words_save", rule_own_words_save, EVENT_OWN_WORDS_SAVED, BY_OFFICE,
     ROLES_CARE | OWN_TEAM, true},
    {"agreement_save", rule_agreement_save, EVENT_AGREEMENT_SAVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"strength_save", rule_strength_save, EVENT_STRENGTH_SAVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"strength_remove", rule_strength_remove, EVENT_STRENGTH_REMOVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"relation_save", rule_relation_save, EVENT_RELATION_SAVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"relation_remove", rule_relation_remove, EVENT_RELATION_REMOVED, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"consent_give", rule_consent_give, EVENT_CONSENT_GIVEN, BY_OFFICE,
     ROLES_PLAN_OF, true},
    {"consent_withdraw", rule_consent_withdraw, EVENT_CONSENT_WITHDRAWN,
     BY_OFFICE, ROLES_CARE | OWN_TEAM, true},
    {"picture_save", rule_picture_save, EVENT_PICTURE_SAVED, BY_OFFICE,
     ROLES_CARE, true},
    {"picture_words", rule_picture_words, EVENT_PICTURE_SAVED, BY_OFFICE,
     ROLES_CARE, true},
    {"picture_remove", rule_picture_remove, EVENT_PICTURE_REMOVED, BY_OFFICE,
     ROLES_CARE, true},
    {"picture_name", rule_picture_name, EVENT_PICTURE_NAMED, BY_OFFICE,
     ROLES_CARE | OWN_TEAM, true},
    {"recording_save", rule_recording_save, EVENT_RECORDING_SAVED, BY_OFFICE,
     ROLES_CARE, false},
    {"recording_remove", rule_recording_remove, EVENT_RECORDING_REMOVED,
     BY_OFFICE, ROLES_CARE, false},
    {"item_save", rule_item_save, EVENT_ITEM_SAVED, BY_STAFF | BY_COMMAND,
     ROLES_CARE, true},
    {"item_remove", rule_item_remove, EVENT_ITEM_REMOVED, BY_STAFF | BY_COMMAND,
     ROLES_CARE, true},
    {"item_move", rule_item_move, EVENT_ITEM_SAVED, BY_STAFF | BY_COMMAND,
     ROLES_CARE, true},
    {"week_reset", rule_week_reset, EVENT_WEEK_RESET, BY_STAFF | BY_COMMAND,
     ROLES_CARE | OWN_TEAM, true},
    {"lay", rule_lay, EVENT_PLAN_LAID, BY_STAFF | BY_COMMAND, ROLES_CARE, true},
    {"lay_undo", rule_lay_undo, EVENT_LAYING_UNDONE, BY_STAFF | BY_COMMAND,
     ROLES_CARE, true},
    {"template_save", rule_template_save, EVENT_TEMPLATE_SAVED,
     BY_STAFF | BY_COMMAND, ROLES_CARE, true},
    {"template_remove", rule_template_remove, EVENT_TEMPLATE_REMOVED,
     BY_STAFF | BY_COMMAND, ROLES_CARE, true},
    {"batch", rule_batch, EVENT_IMPORTED, BY_OFFICE, ROLE_LEADER, false},
    {"spool", rule_spool, EVENT_NONE, BY_BUTTON | BY_COMMAND, 0, false},
    {"button", rule_button, EVENT_NONE, BY_BUTTON, 0, false},
    {"receiver", rule_receiver, EVENT_NONE, BY_STAFF, 0, false},
    {"session", rule_session, EVENT_NONE, BY_KIOSK, 0, false},
    {"ping", rule_ping, EVENT_NONE, BY_ALL, 0, false},
    {"clock", rule_clock, EVENT_NONE, BY_HAND, 0, false},
};

enum result
ask_refuse(struct ask *ask, enum result result, const char *why,
           const char *where, const char *says)
{
    text_copy(ask->why, sizeof ask->why, why);
    text_copy(ask->where, sizeof ask->where, where);
    text_copy(ask->says, sizeof ask->says, says);
    return result;
}

const char *
ask_text(const struct ask *ask, const char *field)
{
    return json_string_value(json_object_get(ask->command, field));
}

enum result
ask_person(struct core *core, struct ask *ask, struct view_brief *person)
{
    if (ask->event.about[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "about",
                          "a person's id is missing");
    enum result result = view_brief(core->store, ask->event.about, person);
    if (result == RESULT_ABSENT)
        return ask_refuse(ask, result, "absent", "about",
                          "there is no such person");
    return result;
}

enum result
ask_date(struct ask *ask, int32_t *date)
{
    if (civil_parse_date(ask_text(ask, "date"), date) == RESULT_OK)
        return RESULT_OK;
    return ask_refuse(ask, RESULT_INVALID, "invalid", "date",
                      "not a date like 2026-11-24");
}

/* An id field: absent is fine, anything else must be an id of ours. */
static enum result
take_id(struct ask *ask, const char *field, char out[UUID_SIZE])
{
    unsigned char bytes[UUID_BYTES];
    const json_t *value = json_object_get(ask->command, field);
    out[0] = '\0';
    if (value == NULL || json_is_null(value))
        return RESULT_OK;
    if (!uuid_parse(json_string_value(value), bytes))
        return ask_refuse(ask, RESULT_INVALID, "invalid", field, "not an id");
    text_copy(out, UUID_SIZE, json_string_value(value));
    return RESULT_OK;
}

static enum result
check_who(struct core *core, struct ask *ask)
{
    char id[UUID_SIZE];
    if (ask->event.who[0] == '\0')
        return RESULT_OK;
    enum result result = view_find_staff(core->store, ask->event.who, id);
    if (result == RESULT_OK)
        return RESULT_OK;
    return ask_refuse(ask, RESULT_ABSENT, "refused", "who",
                      "nobody of the staff has this id");
}

/* The session says who asks, whatever the command claims. */
static bool
is_carried(const struct ask *ask)
{
    return ask->as == THROUGH_STAFF ||
           json_object_get(ask->command, "session") != NULL;
}

enum result
ask_fill(struct core *core, struct ask *ask)
{
    ask->now = clock_now(core->clock);
    ask->event.at = ask->now;
    ask->event.through = ask->as;
    text_copy(ask->event.boot_id, sizeof ask->event.boot_id,
              clock_boot_id(core->clock));
    enum result result = take_id(ask, "id", ask->event.id);
    if (result == RESULT_OK && !is_carried(ask))
        result = take_id(ask, "who", ask->event.who);
    if (result == RESULT_OK)
        result = take_id(ask, "about", ask->event.about);
    return result == RESULT_OK ? check_who(core, ask) : result;
}

/* What comes through the staff pages, what only staff may do at the kiosk, and
 * what a program does in somebody's name needs a session of the right role. */
static enum result
admit(struct core *core, struct ask *ask, const struct command *command)
{
    bool free_here = ask->as != THROUGH_STAFF &&
                     json_object_get(ask->command, "session") == NULL &&
                     (command->by & (1u << ask->as)) != 0;
    if (command->roles == 0 || free_here)
        return RESULT_OK;
    enum result result = door_session(core, ask, command->roles & ROLES_ALL,
                                      (command->roles & LOCKED_TOO) != 0);
    if (result == RESULT_OK && (command->roles & OWN_TEAM) &&
        ask->event.about[0] != '\0')
        result = team_allows(core, ask, ask->event.about);
    return result;
}

static bool
may_ask(const struct command *command, enum event_through as)
{
    return (command->by & (1u << as)) != 0 ||
           (as == THROUGH_KIOSK && (command->by & BY_CORNER) != 0);
}

enum result
core_append(struct core *core, struct ask *ask)
{
    enum result result = store_append(core->store, &ask->event);
    if (result == RESULT_BUSY) {
        ask->already = true;
        return RESULT_OK;
    }
    if (result == RESULT_INVALID)
        return ask_refuse(ask, result, "invalid",
                          store_problem_field(core->store),
                          store_problem(core->store));
    return result;
}

static void
note_failure(struct core *core, struct ask *ask, enum result result)
{
    if (result == RESULT_IO)
        core->broken = true;
    if (ask->why[0] != '\0')
        return;
    ask_refuse(ask, result,
               result == RESULT_IO     ? "io"
               : result == RESULT_FULL ? "full"
               : result == RESULT_BUSY ? "busy"
                                       : "invalid",
               "",
               result == RESULT_IO
                   ? "the disk failed; it is not sure to be stored"
               : result == RESULT_FULL ? "the disk is full"
                                       : "it could not be carried out");
}

enum result
ask_append(struct core *core, struct ask *ask, enum event_kind kind,
           const char *about, json_t *body)
{
    struct ask more = {.event = ask->event};
    more.event.kind = kind;
    more.event.id[0] = '\0';
    more.event.body = body;
    text_copy(more.event.about, sizeof more.event.about, about);
    enum result result = core_append(core, &more);
    if (result == RESULT_INVALID)
        (void)ask_refuse(ask, result, more.why, more.where, more.says);
    json_decref(body);
    ask->event.seq = more.event.seq;
    return result;
}

enum result
ask_end(struct core *core, struct ask *ask, enum result result)
{
    if (result == RESULT_OK)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    if (result == RESULT_OK) {
        core->version++;
        core->unmoved = true;
        core->last_write_ms = ask->now.boot_ms;
    }
    return result;
}

/* Rule, event and commit; all or nothing. */
static enum result
carry_out(struct core *core, struct ask *ask, const struct command *command)
{
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    result = command->rule(core, ask);
    if (result == RESULT_OK && ask->already) {
        store_rollback(core->store);
        return RESULT_OK;
    }
    if (result == RESULT_OK)
        result = core_append(core, ask);
    if (result == RESULT_OK && ask->already) {
        store_rollback(core->store);
        return RESULT_OK;
    }
    return ask_end(core, ask, result);
}

json_t *
ask_answer(struct core *core, struct ask *ask, enum result result)
{
    json_t *answer =
        ask->extra != NULL ? json_incref(ask->extra) : json_object();
    json_object_set_new(answer, "ok", json_boolean(result == RESULT_OK));
    if (ask->event.id[0] != '\0')
        json_object_set_new(answer, "id", json_string(ask->event.id));
    if (result == RESULT_OK) {
        if (ask->event.seq > 0)
            json_object_set_new(answer, "seq", json_integer(ask->event.seq));
        if (ask->already)
            json_object_set_new(answer, "repeated", json_true());
    } else {
        note_failure(core, ask, result);
        json_object_set_new(answer, "why", json_string(ask->why));
        json_object_set_new(answer, "where", json_string(ask->where));
        json_object_set_new(answer, "says", json_string(ask->says));
    }
    json_decref(ask->event.body);
    json_decref(ask->extra);
    ask->event.body = ask->extra = NULL;
    return answer;
}

static const struct command *
find_command(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (text_equal(commands[i].name, name))
            return &commands[i];
    return NULL;
}

json_t *
core_ask(struct core *core, const json_t *command, enum event_through as,
         uint64_t *ticket)
{
    struct ask ask = {.command = command, .as = as};
    const struct command *known = find_command(ask_text(&ask, "do"));
    /* Whoever waits for an answer finds it by its id, whatever it says. */
    enum result result = take_id(&ask, "id", ask.event.id);
    if (result != RESULT_OK)
        return ask_answer(core, &ask, result);
    if (known == NULL)
        result = ask_refuse(&ask, RESULT_INVALID, "invalid", "do",
                            "no such command");
    else if (!may_ask(known, as))
        result = ask_refuse(&ask, RESULT_INVALID, "refused", "do",
                            "not for this program to ask");
    else
        result = ask_fill(core, &ask);
    if (result == RESULT_OK && known != NULL) {
        ask.event.kind = known->kind;
        result = admit(core, &ask, known);
    }
    if (result == RESULT_OK && known != NULL)
        result = known->appends ? carry_out(core, &ask, known)
                                : known->rule(core, &ask);
    if (result == RESULT_OK)
        door_used(core, &ask);
    if (result == RESULT_OK && ask.later != 0) {
        *ticket = ask.later;
        json_decref(ask.event.body);
        json_decref(ask.extra);
        return NULL;
    }
    return ask_answer(core, &ask, result);
}
