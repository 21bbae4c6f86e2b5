/* One person's day as it was touched, and how it is put right; and the lists
 * of people that staff take along: who is here, and whom nobody has seen. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/shell.h"
#include "ui/staff/today/people.h"
#include "ui/staff/today/today.h"
#include "ui/staff/when.h"

enum { NOT_SEEN_DAYS = 14, LIST_MAX = 400 };

static void
put_touches(struct visit *visit, const struct view_person *person)
{
    bool today_over =
        !person->here && when_is_today(visit->now, person->left_utc_ms);
    html_put(&visit->html, "<div class=\"acts\">");
    field_form(visit, "/presence");
    field_hidden(visit, "to", visit->at);
    if (!person->here)
        field_button_as(visit, word(visit->lang, "Kom nu"), "main", "arrive",
                        person->id);
    else
        field_button_as(visit, word(visit->lang, "Gick nu"), "main", "leave",
                        person->id);
    if (person->here && when_is_today(visit->now, person->arrived_utc_ms))
        field_button_as(visit, word(visit->lang, "Ta tillbaka ankomsten"),
                        "quiet", "arrive_undo", person->id);
    if (today_over)
        field_button_as(visit, word(visit->lang, "Ta tillbaka avfärden"),
                        "quiet", "leave_undo", person->id);
    field_form_end(visit);
    html_put(&visit->html, "</div>");
}

static void
put_right(struct visit *visit, const struct view_person *person)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    civil_format_date(visit->today, date);
    text_format(path, sizeof path, "/settle/%s", person->id);
    html_put(&visit->html, "<h2>");
    html_text(&visit->html, word(visit->lang, "Rätta en dag"));
    html_put(&visit->html, "</h2><p class=\"hint\">");
    html_text(&visit->html,
              word(visit->lang, "Det som trycktes på skärmen finns kvar i "
                                "loggen. Det du skriver läggs till."));
    html_put(&visit->html, "</p>");
    field_form(visit, path);
    html_put(&visit->html, "<div class=\"row\">");
    field_line(visit, &(struct field){.name = "date",
                                      .label = word(visit->lang, "Dag"),
                                      .type = "date",
                                      .value = date,
                                      .needed = true});
    field_line(visit, &(struct field){.name = "came",
                                      .label = word(visit->lang, "Kom"),
                                      .type = "time"});
    field_line(visit, &(struct field){.name = "went",
                                      .label = word(visit->lang, "Gick"),
                                      .type = "time"});
    html_put(&visit->html, "</div>");
    field_tick(visit, "unknown",
               word(visit->lang, "Ingen vet när avfärden var"), false);
    field_button(visit, word(visit->lang, "Spara"), "main");
    field_form_end(visit);
}

void
presence_draw(struct visit *visit)
{
    struct view_person person;
    char at[WHEN_SIZE] = "";
    char path[VISIT_PATH_SIZE];
    if (view_person(visit->store, visit->boot_id, visit->path.id[0], &person) !=
        RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    shell_open(visit, &(struct shell){.title = person.name,
                                      .nav = NAV_TODAY,
                                      .narrow = true});
    html_put(&visit->html, "<p class=\"lead\">");
    shell_picture(&visit->html, person.picture, 64, person.symbol);
    if (person.here)
        when_was(visit->lang, visit->now, person.arrived_utc_ms, at);
    html_element(&visit->html, "span", NULL,
                 person.here ? word(visit->lang, "Här")
                             : word(visit->lang, "Inte här"));
    if (at[0] != '\0') {
        char says[2 * WHEN_SIZE];
        text_format(says, sizeof says, word(visit->lang, "sedan %s"), at);
        html_put(&visit->html, " ");
        html_element(&visit->html, "span", "at", says);
    }
    html_put(&visit->html, "</p>");
    put_touches(visit, &person);
    text_format(path, sizeof path, "/people/%s", person.id);
    html_put(&visit->html, "<p><a");
    html_attribute(&visit->html, "href", path);
    html_put(&visit->html, ">");
    html_text(&visit->html, word(visit->lang, "Till personens sida"));
    html_put(&visit->html, "</a></p>");
    put_right(visit, &person);
    shell_close(visit);
}

static void
put_evacuated(struct visit *visit, const struct view_person *person)
{
    struct html *html = &visit->html;
    char at[WHEN_SIZE];
    when_was(visit->lang, visit->now, person->arrived_utc_ms, at);
    html_put(html, "<li><span class=\"box\"></span>");
    shell_picture(html, person->picture, 48, "");
    html_element(html, "b", NULL, person->name);
    html_element(html, "span", "at", at);
    html_put(html, "</li>");
}

static void
put_counted(struct visit *visit, const char *words, int count)
{
    html_put(&visit->html, "<h2>");
    html_text(&visit->html, words);
    html_put(&visit->html, " <span class=\"count\">");
    html_number(&visit->html, count);
    html_put(&visit->html, "</span></h2>");
}

/* Whoever may be in the building, one touch away, and to be printed. Somebody
 * whose departure nobody knows stands on it: better one too many. */
void
evacuation_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct view_staff_here staff[VIEW_STAFF_MAX];
    char clock[WHEN_SIZE];
    char date[WHEN_SIZE];
    int count = 0;
    int staff_count = 0;
    int here = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    visit->room = people;
    if (people == NULL ||
        view_people(visit->store, visit->boot_id, people, VIEW_PEOPLE_MAX,
                    &count) != RESULT_OK ||
        view_staff_here(visit->store, visit->today, staff, VIEW_STAFF_MAX,
                        &staff_count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){
                          .title = word(visit->lang, "Lista vid utrymning"),
                          .nav = NAV_TODAY,
                          .script = "print.mjs"});
    when_today(visit->lang, visit->now, date);
    when_clock(visit->now, clock);
    html_put(html, "<p class=\"lead\">");
    html_text(html, date);
    html_put(html, " ");
    html_element(html, "b", NULL, clock);
    html_put(html, "</p><p><button class=\"quiet\" id=\"print\" hidden>");
    html_text(html, word(visit->lang, "Skriv ut"));
    html_put(html, "</button></p>");
    for (int i = 0; i < count; i++)
        here += people[i].here;
    put_counted(visit, word(visit->lang, "Deltagare"), here);
    html_put(html, "<ul class=\"checklist\">");
    for (int i = 0; i < count; i++)
        if (people[i].here)
            put_evacuated(visit, &people[i]);
    html_put(html, "</ul>");
    if (here == 0)
        html_element(html, "p", "empty", word(visit->lang, "Ingen är här."));
    put_counted(visit, word(visit->lang, "Personal"), staff_count);
    html_put(html, "<ul class=\"checklist\">");
    for (int i = 0; i < staff_count; i++) {
        html_put(html, "<li><span class=\"box\"></span>");
        html_element(html, "b", NULL, staff[i].staff.name);
        html_put(html, "</li>");
    }
    html_put(html, "</ul>");
    shell_close(visit);
}

/* Said without a word on why, and never to the person (G-4). */
void
not_seen_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    int count = 0;
    struct view_seen *seen = calloc(LIST_MAX, sizeof *seen);
    visit->room = seen;
    if (seen == NULL ||
        view_not_seen(visit->store, visit->today - NOT_SEEN_DAYS, seen,
                      LIST_MAX, &count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){
                          .title = word(visit->lang, "Inte setts på ett tag"),
                          .nav = NAV_TODAY,
                          .narrow = true});
    html_element(html, "p", "hint",
                 word(visit->lang, "De som inte har varit här på två veckor. "
                                   "Det kan vara precis som det är tänkt."));
    html_put(html, "<ul class=\"list\">");
    for (int i = 0; i < count; i++) {
        char path[VISIT_PATH_SIZE];
        char date[CIVIL_DATE_SIZE] = "";
        if (seen[i].day != INT32_MIN)
            civil_format_date(seen[i].day, date);
        text_format(path, sizeof path, "/people/%s", seen[i].person);
        html_put(html, "<li><a");
        html_attribute(html, "href", path);
        html_put(html, ">");
        shell_picture(html, seen[i].picture, 40, "");
        html_element(html, "b", NULL, seen[i].name);
        html_put(html, "</a>");
        html_element(html, "span", "at",
                     date[0] == '\0' ? word(visit->lang, "Inte än") : date);
        html_put(html, "</li>");
    }
    html_put(html, "</ul>");
    if (count == 0)
        html_element(html, "p", "empty",
                     word(visit->lang, "Alla har varit här nyligen."));
    shell_close(visit);
}
