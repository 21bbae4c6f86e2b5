/* Everybody's day at a glance, by group: who has a plan, what it does not say
 * yet, and what has changed. The way into all other pages. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/plan.h"

enum { USES_MAX = 120 };

struct overview {
    struct view_day day;
    struct view_group groups[VIEW_GROUPS_MAX];
    int group_count;
    struct plan_use uses[USES_MAX];
    struct use_text {
        char place[VIEW_NAME_SIZE], title[VIEW_NAME_SIZE];
    } texts[USES_MAX];
    int use_count;
    int people_count;
    struct view_person people[]; /* VIEW_PEOPLE_MAX */
};

/* --- two groups in one room --- */

static void
note_uses(struct overview *overview, const struct view_group *group)
{
    for (int i = 0; i < overview->day.count; i++) {
        const struct view_item *item = &overview->day.items[i];
        if (overview->use_count == USES_MAX || item->where.text[0] == '\0' ||
            item->state == STATE_CANCELLED)
            continue;
        struct use_text *text = &overview->texts[overview->use_count];
        text_copy(text->place, sizeof text->place, item->where.text);
        text_copy(text->title, sizeof text->title, item->what.text);
        overview->uses[overview->use_count++] =
            (struct plan_use){.group = group->name,
                              .place = text->place,
                              .title = text->title,
                              .start = item->start,
                              .end = item->end};
    }
}

/* What is for everybody is in every group's day, and is no double booking. */
static bool
is_for_all(const struct plan_use *a, const struct plan_use *b)
{
    return text_equal(a->title, b->title) && a->start == b->start;
}

static void
put_rooms(struct visit *visit, const struct overview *overview)
{
    struct html *html = &visit->html;
    bool open = false;
    for (int i = 0; i < overview->use_count; i++) {
        int other = gaps_same_room(overview->uses, overview->use_count, i);
        if (other < 0 || is_for_all(&overview->uses[i], &overview->uses[other]))
            continue;
        char says[4 * VIEW_NAME_SIZE];
        text_format(says, sizeof says,
                    word(visit->lang, "%s: %s (%s) och %s (%s) samtidigt."),
                    overview->uses[i].place, overview->uses[i].title,
                    overview->uses[i].group, overview->uses[other].title,
                    overview->uses[other].group);
        html_put(html, open ? "" : "<ul class=\"notes\">");
        open = true;
        html_element(html, "li", NULL, says);
    }
    html_put(html, open ? "</ul>" : "");
}

/* --- a row --- */

static int
count_missing(const struct view_day *day)
{
    int count = 0;
    for (int i = 0; i < day->count; i++)
        if (day->items[i].state != STATE_CANCELLED)
            count += gaps_missing(&day->items[i], i == day->count - 1) != 0;
    return count;
}

static void
put_chip(struct html *html, const char *kind, const char *words)
{
    html_put(html, "<span");
    html_attribute(html, "class", kind);
    html_put(html, ">");
    html_text(html, words);
    html_put(html, "</span>");
}

static void
put_number(struct visit *visit, const char *kind, const char *words, int n)
{
    char says[80];
    if (n == 0)
        return;
    text_format(says, sizeof says, "%s %d", words, n);
    put_chip(&visit->html, kind, says);
}

/* Whose changes are seen is told of a person; a group has no eyes. */
static void
put_state(struct visit *visit, const struct view_day *day, bool person)
{
    struct plan_note notes[PLAN_NOTES_MAX];
    const char *lang = visit->lang;
    int beside = 0;
    int unseen = 0;
    int count = gaps_notes(day, visit->centre->opens, visit->centre->closes,
                           notes, PLAN_NOTES_MAX);
    for (int i = 0; i < count; i++)
        beside += notes[i].kind == NOTICE_OVERLAP;
    for (int i = 0; i < day->count; i++)
        unseen += person && day->items[i].change != CHANGE_NONE &&
                  !day->items[i].change_seen;
    html_put(&visit->html, "<span class=\"chips\">");
    if (day->count == 0)
        put_chip(&visit->html, "chip none", word(lang, "Inget planerat"));
    put_number(visit, "chip soft", word(lang, "Saknar svar"),
               count_missing(day));
    put_number(visit, "chip", word(lang, "Samtidigt"), beside);
    put_number(visit, "chip", word(lang, "Osedda ändringar"), unseen);
    html_put(&visit->html, "</span>");
}

static void
put_row(struct visit *visit, const struct plan_of *of, const char *picture,
        const struct view_day *day, int32_t date)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    html_put(html, "<li>");
    if (picture[0] != '\0')
        shell_picture(html, picture, 44, "");
    plan_day_path(of, date, path, sizeof path);
    html_put(html, "<span class=\"name\">");
    plan_link(html, path, NULL, of->name);
    put_state(visit, day, of->whom.kind == AUDIENCE_PERSON);
    html_put(html, "</span>");
    plan_week_path(of, date, path, sizeof path);
    plan_link(html, path, "small", word(visit->lang, "Vecka"));
    html_put(html, "</li>");
}

static void
put_person(struct visit *visit, struct overview *overview,
           const struct view_person *person, int32_t date)
{
    struct plan_of of;
    struct view_whom whom = {.kind = AUDIENCE_PERSON};
    text_copy(whom.id, sizeof whom.id, person->id);
    plan_of_whom(visit, &whom, &of);
    if (view_day(visit->store, person->id, date, &overview->day) == RESULT_OK)
        put_row(visit, &of, person->picture, &overview->day, date);
}

static void
put_group(struct visit *visit, struct overview *overview,
          const struct view_group *group, int32_t date)
{
    struct plan_of of;
    struct html *html = &visit->html;
    struct view_whom whom = {.kind = AUDIENCE_GROUP};
    text_copy(whom.id, sizeof whom.id, group->id);
    plan_of_whom(visit, &whom, &of);
    if (view_group_day(visit->store, group->id, date, &overview->day) !=
        RESULT_OK)
        return;
    note_uses(overview, group);
    html_put(html, "<section class=\"group\"><h2>");
    html_text(html, group->name);
    html_put(html, "</h2><ul class=\"plans\">");
    text_copy(of.name, sizeof of.name,
              word(visit->lang, "Gruppens gemensamma plan"));
    put_row(visit, &of, group->picture, &overview->day, date);
    for (int i = 0; i < overview->people_count; i++)
        if (text_equal(overview->people[i].group, group->id))
            put_person(visit, overview, &overview->people[i], date);
    html_put(html, "</ul></section>");
}

static void
put_all(struct visit *visit, struct overview *overview, int32_t date)
{
    struct plan_of of;
    struct view_whom whom = {.kind = AUDIENCE_ALL};
    plan_of_whom(visit, &whom, &of);
    text_copy(of.name, sizeof of.name,
              word(visit->lang, "Gemensamt för hela huset"));
    html_put(&visit->html, "<section class=\"group\"><h2>");
    html_text(&visit->html, word(visit->lang, "Alla"));
    html_put(&visit->html, "</h2><ul class=\"plans\">");
    if (view_group_day(visit->store, "", date, &overview->day) == RESULT_OK)
        put_row(visit, &of, "", &overview->day, date);
    for (int i = 0; i < overview->people_count; i++)
        if (overview->people[i].group[0] == '\0')
            put_person(visit, overview, &overview->people[i], date);
    html_put(&visit->html, "</ul></section>");
}

static void
put_ways(struct visit *visit, int32_t date)
{
    struct html *html = &visit->html;
    char day[CIVIL_DATE_SIZE];
    char path[VISIT_PATH_SIZE];
    html_put(html, "<nav class=\"ways\"");
    html_attribute(html, "aria-label", word(visit->lang, "Planens sidor"));
    html_put(html, ">");
    civil_format_date(date - 1, day);
    text_format(path, sizeof path, "/plan/%s", day);
    plan_link(html, path, "step", word(visit->lang, "Dagen före"));
    civil_format_date(date + 1, day);
    text_format(path, sizeof path, "/plan/%s", day);
    plan_link(html, path, "step", word(visit->lang, "Dagen efter"));
    plan_link(html, "/plan/changes", NULL, word(visit->lang, "Ändringar"));
    civil_format_date(plan_monday(date), day);
    text_format(path, sizeof path, "/plan/gaps/%s", day);
    plan_link(html, path, NULL, word(visit->lang, "Vad saknas?"));
    plan_link(html, "/plan/copy", NULL, word(visit->lang, "Kopiera"));
    plan_link(html, "/plan/templates", NULL, word(visit->lang, "Mallar"));
    html_put(html, "</nav>");
}

static bool
load(struct visit *visit, struct overview *overview)
{
    return overview != NULL &&
           view_groups(visit->store, overview->groups, VIEW_GROUPS_MAX,
                       &overview->group_count) == RESULT_OK &&
           view_people(visit->store, visit->boot_id, overview->people,
                       VIEW_PEOPLE_MAX, &overview->people_count) == RESULT_OK;
}

/* Many people: one group at a time, so that the page stays small. */
static void
put_groups(struct visit *visit, struct overview *overview, int32_t date)
{
    enum { AT_ONCE_MAX = 80 };
    const char *only = form_text(&visit->query, "group");
    bool many = overview->people_count > AT_ONCE_MAX;
    bool mine = visit->who.group_count > 0;
    bool own = mine && only == NULL;
    if (many && only == NULL && !mine && overview->group_count > 0)
        only = overview->groups[0].id;
    if (!many && text_equal(only, "all"))
        only = NULL;
    if (many || mine) {
        html_put(&visit->html, "<nav class=\"ways\"");
        html_attribute(&visit->html, "aria-label",
                       word(visit->lang, "Grupper"));
        html_put(&visit->html, ">");
        if (mine)
            plan_link(&visit->html, "?", NULL,
                      word(visit->lang, "Mina grupper"));
        for (int i = 0; i < overview->group_count; i++) {
            char path[VISIT_PATH_SIZE];
            text_format(path, sizeof path, "?group=%s", overview->groups[i].id);
            plan_link(&visit->html, path, NULL, overview->groups[i].name);
        }
        if (!many)
            plan_link(&visit->html, "?group=all", NULL,
                      word(visit->lang, "Alla"));
        html_put(&visit->html, "</nav>");
    }
    html_put(&visit->html, "<div class=\"planned\">");
    put_all(visit, overview, date);
    for (int i = 0; i < overview->group_count; i++)
        if (own ? visit_own_group(visit, overview->groups[i].id)
                : only == NULL || text_equal(overview->groups[i].id, only))
            put_group(visit, overview, &overview->groups[i], date);
    html_put(&visit->html, "</div>");
}

void
plan_overview_draw(struct visit *visit)
{
    char title[PLAN_DAY_SIZE + 40];
    char words[PLAN_DAY_SIZE];
    int32_t date = visit->path.date;
    struct overview *overview = calloc(
        1, sizeof *overview + VIEW_PEOPLE_MAX * sizeof overview->people[0]);
    free(visit->room);
    visit->room = overview;
    if (!load(visit, overview)) {
        visit_status(visit, 503);
        return;
    }
    plan_day_words(visit->lang, date, words);
    text_format(title, sizeof title, word(visit->lang, "Planera, %s"), words);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs"});
    put_ways(visit, date);
    plan_put_laid(visit);
    put_groups(visit, overview, date);
    put_rooms(visit, overview);
    shell_close(visit);
}
