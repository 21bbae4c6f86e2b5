#include "ui/staff/plan/laying_page.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/team.h"

enum { WEEKS = 4, MONDAYS = 8 };

void
laying_page_chosen(struct visit *visit, struct laying *laying)
{
    const struct form_field *field = NULL;
    laying->today = visit->today;
    while (laying->whom_count < LAYING_WHOM_MAX &&
           (field = form_next(&visit->query, "to", field)) != NULL)
        if (plan_whom_of_key(visit, field->value,
                             &laying->whom[laying->whom_count]))
            laying->whom_count++;
    field = NULL;
    while (laying->day_count < LAYING_DAYS_MAX &&
           (field = form_next(&visit->query, "day", field)) != NULL)
        if (civil_parse_date(field->value, &laying->days[laying->day_count]) ==
            RESULT_OK)
            laying->day_count++;
}

static bool
has_whom(const struct laying *laying, const struct view_whom *whom)
{
    for (int i = 0; i < laying->whom_count; i++)
        if (laying->whom[i].kind == whom->kind &&
            text_equal(laying->whom[i].id, whom->id))
            return true;
    return false;
}

static bool
has_day(const struct laying *laying, int32_t day)
{
    for (int i = 0; i < laying->day_count; i++)
        if (laying->days[i] == day)
            return true;
    return false;
}

static void
put_box(struct html *html, const char *name, const char *value, bool checked,
        const char *picture, const char *words)
{
    html_put(html, "<label class=\"choice\"><input type=\"checkbox\"");
    html_attribute(html, "name", name);
    html_attribute(html, "value", value);
    html_put(html, checked ? " checked>" : ">");
    if (!text_empty(picture))
        shell_picture(html, picture, 40, "");
    html_put(html, "<span>");
    html_text(html, words);
    html_put(html, "</span></label>");
}

static void
put_whom(struct visit *visit, const struct laying *laying,
         enum view_audience kind, const char *id, const char *picture,
         const char *name)
{
    char key[PLAN_KEY_SIZE];
    struct view_whom whom = {.kind = kind};
    text_copy(whom.id, sizeof whom.id, id);
    if (!team_may_plan(visit, &whom))
        return;
    plan_key_of(&whom, key);
    put_box(&visit->html, "to", key, has_whom(laying, &whom), picture, name);
}

void
laying_page_whom(struct visit *visit, const struct laying *laying)
{
    struct html *html = &visit->html;
    struct view_group groups[VIEW_GROUPS_MAX];
    int group_count = 0;
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    html_put(html, "<fieldset class=\"field\"><legend>");
    html_text(html, word(visit->lang, "Till vem?"));
    html_put(html, "</legend><div class=\"choices\">");
    if (view_groups(visit->store, groups, VIEW_GROUPS_MAX, &group_count) ==
        RESULT_OK)
        for (int i = 0; i < group_count; i++)
            put_whom(visit, laying, AUDIENCE_GROUP, groups[i].id,
                     groups[i].picture, groups[i].name);
    html_put(html, "</div><div class=\"choices\">");
    if (people != NULL && view_people(visit->store, visit->boot_id, people,
                                      VIEW_PEOPLE_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++)
            put_whom(visit, laying, AUDIENCE_PERSON, people[i].id,
                     people[i].picture, people[i].name);
    html_put(html, "</div></fieldset>");
    free(people);
}

static void
put_day_box(struct visit *visit, const struct laying *laying, int32_t day,
            bool week)
{
    char date[CIVIL_DATE_SIZE];
    char words[PLAN_DAY_SIZE + 24];
    char plain[PLAN_DAY_SIZE];
    civil_format_date(day, date);
    plan_day_words(visit->lang, day, plain);
    if (week)
        text_format(words, sizeof words, word(visit->lang, "Vecka %d, från %s"),
                    civil_week(day), plain);
    else
        text_copy(words, sizeof words, plain);
    put_box(&visit->html, "day", date, has_day(laying, day), NULL, words);
}

void
laying_page_days(struct visit *visit, const struct laying *laying, bool weeks)
{
    struct html *html = &visit->html;
    int32_t monday = plan_monday(visit->today);
    html_put(html, "<fieldset class=\"field\"><legend>");
    html_text(html, weeks ? word(visit->lang, "Vilka veckor?")
                          : word(visit->lang, "Vilka dagar?"));
    html_put(html, "</legend>");
    if (weeks) {
        html_put(html, "<div class=\"choices\">");
        for (int i = 0; i < MONDAYS; i++)
            put_day_box(visit, laying, monday + 7 * i, true);
        html_put(html, "</div>");
    }
    for (int w = 0; !weeks && w < WEEKS; w++) {
        html_put(html, "<div class=\"choices days\">");
        for (int d = 0; d < 5; d++)
            if (monday + 7 * w + d >= visit->today)
                put_day_box(visit, laying, monday + 7 * w + d, false);
        html_put(html, "</div>");
    }
    html_put(html, "</fieldset>");
}

/* --- what would come of it --- */

static const char *
title_of(const struct laying *laying, const struct laying_cell *cell)
{
    return json_string_value(json_object_get(
        json_object_get(json_array_get(laying->entries, (size_t)cell->entry),
                        "body"),
        "title"));
}

static void
put_cell(struct visit *visit, const struct laying *laying,
         const struct laying_cell *cell)
{
    static const char *const kinds[] = {[CELL_NEW] = "new",
                                        [CELL_SAME] = "same",
                                        [CELL_BESIDE] = "beside",
                                        [CELL_PAST] = "past"};
    struct html *html = &visit->html;
    char says[3 * VIEW_NAME_SIZE] = "";
    html_put(html, "<li");
    html_attribute(html, "class", kinds[cell->state]);
    html_put(html, "><b>");
    html_text(html, title_of(laying, cell));
    html_put(html, "</b> ");
    switch (cell->state) {
    case CELL_NEW:
        text_copy(says, sizeof says, word(visit->lang, "läggs ut"));
        break;
    case CELL_SAME:
        text_copy(says, sizeof says, word(visit->lang, "finns redan"));
        break;
    case CELL_BESIDE:
        text_format(says, sizeof says,
                    word(visit->lang, "samtidigt som %s (%s)"), cell->beside,
                    cell->person);
        break;
    case CELL_PAST:
        text_copy(says, sizeof says, word(visit->lang, "dagen har varit"));
        break;
    }
    html_text(html, says);
    html_put(html, "</li>");
}

static void
put_table(struct visit *visit, const struct laying *laying,
          const struct laying_cell *cells, int count)
{
    struct html *html = &visit->html;
    html_put(html, "<table class=\"laid\"><thead><tr><th scope=\"col\">");
    html_text(html, word(visit->lang, "Vem"));
    html_put(html, "</th><th scope=\"col\">");
    html_text(html, word(visit->lang, "Dag"));
    html_put(html, "</th><th scope=\"col\">");
    html_text(html, word(visit->lang, "Vad det blir"));
    html_put(html, "</th></tr></thead><tbody>");
    for (int i = 0; i < count; i++) {
        bool first = i == 0 || cells[i].whom != cells[i - 1].whom ||
                     cells[i].date != cells[i - 1].date;
        if (first) {
            struct plan_of of;
            char words[PLAN_DAY_SIZE];
            plan_of_whom(visit, &laying->whom[cells[i].whom], &of);
            plan_day_words(visit->lang, cells[i].date, words);
            html_put(html, i > 0 ? "</ul></td></tr><tr>" : "<tr>");
            html_put(html, "<th scope=\"row\">");
            html_text(html, of.name);
            html_put(html, "</th><td>");
            html_text(html, words);
            html_put(html, "</td><td><ul>");
        }
        put_cell(visit, laying, &cells[i]);
    }
    html_put(html, "</ul></td></tr></tbody></table>");
}

int
laying_page_preview(struct visit *visit, const struct laying *laying,
                    int *beside, bool *stands)
{
    int count = 0;
    int fresh = 0;
    struct laying_cell *cells = malloc(LAYING_CELLS_MAX * sizeof *cells);
    *beside = 0;
    *stands = false;
    enum result result = cells == NULL
                             ? RESULT_IO
                             : laying_cells(visit->store, laying, cells,
                                            LAYING_CELLS_MAX, &count);
    if (result == RESULT_OK && count > 0) {
        for (int i = 0; i < count; i++) {
            fresh += cells[i].state == CELL_NEW;
            *beside += cells[i].state == CELL_BESIDE;
            *stands |= cells[i].stands && cells[i].state != CELL_PAST;
        }
        put_table(visit, laying, cells, count);
    }
    free(cells);
    return result == RESULT_FULL ? -1 : fresh;
}

/* --- doing it --- */

void
laying_page_open(struct visit *visit, const struct laying *laying)
{
    field_form(visit, "/plan/lay");
    for (int i = 0; i < laying->whom_count; i++) {
        char key[PLAN_KEY_SIZE];
        plan_key_of(&laying->whom[i], key);
        field_hidden(visit, "to", key);
    }
    for (int i = 0; i < laying->day_count; i++) {
        char date[CIVIL_DATE_SIZE];
        civil_format_date(laying->days[i], date);
        field_hidden(visit, "day", date);
    }
}

void
laying_page_close(struct visit *visit, int fresh, int beside, bool merge)
{
    char says[80];
    if (beside > 0)
        field_tick(
            visit, "both",
            word(visit->lang, "Lägg också ut det som krockar, vi vet om det"),
            false);
    if (merge)
        field_tick(visit, "merge",
                   word(visit->lang, "Lägg bland det som redan finns där"),
                   false);
    text_format(says, sizeof says,
                word_plural(visit->lang, "Lägg ut %d sak", "Lägg ut %d saker",
                            (unsigned long)fresh),
                fresh);
    html_put(&visit->html, "<p class=\"acts\">");
    if (fresh > 0 || beside > 0)
        field_button(visit, says, "main");
    else
        html_element(&visit->html, "span", "hint",
                     word(visit->lang, "Det finns inget nytt att lägga ut."));
    html_put(&visit->html, "</p>");
    field_form_end(visit);
}
