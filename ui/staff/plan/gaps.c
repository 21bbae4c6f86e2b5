/* What a week's plans do not say yet, thing by thing. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/plan.h"
#include "ui/staff/team.h"

enum { TOLD_MAX = 300, DAYS = 7 };

struct gaps {
    struct view_day day;
    char told[TOLD_MAX][UUID_SIZE]; /* a weekly thing is told once */
    int told_count;
    bool open; /* a section is */
    int found;
    struct view_person people[]; /* VIEW_PEOPLE_MAX */
};

static bool
was_told(struct gaps *gaps, const char *item)
{
    for (int i = 0; i < gaps->told_count; i++)
        if (strcmp(gaps->told[i], item) == 0)
            return true;
    if (gaps->told_count < TOLD_MAX)
        text_copy(gaps->told[gaps->told_count++], UUID_SIZE, item);
    return false;
}

static void
put_gap(struct visit *visit, struct gaps *gaps, const struct plan_of *of,
        int at)
{
    struct html *html = &visit->html;
    const struct view_item *item = &gaps->day.items[at];
    char date[CIVIL_DATE_SIZE];
    char path[VISIT_PATH_SIZE];
    char words[PLAN_DAY_SIZE];
    if (!gaps->open) {
        html_put(html, "<section class=\"group\"><h2>");
        html_text(html, of->name);
        html_put(html, "</h2><ul class=\"plans gaps\">");
        gaps->open = true;
    }
    civil_format_date(gaps->day.date, date);
    plan_day_words(visit->lang, gaps->day.date, words);
    text_format(path, sizeof path, "%s/item/%s/%s", of->base, item->id, date);
    html_put(html, "<li>");
    if (item->what.picture[0] != '\0')
        shell_picture(html, item->what.picture, 40, "");
    else
        html_put(html, "<span class=\"blank\"></span>");
    html_put(html, "<span class=\"name\">");
    plan_link(html, path, NULL, item->what.text);
    html_put(html, "</span><span class=\"hint\">");
    html_text(html, words);
    html_put(html, "</span>");
    plan_missing(visit, item, at == gaps->day.count - 1);
    html_put(html, "</li>");
    gaps->found++;
}

static void
put_whom(struct visit *visit, struct gaps *gaps, const struct view_whom *whom,
         int32_t monday)
{
    struct plan_of of;
    plan_of_whom(visit, whom, &of);
    gaps->open = false;
    for (int n = 0; n < DAYS; n++) {
        if (view_whom_day(visit->store, whom, monday + n, &gaps->day) !=
            RESULT_OK)
            continue;
        for (int i = 0; i < gaps->day.count; i++) {
            struct view_facts facts;
            const struct view_item *item = &gaps->day.items[i];
            if (item->state == STATE_CANCELLED ||
                gaps_missing(item, i == gaps->day.count - 1) == 0 ||
                view_facts(visit->store, item->id, &facts) != RESULT_OK ||
                facts.whom.kind != whom->kind ||
                !text_equal(facts.whom.id, whom->id) ||
                was_told(gaps, item->id))
                continue;
            put_gap(visit, gaps, &of, i);
        }
    }
    html_put(&visit->html, gaps->open ? "</ul></section>" : "");
}

static void
put_everybody(struct visit *visit, struct gaps *gaps, int32_t monday)
{
    struct view_group groups[VIEW_GROUPS_MAX];
    struct view_whom whom = {.kind = AUDIENCE_ALL};
    int count = 0;
    put_whom(visit, gaps, &whom, monday);
    if (view_groups(visit->store, groups, VIEW_GROUPS_MAX, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count; i++) {
        whom = (struct view_whom){.kind = AUDIENCE_GROUP};
        text_copy(whom.id, sizeof whom.id, groups[i].id);
        if (team_may_plan(visit, &whom))
            put_whom(visit, gaps, &whom, monday);
    }
    count = 0;
    if (view_people(visit->store, visit->boot_id, gaps->people, VIEW_PEOPLE_MAX,
                    &count) != RESULT_OK)
        count = 0;
    team_keep(visit, TEAM_OPEN, gaps->people, &count);
    for (int i = 0; i < count; i++) {
        whom = (struct view_whom){.kind = AUDIENCE_PERSON};
        text_copy(whom.id, sizeof whom.id, gaps->people[i].id);
        put_whom(visit, gaps, &whom, monday);
    }
}

static void
put_week_ways(struct visit *visit, int32_t monday)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    html_put(&visit->html, "<nav class=\"ways\">");
    civil_format_date(monday - 7, date);
    text_format(path, sizeof path, "/plan/gaps/%s", date);
    plan_link(&visit->html, path, "step", word(visit->lang, "Veckan före"));
    civil_format_date(monday + 7, date);
    text_format(path, sizeof path, "/plan/gaps/%s", date);
    plan_link(&visit->html, path, "step", word(visit->lang, "Veckan efter"));
    plan_link(&visit->html, "/plan", NULL, word(visit->lang, "Hela planen"));
    html_put(&visit->html, "</nav>");
}

void
plan_gaps_draw(struct visit *visit)
{
    char title[80];
    int32_t monday = plan_monday(visit->path.date);
    struct gaps *gaps =
        calloc(1, sizeof *gaps + VIEW_PEOPLE_MAX * sizeof gaps->people[0]);
    free(visit->room);
    visit->room = gaps;
    if (gaps == NULL) {
        visit_status(visit, 503);
        return;
    }
    text_format(title, sizeof title, word(visit->lang, "Vad saknas? Vecka %d"),
                civil_week(monday));
    shell_open(
        visit,
        &(struct shell){.title = title, .nav = NAV_PLAN, .style = "plan.css"});
    put_week_ways(visit, monday);
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Deltagaren ser bara det som är besvarat, "
                                   "aldrig en tom ruta."));
    html_put(&visit->html, "<div class=\"planned\">");
    put_everybody(visit, gaps, monday);
    html_put(&visit->html, "</div>");
    if (gaps->found == 0)
        html_element(&visit->html, "p", "empty",
                     word(visit->lang, "Allt är besvarat."));
    shell_close(visit);
}
