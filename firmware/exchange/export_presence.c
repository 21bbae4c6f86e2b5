#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/exchange/choice.h"
#include "firmware/exchange/export.h"

void
export_presence_init(struct export_presence *presence,
                     const struct export_people *people, FILE *out)
{
    static const char *const heads[] = {
        "Datum|Dato|Dato|Date", "Symbol|Symbol|Symbol|Symbol",
        "Namn|Navn|Navn|Name",  "Kom|Kom|Kom|Arrived",
        "Gick|Gik|Gikk|Left",   "Minuter|Minutter|Minutter|Minutes"};
    size_t count = sizeof heads / sizeof heads[0];
    memset(presence, 0, sizeof *presence);
    presence->people = *people;
    presence->out = out;
    export_begin(out);
    for (size_t i = 0; i < count; i++) {
        char head[CHOICE_KEY_SIZE] = "";
        choice_word(heads[i], people->lang, head, sizeof head);
        export_cell(out, head, i + 1 == count);
    }
}

static const struct view_person *
person_of(const struct export_presence *presence, const char *id)
{
    for (int i = 0; i < presence->people.person_count; i++)
        if (strcmp(presence->people.people[i].id, id) == 0)
            return &presence->people.people[i];
    return NULL;
}

/* A departure nobody told is empty, and so is the time it would give. */
static void
write_visit(const struct export_presence *presence,
            const struct export_visit *visit)
{
    char date[CIVIL_DATE_SIZE], came[CIVIL_TIME_SIZE];
    char went[CIVIL_TIME_SIZE] = "", minutes[24] = "";
    struct civil arrived = civil_from_utc(visit->arrived_ms);
    const struct view_person *person = person_of(presence, visit->person);
    civil_format_date(arrived.day, date);
    civil_format_time(arrived.minute, came);
    if (visit->left_ms > 0) {
        civil_format_time(civil_from_utc(visit->left_ms).minute, went);
        (void)text_format(
            minutes, sizeof minutes, "%lld",
            (long long)((visit->left_ms - visit->arrived_ms) / 60000));
    }
    export_cell(presence->out, date, false);
    export_cell(presence->out, person == NULL ? visit->person : person->symbol,
                false);
    export_cell(presence->out, person == NULL ? "" : person->name, false);
    export_cell(presence->out, came, false);
    export_cell(presence->out, went, false);
    export_cell(presence->out, minutes, true);
}

static struct export_visit *
visit_of(struct export_presence *presence, const char *person)
{
    for (int i = 0; i < presence->count; i++)
        if (strcmp(presence->visits[i].person, person) == 0)
            return &presence->visits[i];
    return NULL;
}

/* A visit waits for the next one to begin: until then its departure, or the
 * whole of it, can still be undone. */
static enum result
arrived(struct export_presence *presence, const struct event *event)
{
    struct export_visit *visit = visit_of(presence, event->about);
    if (visit != NULL && visit->arrived_ms > 0)
        write_visit(presence, visit);
    if (visit == NULL) {
        if (presence->count == EXPORT_VISITS_MAX)
            return RESULT_FULL;
        visit = &presence->visits[presence->count++];
    }
    (void)text_copy(visit->person, sizeof visit->person, event->about);
    visit->arrived_ms = event->at.utc_ms;
    visit->left_ms = 0;
    return RESULT_OK;
}

enum result
export_presence_event(struct export_presence *presence,
                      const struct event *event)
{
    struct export_visit *visit = visit_of(presence, event->about);
    if (event->kind == EVENT_ARRIVED)
        return arrived(presence, event);
    if (visit == NULL || visit->arrived_ms == 0)
        return RESULT_OK;
    if (event->kind == EVENT_ARRIVAL_UNDONE)
        visit->arrived_ms = 0;
    else if (event->kind == EVENT_LEFT)
        visit->left_ms = event->at.utc_ms;
    else if (event->kind == EVENT_DEPARTURE_UNDONE)
        visit->left_ms = 0;
    return RESULT_OK;
}

enum result
export_presence_end(struct export_presence *presence)
{
    for (int i = 0; i < presence->count; i++)
        if (presence->visits[i].arrived_ms > 0)
            write_visit(presence, &presence->visits[i]);
    presence->count = 0;
    return export_end(presence->out);
}
