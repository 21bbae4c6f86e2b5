/* Everybody who comes here, by group; and those who have stopped. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"
#include "ui/staff/team.h"

enum { ENDED_MAX = 400 };

static void
put_person(struct visit *visit, const struct view_person *person)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/people/%s", person->id);
    html_put(html, "<li><a");
    html_attribute(html, "href", path);
    html_put(html, ">");
    shell_picture(html, person->picture, 48, "");
    html_put(html, "<span>");
    html_element(html, "b", NULL, person->name);
    html_element(html, "span", "hint", person->symbol);
    html_put(html, "</span>");
    if (person->off)
        html_element(html, "span", "at", word(visit->lang, "inte på skärmen"));
    else if (person->here)
        html_element(html, "span", "at", word(visit->lang, "här"));
    html_put(html, "</a></li>");
}

static bool
fits(const struct view_person *person, const char *query)
{
    char folded[VIEW_NAME_SIZE];
    text_fold(folded, sizeof folded, person->name);
    if (strstr(folded, query) != NULL)
        return true;
    text_fold(folded, sizeof folded, person->symbol);
    return strstr(folded, query) != NULL;
}

static int
put_group(struct visit *visit, const struct view_person *people, int count,
          const char *id, const char *name, const char *query)
{
    struct html *html = &visit->html;
    int shown = 0;
    for (int i = 0; i < count; i++) {
        if (!text_equal(people[i].group, id) || !fits(&people[i], query))
            continue;
        if (shown == 0) {
            html_put(html, "<section><h2>");
            html_text(html, name);
            html_put(html, "</h2><ul class=\"people\">");
        }
        put_person(visit, &people[i]);
        shown++;
    }
    if (shown > 0)
        html_put(html, "</ul></section>");
    return shown;
}

static void
put_search(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "<form class=\"seek\" role=\"search\" action=\"/people\">"
                   "<input type=\"search\" name=\"q\" maxlength=\"40\" "
                   "autocomplete=\"off\"");
    html_attribute(html, "aria-label", word(visit->lang, "Namn eller symbol"));
    html_attribute(html, "placeholder", word(visit->lang, "Namn eller symbol"));
    html_attribute(html, "value", form_typed(&visit->query, "q"));
    html_put(html, ">");
    field_button(visit, word(visit->lang, "Sök"), "quiet");
    html_put(html, "</form>");
}

static void
put_ways(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "<p class=\"ways\">");
    if (visit_may(visit, ROLES_PLAN_OF))
        people_link(html, "/people/new", "way",
                    word(visit->lang, "Ny deltagare"));
    people_link(html, "/pictures", "way", word(visit->lang, "Bilder"));
    people_link(html, "/house", "way",
                word(visit->lang, "Grupper, platser och personal"));
    if (visit_may(visit, ROLE_LEADER))
        people_link(html, "/import", "way", word(visit->lang, "Läs in en fil"));
    people_link(html, "/people/ended", "way",
                word(visit->lang, "Kommer inte längre"));
    html_put(html, "</p>");
}

void
people_list_draw(struct visit *visit)
{
    struct view_group groups[VIEW_GROUPS_MAX];
    char query[VIEW_NAME_SIZE];
    int count = 0, group_count = 0, shown = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    visit->room = people;
    if (people == NULL ||
        view_people(visit->store, visit->boot_id, people, VIEW_PEOPLE_MAX,
                    &count) != RESULT_OK ||
        view_groups(visit->store, groups, VIEW_GROUPS_MAX, &group_count) !=
            RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Deltagare"),
                                      .nav = NAV_PEOPLE,
                                      .style = "people.css"});
    put_search(visit);
    text_fold(query, sizeof query, form_typed(&visit->query, "q"));
    text_trim(query);
    /* Whoever is looked for by name is found, wherever they are. */
    if (query[0] == '\0')
        team_keep(visit, TEAM_FIRST, people, &count);
    team_ways(visit);
    html_put(&visit->html, "<div class=\"grouped\">");
    for (int i = 0; i < group_count; i++)
        shown += put_group(visit, people, count, groups[i].id, groups[i].name,
                           query);
    shown += put_group(visit, people, count, "",
                       word(visit->lang, "Utan grupp"), query);
    html_put(&visit->html, "</div>");
    if (shown == 0)
        html_element(&visit->html, "p", "empty",
                     count == 0 ? word(visit->lang, "Ingen är inskriven än.")
                                : word(visit->lang, "Ingen heter så."));
    put_ways(visit);
    shell_close(visit);
}

void
people_ended_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    int count = 0;
    struct support_ended *ended = calloc(ENDED_MAX, sizeof *ended);
    visit->room = ended;
    if (ended == NULL ||
        view_ended(visit->store, ended, ENDED_MAX, &count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit,
               &(struct shell){.title = word(visit->lang, "Kommer inte längre"),
                               .nav = NAV_PEOPLE,
                               .style = "people.css",
                               .narrow = true});
    html_put(html, "<ul class=\"people\">");
    for (int i = 0; i < count; i++) {
        char path[VISIT_PATH_SIZE], date[PEOPLE_DAY_SIZE];
        text_format(path, sizeof path, "/people/%s", ended[i].id);
        people_day_words(visit->lang, ended[i].date, date);
        html_put(html, "<li><a");
        html_attribute(html, "href", path);
        html_put(html, ">");
        shell_picture(html, ended[i].picture, 48, "");
        html_element(html, "b", NULL, ended[i].name);
        html_element(html, "span", "at", date);
        html_put(html, "</a></li>");
    }
    html_put(html, "</ul>");
    if (count == 0)
        html_element(html, "p", "empty", word(visit->lang, "Ingen."));
    shell_close(visit);
}
