/* What leaves the house as a file. It says what for, core keeps that (with
 * who and when) before there is any file, and only then it is made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/export.h"
#include "ui/staff/review/review.h"
#include "ui/staff/when.h"

enum { PURPOSE_CHARS = 200, WAIT_MS = 25000, ICS_DAYS_MAX = 92 };

static const char *const whats[] = {"month",   "sheets", "sheet",
                                    "journal", "person", NULL};

void
out_form(struct visit *visit, const char *what, const char *person,
         int32_t from, int32_t to)
{
    const char *lang = visit->lang;
    char date[CIVIL_DATE_SIZE];
    const struct choice forms[] = {
        {.value = "csv", .words = word(lang, "CSV, för kalkylblad")},
        {.value = "xlsx", .words = word(lang, "Excel")},
        {.value = "pdf", .words = word(lang, "PDF, att skriva ut")},
        {.value = "ics", .words = word(lang, "Kalender, planen")}};
    html_put(&visit->html, "<details class=\"out\"><summary>");
    html_text(&visit->html, word(lang, "Ta ut som fil"));
    html_put(&visit->html, "</summary>");
    field_form(visit, "/review/out");
    field_hidden(visit, "what", what);
    if (person != NULL)
        field_hidden(visit, "person", person);
    civil_format_date(from, date);
    field_hidden(visit, "from", date);
    civil_format_date(to, date);
    field_hidden(visit, "to", date);
    field_select(visit,
                 &(struct field){.name = "form", .label = word(lang, "Slag")},
                 forms, text_equal(what, "person") ? 4 : 3);
    field_line(visit,
               &(struct field){.name = "purpose",
                               .label = word(lang, "Vad används den till?"),
                               .hint = word(lang, "Filen lämnar huset. Det "
                                                  "sparas vem som tog ut den "
                                                  "och varför."),
                               .most = PURPOSE_CHARS,
                               .needed = true});
    field_button(visit, word(lang, "Ta ut"), "main");
    field_form_end(visit);
    html_put(&visit->html, "</details>");
}

/* What the form said, read again when core has kept it. */
struct asked {
    const char *what, *form;
    char person[UUID_SIZE];
    int32_t from, to;
};

static bool
is_among(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_equal(word, *words))
            return true;
    return false;
}

static bool
read_asked(struct visit *visit, struct asked *asked)
{
    static const char *const forms[] = {"csv", "xlsx", "pdf", "ics", NULL};
    asked->what = form_typed(&visit->form, "what");
    asked->form = form_typed(&visit->form, "form");
    if (!visit_id(visit, "person", asked->person) ||
        !visit_date(visit, "from", &asked->from) ||
        !visit_date(visit, "to", &asked->to))
        return false;
    bool of_person =
        text_equal(asked->what, "person") || text_equal(asked->what, "sheet");
    /* A planner sees what is counted, never a person. */
    bool may = text_equal(asked->what, "month") || visit_may(visit, ROLES_CARE);
    if (!is_among(asked->what, whats) || !is_among(asked->form, forms) ||
        of_person != (asked->person[0] != '\0') || !may ||
        asked->to < asked->from || asked->to - asked->from > 366 ||
        (text_equal(asked->form, "ics") &&
         !text_equal(asked->what, "person"))) {
        visit_wrong(visit, "form",
                    word(visit->lang, "Det går inte att ta ut så."));
        return false;
    }
    return true;
}

static json_t *
table_of(struct visit *visit, const struct asked *asked)
{
    if (text_equal(asked->what, "month"))
        return month_table(visit, asked->from);
    if (text_equal(asked->what, "sheets"))
        return sheets_table(visit, asked->from);
    if (text_equal(asked->what, "sheet"))
        return sheet_table(visit, asked->person, asked->from);
    if (text_equal(asked->what, "journal"))
        return journal_table(visit);
    return person_table(visit, asked->person, asked->from, asked->to);
}

/* --- the files --- */

static void
write_cell(FILE *out, const json_t *value, bool last)
{
    char number[32];
    if (json_is_integer(value)) {
        text_format(number, sizeof number, "%lld",
                    (long long)json_integer_value(value));
        export_cell(out, number, last);
        return;
    }
    export_cell(out, json_is_string(value) ? json_string_value(value) : "",
                last);
}

static void
write_row(FILE *out, const json_t *row)
{
    size_t count = json_array_size(row);
    for (size_t i = 0; i < count; i++)
        write_cell(out, json_array_get(row, i), i + 1 == count);
}

static void
send_csv(struct visit *visit, const json_t *table)
{
    char *text = NULL;
    size_t length = 0;
    const json_t *rows = json_object_get(table, "rows");
    FILE *out = open_memstream(&text, &length);
    if (out == NULL) {
        visit_status(visit, 503);
        return;
    }
    export_begin(out);
    write_row(out, json_object_get(table, "head"));
    for (size_t i = 0; i < json_array_size(rows); i++)
        write_row(out, json_array_get(rows, i));
    enum result result = export_end(out);
    if (fclose(out) != 0 || result != RESULT_OK)
        visit_status(visit, 503);
    else
        visit_bytes(visit, "text/csv; charset=utf-8", "troskel.csv", text,
                    length);
    free(text);
}

static void
made_pdf(struct visit *visit, int status, const unsigned char *bytes,
         size_t length)
{
    if (status != 0 || length == 0)
        visit_status(visit, 503);
    else
        visit_bytes(visit, "application/pdf", "troskel.pdf", bytes, length);
}

static void
made_sheet(struct visit *visit, int status, const unsigned char *bytes,
           size_t length)
{
    if (status != 0 || length == 0)
        visit_status(visit, 503);
    else
        visit_bytes(visit,
                    "application/"
                    "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "troskel.xlsx", bytes, length);
}

/* Paper is given texts alone. */
static json_t *
as_texts(const json_t *row)
{
    json_t *texts = json_array();
    size_t i;
    json_t *value;
    json_array_foreach((json_t *)(uintptr_t)row, i, value)
    {
        char number[32];
        if (json_is_integer(value)) {
            text_format(number, sizeof number, "%lld",
                        (long long)json_integer_value(value));
            json_array_append_new(texts, json_string(number));
        } else {
            json_array_append(texts, value);
        }
    }
    return texts;
}

static json_t *
as_paper(struct visit *visit, const json_t *table)
{
    char footer[3 * VIEW_NAME_SIZE];
    char day[WHEN_SIZE];
    json_t *rows = json_array();
    const json_t *from = json_object_get(table, "rows");
    const char *name = json_string_value(json_object_get(table, "name"));
    for (size_t i = 0; i < json_array_size(from); i++)
        json_array_append_new(rows, as_texts(json_array_get(from, i)));
    when_today(visit->lang, visit->now, day);
    text_format(footer, sizeof footer, "%s · %s · %s", visit->centre->name, day,
                visit->who.name);
    return json_pack(
        "{s:s,s:s,s:s,s:s,s:b,s:[{s:s},{s:{s:O,s:o,s:s}}]}", "name", name,
        "lang", visit->lang, "footer", footer, "page",
        word(visit->lang, "Sida {page} av {pages}"), "landscape",
        (int)(json_array_size(json_object_get(table, "head")) > 6), "content",
        "title", name, "table", "head", json_object_get(table, "head"), "rows",
        rows, "size", "small");
}

static void
spawn(struct visit *visit, const char *program, json_t *json,
      visit_spawned_fn *after)
{
    char *text = json == NULL ? NULL : json_dumps(json, JSON_COMPACT);
    if (text == NULL)
        visit_status(visit, 503);
    else
        visit_spawn(visit, &(struct visit_job){.argv = {program, NULL},
                                               .bytes = text,
                                               .length = strlen(text),
                                               .wait_ms = WAIT_MS,
                                               .after = after});
    free(text);
}

static void
send_calendar(struct visit *visit, const struct asked *asked)
{
    char *text = NULL;
    size_t length = 0;
    int count = asked->to - asked->from + 1;
    if (count > ICS_DAYS_MAX)
        count = ICS_DAYS_MAX;
    struct view_day *days = calloc((size_t)count, sizeof *days);
    FILE *out = open_memstream(&text, &length);
    enum result result = days == NULL || out == NULL ? RESULT_FULL : RESULT_OK;
    for (int i = 0; i < count && result == RESULT_OK; i++)
        result =
            view_day(visit->store, asked->person, asked->from + i, &days[i]);
    if (result == RESULT_OK)
        result = export_days_ics(days, count, visit->centre->zone,
                                 visit->now.utc_ms, out);
    if (out != NULL && fclose(out) != 0)
        result = RESULT_IO;
    if (result != RESULT_OK)
        visit_status(visit, 503);
    else
        visit_bytes(visit, "text/calendar; charset=utf-8", "troskel.ics", text,
                    length);
    free(days);
    free(text);
}

static void
kept(struct visit *visit, const json_t *answer)
{
    struct asked asked;
    if (!json_is_true(json_object_get(answer, "ok"))) {
        visit_refused(visit, answer);
        return;
    }
    if (!read_asked(visit, &asked))
        return;
    if (text_equal(asked.form, "ics")) {
        send_calendar(visit, &asked);
        return;
    }
    json_t *table = table_of(visit, &asked);
    if (table == NULL) {
        visit_status(visit, 503);
        return;
    }
    if (text_equal(asked.form, "csv")) {
        send_csv(visit, table);
    } else if (text_equal(asked.form, "xlsx")) {
        spawn(visit, "troskel-sheet", table, made_sheet);
    } else {
        json_t *paper = as_paper(visit, table);
        spawn(visit, "troskel-paper", paper, made_pdf);
        json_decref(paper);
    }
    json_decref(table);
}

void
out_post(struct visit *visit)
{
    struct asked asked;
    char purpose[4 * PURPOSE_CHARS + 4];
    char from[CIVIL_DATE_SIZE];
    char to[CIVIL_DATE_SIZE];
    if (!read_asked(visit, &asked) ||
        !visit_needed(visit, "purpose", PURPOSE_CHARS, purpose, sizeof purpose))
        return;
    civil_format_date(asked.from, from);
    civil_format_date(asked.to, to);
    json_t *command = visit_command(visit, "exported");
    json_object_set_new(command, "what", json_string(asked.what));
    json_object_set_new(command, "form", json_string(asked.form));
    json_object_set_new(command, "purpose", json_string(purpose));
    json_object_set_new(command, "from", json_string(from));
    json_object_set_new(command, "to", json_string(to));
    if (asked.person[0] != '\0')
        json_object_set_new(command, "about", json_string(asked.person));
    visit_ask(visit, command, kept);
}

/* Drawn again when something was missing: the form alone. */
void
out_draw(struct visit *visit)
{
    char person[UUID_SIZE] = "";
    int32_t from = visit->today;
    int32_t to = visit->today;
    struct visit_problem problem = visit->problem;
    (void)text_copy(person, sizeof person, form_typed(&visit->form, "person"));
    if (civil_parse_date(form_typed(&visit->form, "from"), &from) != RESULT_OK)
        from = visit->today;
    if (civil_parse_date(form_typed(&visit->form, "to"), &to) != RESULT_OK)
        to = visit->today;
    visit->problem = problem;
    shell_open(visit,
               &(struct shell){.title = word(visit->lang, "Ta ut som fil"),
                               .nav = NAV_REVIEW,
                               .style = "review.css",
                               .narrow = true});
    const char *what = form_typed(&visit->form, "what");
    out_form(visit, is_among(what, whats) ? what : "month",
             person[0] == '\0' ? NULL : person, from, to);
    shell_close(visit);
}
