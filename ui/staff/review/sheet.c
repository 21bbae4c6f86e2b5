/* Attendance: everybody's month, one person's sheet, what staff note of a day
 * and what they confirm. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/review/review.h"
#include "ui/staff/team.h"
#include "ui/staff/when.h"

static void
month_path(const char *room, int32_t month, char out[VISIT_PATH_SIZE])
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(month, date);
    text_format(out, VISIT_PATH_SIZE, "%s/%.7s", room, date);
}

static void
put_months(struct visit *visit, const char *room, int32_t month)
{
    char path[VISIT_PATH_SIZE];
    html_put(&visit->html, "<p class=\"ways\">");
    month_path(room, review_month_before(month, 1), path);
    review_link(visit, path, word(visit->lang, "Månaden innan"));
    if (review_month_before(month, -1) <= visit->today) {
        month_path(room, review_month_before(month, -1), path);
        review_link(visit, path, word(visit->lang, "Månaden efter"));
    }
    html_put(&visit->html, "</p>");
}

/* What the days amount to, by the rules that the centre chose. */
static void
counted_words(struct visit *visit, const struct attend_sum *sum,
              char out[REVIEW_DAY_SIZE])
{
    struct attend_rules rules;
    if (view_rules(visit->store, &rules) == RESULT_IO ||
        rules.kind == ATTEND_HOURLY)
        review_minutes(sum->counted, out);
    else
        text_format(out, REVIEW_DAY_SIZE,
                    word(visit->lang, "%d hela, %d halva"), sum->full,
                    sum->half);
}

static const char *
state_words(const char *lang, const struct review_sheet *sheet)
{
    if (sheet->sum.unknown > 0)
        return word(lang, "Något är inte känt");
    if (sheet->confirmations == 0)
        return word(lang, "Inte bekräftad");
    return sheet->changed_since ? word(lang, "Ändrad efter bekräftelsen")
                                : word(lang, "Bekräftad");
}

static void
put_sheet_row(struct visit *visit, const struct view_person *person,
              const struct review_sheet *sheet)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    char room[VISIT_PATH_SIZE];
    char text[REVIEW_DAY_SIZE];
    text_format(room, sizeof room, "/review/sheet/%s", person->id);
    month_path(room, sheet->month, path);
    html_put(html, "<tr><th scope=\"row\"><a");
    html_attribute(html, "href", path);
    html_put(html, ">");
    html_text(html, person->name);
    html_put(html, "</a></th>");
    review_minutes(sheet->sum.planned, text);
    html_element(html, "td", "number", text);
    review_minutes(sheet->sum.present + sheet->sum.rest, text);
    html_element(html, "td", "number", text);
    counted_words(visit, &sheet->sum, text);
    html_element(html, "td", "number", text);
    html_element(html, "td", NULL, state_words(visit->lang, sheet));
    html_put(html, "</tr>");
}

static void
put_heads(struct html *html, const char *const *heads, int count)
{
    html_put(html, "<thead><tr>");
    for (int i = 0; i < count; i++) {
        html_put(html, "<th scope=\"col\">");
        html_text(html, heads[i]);
        html_put(html, "</th>");
    }
    html_put(html, "</tr></thead>");
}

void
sheets_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    char title[REVIEW_DAY_SIZE + 40];
    char month[REVIEW_DAY_SIZE];
    struct review_sheet sheet;
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    visit->room = people;
    if (people == NULL || view_people(visit->store, visit->boot_id, people,
                                      VIEW_PEOPLE_MAX, &count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    review_month_words(lang, visit->path.date, month);
    text_format(title, sizeof title, word(lang, "Närvaro %s"), month);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_REVIEW,
                                      .style = "review.css"});
    put_months(visit, "/review/sheets", visit->path.date);
    if (!visit_may(visit, ROLE_STAFF))
        team_ways(visit);
    team_keep(visit, TEAM_FIRST, people, &count);
    team_keep(visit, TEAM_OPEN, people, &count);
    shell_wide(visit, title);
    const char *const heads[] = {word(lang, "Namn"), word(lang, "Planerat"),
                                 word(lang, "Här och vila"),
                                 word(lang, "Räknas"), word(lang, "Läge")};
    put_heads(&visit->html, heads, 5);
    html_put(&visit->html, "<tbody>");
    for (int i = 0; i < count; i++)
        if (view_sheet(visit->store, people[i].id, visit->path.date,
                       visit->today, &sheet) == RESULT_OK)
            put_sheet_row(visit, &people[i], &sheet);
    shell_wide_end(visit);
    if (visit_may(visit, ROLE_LEADER)) {
        html_put(&visit->html, "<p class=\"ways\">");
        review_link(visit, "/review/rules", word(lang, "Regler för närvaro"));
        html_put(&visit->html, "</p>");
    }
    out_form(visit, "sheets", NULL, visit->path.date, visit->path.date);
    shell_close(visit);
}

/* --- one sheet --- */

static void
put_clock(struct html *html, int minute)
{
    char text[CIVIL_TIME_SIZE] = "";
    if (minute >= 0)
        civil_format_time(minute % 1440, text);
    html_element(html, "td", "number", text);
}

static const char *
present_words(struct visit *visit, const struct attend_day *day,
              char out[REVIEW_DAY_SIZE])
{
    out[0] = '\0';
    if (day->state == ATTEND_HERE)
        return word(visit->lang, "här nu");
    if (day->state == ATTEND_UNKNOWN)
        return word(visit->lang, "okänd");
    if (day->state == ATTEND_NEVER_KNOWN)
        return word(visit->lang, "går inte att veta");
    if (day->state == ATTEND_KNOWN)
        review_minutes(day->present, out);
    return out;
}

static void
put_day(struct visit *visit, const struct attend_day *day)
{
    struct html *html = &visit->html;
    char text[REVIEW_DAY_SIZE];
    if (day->planned == 0 && day->state == ATTEND_ABSENT &&
        day->code == CODE_NONE)
        return;
    html_put(html, "<tr>");
    review_day_words(visit->lang, day->day, text);
    html_put(html, "<th scope=\"row\">");
    html_text(html, text);
    html_put(html, "</th>");
    text[0] = '\0';
    if (day->planned > 0)
        review_minutes(day->planned, text);
    html_element(html, "td", "number", text);
    put_clock(html, day->came);
    put_clock(html, day->went);
    html_element(html, "td", "number", present_words(visit, day, text));
    text[0] = '\0';
    if (day->code != CODE_NONE)
        text_copy(text, sizeof text, review_code_words(visit->lang, day->code));
    if (day->rest > 0) {
        char rest[REVIEW_DAY_SIZE];
        review_minutes(day->rest, rest);
        text_append(text, sizeof text, "%s", text[0] == '\0' ? "" : ", ");
        text_append(text, sizeof text, word(visit->lang, "vila %s"), rest);
    }
    html_element(html, "td", NULL, text);
    html_put(html, "</tr>");
}

static void
put_note_form(struct visit *visit, const char *base)
{
    const char *lang = visit->lang;
    struct choice choices[CODE_COUNT];
    char path[VISIT_PATH_SIZE + 16];
    for (int i = 0; i < CODE_COUNT; i++)
        choices[i] = (struct choice){
            .value = attend_code_name((enum attend_code)i),
            .words = review_code_words(lang, (enum attend_code)i)};
    html_element(&visit->html, "h2", NULL, word(lang, "Notera om en dag"));
    text_format(path, sizeof path, "%s/note", base);
    field_form(visit, path);
    html_put(&visit->html, "<div class=\"row\">");
    field_line(visit, &(struct field){.name = "date",
                                      .label = word(lang, "Dag"),
                                      .type = "date",
                                      .needed = true});
    field_select(
        visit,
        &(struct field){.name = "code", .label = word(lang, "Vad gäller?")},
        choices, CODE_COUNT);
    field_line(visit,
               &(struct field){.name = "rest",
                               .label = word(lang, "Planerad vila, minuter"),
                               .type = "number"});
    html_put(&visit->html, "</div>");
    field_button(visit, word(lang, "Spara"), "main");
    field_form_end(visit);
}

static void
put_confirm(struct visit *visit, const struct review_sheet *sheet,
            const char *base)
{
    const char *lang = visit->lang;
    char path[VISIT_PATH_SIZE + 16];
    char when[WHEN_SIZE];
    html_element(&visit->html, "h2", NULL, word(lang, "Bekräfta månaden"));
    if (sheet->confirmations > 0) {
        char says[WHEN_SIZE + VIEW_NAME_SIZE + 40];
        when_was(lang, visit->now, sheet->confirmed_at, when);
        text_format(says, sizeof says, word(lang, "Bekräftad %s av %s"), when,
                    sheet->confirmed_by);
        html_element(&visit->html, "p", NULL, says);
    }
    if (sheet->sum.unknown > 0)
        html_element(&visit->html, "p", "hint",
                     word(lang, "En avfärd är okänd. När den är rättad eller "
                                "noterad går det att bekräfta."));
    text_format(path, sizeof path, "%s/confirm", base);
    field_form(visit, path);
    field_hidden_number(visit, "seen",
                        view_sheet_seq(visit->store, sheet->person));
    field_button(visit, word(lang, "Bekräfta"), "main");
    field_form_end(visit);
}

static void
put_sums(struct visit *visit, const struct review_sheet *sheet)
{
    struct html *html = &visit->html;
    char text[REVIEW_DAY_SIZE];
    const char *lang = visit->lang;
    const struct {
        const char *words;
        int minutes;
    } sums[] = {{word(lang, "Planerat"), sheet->sum.planned},
                {word(lang, "Här"), sheet->sum.present},
                {word(lang, "Planerad vila"), sheet->sum.rest}};
    html_put(html, "<dl class=\"numbers\">");
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
        review_minutes(sums[i].minutes, text);
        html_put(html, "<div>");
        html_element(html, "dt", NULL, sums[i].words);
        html_element(html, "dd", NULL, text);
        html_put(html, "</div>");
    }
    counted_words(visit, &sheet->sum, text);
    html_put(html, "<div>");
    html_element(html, "dt", NULL, word(lang, "Räknas"));
    html_element(html, "dd", NULL, text);
    html_put(html, "</div></dl>");
}

void
sheet_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    struct view_person person;
    struct review_sheet sheet;
    char title[VIEW_NAME_SIZE + REVIEW_DAY_SIZE];
    char month[REVIEW_DAY_SIZE];
    char base[VISIT_PATH_SIZE];
    char room[VISIT_PATH_SIZE];
    if (view_person(visit->store, visit->boot_id, visit->path.id[0], &person) !=
            RESULT_OK ||
        view_sheet(visit->store, person.id, visit->path.date, visit->today,
                   &sheet) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    review_month_words(lang, sheet.month, month);
    text_format(title, sizeof title, "%s, %s", person.name, month);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_REVIEW,
                                      .style = "review.css"});
    text_format(room, sizeof room, "/review/sheet/%s", person.id);
    put_months(visit, room, sheet.month);
    put_sums(visit, &sheet);
    shell_wide(visit, title);
    const char *const heads[] = {word(lang, "Dag"), word(lang, "Planerat"),
                                 word(lang, "Kom"), word(lang, "Gick"),
                                 word(lang, "Här"), word(lang, "Noterat")};
    put_heads(&visit->html, heads, 6);
    html_put(&visit->html, "<tbody>");
    for (int i = 0; i < sheet.count; i++)
        put_day(visit, &sheet.days[i]);
    shell_wide_end(visit);
    month_path(room, sheet.month, base);
    put_confirm(visit, &sheet, base);
    put_note_form(visit, base);
    html_put(&visit->html, "<p class=\"ways\">");
    text_format(room, sizeof room, "/presence/%s", person.id);
    review_link(visit, room, word(lang, "Rätta en tid"));
    text_format(room, sizeof room, "/review/agreed/%s", person.id);
    review_link(visit, room, word(lang, "Överenskomna tider"));
    html_put(&visit->html, "</p>");
    out_form(visit, "sheet", person.id, sheet.month, sheet.month);
    shell_close(visit);
}

static void
back_to_sheet(struct visit *visit)
{
    char room[VISIT_PATH_SIZE];
    char path[VISIT_PATH_SIZE];
    text_format(room, sizeof room, "/review/sheet/%s", visit->path.id[0]);
    month_path(room, visit->path.date, path);
    text_format(visit->then, sizeof visit->then, "%s?saved=1", path);
}

void
sheet_note_post(struct visit *visit)
{
    int32_t day = 0;
    long rest = 0;
    char date[CIVIL_DATE_SIZE];
    const char *typed = form_typed(&visit->form, "rest");
    if (!visit_date(visit, "date", &day))
        return;
    if (!text_empty(typed) &&
        !form_number(&visit->form, "rest", 0, 1440, &rest)) {
        visit_wrong(visit, "rest",
                    word(visit->lang, "Skriv minuter, 0 till "
                                      "1440."));
        return;
    }
    json_t *command = visit_command(visit, "note_day");
    civil_format_date(day, date);
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    json_object_set_new(command, "date", json_string(date));
    json_object_set_new(command, "code",
                        json_string(form_typed(&visit->form, "code")));
    json_object_set_new(command, "rest", json_integer(rest));
    back_to_sheet(visit);
    visit_ask(visit, command, NULL);
}

void
sheet_confirm_post(struct visit *visit)
{
    char date[CIVIL_DATE_SIZE];
    json_t *command = visit_command(visit, "confirm_sheet");
    civil_format_date(visit->path.date, date);
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    json_object_set_new(command, "month", json_string(date));
    back_to_sheet(visit);
    visit_ask(visit, command, NULL);
}

/* --- as a table that leaves the house --- */

static json_t *
minutes_json(int minutes)
{
    return minutes < 0 ? json_string("") : json_integer(minutes);
}

json_t *
sheets_table(struct visit *visit, int32_t month)
{
    const char *lang = visit->lang;
    char title[REVIEW_DAY_SIZE];
    struct review_sheet sheet;
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    if (people == NULL || view_people(visit->store, visit->boot_id, people,
                                      VIEW_PEOPLE_MAX, &count) != RESULT_OK) {
        free(people);
        return NULL;
    }
    team_keep(visit, TEAM_OPEN, people, &count);
    json_t *rows = json_array();
    for (int i = 0; i < count; i++) {
        if (view_sheet(visit->store, people[i].id, month, visit->today,
                       &sheet) != RESULT_OK)
            continue;
        json_array_append_new(
            rows, json_pack("[s,i,i,i,i,i,i,s]", people[i].name,
                            sheet.sum.planned, sheet.sum.present,
                            sheet.sum.rest, sheet.sum.full, sheet.sum.half,
                            sheet.sum.counted, state_words(lang, &sheet)));
    }
    free(people);
    review_month_words(lang, month, title);
    return json_pack("{s:s,s:[s,s,s,s,s,s,s,s],s:o}", "name", title, "head",
                     word(lang, "Namn"), word(lang, "Planerat, min"),
                     word(lang, "Här, min"), word(lang, "Vila, min"),
                     word(lang, "Hela dagar"), word(lang, "Halva dagar"),
                     word(lang, "Räknas, min"), word(lang, "Läge"), "rows",
                     rows);
}

json_t *
sheet_table(struct visit *visit, const char *id, int32_t month)
{
    const char *lang = visit->lang;
    struct view_person person;
    struct review_sheet sheet;
    char title[VIEW_NAME_SIZE + REVIEW_DAY_SIZE];
    char words[REVIEW_DAY_SIZE];
    if (view_person(visit->store, visit->boot_id, id, &person) != RESULT_OK ||
        view_sheet(visit->store, id, month, visit->today, &sheet) != RESULT_OK)
        return NULL;
    json_t *rows = json_array();
    for (int i = 0; i < sheet.count; i++) {
        const struct attend_day *day = &sheet.days[i];
        char date[CIVIL_DATE_SIZE];
        char came[CIVIL_TIME_SIZE] = "";
        char went[CIVIL_TIME_SIZE] = "";
        char text[REVIEW_DAY_SIZE];
        if (day->planned == 0 && day->state == ATTEND_ABSENT &&
            day->code == CODE_NONE)
            continue;
        civil_format_date(day->day, date);
        if (day->came >= 0)
            civil_format_time(day->came % 1440, came);
        if (day->went >= 0)
            civil_format_time(day->went % 1440, went);
        json_array_append_new(
            rows, json_pack("[s,i,s,s,o,i,s]", date, day->planned, came, went,
                            day->present < 0
                                ? json_string(present_words(visit, day, text))
                                : minutes_json(day->present),
                            day->rest,
                            day->code == CODE_NONE
                                ? ""
                                : review_code_words(lang, day->code)));
    }
    review_month_words(lang, month, words);
    text_format(title, sizeof title, "%s, %s", person.name, words);
    return json_pack("{s:s,s:[s,s,s,s,s,s,s],s:o}", "name", title, "head",
                     word(lang, "Dag"), word(lang, "Planerat, min"),
                     word(lang, "Kom"), word(lang, "Gick"),
                     word(lang, "Här, min"), word(lang, "Vila, min"),
                     word(lang, "Noterat"), "rows", rows);
}
