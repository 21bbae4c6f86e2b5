/* Days and weeks that are kept, to be laid out again. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/laying_page.h"

static void
put_template(struct visit *visit, const struct view_template *template,
             const char *query)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    char says[80];
    text_format(path, sizeof path, "/plan/template/%s%s", template->id, query);
    html_put(html, "<li><span class=\"name\">");
    plan_link(html, path, NULL, template->name);
    html_put(html, "</span><span class=\"chips\"><span class=\"chip\">");
    html_text(html, template->days == 1 ? word(visit->lang, "En dag")
                                        : word(visit->lang, "En vecka"));
    html_put(html, "</span><span class=\"chip soft\">");
    text_format(says, sizeof says, "%s %d", word(visit->lang, "Saker"),
                template->items);
    html_text(html, says);
    html_put(html, "</span></span></li>");
}

/* To keep what somebody's day or week is. */
static void
put_keeping(struct visit *visit, const char *key, int32_t date)
{
    char day[CIVIL_DATE_SIZE];
    char words[PLAN_DAY_SIZE];
    const char *lang = visit->lang;
    struct plan_of of;
    struct view_whom whom;
    if (!plan_whom_of_key(visit, key, &whom))
        return;
    plan_of_whom(visit, &whom, &of);
    civil_format_date(date, day);
    plan_day_words(lang, date, words);
    const struct choice spans[] = {
        {.value = "7", .words = word(lang, "Hela veckan")},
        {.value = "1", .words = words}};
    char title[VIEW_NAME_SIZE + 60];
    text_format(title, sizeof title, word(lang, "Spara %s som mall"), of.name);
    html_put(&visit->html, "<section><h2>");
    html_text(&visit->html, title);
    html_put(&visit->html, "</h2>");
    field_form(visit, "/plan/templates");
    field_hidden(visit, "from", key);
    field_hidden(visit, "date", day);
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(lang, "Mallens namn"),
                                      .most = 40,
                                      .needed = true});
    field_one_of(visit,
                 &(struct field){.name = "for_days",
                                 .label = word(lang, "Hur mycket?"),
                                 .value = "7"},
                 spans, 2);
    field_tick(visit, "whole",
               word(lang, "Ta med det som gäller gruppen och alla"), false);
    field_button(visit, word(lang, "Spara mallen"), "main");
    field_form_end(visit);
    html_put(&visit->html, "</section>");
}

static const char *
source_key(const struct visit *visit)
{
    const char *key = form_text(&visit->query, "from");
    return key != NULL ? key : form_text(&visit->form, "from");
}

void
plan_templates_draw(struct visit *visit)
{
    struct view_template all[VIEW_TEMPLATES_MAX];
    char query[PLAN_KEY_SIZE + 40] = "";
    int count = 0;
    int32_t date = visit->today;
    const char *key = source_key(visit);
    const char *day = form_text(&visit->query, "date");
    if (day == NULL)
        day = form_text(&visit->form, "date");
    if (day != NULL && civil_parse_date(day, &date) != RESULT_OK)
        date = visit->today;
    if (view_templates(visit->store, all, VIEW_TEMPLATES_MAX, &count) !=
        RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    struct view_whom whom;
    if (plan_whom_of_key(visit, key, &whom)) {
        char monday[CIVIL_DATE_SIZE];
        civil_format_date(plan_monday(date), monday);
        text_format(query, sizeof query, "?to=%s&day=%s", key, monday);
    }
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Mallar"),
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs",
                                      .narrow = true});
    if (count == 0)
        html_element(&visit->html, "p", "hint",
                     word(visit->lang,
                          "Inga mallar än. Öppna någons vecka och spara den "
                          "som mall."));
    html_put(&visit->html, "<ul class=\"plans\">");
    for (int i = 0; i < count; i++)
        put_template(visit, &all[i], query);
    html_put(&visit->html, "</ul>");
    put_keeping(visit, key, date);
    shell_close(visit);
}

static void
put_content(struct visit *visit, const struct view_template *template,
            const json_t *entries)
{
    struct html *html = &visit->html;
    size_t at;
    json_t *entry;
    int shown = -1;
    html_put(html, "<details><summary>");
    html_text(html, word(visit->lang, "Vad som finns i mallen"));
    html_put(html, "</summary>");
    json_array_foreach(entries, at, entry)
    {
        int day = (int)json_integer_value(json_object_get(entry, "day"));
        const json_t *body = json_object_get(entry, "body");
        const char *picture =
            json_string_value(json_object_get(body, "picture"));
        if (day != shown) {
            html_put(html, shown >= 0 ? "</ul>" : "");
            if (template->days > 1)
                html_element(html, "h3", NULL,
                             word_weekday(visit->lang, day % 7 + 1));
            html_put(html, "<ul class=\"small-things\">");
        }
        shown = day;
        html_put(html, "<li>");
        if (picture != NULL)
            shell_picture(html, picture, 32, "");
        html_put(html, "<span>");
        html_text(html, json_string_value(json_object_get(body, "start")));
        html_put(html, " ");
        html_text(html, json_string_value(json_object_get(body, "title")));
        html_put(html, "</span></li>");
    }
    html_put(html, shown >= 0 ? "</ul></details>" : "</details>");
}

static void
put_owning(struct visit *visit, const struct view_template *template)
{
    char path[VISIT_PATH_SIZE];
    html_put(&visit->html, "<details><summary>");
    html_text(&visit->html, word(visit->lang, "Ta bort mallen"));
    html_put(&visit->html, "</summary><p class=\"hint\">");
    html_text(&visit->html,
              word(visit->lang, "Det som är utlagt med den står kvar."));
    html_put(&visit->html, "</p>");
    text_format(path, sizeof path, "/plan/template/%s/remove", template->id);
    field_act(visit, path, word(visit->lang, "Ta bort mallen"), "grave", NULL,
              NULL);
    html_put(&visit->html, "</details>");
}

static void
put_result(struct visit *visit, const struct view_template *template,
           struct laying *laying)
{
    int beside = 0;
    bool stands = false;
    html_put(&visit->html, "<section id=\"result\"><h2>");
    html_text(&visit->html, word(visit->lang, "Så här blir det"));
    html_put(&visit->html, "</h2>");
    if (laying->whom_count == 0 || laying->day_count == 0) {
        html_element(&visit->html, "p", "hint",
                     word(visit->lang, "Välj till vem och vilka dagar."));
    } else {
        int fresh = laying_page_preview(visit, laying, &beside, &stands);
        laying_page_open(visit, laying);
        field_hidden(visit, "template", template->id);
        if (fresh < 0)
            html_element(&visit->html, "p", "wrong",
                         word(visit->lang, "Högst 600 saker på en gång."));
        laying_page_close(visit, fresh, beside, stands);
    }
    html_put(&visit->html, "</section>");
}

void
plan_template_draw(struct visit *visit)
{
    struct view_template template;
    struct laying laying = {.keep = true};
    char path[VISIT_PATH_SIZE];
    json_t *entries = NULL;
    if (view_template(visit->store, visit->path.id[0], &template, &entries) !=
        RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    laying.entries = entries;
    laying_page_chosen(visit, &laying);
    shell_open(visit, &(struct shell){.title = template.name,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs"});
    put_content(visit, &template, entries);
    text_format(path, sizeof path, "/plan/template/%s#result", template.id);
    html_put(&visit->html, "<form method=\"get\" class=\"matrix\"");
    html_attribute(&visit->html, "action", path);
    html_put(&visit->html, ">");
    field_hidden(visit, "show", "1");
    laying_page_whom(visit, &laying);
    laying_page_days(visit, &laying, template.days > 1);
    html_put(&visit->html, "<p class=\"acts\">");
    field_button(visit, word(visit->lang, "Visa vad det blir"), "main");
    html_put(&visit->html, "</p></form>");
    if (form_has(&visit->query, "show", "1"))
        put_result(visit, &template, &laying);
    put_owning(visit, &template);
    shell_close(visit);
    json_decref(entries);
}

void
plan_template_save_post(struct visit *visit)
{
    struct view_whom whom;
    char name[VIEW_NAME_SIZE];
    char date[CIVIL_DATE_SIZE];
    int32_t day = visit->today;
    long days = 7;
    if (!visit_needed(visit, "name", 40, name, sizeof name) ||
        !visit_date(visit, "date", &day))
        return;
    if (!form_number(&visit->form, "for_days", 1, 7, &days) ||
        !plan_whom_of_key(visit, form_text(&visit->form, "from"), &whom)) {
        visit_wrong(visit, "for_days",
                    word(visit->lang, "Välj en av dem som finns."));
        return;
    }
    json_t *command = visit_command(visit, "template_save");
    civil_format_date(day, date);
    json_object_set_new(command, "name", json_string(name));
    json_object_set_new(command, "date", json_string(date));
    json_object_set_new(command, "for_days", json_integer(days));
    json_object_set_new(command, "audience", plan_audience(&whom));
    if (form_has(&visit->form, "whole", "1"))
        json_object_set_new(command, "whole", json_true());
    text_copy(visit->then, sizeof visit->then, "/plan/templates?saved=1");
    visit_ask(visit, command, plan_answered);
}

void
plan_template_remove_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "template_remove");
    json_object_set_new(command, "template", json_string(visit->path.id[0]));
    text_copy(visit->then, sizeof visit->then, "/plan/templates?saved=1");
    visit_ask(visit, command, plan_answered);
}
