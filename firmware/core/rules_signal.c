#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum result
ask_signal(struct core *core, struct ask *ask, struct view_signal *out)
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
take_step(struct core *core, struct ask *ask, enum signal_step step,
          enum view_signal_state *before)
{
    struct view_signal signal;
    *before = SIGNAL_PRESSED;
    enum result result = ask_signal(core, ask, &signal);
    if (result != RESULT_OK)
        return result;
    /* From a page every step is somebody's; a page that has drawn it is not. */
    if (ask->as == THROUGH_STAFF && step != SIGNAL_STEP_DELIVER &&
        ask->event.who[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "who",
                          "who does it is missing");
    text_copy(ask->event.about, sizeof ask->event.about, signal.id);
    *before = signal.state;
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
    enum view_signal_state before;
    return take_step(core, ask, SIGNAL_STEP_DELIVER, &before);
}

/* "Maria is coming" may be said only because Maria said so. */
enum result
rule_acknowledge(struct core *core, struct ask *ask)
{
    if (ask->event.who[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "who",
                          "who is coming is missing");
    enum view_signal_state before;
    return take_step(core, ask, SIGNAL_STEP_ACKNOWLEDGE, &before);
}

enum result
rule_with(struct core *core, struct ask *ask)
{
    enum view_signal_state before;
    return take_step(core, ask, SIGNAL_STEP_WITH, &before);
}

enum result
rule_close(struct core *core, struct ask *ask)
{
    enum view_signal_state before;
    enum result result = take_step(core, ask, SIGNAL_STEP_CLOSE, &before);
    if (result != RESULT_OK || ask->already)
        return result;
    ask->event.body = signal_form_of(ask);
    /* They came without a device: it may be, and it is marked. */
    if (before < SIGNAL_ACKNOWLEDGED)
        json_object_set_new(ask->event.body, "unanswered", json_true());
    return RESULT_OK;
}

enum result
rule_withdraw(struct core *core, struct ask *ask)
{
    enum view_signal_state before;
    return take_step(core, ask, SIGNAL_STEP_WITHDRAW, &before);
}

enum result
rule_whose(struct core *core, struct ask *ask)
{
    struct view_signal signal;
    struct view_brief person;
    bool nobody = json_is_true(json_object_get(ask->command, "nobody"));
    enum result result = ask_signal(core, ask, &signal);
    person.id[0] = '\0';
    if (result == RESULT_OK && !nobody)
        result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (ask->as == THROUGH_STAFF && ask->event.who[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "who",
                          "who says so is missing");
    ask->already = text_equal(signal.about, person.id);
    text_copy(ask->event.about, sizeof ask->event.about, signal.id);
    ask->event.body = json_object();
    if (!nobody)
        json_object_set_new(ask->event.body, "person", json_string(person.id));
    if (signal.about[0] != '\0')
        json_object_set_new(ask->event.body, "was", json_string(signal.about));
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
    struct view_brief person = {.id = ""};
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
