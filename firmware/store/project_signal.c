#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"
#include "firmware/store/words_of.h"

static enum result
raise_signal(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int kind = body_word(&b, "kind", words_of_signal_kind, SIGNAL_PRESS);
    const char *place = body_text(&b, "place", 40, true);
    const char *person = body_id(&b, "person", false);
    int64_t at = body_int(&b, "pressed_utc_ms", 0, INT64_MAX, event->at.utc_ms);
    int64_t up =
        body_int(&b, "pressed_boot_ms", 0, INT64_MAX, event->at.boot_ms);
    const char *boot = body_text(&b, "pressed_boot", 36, false);
    int64_t presses = body_int(&b, "presses", 1, UINT32_MAX, 1);
    bool walk = body_bool(&b, "walk");
    if (b.wrong)
        return RESULT_INVALID;
    if (boot == NULL)
        boot = event->boot_id;
    enum result result = db_run(
        store,
        "INSERT INTO signal VALUES(?1,?2,0,?3,?4,NULL,?5,?6,?7,?7,?6,?9,?8,0)",
        "tdttitiii", event->about, kind, place, person, at, boot, up,
        event->seq, presses);
    if (result != RESULT_OK || !walk)
        return result;
    return db_run(store, "INSERT OR REPLACE INTO walk VALUES(?,?,?,NULL)",
                  "tti", place, event->about, at);
}

static enum result
repeat_signal(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t up =
        body_int(&b, "pressed_boot_ms", 0, INT64_MAX, event->at.boot_ms);
    const char *boot = body_text(&b, "pressed_boot", 36, false);
    int64_t presses = body_int(&b, "presses", 1, UINT32_MAX, 1);
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store,
                  "UPDATE signal SET presses=presses+?,last_up=?,last_boot=?"
                  " WHERE id=?",
                  "iitt", presses, up, boot != NULL ? boot : event->boot_id,
                  event->about);
}

/* Nobody has answered for so long: more of the staff are told. */
static enum result
escalate_signal(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t level = body_int(&b, "level", 1, 2, 1);
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "UPDATE signal SET level=? WHERE id=?", "it", level,
                  event->about);
}

static enum result
name_signal(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *person = body_id(&b, "person", false);
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "UPDATE signal SET person=? WHERE id=?", "tt", person,
                  event->about);
}

/* What staff remember of it afterwards (LA-14): all of it may be left out. */
static enum result
save_form(struct store *store, const struct event *event, bool unanswered)
{
    struct body b = body_of(store, event);
    int met = body_time(&b, "met");
    int64_t helped = body_words(&b, "helped", words_of_helped);
    int64_t before = body_words(&b, "before", words_of_before);
    const char *inside = body_text(&b, "inside", VIEW_NOTE_CHARS, false);
    const char *outside = body_text(&b, "outside", VIEW_NOTE_CHARS, false);
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store,
                  "INSERT INTO signal_end VALUES(?1,?2,?3,?4,?5,?6,?7)"
                  " ON CONFLICT(signal) DO UPDATE SET met=?3,helped=?4,"
                  " before=?5,inside=?6,outside=?7",
                  "tddiitt", event->about, (int)unanswered, met, helped, before,
                  inside, outside);
}

/* Closed with nothing more to say leaves no row. */
static enum result
end_signal(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    bool unanswered = body_bool(&b, "unanswered");
    if (b.wrong)
        return RESULT_INVALID;
    if (!unanswered && json_object_get(b.json, "met") == NULL &&
        json_object_get(b.json, "helped") == NULL &&
        json_object_get(b.json, "before") == NULL &&
        json_object_get(b.json, "inside") == NULL &&
        json_object_get(b.json, "outside") == NULL)
        return RESULT_OK;
    return save_form(store, event, unanswered);
}

static enum result
move_signal(struct store *store, const struct event *event,
            enum view_signal_state state)
{
    enum result result =
        db_run(store,
               "UPDATE signal SET state=?,staff=coalesce(nullif(?,''),staff)"
               " WHERE id=?",
               "dtt", (int)state, event->who, event->about);
    if (result != RESULT_OK)
        return result;
    if (state == SIGNAL_CLOSED)
        return end_signal(store, event);
    /* A walk test has gone the whole way when a page has drawn it. */
    if (state == SIGNAL_DELIVERED)
        return db_run(store, "UPDATE walk SET seen=? WHERE signal=?", "it",
                      event->at.utc_ms, event->about);
    return RESULT_OK;
}

enum result
project_signal(struct store *store, const struct event *event)
{
    static const enum view_signal_state states[EVENT_KIND_COUNT] = {
        [EVENT_SIGNAL_DELIVERED] = SIGNAL_DELIVERED,
        [EVENT_SIGNAL_ACKNOWLEDGED] = SIGNAL_ACKNOWLEDGED,
        [EVENT_SIGNAL_WITH] = SIGNAL_WITH,
        [EVENT_SIGNAL_CLOSED] = SIGNAL_CLOSED,
        [EVENT_SIGNAL_WITHDRAWN] = SIGNAL_WITHDRAWN};
    if (event->about[0] == '\0')
        return project_refuse(store, "about", "missing");
    switch ((int)event->kind) {
    case EVENT_SIGNAL_RAISED:
        return raise_signal(store, event);
    case EVENT_SIGNAL_REPEATED:
        return repeat_signal(store, event);
    case EVENT_SIGNAL_WHOSE:
        return name_signal(store, event);
    case EVENT_SIGNAL_ESCALATED:
        return escalate_signal(store, event);
    case EVENT_SIGNAL_FORM:
        return save_form(store, event, false);
    default:
        return move_signal(store, event, states[event->kind]);
    }
}

/* What does not work stands until it works again. */
enum result
project_fault(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int what = body_word(&b, "what", words_of_fault, FAULT_BUTTON);
    const char *place = body_text(&b, "place", 40, false);
    const char *state = body_text(&b, "state", 15, false);
    if (b.wrong)
        return RESULT_INVALID;
    if (event->kind == EVENT_FAULT_ENDED)
        return db_run(store, "DELETE FROM fault WHERE what=? AND place=?", "dt",
                      what, place == NULL ? "" : place);
    return db_run(store, "INSERT OR REPLACE INTO fault VALUES(?,?,?,?)", "dtti",
                  what, place == NULL ? "" : place, state, event->at.utc_ms);
}
