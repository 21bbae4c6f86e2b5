/* One day of a person, a group or everybody. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/plan.h"

static void
put_adding(struct visit *visit, const struct plan_of *of, int32_t date)
{
    char path[VISIT_PATH_SIZE];
    char day[CIVIL_DATE_SIZE];
    char key[PLAN_KEY_SIZE];
    struct html *html = &visit->html;
    if (of->others) {
        html_element(html, "p", "hint", plan_others_words(visit->lang));
        return;
    }
    civil_format_date(date, day);
    plan_key_of(&of->whom, key);
    html_put(html, "<p class=\"acts\">");
    if (date >= visit->today) {
        text_format(path, sizeof path, "%s/new/%s", of->base, day);
        plan_link(html, path, "button main", word(visit->lang, "Lägg till"));
        text_format(path, sizeof path, "%s/list/%s", of->base, day);
        plan_link(html, path, "button", word(visit->lang, "Skriv en lista"));
    }
    text_format(path, sizeof path, "/plan/copy?from=%s&date=%s", key, day);
    plan_link(html, path, "button", word(visit->lang, "Kopiera"));
    html_put(html, "</p>");
}

static void
put_things(struct visit *visit, const struct plan_of *of,
           const struct view_day *day)
{
    html_put(&visit->html, "<ol class=\"things\">");
    for (int i = 0; i < day->count; i++)
        plan_thing(visit, of, day, i, false);
    html_put(&visit->html, "</ol>");
}

static void
put_glance(struct visit *visit, const struct plan_of *of, int32_t date)
{
    char day[CIVIL_DATE_SIZE];
    char path[VISIT_PATH_SIZE];
    struct html *html = &visit->html;
    if (of->whom.kind != AUDIENCE_PERSON)
        return;
    civil_format_date(date, day);
    text_format(path, sizeof path, "%s/see/%s", of->base, day);
    html_put(html, "<aside class=\"glance\"><a");
    html_attribute(html, "href", path);
    html_put(html, "><img width=\"400\" height=\"250\" loading=\"lazy\"");
    html_attribute(html, "alt",
                   word(visit->lang, "Så ser dagen ut på skärmen"));
    text_format(path, sizeof path, "%s/seen/%s?screen=day&size=small", of->base,
                day);
    html_attribute(html, "src", path);
    html_put(html, "></a></aside>");
}

void
plan_day_draw(struct visit *visit)
{
    struct plan_of of;
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE];
    char words[PLAN_DAY_SIZE];
    struct view_day *day = malloc(sizeof *day);
    int32_t date = visit->path.date;
    free(visit->room);
    visit->room = day;
    if (!plan_of_visit(visit, &of))
        return;
    if (day == NULL ||
        view_whom_day(visit->store, &of.whom, date, day) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    plan_day_words(visit->lang, date, words);
    text_format(title, sizeof title, "%s, %s", of.name, words);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs"});
    plan_ways(visit, &of, "day", date, 1);
    plan_put_anyway(visit);
    plan_put_laid(visit);
    html_put(&visit->html, "<div class=\"beside\"><div>");
    plan_notes(visit, day);
    put_things(visit, &of, day);
    put_adding(visit, &of, date);
    html_put(&visit->html, "</div>");
    put_glance(visit, &of, date);
    html_put(&visit->html, "</div>");
    shell_close(visit);
}
