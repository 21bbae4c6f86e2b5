#include "ui/kiosk/since.h"

#include "firmware/base/text.h"

enum reach { EVERYTHING, ITS_PERSON, NO_PERSON };

/* What of a person's row an event changes. Days, signals and what staff look
 * at stand in rows of their own, which are few and always read. */
static enum reach
reach_of(enum event_kind kind)
{
    switch ((int)kind) {
    case EVENT_ARRIVED:
    case EVENT_ARRIVAL_UNDONE:
    case EVENT_LEFT:
    case EVENT_DEPARTURE_UNDONE:
    case EVENT_PAUSED:
    case EVENT_RESUMED:
        return ITS_PERSON;
    case EVENT_CHANGE_SEEN:
    case EVENT_DONE:
    case EVENT_UNDONE:
    case EVENT_CHOSEN:
    case EVENT_SIGNAL_RAISED:
    case EVENT_SIGNAL_REPEATED:
    case EVENT_SIGNAL_DELIVERED:
    case EVENT_SIGNAL_ACKNOWLEDGED:
    case EVENT_SIGNAL_WITH:
    case EVENT_SIGNAL_CLOSED:
    case EVENT_SIGNAL_WITHDRAWN:
    case EVENT_SIGNAL_WHOSE:
    case EVENT_SIGNAL_ESCALATED:
    case EVENT_SIGNAL_FORM:
    case EVENT_LOOKED:
        return NO_PERSON;
    default:
        return EVERYTHING;
    }
}

static bool
is_about_pictures(enum event_kind kind)
{
    switch ((int)kind) {
    case EVENT_CONSENT_GIVEN:
    case EVENT_CONSENT_WITHDRAWN:
    case EVENT_PICTURE_SAVED:
    case EVENT_PICTURE_REMOVED:
    case EVENT_RESTORED:
        return true;
    default:
        return false;
    }
}

static void
note_person(struct since *since, const char *id)
{
    for (int i = 0; i < since->count; i++)
        if (text_equal(since->people[i], id))
            return;
    if (since->count == SINCE_PEOPLE_MAX)
        since->all = true;
    else
        text_copy(since->people[since->count++], UUID_SIZE, id);
}

void
since_note(struct since *since, const struct event *event)
{
    enum reach reach = reach_of(event->kind);
    since->pictures |= is_about_pictures(event->kind);
    since->all |= reach == EVERYTHING;
    if (reach == ITS_PERSON)
        note_person(since, event->about);
}
