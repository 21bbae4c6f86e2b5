#include "firmware/base/text.h"
#include "firmware/core/inside.h"

static enum result
find_signal(struct core *core, struct ask *ask, struct view_signal *out)
{
    const char *id = ask_text(ask, "signal");
    enum result result = view_signal(core->store, clock_boot_id(core->clock),
                                     id == NULL ? "" : id, out);
    if (result == RESULT_ABSENT)
        return ask_refuse(ask, result, "absent", "signal",
                          "there is no such signal");
    return result;
}

static enum result
take_step(struct core *core, struct ask *ask, enum signal_step step)
{
    struct view_signal signal;
    enum result result = find_signal(core, ask, &signal);
    if (result != RESULT_OK)
        return result;
    text_copy(ask->event.about, sizeof ask->event.about, signal.id);
    switch (signal_take(&signal.state, step)) {
    case SIGNAL_MOVES:
        return RESULT_OK;
    case SIGNAL_STAYS:
        ask->already = true;
        return RESULT_OK;
    case SIGNAL_REFUSED:
    default:
        return ask_refuse(ask, RESULT_INVALID, "refused", "signal",
                          "this signal is closed already");
    }
}

enum result
rule_deliver(struct core *core, struct ask *ask)
{
    return take_step(core, ask, SIGNAL_STEP_DELIVER);
}

/* "Maria is coming" may be said only because Maria said so. */
enum result
rule_acknowledge(struct core *core, struct ask *ask)
{
    if (ask->event.who[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "who",
                          "who is coming is missing");
    return take_step(core, ask, SIGNAL_STEP_ACKNOWLEDGE);
}

enum result
rule_with(struct core *core, struct ask *ask)
{
    return take_step(core, ask, SIGNAL_STEP_WITH);
}

enum result
rule_close(struct core *core, struct ask *ask)
{
    return take_step(core, ask, SIGNAL_STEP_CLOSE);
}

enum result
rule_withdraw(struct core *core, struct ask *ask)
{
    return take_step(core, ask, SIGNAL_STEP_WITHDRAW);
}

enum result
rule_whose(struct core *core, struct ask *ask)
{
    struct view_signal signal;
    struct view_person person;
    enum result result = ask_person(core, ask, &person);
    if (result == RESULT_OK)
        result = find_signal(core, ask, &signal);
    if (result != RESULT_OK)
        return result;
    ask->already = text_equal(signal.about, person.id);
    text_copy(ask->event.about, sizeof ask->event.about, signal.id);
    ask->event.body = json_pack("{s:s}", "person", person.id);
    return RESULT_OK;
}

/* Asking again while nobody has answered is the same question. */
static bool
same_question(struct core *core, const char *person, char id[UUID_SIZE])
{
    struct view_signal signals[8];
    int count = 0;
    if (view_signals(core->store, clock_boot_id(core->clock), false, signals, 8,
                     &count) != RESULT_OK)
        return false;
    for (int i = 0; i < count; i++) {
        if (signals[i].kind != SIGNAL_ASK ||
            signals[i].state >= SIGNAL_ACKNOWLEDGED ||
            !text_equal(signals[i].about, person))
            continue;
        text_copy(id, UUID_SIZE, signals[i].id);
        return true;
    }
    return false;
}

enum result
rule_ask(struct core *core, struct ask *ask)
{
    struct view_person person = {.id = ""};
    char id[UUID_SIZE];
    const char *place = ask_text(ask, "place");
    enum result result = RESULT_OK;
    if (ask->event.about[0] != '\0')
        result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (same_question(core, person.id, id)) {
        ask->event.kind = EVENT_SIGNAL_REPEATED;
        text_copy(ask->event.about, sizeof ask->event.about, id);
        return RESULT_OK;
    }
    ask->event.body = json_pack("{s:s,s:s}", "kind", "ask", "place",
                                place == NULL ? "kiosk" : place);
    if (person.id[0] != '\0')
        json_object_set_new(ask->event.body, "person", json_string(person.id));
    uuid_make(ask->event.about, ask->now.utc_ms);
    ask->extra = json_pack("{s:s}", "signal", ask->event.about);
    return RESULT_OK;
}
