/* The copy matrix: some of somebody's things, to people, on days. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/laying_page.h"
#include "ui/staff/request.h"
#include "ui/staff/team.h"

struct source {
    struct plan_of of;
    bool is;
    int32_t date;
    int days;
    bool keep;
};

static void
read_source(struct visit *visit, struct source *source)
{
    struct view_whom whom;
    long days = 1;
    *source = (struct source){.date = visit->today};
    source->is =
        plan_whom_of_key(visit, form_text(&visit->query, "from"), &whom);
    if (source->is)
        plan_of_whom(visit, &whom, &source->of);
    if (form_text(&visit->query, "date") != NULL &&
        civil_parse_date(form_text(&visit->query, "date"), &source->date) !=
            RESULT_OK)
        source->date = visit->today;
    source->keep = form_has(&visit->query, "keep", "1") &&
                   form_number(&visit->query, "days", 7, 7, &days);
    source->days = (int)days;
}

/* "ID@2026-11-24" */
static bool
read_thing(const char *text, char id[UUID_SIZE], int32_t *date)
{
    unsigned char bytes[UUID_BYTES];
    const char *at = text == NULL ? NULL : strchr(text, '@');
    if (at == NULL || at - text != UUID_SIZE - 1)
        return false;
    text_format(id, UUID_SIZE, "%.*s", UUID_SIZE - 1, text);
    return uuid_parse(id, bytes) && civil_parse_date(at + 1, date) == RESULT_OK;
}

static void
put_things(struct visit *visit, const struct source *source, bool chosen)
{
    struct html *html = &visit->html;
    struct view_day *day = malloc(sizeof *day);
    html_put(html, "<fieldset class=\"field\"><legend>");
    html_text(html, word(visit->lang, "Vad?"));
    html_put(html, "</legend>");
    for (int n = 0; day != NULL && n < source->days; n++) {
        char words[PLAN_DAY_SIZE];
        char date[CIVIL_DATE_SIZE];
        if (view_whom_day(visit->store, &source->of.whom, source->date + n,
                          day) != RESULT_OK ||
            day->count == 0)
            continue;
        plan_day_words(visit->lang, day->date, words);
        civil_format_date(day->date, date);
        html_element(html, "p", "hint", words);
        html_put(html, "<div class=\"choices\">");
        for (int i = 0; i < day->count; i++) {
            const struct view_item *item = &day->items[i];
            char value[UUID_SIZE + CIVIL_DATE_SIZE + 2];
            char time[40];
            struct view_facts facts;
            bool own =
                view_facts(visit->store, item->id, &facts) == RESULT_OK &&
                facts.whom.kind == source->of.whom.kind;
            if (item->state == STATE_CANCELLED)
                continue;
            text_format(value, sizeof value, "%s@%s", item->id, date);
            plan_time_words(visit->lang, item, time, sizeof time);
            html_put(html, "<label class=\"choice\"><input type=\"checkbox\" "
                           "name=\"item\"");
            html_attribute(html, "value", value);
            html_put(html,
                     (chosen ? form_has(&visit->query, "item", value) : own)
                         ? " checked>"
                         : ">");
            if (item->what.picture[0] != '\0')
                shell_picture(html, item->what.picture, 40, "");
            html_put(html, "<span>");
            html_text(html, time);
            html_put(html, " ");
            html_text(html, item->what.text);
            html_put(html, "</span></label>");
        }
        html_put(html, "</div>");
    }
    html_put(html, "</fieldset>");
    free(day);
}

static void
put_query(struct visit *visit, const struct source *source)
{
    char key[PLAN_KEY_SIZE];
    char date[CIVIL_DATE_SIZE];
    plan_key_of(&source->of.whom, key);
    civil_format_date(source->date, date);
    field_hidden(visit, "from", key);
    field_hidden(visit, "date", date);
    if (source->keep) {
        field_hidden(visit, "days", "7");
        field_hidden(visit, "keep", "1");
    }
    field_hidden(visit, "show", "1");
}

/* What was chosen, as things with their days apart. */
static json_t *
chosen_entries(struct visit *visit)
{
    json_t *entries = json_array();
    const struct form_field *field = NULL;
    int32_t first = INT32_MAX;
    size_t at;
    json_t *entry;
    while ((field = form_next(&visit->query, "item", field)) != NULL &&
           json_array_size(entries) < LAYING_ENTRIES_MAX) {
        char id[UUID_SIZE];
        int32_t date = 0;
        json_t *body = read_thing(field->value, id, &date)
                           ? laying_of_item(visit->store, id, date)
                           : NULL;
        if (body == NULL)
            continue;
        first = date < first ? date : first;
        json_array_append_new(
            entries, json_pack("{s:i,s:o}", "day", (int)date, "body", body));
    }
    json_array_foreach(entries, at, entry)
    {
        json_int_t day = json_integer_value(json_object_get(entry, "day"));
        json_object_set_new(entry, "day", json_integer(day - first));
    }
    return entries;
}

static void
put_result(struct visit *visit, const struct source *source,
           struct laying *laying)
{
    int beside = 0;
    bool stands = false;
    const struct form_field *field = NULL;
    laying->entries = chosen_entries(visit);
    laying->keep = source->keep;
    html_put(&visit->html, "<section id=\"result\"><h2>");
    html_text(&visit->html, word(visit->lang, "Så här blir det"));
    html_put(&visit->html, "</h2>");
    if (json_array_size(laying->entries) == 0 || laying->whom_count == 0 ||
        laying->day_count == 0) {
        html_element(&visit->html, "p", "hint",
                     word(visit->lang, "Välj vad, till vem och vilka dagar."));
    } else {
        int fresh = laying_page_preview(visit, laying, &beside, &stands);
        laying_page_open(visit, laying);
        if (source->keep)
            field_hidden(visit, "keep", "1");
        while ((field = form_next(&visit->query, "item", field)) != NULL)
            field_hidden(visit, "item", field->value);
        if (fresh < 0)
            html_element(&visit->html, "p", "wrong",
                         word(visit->lang, "Högst 600 saker på en gång."));
        laying_page_close(visit, fresh, beside, false);
    }
    html_put(&visit->html, "</section>");
    json_decref(laying->entries);
    laying->entries = NULL;
}

static void
put_sources(struct visit *visit)
{
    struct html *html = &visit->html;
    char date[CIVIL_DATE_SIZE];
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    civil_format_date(visit->today, date);
    html_element(html, "p", "hint",
                 word(visit->lang, "Välj vems plan som kopieras."));
    html_put(html, "<ul class=\"plans\">");
    if (people != NULL && view_people(visit->store, visit->boot_id, people,
                                      VIEW_PEOPLE_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char path[VISIT_PATH_SIZE];
            if (!team_may(visit, people[i].id))
                continue;
            text_format(path, sizeof path, "/plan/copy?from=person:%s&date=%s",
                        people[i].id, date);
            html_put(html, "<li>");
            shell_picture(html, people[i].picture, 44, "");
            html_put(html, "<span class=\"name\">");
            plan_link(html, path, NULL, people[i].name);
            html_put(html, "</span></li>");
        }
    html_put(html, "</ul>");
    free(people);
}

static void
draw_copy(struct visit *visit)
{
    struct source source;
    struct laying laying = {.entries = NULL};
    bool show = form_has(&visit->query, "show", "1");
    read_source(visit, &source);
    laying_page_chosen(visit, &laying);
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Kopiera"),
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs"});
    if (!source.is) {
        put_sources(visit);
        shell_close(visit);
        return;
    }
    html_put(&visit->html, "<form method=\"get\" action=\"/plan/copy#result\" "
                           "class=\"matrix\">");
    put_query(visit, &source);
    put_things(visit, &source, show);
    laying_page_whom(visit, &laying);
    laying_page_days(visit, &laying, source.keep);
    html_put(&visit->html, "<p class=\"acts\">");
    field_button(visit, word(visit->lang, "Visa vad det blir"), "main");
    html_put(&visit->html, "</p></form>");
    if (show)
        put_result(visit, &source, &laying);
    shell_close(visit);
}

/* Somebody's days stand on it: that is a look. */
static void
draw_after_look(struct visit *visit, const json_t *answer)
{
    if (json_is_true(json_object_get(answer, "ok"))) {
        draw_copy(visit);
        return;
    }
    visit_refused(visit, answer);
    visit_status(visit, visit->status);
}

void
plan_copy_draw(struct visit *visit)
{
    struct source source;
    read_source(visit, &source);
    if (source.is && source.of.whom.kind == AUDIENCE_PERSON)
        visit_ask(visit,
                  json_pack("{s:s,s:s,s:s}", "do", "looked", "about",
                            source.of.whom.id, "what", "plan-copy"),
                  draw_after_look);
    else
        draw_copy(visit);
}

/* --- doing it --- */

static json_t *
chosen_items(struct visit *visit)
{
    json_t *items = json_array();
    const struct form_field *field = NULL;
    while ((field = form_next(&visit->form, "item", field)) != NULL) {
        char id[UUID_SIZE];
        char day[CIVIL_DATE_SIZE];
        int32_t date = 0;
        if (!read_thing(field->value, id, &date))
            continue;
        civil_format_date(date, day);
        json_array_append_new(items,
                              json_pack("{s:s,s:s}", "item", id, "date", day));
    }
    return items;
}

static void
answered(struct visit *visit, const json_t *answer)
{
    const char *laying = json_string_value(json_object_get(answer, "laying"));
    if (laying != NULL && json_is_true(json_object_get(answer, "ok")))
        text_append(visit->then, sizeof visit->then, "?laid=%s", laying);
    plan_answered(visit, answer);
}

/* Nothing was laid out: why, and the same again with what one may add. */
void
plan_lay_draw(struct visit *visit)
{
    static const char *const names[] = {"to", "day", "item", "template",
                                        "keep"};
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Lägg ut"),
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .narrow = true});
    field_form(visit, "/plan/lay");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct form_field *field = NULL;
        while ((field = form_next(&visit->form, names[i], field)) != NULL)
            field_hidden(visit, names[i], field->value);
    }
    field_tick(
        visit, "both",
        word(visit->lang, "Lägg också ut det som krockar, vi vet om det"),
        false);
    if (form_text(&visit->form, "template") != NULL)
        field_tick(visit, "merge",
                   word(visit->lang, "Lägg bland det som redan finns där"),
                   false);
    field_button(visit, word(visit->lang, "Lägg ut"), "main");
    field_form_end(visit);
    html_put(&visit->html, "<p>");
    plan_link(&visit->html, "/plan", NULL, word(visit->lang, "Låt bli"));
    html_put(&visit->html, "</p>");
    shell_close(visit);
}

/* Where the first of it came. */
static void
go_to_first(struct visit *visit)
{
    struct plan_of of;
    struct view_whom whom;
    int32_t day = visit->today;
    text_copy(visit->then, sizeof visit->then, "/plan");
    if (!plan_whom_of_key(visit, form_text(&visit->form, "to"), &whom) ||
        civil_parse_date(form_typed(&visit->form, "day"), &day) != RESULT_OK)
        return;
    plan_of_whom(visit, &whom, &of);
    plan_week_path(&of, day, visit->then, sizeof visit->then);
}

void
plan_lay_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "lay");
    json_t *to = json_array();
    json_t *days = json_array();
    const struct form_field *field = NULL;
    const char *template = form_text(&visit->form, "template");
    struct view_whom whom;
    while ((field = form_next(&visit->form, "to", field)) != NULL)
        if (plan_whom_of_key(visit, field->value, &whom))
            json_array_append_new(to, plan_audience(&whom));
    field = NULL;
    while ((field = form_next(&visit->form, "day", field)) != NULL)
        json_array_append_new(days, json_string(field->value));
    json_object_set_new(command, "to", to);
    json_object_set_new(command, "days", days);
    if (template != NULL)
        json_object_set_new(command, "template", json_string(template));
    else
        json_object_set_new(command, "items", chosen_items(visit));
    if (form_has(&visit->form, "keep", "1"))
        json_object_set_new(command, "keep", json_true());
    if (form_has(&visit->form, "both", "1"))
        json_object_set_new(command, "overlaps", json_string("both"));
    if (form_has(&visit->form, "merge", "1"))
        json_object_set_new(command, "merge", json_true());
    go_to_first(visit);
    visit_ask(visit, command, answered);
}
