/* What goes to the journal: Tröskel is no personal file. A note is
 * carried over by hand or as a file, and ticked. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/review/review.h"
#include "ui/staff/team.h"
#include "ui/staff/when.h"

enum { NOTES_MAX = 400, SHOWN_MAX = 40 };

static void
put_note(struct visit *visit, const struct review_note *note)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    char day[REVIEW_DAY_SIZE];
    review_day_words(lang, note->day, day);
    html_put(html, "<li class=\"note\"><div>");
    html_element(html, "b", NULL, note->name);
    html_put(html, " ");
    html_element(html, "span", "hint", day);
    html_element(html, "p", NULL, note->text);
    html_element(html, "p", "hint", note->who);
    if (note->transferred_at != 0) {
        char says[WHEN_SIZE + VIEW_NAME_SIZE + 40];
        char when[WHEN_SIZE];
        when_was(lang, visit->now, note->transferred_at, when);
        text_format(says, sizeof says, word(lang, "Överförd %s av %s"), when,
                    note->transferred_by);
        html_element(html, "p", NULL, says);
    }
    html_put(html, "</div>");
    if (note->transferred_at == 0) {
        char path[VISIT_PATH_SIZE];
        text_format(path, sizeof path, "/review/journal/%s/transferred",
                    note->id);
        field_act(visit, path, word(lang, "Överförd"), "main", NULL, NULL);
    }
    html_put(html, "</li>");
}

/* One's own groups first; another group's notes are not for staff at all. */
static bool
is_shown(const struct visit *visit, const char *person)
{
    return team_begins(visit) ? team_has(visit, person)
                              : team_may(visit, person);
}

void
journal_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    int count = 0;
    struct review_note *notes = calloc(NOTES_MAX, sizeof *notes);
    visit->room = notes;
    if (notes == NULL || view_journal(visit->store, NULL, notes, NOTES_MAX,
                                      &count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(lang, "Till journalen"),
                                      .nav = NAV_REVIEW,
                                      .style = "review.css",
                                      .narrow = true});
    html_element(&visit->html, "p", "hint",
                 word(lang, "Det här är ett arbetsverktyg, ingen personakt. "
                            "Anteckningar skrivs på personens sida."));
    field_problem(visit, "text");
    if (!visit_may(visit, ROLE_STAFF))
        team_ways(visit);
    html_put(&visit->html, "<ul class=\"notes\">");
    int shown = 0;
    for (int i = 0; i < count && shown < SHOWN_MAX; i++) {
        if (!is_shown(visit, notes[i].person))
            continue;
        put_note(visit, &notes[i]);
        shown++;
    }
    html_put(&visit->html, "</ul>");
    if (shown == 0)
        html_element(&visit->html, "p", "empty",
                     word(lang, "Inget väntar på att föras över."));
    out_form(visit, "journal", NULL, visit->today, visit->today);
    shell_close(visit);
}

void
journal_post(struct visit *visit)
{
    char person[UUID_SIZE];
    char text[4004];
    char date[CIVIL_DATE_SIZE];
    int32_t day = 0;
    if (!visit_id(visit, "person", person) ||
        !visit_date(visit, "date", &day) ||
        !visit_needed(visit, "text", 1000, text, sizeof text))
        return;
    civil_format_date(day, date);
    json_t *command = visit_command(visit, "journal");
    json_object_set_new(command, "about", json_string(person));
    json_object_set_new(command, "date", json_string(date));
    json_object_set_new(command, "text", json_string(text));
    text_copy(visit->then, sizeof visit->then, "/review/journal?saved=1");
    visit_ask(visit, command, NULL);
}

void
transferred_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "transferred");
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    text_copy(visit->then, sizeof visit->then, "/review/journal?saved=1");
    visit_ask(visit, command, NULL);
}

json_t *
journal_table(struct visit *visit)
{
    const char *lang = visit->lang;
    int count = 0;
    struct review_note *notes = calloc(NOTES_MAX, sizeof *notes);
    if (notes == NULL || view_journal(visit->store, NULL, notes, NOTES_MAX,
                                      &count) != RESULT_OK) {
        free(notes);
        return NULL;
    }
    json_t *rows = json_array();
    for (int i = 0; i < count; i++) {
        char date[CIVIL_DATE_SIZE];
        if (notes[i].transferred_at != 0 || !team_may(visit, notes[i].person))
            continue;
        civil_format_date(notes[i].day, date);
        json_array_append_new(rows, json_pack("[s,s,s,s]", date, notes[i].name,
                                              notes[i].text, notes[i].who));
    }
    free(notes);
    return json_pack("{s:s,s:[s,s,s,s],s:o}", "name",
                     word(lang, "Till journalen"), "head", word(lang, "Dag"),
                     word(lang, "Namn"), word(lang, "Anteckning"),
                     word(lang, "Av"), "rows", rows);
}
