/* What is done with one thing, or one week, without a page of its own. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/plan.h"
#include "ui/staff/request.h"

static void
take_text(json_t *command, const struct form *form, const char *name)
{
    const char *text = form_text(form, name);
    if (!text_empty(text))
        json_object_set_new(command, name, json_string(text));
}

/* Whoever sees it go is told where to. */
static void
say_where(struct visit *visit, json_t *command, const char *to)
{
    int32_t day = 0;
    char words[PLAN_DAY_SIZE];
    char says[PLAN_DAY_SIZE + 40];
    const char *lang = visit->centre->lang;
    if (to == NULL || civil_parse_date(to, &day) != RESULT_OK)
        return;
    plan_day_words(lang, day, words);
    text_format(says, sizeof says, word(lang, "Flyttat till %s"), words);
    json_object_set_new(command, "reason", json_string(says));
}

void
plan_put_anyway(struct visit *visit)
{
    static const char *const names[] = {"item", "start", "to_date", "week",
                                        "seen"};
    if (visit->get || !text_equal(visit->problem.where, "aware"))
        return;
    html_put(&visit->html, "<div class=\"band\">");
    field_form(visit, visit->at);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (form_text(&visit->form, names[i]) != NULL)
            field_hidden(visit, names[i], form_text(&visit->form, names[i]));
    field_hidden(visit, "aware", "1");
    field_button(visit, word(visit->lang, "Flytta ändå, vi vet om det"),
                 "quiet");
    field_form_end(visit);
    html_put(&visit->html, "</div>");
}

void
plan_move_post(struct visit *visit)
{
    struct plan_of of;
    char date[CIVIL_DATE_SIZE];
    const char *to = form_text(&visit->form, "to_date");
    int32_t there = visit->path.date;
    if (!plan_of_visit(visit, &of))
        return;
    json_t *command = visit_command(visit, "item_move");
    civil_format_date(visit->path.date, date);
    json_object_set_new(command, "date", json_string(date));
    json_object_set_new(command, "scope", json_string("once"));
    if (form_has(&visit->form, "aware", "1"))
        json_object_set_new(command, "aware", json_true());
    take_text(command, &visit->form, "item");
    take_text(command, &visit->form, "beside");
    take_text(command, &visit->form, "start");
    take_text(command, &visit->form, "to_date");
    say_where(visit, command, to);
    if (form_has(&visit->form, "week", "1")) {
        if (to != NULL && civil_parse_date(to, &there) != RESULT_OK)
            there = visit->path.date;
        plan_week_path(&of, there, visit->then, sizeof visit->then);
    } else {
        plan_day_path(&of, there, visit->then, sizeof visit->then);
    }
    visit_ask(visit, command, plan_answered);
}

void
plan_reset_post(struct visit *visit)
{
    struct plan_of of;
    char date[CIVIL_DATE_SIZE];
    int32_t monday = plan_monday(visit->path.date);
    if (!plan_of_visit(visit, &of))
        return;
    civil_format_date(monday, date);
    json_t *command = visit_command(visit, "week_reset");
    json_object_set_new(command, "about", json_string(of.whom.id));
    json_object_set_new(command, "date", json_string(date));
    plan_week_path(&of, monday, visit->then, sizeof visit->then);
    text_append(visit->then, sizeof visit->then, "?saved=1");
    visit_ask(visit, command, plan_answered);
}

/* What was laid out last can be taken back from where one sees it. */
void
plan_put_laid(struct visit *visit)
{
    struct view_laying laying;
    char path[VISIT_PATH_SIZE];
    char says[120];
    const char *id = form_text(&visit->query, "laid");
    if (id == NULL || view_laying(visit->store, id, &laying, NULL) != RESULT_OK)
        return;
    html_put(&visit->html, "<div class=\"band laid\"><p>");
    text_format(
        says, sizeof says,
        laying.undone
            ? word_plural(visit->lang, "%d sak är borttagen.",
                          "%d saker är borttagna.", (unsigned long)laying.items)
            : word_plural(visit->lang, "%d sak är utlagd.",
                          "%d saker är utlagda.", (unsigned long)laying.items),
        laying.items);
    html_text(&visit->html, says);
    html_put(&visit->html, "</p>");
    if (!laying.undone) {
        text_format(path, sizeof path, "/plan/undo/%s", laying.id);
        field_act(visit, path, word(visit->lang, "Ta tillbaka allt"), "quiet",
                  "to", visit->at);
    }
    html_put(&visit->html, "</div>");
}

void
plan_undo_post(struct visit *visit)
{
    const char *to = form_text(&visit->form, "to");
    json_t *command = visit_command(visit, "lay_undo");
    json_object_set_new(command, "laying", json_string(visit->path.id[0]));
    text_format(visit->then, sizeof visit->then, "%s?laid=%s",
                request_path_is_ours(to) ? to : "/plan", visit->path.id[0]);
    visit_ask(visit, command, plan_answered);
}
