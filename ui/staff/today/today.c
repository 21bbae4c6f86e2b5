#include "ui/staff/today/today.h"

#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/shell.h"
#include "ui/staff/today/people.h"
#include "ui/staff/today/signals.h"
#include "ui/staff/when.h"

/* Room for all that stands on the page; the visit frees it. */
struct room {
    struct view_group groups[VIEW_GROUPS_MAX];
    struct view_person people[VIEW_PEOPLE_MAX];
    bool expected[VIEW_PEOPLE_MAX];
    struct view_departure departures[PEOPLE_DEPARTURES_MAX];
    struct view_staff_here staff[VIEW_STAFF_MAX];
};

static enum result
read_people(struct visit *visit, struct room *room, struct people *people)
{
    *people = (struct people){.groups = room->groups,
                              .people = room->people,
                              .expected = room->expected,
                              .departures = room->departures,
                              .staff = room->staff};
    enum result result = view_groups(visit->store, room->groups,
                                     VIEW_GROUPS_MAX, &people->group_count);
    if (result == RESULT_OK)
        result = view_people(visit->store, visit->boot_id, room->people,
                             VIEW_PEOPLE_MAX, &people->person_count);
    if (result == RESULT_OK)
        result = view_expected(visit->store, visit->today, room->people,
                               people->person_count, room->expected);
    /* An unsure clock does not know which day is over. */
    if (result == RESULT_OK && when_sure(visit->now))
        result =
            view_departures(visit->store, visit->today, room->departures,
                            PEOPLE_DEPARTURES_MAX, &people->departure_count);
    return result == RESULT_OK
               ? view_staff_here(visit->store, visit->today, room->staff,
                                 VIEW_STAFF_MAX, &people->staff_count)
               : result;
}

/* One's own groups, if one has any; a centre with many people is shown a
 * group at a time. */
static void
choose_groups(struct visit *visit, struct people *people)
{
    const char *wanted = form_text(&visit->query, "group");
    people->group = NULL;
    for (int i = 0; wanted != NULL && i < people->group_count; i++)
        if (text_equal(people->groups[i].id, wanted))
            people->group = people->groups[i].id;
    people->own = people->group == NULL && visit->who.group_count > 0 &&
                  !text_equal(wanted, "all");
    if (people->group == NULL && !people->own &&
        people->person_count > PEOPLE_ALL_AT_ONCE && people->group_count > 0)
        people->group = people->groups[0].id;
}

static void
put_when(struct visit *visit)
{
    struct html *html = &visit->html;
    char date[WHEN_SIZE];
    char clock[WHEN_SIZE];
    when_today(visit->lang, visit->now, date);
    when_clock(visit->now, clock);
    html_put(html, "<p id=\"when\" data-live>");
    if (date[0] != '\0') {
        html_element(html, "span", "date", date);
        html_element(html, "b", "clock", clock);
    }
    html_put(html, "</p>");
}

static void
put_bands(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "<div id=\"bands\" data-live>");
    if (!visit->core_answers)
        shell_band(html, word(visit->lang, "Lådans minne svarar inte. Det som "
                                           "står här kan ha ändrats."));
    if (!when_sure(visit->now))
        shell_band(html, word(visit->lang,
                              "Lådans klocka är osäker. Tider visas inte."));
    signals_faults(visit);
    html_put(html, "</div>");
}

/* What is kept fresh: all that has data-live. */
static void
put_now(struct visit *visit, struct room *room)
{
    struct html *html = &visit->html;
    struct people people;
    struct view_signal *signals = NULL;
    int count = 0;
    put_when(visit);
    put_bands(visit);
    if (signals_read(visit, true, &signals, &count))
        signals_section(visit, signals, count);
    signals_free(signals);
    if (visit->who.locked) {
        html_put(html, "<section id=\"people\" data-live><p class=\"empty\">");
        html_text(html, word(visit->lang, "Ingen har rört sidan på ett tag. "
                                          "Namnen kommer fram igen när du har "
                                          "låst upp."));
        html_put(html,
                 "</p><p><a class=\"button main\" href=\"/unlock?to=/\">");
        html_text(html, word(visit->lang, "Lås upp"));
        html_put(html, "</a></p></section>");
        return;
    }
    if (read_people(visit, room, &people) != RESULT_OK) {
        visit->html.cut = true; /* half a page is never sent */
        return;
    }
    choose_groups(visit, &people);
    people_section(visit, &people);
}

static bool
make_room(struct visit *visit)
{
    free(visit->room);
    visit->room = calloc(1, sizeof(struct room));
    if (visit->room == NULL)
        visit_status(visit, 503);
    return visit->room != NULL;
}

static void
make_title(struct visit *visit, char *out, size_t size)
{
    struct view_signal *signals = NULL;
    int count = 0;
    int open = 0;
    if (signals_read(visit, false, &signals, &count))
        open = signals_open_count(signals, count);
    signals_free(signals);
    out[0] = '\0';
    if (open > 0)
        text_format(out, size, "(%d) ", open);
    text_append(out, size, "%s",
                text_empty(visit->centre->name) ? "Tröskel"
                                                : visit->centre->name);
}

void
today_draw(struct visit *visit)
{
    char title[VIEW_NAME_SIZE + 16];
    if (!make_room(visit))
        return;
    make_title(visit, title, sizeof title);
    shell_open(visit,
               &(struct shell){.title = title, .nav = NAV_TODAY, .bare = true});
    html_put(&visit->html, "<noscript>");
    shell_band(&visit->html,
               word(visit->lang, "Sidan hämtas var tionde sekund. En signal "
                                 "räknas som framme när en sida med skript har "
                                 "visat den."));
    html_put(&visit->html, "</noscript><h1 class=\"unseen\">");
    html_text(&visit->html, word(visit->lang, "I dag"));
    html_put(&visit->html, "</h1>");
    put_now(visit, visit->room);
    shell_close(visit);
}

void
today_draw_now(struct visit *visit)
{
    char title[VIEW_NAME_SIZE + 16];
    if (!make_room(visit))
        return;
    make_title(visit, title, sizeof title);
    html_put(&visit->html, "<main id=\"now\"");
    html_attribute(&visit->html, "data-title", title);
    html_put(&visit->html, ">");
    put_now(visit, visit->room);
    html_put(&visit->html, "</main>");
}

void
today_draw_strip(struct visit *visit)
{
    const char *on = form_text(&visit->query, "on");
    struct view_signal signal;
    html_put(&visit->html, "<main id=\"now\">");
    shell_strip(visit, on);
    if (on != NULL &&
        view_signal(visit->store, visit->boot_id, on, &signal) == RESULT_OK)
        signals_alone(visit, &signal);
    html_put(&visit->html, "</main>");
}
