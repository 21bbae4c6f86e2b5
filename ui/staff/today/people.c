#include "ui/staff/today/people.h"

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/shell.h"
#include "ui/staff/when.h"

enum presence
people_presence(const struct view_person *person, bool expected,
                struct clock_time now)
{
    if (person->here && when_sure(now) &&
        !when_is_today(now, person->arrived_utc_ms))
        return PRESENCE_UNKNOWN;
    if (person->here)
        return PRESENCE_HERE;
    if (when_is_today(now, person->left_utc_ms))
        return PRESENCE_HOME;
    return expected ? PRESENCE_EXPECTED : PRESENCE_AWAY;
}

const char *
people_presence_words(const char *lang, enum presence presence)
{
    switch (presence) {
    case PRESENCE_HERE:
        return word(lang, "Här");
    case PRESENCE_EXPECTED:
        return word(lang, "Väntas");
    case PRESENCE_HOME:
        return word(lang, "Gått hem");
    case PRESENCE_UNKNOWN:
        return word(lang, "Okänt");
    case PRESENCE_AWAY:
    case PRESENCE_COUNT:
        break;
    }
    return word(lang, "Inget planerat");
}

static const char *const shapes[PRESENCE_COUNT] = {[PRESENCE_HERE] = "here",
                                                   [PRESENCE_EXPECTED] = "away",
                                                   [PRESENCE_AWAY] = "away",
                                                   [PRESENCE_HOME] = "home",
                                                   [PRESENCE_UNKNOWN] =
                                                       "unsure"};

static const char *const names[PRESENCE_COUNT] = {
    [PRESENCE_HERE] = "here",
    [PRESENCE_EXPECTED] = "expected",
    [PRESENCE_AWAY] = "away",
    [PRESENCE_HOME] = "home",
    [PRESENCE_UNKNOWN] = "unknown"};

static const char *
name_of(enum presence presence)
{
    return presence < PRESENCE_COUNT ? names[presence] : "";
}

/* In `group`, or with no group that is known when it is NULL. */
static bool
belongs(const struct people *people, const struct view_person *person,
        const struct view_group *group)
{
    if (group != NULL)
        return text_equal(person->group, group->id);
    for (int i = 0; i < people->group_count; i++)
        if (text_equal(person->group, people->groups[i].id))
            return false;
    return true;
}

static int
count_of(const struct people *people, const struct view_group *group,
         enum presence presence, struct clock_time now)
{
    int found = 0;
    for (int i = 0; i < people->person_count; i++)
        found += belongs(people, &people->people[i], group) &&
                 people_presence(&people->people[i], people->expected[i],
                                 now) == presence;
    return found;
}

static void
put_time(struct visit *visit, const struct view_person *person,
         enum presence presence)
{
    char at[WHEN_SIZE] = "";
    char says[2 * WHEN_SIZE];
    if (presence == PRESENCE_HERE || presence == PRESENCE_UNKNOWN)
        when_was(visit->lang, visit->now, person->arrived_utc_ms, at);
    else if (presence == PRESENCE_HOME)
        when_was(visit->lang, visit->now, person->left_utc_ms, at);
    if (at[0] == '\0')
        return;
    text_format(says, sizeof says,
                presence == PRESENCE_HOME ? word(visit->lang, "gick %s")
                                          : word(visit->lang, "sedan %s"),
                at);
    html_element(&visit->html, "span", "at", says);
}

/* One touch: arrived, or left. The group's form has the rest. */
static void
put_touch(struct visit *visit, const struct view_person *person,
          enum presence presence)
{
    struct html *html = &visit->html;
    bool leaves = presence == PRESENCE_HERE || presence == PRESENCE_UNKNOWN;
    char label[VIEW_NAME_SIZE + 32];
    text_format(label, sizeof label,
                leaves ? word(visit->lang, "%s har gått")
                       : word(visit->lang, "%s har kommit"),
                person->name);
    html_put(html, "<button class=\"touch\"");
    html_attribute(html, "name", leaves ? "leave" : "arrive");
    html_attribute(html, "value", person->id);
    html_attribute(html, "aria-label", label);
    html_put(html, ">");
    html_text(html,
              leaves ? word(visit->lang, "Gick") : word(visit->lang, "Kom"));
    html_put(html, "</button>");
}

static void
put_person(struct visit *visit, const struct view_person *person,
           enum presence presence)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/presence/%s", person->id);
    html_put(html, "<li><a");
    html_attribute(html, "href", path);
    html_put(html, ">");
    shell_picture(html, person->picture, 48, person->symbol);
    html_element(html, "b", NULL, person->name);
    html_put(html, "</a>");
    if (presence == PRESENCE_HERE && person->paused)
        html_element(html, "span", "pause", word(visit->lang, "Paus"));
    put_time(visit, person, presence);
    put_touch(visit, person, presence);
    html_put(html, "</li>");
}

static void
put_presence(struct visit *visit, const struct people *people,
             const struct view_group *group, enum presence presence)
{
    struct html *html = &visit->html;
    int count = count_of(people, group, presence, visit->now);
    if (count == 0)
        return;
    html_put(html, "<h3>");
    page_shape(html, shapes[presence]);
    html_text(html, people_presence_words(visit->lang, presence));
    html_put(html, " <span class=\"count\">");
    html_number(html, count);
    html_put(html, "</span></h3><ul");
    html_attribute(html, "class", name_of(presence));
    html_put(html, ">");
    for (int i = 0; i < people->person_count; i++) {
        const struct view_person *person = &people->people[i];
        if (belongs(people, person, group) &&
            people_presence(person, people->expected[i], visit->now) ==
                presence)
            put_person(visit, person, presence);
    }
    html_put(html, "</ul>");
}

static void
put_group(struct visit *visit, const struct people *people,
          const struct view_group *group)
{
    static const enum presence order[] = {PRESENCE_HERE, PRESENCE_EXPECTED,
                                          PRESENCE_UNKNOWN, PRESENCE_HOME,
                                          PRESENCE_AWAY};
    struct html *html = &visit->html;
    int total = 0;
    for (int i = 0; i < PRESENCE_COUNT; i++)
        total += count_of(people, group, order[i], visit->now);
    if (total == 0)
        return;
    html_put(html, "<article><h2 dir=\"auto\">");
    html_text(html,
              group != NULL ? group->name : word(visit->lang, "Utan grupp"));
    html_put(html, "</h2>");
    field_form(visit, "/presence");
    if (people->group != NULL)
        field_hidden(visit, "group", people->group);
    else if (!people->own && visit->who.group_count > 0)
        field_hidden(visit, "group", "all");
    for (int i = 0; i < PRESENCE_COUNT; i++)
        put_presence(visit, people, group, order[i]);
    field_form_end(visit);
    html_put(html, "</article>");
}

/* "9 här · 13 väntas · 2 gått hem", over the groups. */
static void
put_summary(struct visit *visit, const struct people *people)
{
    struct html *html = &visit->html;
    int totals[PRESENCE_COUNT] = {0};
    for (int i = 0; i < people->person_count; i++)
        totals[people_presence(&people->people[i], people->expected[i],
                               visit->now)]++;
    html_put(html, "<p class=\"summary\">");
    for (int i = 0; i < PRESENCE_COUNT; i++) {
        if (totals[i] == 0 && i != PRESENCE_HERE)
            continue;
        html_put(html, "<span>");
        page_shape(html, shapes[i]);
        html_put(html, "<b>");
        html_number(html, totals[i]);
        html_put(html, "</b> ");
        html_text(html, people_presence_words(visit->lang, (enum presence)i));
        html_put(html, "</span>");
    }
    html_put(html, "<a class=\"button quiet\" href=\"/evacuation\">");
    html_text(html, word(visit->lang, "Lista vid utrymning"));
    html_put(html, "</a><a class=\"button quiet\" href=\"/not-seen\">");
    html_text(html, word(visit->lang, "Inte setts på ett tag"));
    html_put(html, "</a></p>");
}

/* Somebody came on an earlier day, and nobody saw them go. */
static void
put_departure(struct visit *visit, const struct view_departure *departure)
{
    struct html *html = &visit->html;
    char date[CIVIL_DATE_SIZE];
    char came[CIVIL_TIME_SIZE];
    char says[VIEW_TEXT_SIZE];
    civil_format_date(departure->day, date);
    civil_format_time(departure->came, came);
    text_format(says, sizeof says, word(visit->lang, "%1$s, kom %2$s"),
                word_weekday(visit->lang, civil_weekday(departure->day)), came);
    html_put(html, "<li>");
    shell_picture(html, departure->picture, 40, "");
    html_put(html, "<p>");
    html_element(html, "b", NULL, departure->name);
    html_put(html, " ");
    html_element(html, "span", NULL, says);
    html_put(html, "</p>");
    field_form(visit, "/settle");
    field_hidden(visit, "about", departure->person);
    field_hidden(visit, "date", date);
    html_put(html, "<label>");
    html_text(html, word(visit->lang, "Gick"));
    html_put(html, " <input type=\"time\" name=\"went\"></label>");
    field_button(visit, word(visit->lang, "Spara"), "quiet");
    field_button_as(visit, word(visit->lang, "Ingen vet"), "quiet", "unknown",
                    "1");
    field_form_end(visit);
    html_put(html, "</li>");
}

static void
put_departures(struct visit *visit, const struct people *people)
{
    struct html *html = &visit->html;
    if (people->departure_count == 0)
        return;
    html_put(html, "<details class=\"settle\" data-key=\"settle\"><summary>");
    html_text(html, word(visit->lang, "Avresor att reda ut"));
    html_put(html, " <span class=\"count\">");
    html_number(html, people->departure_count);
    html_put(html, "</span></summary><ul>");
    for (int i = 0; i < people->departure_count; i++)
        put_departure(visit, &people->departures[i]);
    html_put(html, "</ul></details>");
}

/* Who works today; one touch says that one does. */
static void
put_staff(struct visit *visit, const struct people *people)
{
    struct html *html = &visit->html;
    bool here = false;
    html_put(html, "<div class=\"staff\"><h2>");
    html_text(html, word(visit->lang, "Arbetar i dag"));
    html_put(html, "</h2><ul>");
    for (int i = 0; i < people->staff_count; i++) {
        const struct view_staff *staff = &people->staff[i].staff;
        here = here || text_equal(staff->id, visit->who.account);
        html_put(html, "<li>");
        if (text_empty(staff->picture))
            page_shape(html, "me");
        else
            shell_picture(html, staff->picture, 36, "");
        html_element(html, "span", NULL, staff->name);
        html_put(html, "</li>");
    }
    html_put(html, "</ul>");
    if (visit->who.staff)
        field_act(visit, here ? "/staff/went" : "/staff/came",
                  here ? word(visit->lang, "Jag går för dagen")
                       : word(visit->lang, "Jag arbetar i dag"),
                  "quiet", NULL, NULL);
    html_put(html, "</div>");
}

static void
put_way(struct visit *visit, const char *group, const char *name, bool current)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, group == NULL ? "/" : "/?group=%s", group);
    html_put(html, "<a class=\"button quiet\"");
    html_attribute(html, "href", path);
    if (current)
        html_put(html, " aria-current=\"true\"");
    html_put(html, ">");
    html_text(html, name);
    html_put(html, "</a>");
}

/* A large centre is shown a group at a time, so that a page stays small; and
 * whoever works with one group begins there. */
static void
put_group_ways(struct visit *visit, const struct people *people)
{
    struct html *html = &visit->html;
    bool small = people->person_count <= PEOPLE_ALL_AT_ONCE;
    bool mine = visit->who.group_count > 0;
    if (people->group == NULL && small && !mine)
        return;
    html_put(html, "<nav class=\"ways\"");
    html_attribute(html, "aria-label", word(visit->lang, "Grupper"));
    html_put(html, ">");
    if (mine)
        put_way(visit, NULL, word(visit->lang, "Mina grupper"), people->own);
    for (int i = 0; i < people->group_count; i++)
        put_way(visit, people->groups[i].id, people->groups[i].name,
                text_equal(people->group, people->groups[i].id));
    if (small)
        put_way(visit, "all", word(visit->lang, "Alla"),
                people->group == NULL && !people->own);
    html_put(html, "</nav>");
}

static bool
is_shown(const struct visit *visit, const struct people *people,
         const struct view_group *group)
{
    return people->own
               ? visit_own_group(visit, group->id)
               : people->group == NULL || text_equal(people->group, group->id);
}

void
people_section(struct visit *visit, const struct people *people)
{
    struct html *html = &visit->html;
    html_put(html, "<section id=\"people\" data-live>");
    if (people->person_count == 0) {
        html_element(html, "p", "empty",
                     word(visit->lang, "Här finns inga deltagare än."));
        html_put(html, "</section>");
        return;
    }
    put_summary(visit, people);
    put_departures(visit, people);
    put_group_ways(visit, people);
    html_put(html, "<div class=\"groups\">");
    for (int i = 0; i < people->group_count; i++)
        if (is_shown(visit, people, &people->groups[i]))
            put_group(visit, people, &people->groups[i]);
    if (people->group == NULL)
        put_group(visit, people, NULL);
    html_put(html, "</div>");
    put_staff(visit, people);
    html_put(html, "</section>");
}
