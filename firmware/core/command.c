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
    BY_ALL = BY_HAND | BY_BUTTON
};

/* `appends`: the rule leads to an event of its own. The others tell core
 * something that is no history, or write by themselves. */
static const struct command {
    const char *name;
    rule_fn *rule;
    enum event_kind kind;
    unsigned by;
    bool appends;
} commands[] = {
    {"arrive", rule_arrive, EVENT_ARRIVED, BY_HAND, true},
    {"arrive_undo", rule_arrive_undo, EVENT_ARRIVAL_UNDONE, BY_HAND, true},
    {"leave", rule_leave, EVENT_LEFT, BY_HAND, true},
    {"leave_undo", rule_leave_undo, EVENT_DEPARTURE_UNDONE, BY_HAND, true},
    {"done", rule_done, EVENT_DONE, BY_HAND, true},
    {"undone", rule_undone, EVENT_UNDONE, BY_HAND, true},
    {"choose", rule_choose, EVENT_CHOSEN, BY_HAND, true},
    {"change", rule_change, EVENT_ITEM_CHANGED, BY_COMMAND, true},
    {"change_seen", rule_change_seen, EVENT_CHANGE_SEEN, BY_KIOSK | BY_COMMAND,
     true},
    {"settle", rule_settle, EVENT_VISIT_SETTLED, BY_STAFF | BY_COMMAND, true},
    {"staff_came", rule_staff_came, EVENT_STAFF_CAME, BY_HAND, true},
    {"staff_went", rule_staff_went, EVENT_STAFF_WENT, BY_HAND, true},
    {"pause", rule_pause, EVENT_PAUSED, BY_HAND, true},
    {"resume", rule_resume, EVENT_RESUMED, BY_HAND, true},
    {"ask", rule_ask, EVENT_SIGNAL_RAISED, BY_HAND, true},
    {"deliver", rule_deliver, EVENT_SIGNAL_DELIVERED, BY_STAFF | BY_COMMAND,
     true},
    {"acknowledge", rule_acknowledge, EVENT_SIGNAL_ACKNOWLEDGED,
     BY_STAFF | BY_COMMAND, true},
    {"with", rule_with, EVENT_SIGNAL_WITH, BY_STAFF | BY_COMMAND, true},
    {"close", rule_close, EVENT_SIGNAL_CLOSED, BY_STAFF | BY_COMMAND, true},
    {"withdraw", rule_withdraw, EVENT_SIGNAL_WITHDRAWN, BY_HAND, true},
    {"whose", rule_whose, EVENT_SIGNAL_WHOSE, BY_HAND, true},
    {"signal_form", rule_signal_form, EVENT_SIGNAL_FORM, BY_STAFF | BY_COMMAND,
     true},
    {"walk", rule_walk, EVENT_WALK_STARTED, BY_STAFF | BY_COMMAND, true},
    {"centre", rule_centre, EVENT_CENTRE_SAVED, BY_STAFF | BY_COMMAND, true},
    {"batch", rule_batch, EVENT_IMPORTED, BY_COMMAND, false},
    {"spool", rule_spool, EVENT_NONE, BY_BUTTON | BY_COMMAND, false},
    {"button", rule_button, EVENT_NONE, BY_BUTTON, false},
    {"receiver", rule_receiver, EVENT_NONE, BY_STAFF, false},
    {"session", rule_session, EVENT_NONE, BY_KIOSK, false},
    {"ping", rule_ping, EVENT_NONE, BY_ALL, false},
    {"clock", rule_clock, EVENT_NONE, BY_HAND, false}};

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
ask_person(struct core *core, struct ask *ask, struct view_person *person)
{
    if (ask->event.about[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "about",
                          "a person's id is missing");
    enum result result = view_person(core->store, clock_boot_id(core->clock),
                                     ask->event.about, person);
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

static enum result
fill(struct core *core, struct ask *ask, const struct command *command)
{
    ask->now = clock_now(core->clock);
    ask->event.at = ask->now;
    ask->event.kind = command->kind;
    ask->event.through = ask->as;
    text_copy(ask->event.boot_id, sizeof ask->event.boot_id,
              clock_boot_id(core->clock));
    enum result result = take_id(ask, "id", ask->event.id);
    if (result == RESULT_OK)
        result = take_id(ask, "who", ask->event.who);
    if (result == RESULT_OK)
        result = take_id(ask, "about", ask->event.about);
    return result == RESULT_OK ? check_who(core, ask) : result;
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

/* Rule, event and commit; all or nothing. */
static enum result
carry_out(struct core *core, struct ask *ask, const struct command *command)
{
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    result = command->rule(core, ask);
    if (result == RESULT_OK && !ask->already)
        result = core_append(core, ask);
    if (result == RESULT_OK && !ask->already)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    if (result == RESULT_OK && !ask->already) {
        core->version++;
        core->unmoved = true;
        core->last_write_ms = ask->now.boot_ms;
    }
    return result;
}

static json_t *
answer_for(struct core *core, struct ask *ask, enum result result)
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
        return answer;
    }
    note_failure(core, ask, result);
    json_object_set_new(answer, "why", json_string(ask->why));
    json_object_set_new(answer, "where", json_string(ask->where));
    json_object_set_new(answer, "says", json_string(ask->says));
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
core_command(struct core *core, const json_t *command, enum event_through as)
{
    struct ask ask = {.command = command, .as = as};
    const struct command *known = find_command(ask_text(&ask, "do"));
    enum result result;
    if (known == NULL)
        result = ask_refuse(&ask, RESULT_INVALID, "invalid", "do",
                            "no such command");
    else if (!(known->by & (1u << as)))
        result = ask_refuse(&ask, RESULT_INVALID, "refused", "do",
                            "not for this program to ask");
    else
        result = fill(core, &ask, known);
    if (result == RESULT_OK && known != NULL)
        result = known->appends ? carry_out(core, &ask, known)
                                : known->rule(core, &ask);
    json_t *answer = answer_for(core, &ask, result);
    json_decref(ask.event.body);
    json_decref(ask.extra);
    return answer;
}
