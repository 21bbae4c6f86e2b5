/* One thing of a day, as a row of a list. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/plan.h"

struct thing {
    struct visit *visit;
    const struct plan_of *of;
    const struct view_day *day;
    const struct view_item *item;
    struct view_facts facts;
    bool own; /* it is said for exactly these people */
    char date[CIVIL_DATE_SIZE];
    char path[VISIT_PATH_SIZE]; /* of its editor */
};

static bool
is_own(struct visit *visit, const struct plan_of *of, const char *item,
       struct view_facts *facts)
{
    return view_facts(visit->store, item, facts) == RESULT_OK &&
           facts->whom.kind == of->whom.kind &&
           text_equal(facts->whom.id, of->whom.id);
}

/* A thing of a group is changed where the group's plan is. */
static void
fill(struct thing *thing)
{
    struct plan_of whose;
    thing->own =
        is_own(thing->visit, thing->of, thing->item->id, &thing->facts);
    plan_of_whom(thing->visit, &thing->facts.whom, &whose);
    civil_format_date(thing->day->date, thing->date);
    text_format(thing->path, sizeof thing->path, "%s/item/%s/%s", whose.base,
                thing->item->id, thing->date);
}

static void
put_second_line(struct thing *thing)
{
    struct html *html = &thing->visit->html;
    const struct view_item *item = thing->item;
    html_put(html, "<p class=\"second\">");
    if (item->where.text[0] != '\0')
        html_element(html, "span", NULL, item->where.text);
    for (int i = 0; i < item->with_count; i++)
        html_element(html, "span", NULL, item->with[i].text);
    if (!thing->own) {
        html_put(html, "<span class=\"whose\">");
        html_text(html, thing->facts.whom.kind == AUDIENCE_ALL
                            ? word(thing->visit->lang, "Alla")
                            : thing->facts.whom_name);
        html_put(html, "</span>");
    }
    if (thing->facts.weekday > 0) {
        html_put(html, "<span>");
        html_text(html, word(thing->visit->lang, "varje vecka"));
        html_put(html, "</span>");
    }
    html_put(html, "</p>");
}

static void
put_change(struct thing *thing)
{
    struct html *html = &thing->visit->html;
    const struct view_item *item = thing->item;
    if (item->change == CHANGE_NONE)
        return;
    html_put(html, "<p class=\"change\"><b>");
    html_text(html, plan_change_words(thing->visit->lang, item->change));
    html_put(html, "</b>");
    if (item->change == CHANGE_REPLACED) {
        html_put(html, " <span>");
        html_text(html, item->old_what.text);
        html_put(html, " \xe2\x86\x92 ");
        html_text(html, item->what.text);
        html_put(html, "</span>");
    }
    if (item->change_reason[0] != '\0') {
        html_put(html, " ");
        html_element(html, "span", NULL, item->change_reason);
    }
    html_put(html, "</p>");
}

static void
put_words(struct thing *thing, bool brief, bool last)
{
    struct html *html = &thing->visit->html;
    char time[40];
    plan_time_words(thing->visit->lang, thing->item, time, sizeof time);
    html_put(html, "<div class=\"words\">");
    if (time[0] != '\0')
        html_element(html, "span", "time", time);
    html_put(html, "<a class=\"title\"");
    html_attribute(html, "href", thing->path);
    html_put(html, ">");
    html_text(html, thing->item->what.text);
    html_put(html, "</a>");
    put_change(thing);
    if (!brief) {
        put_second_line(thing);
        if (thing->item->state != STATE_CANCELLED)
            plan_missing(thing->visit, thing->item, last);
    }
    html_put(html, "</div>");
}

static void
put_move(struct thing *thing, const char *beside, bool sooner)
{
    struct html *html = &thing->visit->html;
    char path[VISIT_PATH_SIZE];
    char says[VIEW_NAME_SIZE + 60];
    text_format(path, sizeof path, "%s/move/%s", thing->of->base, thing->date);
    text_format(says, sizeof says,
                sooner ? word(thing->visit->lang, "%s tidigare")
                       : word(thing->visit->lang, "%s senare"),
                thing->item->what.text);
    field_form(thing->visit, path);
    field_hidden(thing->visit, "item", thing->item->id);
    field_hidden(thing->visit, "beside", beside);
    field_hidden_number(thing->visit, "seen", thing->facts.seq);
    html_put(html, "<button type=\"submit\" class=\"small\"");
    html_attribute(html, "aria-label", says);
    html_attribute(html, "title", says);
    html_put(html, ">");
    html_text(html, sooner ? "\xe2\x86\x91" : "\xe2\x86\x93");
    html_put(html, "</button>");
    field_form_end(thing->visit);
}

/* The neighbour that it can exchange places with: one of the same people. */
static const char *
neighbour(struct thing *thing, int at)
{
    struct view_facts facts;
    const struct view_day *day = thing->day;
    if (at < 0 || at >= day->count || day->items[at].state == STATE_CANCELLED ||
        day->items[at].all_day ||
        (day->items[at].start < 0) != (thing->item->start < 0) ||
        !is_own(thing->visit, thing->of, day->items[at].id, &facts))
        return NULL;
    return day->items[at].id;
}

static void
put_moves(struct thing *thing, int at)
{
    char path[VISIT_PATH_SIZE];
    struct html *html = &thing->visit->html;
    const char *lang = thing->visit->lang;
    const char *before = neighbour(thing, at - 1);
    const char *after = neighbour(thing, at + 1);
    if (!thing->own || thing->of->others ||
        thing->item->state == STATE_CANCELLED ||
        thing->day->date < thing->visit->today)
        return;
    html_put(html, "<div class=\"moves\">");
    if (before != NULL)
        put_move(thing, before, true);
    if (after != NULL)
        put_move(thing, after, false);
    plan_week_path(thing->of, thing->day->date, path, sizeof path);
    text_append(path, sizeof path, "?move=%s&from=%s", thing->item->id,
                thing->date);
    plan_link(html, path, "small move", word(lang, "Flytta"));
    html_put(html, "</div>");
}

void
plan_thing(struct visit *visit, const struct plan_of *of,
           const struct view_day *day, int at, bool brief)
{
    struct html *html = &visit->html;
    struct thing thing = {
        .visit = visit, .of = of, .day = day, .item = &day->items[at]};
    char seen[24];
    fill(&thing);
    text_format(seen, sizeof seen, "%lld", (long long)thing.facts.seq);
    html_put(html, "<li class=\"thing");
    if (thing.item->state == STATE_CANCELLED)
        html_put(html, " gone");
    if (!thing.own)
        html_put(html, " others");
    html_put(html, "\"");
    if (thing.own && !of->others && day->date >= visit->today) {
        html_attribute(html, "data-item", thing.item->id);
        html_attribute(html, "data-seen", seen);
        html_attribute(html, "data-date", thing.date);
    }
    html_put(html, ">");
    if (thing.item->what.picture[0] != '\0')
        shell_picture(html, thing.item->what.picture, brief ? 40 : 56, "");
    else
        html_put(html, "<span class=\"blank\"></span>");
    put_words(&thing, brief, at == day->count - 1);
    if (!brief)
        put_moves(&thing, at);
    html_put(html, "</li>");
}
