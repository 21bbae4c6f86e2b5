/* A week of a person, a group or everybody: a grid on a desk, a list on a
 * phone. With ?move=ITEM each day offers to take that thing. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/plan.h"

/* The thing that is on its way to another day. */
struct moving {
    bool is;
    struct view_facts facts;
    char title[VIEW_NAME_SIZE];
    int32_t from;
};

static void
read_moving(struct visit *visit, const struct plan_of *of,
            struct moving *moving, struct view_day *day)
{
    const char *item = form_text(&visit->query, "move");
    *moving = (struct moving){.is = false};
    if (item == NULL ||
        civil_parse_date(form_typed(&visit->query, "from"), &moving->from) !=
            RESULT_OK ||
        view_facts(visit->store, item, &moving->facts) != RESULT_OK ||
        view_whom_day(visit->store, &of->whom, moving->from, day) != RESULT_OK)
        return;
    for (int i = 0; i < day->count; i++) {
        if (!text_equal(day->items[i].id, item))
            continue;
        text_copy(moving->title, sizeof moving->title, day->items[i].what.text);
        moving->is = true;
    }
}

static void
put_moving(struct visit *visit, const struct plan_of *of,
           const struct moving *moving, int32_t monday)
{
    char path[VISIT_PATH_SIZE];
    char says[VIEW_NAME_SIZE + 80];
    if (!moving->is)
        return;
    html_put(&visit->html, "<div class=\"band moving\"><p>");
    text_format(says, sizeof says,
                word(visit->lang, "Flytta %s: välj en dag nedan."),
                moving->title);
    html_text(&visit->html, says);
    html_put(&visit->html, "</p>");
    plan_week_path(of, monday, path, sizeof path);
    plan_link(&visit->html, path, "button", word(visit->lang, "Låt bli"));
    html_put(&visit->html, "</div>");
}

/* A day takes it; from a day that is out it is seen to go, so a word of why
 * may be said. */
static void
put_target(struct visit *visit, const struct plan_of *of,
           const struct moving *moving, int32_t date)
{
    char path[VISIT_PATH_SIZE];
    char from[CIVIL_DATE_SIZE];
    char day[CIVIL_DATE_SIZE];
    if (!moving->is || date < visit->today || date == moving->from)
        return;
    civil_format_date(moving->from, from);
    civil_format_date(date, day);
    text_format(path, sizeof path, "%s/move/%s", of->base, from);
    field_form(visit, path);
    field_hidden(visit, "item", moving->facts.id);
    field_hidden(visit, "to_date", day);
    field_hidden(visit, "week", "1");
    field_hidden_number(visit, "seen", moving->facts.seq);
    field_button(visit, word(visit->lang, "Lägg här"), "main");
    field_form_end(visit);
}

static void
put_day(struct visit *visit, const struct plan_of *of,
        const struct view_day *day, const struct moving *moving)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    char words[PLAN_DAY_SIZE];
    civil_format_date(day->date, date);
    plan_day_words(visit->lang, day->date, words);
    plan_day_path(of, day->date, path, sizeof path);
    html_put(html, "<section class=\"column");
    if (day->date == visit->today)
        html_put(html, " today");
    if (day->date < visit->today)
        html_put(html, " past");
    html_put(html, "\"");
    if (day->date >= visit->today && !of->others)
        html_attribute(html, "data-drop", date);
    html_put(html, "><h2>");
    plan_link(html, path, NULL, words);
    html_put(html, "</h2>");
    put_target(visit, of, moving, day->date);
    html_put(html, "<ol class=\"things\">");
    for (int i = 0; i < day->count; i++)
        plan_thing(visit, of, day, i, true);
    html_put(html, "</ol>");
    if (day->count == 0)
        html_element(html, "p", "hint",
                     word(visit->lang, "Inget är planerat."));
    if (day->date >= visit->today && !of->others) {
        text_format(path, sizeof path, "%s/new/%s", of->base, date);
        plan_link(html, path, "small", word(visit->lang, "Lägg till"));
    }
    html_put(html, "</section>");
}

/* At the weekend most are closed: those days stand there if they have
 * something, or are moved to. */
static bool
is_shown(const struct view_day *day, const struct moving *moving)
{
    return civil_weekday(day->date) < 6 || day->count > 0 || moving->is;
}

static void
put_doing(struct visit *visit, const struct plan_of *of, int32_t monday)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    char key[PLAN_KEY_SIZE];
    struct html *html = &visit->html;
    if (of->others) {
        html_element(html, "p", "hint", plan_others_words(visit->lang));
        return;
    }
    civil_format_date(monday, date);
    plan_key_of(&of->whom, key);
    html_put(html, "<div class=\"doing\"><h2>");
    html_text(html, word(visit->lang, "Hela veckan"));
    html_put(html, "</h2><p class=\"acts\">");
    text_format(path, sizeof path, "/plan/copy?from=%s&date=%s&days=7&keep=1",
                key, date);
    plan_link(html, path, "button", word(visit->lang, "Kopiera veckan"));
    text_format(path, sizeof path, "/plan/templates?from=%s&date=%s", key,
                date);
    plan_link(html, path, "button",
              word(visit->lang, "Spara eller lägg en mall"));
    html_put(html, "</p>");
    if (of->whom.kind == AUDIENCE_PERSON) {
        text_format(path, sizeof path, "%s/reset/%s", of->base, date);
        html_put(html, "<details><summary>");
        html_text(html, word(visit->lang, "Börja om veckan"));
        html_put(html, "</summary><p class=\"hint\">");
        html_text(html, word(visit->lang,
                             "Tar bort klarmarkeringar och val för personen "
                             "den här veckan. Loggen minns vad som var."));
        html_put(html, "</p>");
        field_act(visit, path, word(visit->lang, "Ta bort markeringar och val"),
                  "quiet", NULL, NULL);
        html_put(html, "</details>");
    }
    html_put(html, "</div>");
}

void
plan_week_draw(struct visit *visit)
{
    struct plan_of of;
    struct moving moving;
    char title[VIEW_NAME_SIZE + 60];
    int32_t monday = plan_monday(visit->path.date);
    struct view_day *day = malloc(sizeof *day);
    free(visit->room);
    visit->room = day;
    if (!plan_of_visit(visit, &of))
        return;
    if (day == NULL) {
        visit_status(visit, 503);
        return;
    }
    read_moving(visit, &of, &moving, day);
    text_format(title, sizeof title, word(visit->lang, "%s, vecka %d"), of.name,
                civil_week(monday));
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs"});
    plan_ways(visit, &of, "week", monday, 7);
    plan_put_anyway(visit);
    plan_put_laid(visit);
    put_moving(visit, &of, &moving, monday);
    html_put(&visit->html, "<div class=\"week\"");
    html_attribute(&visit->html, "data-move", of.base);
    html_attribute(&visit->html, "data-csrf", visit->who.csrf);
    html_put(&visit->html, ">");
    for (int i = 0; i < 7; i++)
        if (view_whom_day(visit->store, &of.whom, monday + i, day) ==
                RESULT_OK &&
            is_shown(day, &moving))
            put_day(visit, &of, day, &moving);
    html_put(&visit->html, "</div>");
    put_doing(visit, &of, monday);
    shell_close(visit);
}
