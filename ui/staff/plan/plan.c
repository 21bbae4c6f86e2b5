#include "ui/staff/plan/plan.h"
#include "ui/staff/team.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/page.h"

static const char *const kinds[] = {"all", "group", "person"};

void
plan_of_whom(struct visit *visit, const struct view_whom *whom,
             struct plan_of *of)
{
    *of = (struct plan_of){.whom = *whom};
    if (whom->kind == AUDIENCE_ALL) {
        text_copy(of->name, sizeof of->name, word(visit->lang, "Alla"));
        text_copy(of->base, sizeof of->base, "/plan/all");
        return;
    }
    view_whom_name(visit->store, whom, of->name);
    text_format(of->base, sizeof of->base, "/plan/%s/%s", kinds[whom->kind],
                whom->id);
}

bool
plan_of_visit(struct visit *visit, struct plan_of *of)
{
    struct view_whom whom = {.kind = AUDIENCE_ALL};
    struct view_person person;
    if (strncmp(visit->at, "/plan/person/", 13) == 0)
        whom.kind = AUDIENCE_PERSON;
    else if (strncmp(visit->at, "/plan/group/", 12) == 0)
        whom.kind = AUDIENCE_GROUP;
    if (whom.kind != AUDIENCE_ALL)
        text_copy(whom.id, sizeof whom.id, visit->path.id[0]);
    if (!view_whom_exists(visit->store, &whom)) {
        visit_status(visit, 404);
        return false;
    }
    plan_of_whom(visit, &whom, of);
    of->others = !team_may_plan(visit, &whom);
    if (whom.kind == AUDIENCE_PERSON &&
        view_person(visit->store, visit->boot_id, whom.id, &person) ==
            RESULT_OK)
        text_copy(of->picture, sizeof of->picture, person.picture);
    return true;
}

json_t *
plan_audience(const struct view_whom *whom)
{
    if (whom->kind == AUDIENCE_ALL)
        return json_pack("{s:s}", "kind", "all");
    return json_pack("{s:s,s:s}", "kind", kinds[whom->kind], "id", whom->id);
}

void
plan_key_of(const struct view_whom *whom, char out[PLAN_KEY_SIZE])
{
    if (whom->kind == AUDIENCE_ALL)
        text_copy(out, PLAN_KEY_SIZE, "all");
    else
        text_format(out, PLAN_KEY_SIZE, "%s:%s", kinds[whom->kind], whom->id);
}

bool
plan_whom_of_key(struct visit *visit, const char *key, struct view_whom *whom)
{
    *whom = (struct view_whom){.kind = AUDIENCE_ALL};
    if (text_equal(key, "all"))
        return true;
    const char *colon = key == NULL ? NULL : strchr(key, ':');
    if (colon == NULL)
        return false;
    if (strncmp(key, "group:", 6) == 0)
        whom->kind = AUDIENCE_GROUP;
    else if (strncmp(key, "person:", 7) == 0)
        whom->kind = AUDIENCE_PERSON;
    else
        return false;
    text_copy(whom->id, sizeof whom->id, colon + 1);
    return view_whom_exists(visit->store, whom) && team_may_plan(visit, whom);
}

const char *
plan_item_of(const struct visit *visit)
{
    bool all = strncmp(visit->at, "/plan/all/", 10) == 0;
    return visit->path.id[all ? 0 : 1];
}

int32_t
plan_monday(int32_t day)
{
    return day - civil_weekday(day) + 1;
}

void
plan_day_path(const struct plan_of *of, int32_t date, char *out, size_t size)
{
    char day[CIVIL_DATE_SIZE];
    civil_format_date(date, day);
    text_format(out, size, "%s/%s", of->base, day);
}

void
plan_week_path(const struct plan_of *of, int32_t date, char *out, size_t size)
{
    char day[CIVIL_DATE_SIZE];
    civil_format_date(plan_monday(date), day);
    text_format(out, size, "%s/week/%s", of->base, day);
}

/* --- pieces --- */

void
plan_link(struct html *html, const char *path, const char *kind,
          const char *label)
{
    html_put(html, "<a");
    html_attribute(html, "href", path);
    if (kind != NULL)
        html_attribute(html, "class", kind);
    html_put(html, ">");
    html_text(html, label);
    html_put(html, "</a>");
}

static void
put_way(struct html *html, const char *path, const char *label, bool here)
{
    html_put(html, "<a");
    html_attribute(html, "href", path);
    html_put(html, here ? " aria-current=\"page\">" : ">");
    html_text(html, label);
    html_put(html, "</a>");
}

static void
put_step(struct visit *visit, const struct plan_of *of, bool week, int32_t date,
         const char *sign, const char *label)
{
    char path[VISIT_PATH_SIZE];
    struct html *html = &visit->html;
    if (week)
        plan_week_path(of, date, path, sizeof path);
    else
        plan_day_path(of, date, path, sizeof path);
    html_put(html, "<a class=\"step\"");
    html_attribute(html, "href", path);
    html_put(html, "><span aria-hidden=\"true\">");
    html_text(html, sign);
    html_put(html, "</span><span class=\"unseen\">");
    html_text(html, label);
    html_put(html, "</span></a>");
}

void
plan_ways(struct visit *visit, const struct plan_of *of, const char *here,
          int32_t date, int step)
{
    char path[VISIT_PATH_SIZE];
    char day[CIVIL_DATE_SIZE];
    struct html *html = &visit->html;
    bool week = text_equal(here, "week");
    civil_format_date(date, day);
    html_put(html, "<nav class=\"ways\"");
    html_attribute(html, "aria-label", word(visit->lang, "Planens sidor"));
    html_put(html, ">");
    /* Beside each other, so that neither falls to a line of its own. */
    if (step > 0) {
        put_step(visit, of, week, date - step, "\xe2\x97\x80",
                 week ? word(visit->lang, "Veckan före")
                      : word(visit->lang, "Dagen före"));
        put_step(visit, of, week, date + step, "\xe2\x96\xb6",
                 week ? word(visit->lang, "Veckan efter")
                      : word(visit->lang, "Dagen efter"));
    }
    plan_day_path(of, date, path, sizeof path);
    put_way(html, path, word(visit->lang, "Dag"), text_equal(here, "day"));
    plan_week_path(of, date, path, sizeof path);
    put_way(html, path, word(visit->lang, "Vecka"), week);
    if (of->whom.kind == AUDIENCE_PERSON) {
        text_format(path, sizeof path, "%s/see/%s", of->base, day);
        put_way(html, path, word(visit->lang, "Så ser det ut"),
                text_equal(here, "see"));
    }
    text_format(path, sizeof path, "%s/print/%s", of->base, day);
    put_way(html, path, word(visit->lang, "Skriv ut"),
            text_equal(here, "print"));
    html_put(html, "</nav>");
}

void
plan_notes(struct visit *visit, const struct view_day *day)
{
    struct plan_note notes[PLAN_NOTES_MAX];
    struct html *html = &visit->html;
    int count = gaps_notes(day, visit->centre->opens, visit->centre->closes,
                           notes, PLAN_NOTES_MAX);
    if (count == 0)
        return;
    html_put(html, "<ul class=\"notes\">");
    for (int i = 0; i < count; i++) {
        char says[320];
        plan_note_words(visit->lang, day, &notes[i], says, sizeof says);
        html_element(html, "li", NULL, says);
    }
    html_put(html, "</ul>");
}

void
plan_missing(struct visit *visit, const struct view_item *item, bool ends_day)
{
    char says[240] = "";
    unsigned missing = gaps_missing(item, ends_day);
    for (int q = 0; q < QUESTION_COUNT; q++)
        if (missing >> q & 1u)
            text_append(
                says, sizeof says, "%s%s", says[0] == '\0' ? "" : ", ",
                plan_question_words(visit->lang, (enum plan_question)q));
    if (says[0] == '\0')
        return;
    html_put(&visit->html, "<p class=\"missing\">");
    html_text(&visit->html, word(visit->lang, "Saknas:"));
    html_put(&visit->html, " ");
    html_text(&visit->html, says);
    html_put(&visit->html, "</p>");
}
