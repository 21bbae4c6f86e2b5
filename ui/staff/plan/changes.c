/* The changes of the days that are out, and who has seen them. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/plan.h"
#include "ui/staff/team.h"

struct changes {
    struct view_day day;
    struct view_change_seer seers[VIEW_CHANGE_SEERS_MAX];
    int count;
};

static const struct view_item *
find_item(struct visit *visit, struct changes *changes, int at)
{
    const struct view_change_seer *seer = &changes->seers[at];
    if (view_day(visit->store, seer->person, seer->date, &changes->day) !=
        RESULT_OK)
        return NULL;
    for (int i = 0; i < changes->day.count; i++)
        if (strcmp(changes->day.items[i].id, seer->item) == 0)
            return &changes->day.items[i];
    return NULL;
}

static void
put_what(struct visit *visit, const struct view_item *item, int32_t date)
{
    struct html *html = &visit->html;
    char words[PLAN_DAY_SIZE];
    char time[40];
    plan_day_words(visit->lang, date, words);
    plan_time_words(visit->lang, item, time, sizeof time);
    html_put(html, "<div class=\"turn\">");
    if (item->change != CHANGE_ADDED && item->old_what.picture[0] != '\0')
        shell_picture(html, item->old_what.picture, 56, item->old_what.text);
    if (item->change == CHANGE_REPLACED)
        html_put(html, "<span aria-hidden=\"true\">\xe2\x86\x92</span>");
    if (item->change == CHANGE_REPLACED || item->change == CHANGE_ADDED)
        shell_picture(html, item->what.picture, 56, item->what.text);
    html_put(html, "<div><h2>");
    html_text(html, item->what.text);
    html_put(html, "</h2><p class=\"second\"><b>");
    html_text(html, plan_change_words(visit->lang, item->change));
    html_put(html, "</b> ");
    html_element(html, "span", NULL, words);
    html_put(html, " ");
    html_element(html, "span", NULL, time);
    if (item->change == CHANGE_PLACE) {
        html_put(html, " ");
        html_element(html, "span", NULL, item->where.text);
    }
    html_put(html, "</p>");
    if (item->change_reason[0] != '\0')
        html_element(html, "p", NULL, item->change_reason);
    html_put(html, "</div></div>");
}

static int
put_seers(struct visit *visit, const struct changes *changes, int at, bool seen)
{
    struct html *html = &visit->html;
    const struct view_change_seer *first = &changes->seers[at];
    int count = 0;
    for (int i = at; i < changes->count; i++) {
        const struct view_change_seer *seer = &changes->seers[i];
        if (strcmp(seer->item, first->item) != 0 || seer->date != first->date)
            break;
        if (seer->seen != seen)
            continue;
        if (count++ == 0) {
            html_put(html, "<h3>");
            html_text(html, seen ? word(visit->lang, "Har sett")
                                 : word(visit->lang, "Har inte sett än"));
            html_put(html, "</h3><ul class=\"faces\">");
        }
        html_put(html, "<li>");
        shell_picture(html, seer->picture, 36, "");
        html_element(html, "span", NULL, seer->name);
        html_put(html, "</li>");
    }
    html_put(html, count > 0 ? "</ul>" : "");
    return count;
}

/* A change of somebody else's people is for those who work with them. */
static void
keep_open(struct visit *visit, struct changes *changes)
{
    int kept = 0;
    for (int i = 0; i < changes->count; i++)
        if (team_may(visit, changes->seers[i].person))
            changes->seers[kept++] = changes->seers[i];
    changes->count = kept;
}

void
plan_changes_draw(struct visit *visit)
{
    struct changes *changes = malloc(sizeof *changes);
    free(visit->room);
    visit->room = changes;
    if (changes == NULL ||
        view_change_seers(visit->store,
                          &(struct view_changed){.from = visit->today,
                                                 .to = visit->today + 1,
                                                 .person = ""},
                          changes->seers, VIEW_CHANGE_SEERS_MAX,
                          &changes->count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    keep_open(visit, changes);
    shell_open(visit,
               &(struct shell){
                   .title = word(visit->lang, "Ändringar idag och imorgon"),
                   .nav = NAV_PLAN,
                   .style = "plan.css"});
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Sett är när kortet har visats för "
                                   "personen. Ingen behöver bekräfta."));
    if (changes->count == 0)
        html_element(&visit->html, "p", "empty",
                     word(visit->lang, "Inget är ändrat."));
    html_put(&visit->html, "<div class=\"planned\">");
    for (int at = 0; at < changes->count;) {
        const struct view_item *item = find_item(visit, changes, at);
        int people = 0;
        if (item != NULL) {
            html_put(&visit->html, "<section class=\"group\">");
            put_what(visit, item, changes->seers[at].date);
            people += put_seers(visit, changes, at, false);
            people += put_seers(visit, changes, at, true);
            html_put(&visit->html, "</section>");
        }
        at += people > 0 ? people : 1;
    }
    html_put(&visit->html, "</div>");
    shell_close(visit);
}
