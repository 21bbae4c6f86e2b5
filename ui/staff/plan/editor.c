#include "ui/staff/plan/editor.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/plan_body.h"
#include "firmware/store/standing.h"
#include "ui/staff/field.h"

/* --- what it is about --- */

json_t *
editor_standing(struct visit *visit, const struct editor *editor)
{
    json_t *base = NULL;
    json_t *change = NULL;
    if (editor->is_new || standing_body(visit->store, EVENT_ITEM_SAVED,
                                        editor->facts.id, &base) != RESULT_OK)
        return NULL;
    json_t *body = NULL;
    if (view_change_body(visit->store, editor->facts.id, editor->date,
                         &change) != RESULT_IO)
        body = plan_overlaid(base, change);
    json_decref(base);
    json_decref(change);
    return body;
}

static json_t *
fresh_draft(const struct editor *editor)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(editor->date, date);
    return json_pack("{s:s}", "date", date);
}

/* Rows to write in, as many as there may be. */
static void
fill_rows(json_t *draft, const char *list, int most)
{
    json_t *rows = json_object_get(draft, list);
    if (!json_is_array(rows)) {
        rows = json_array();
        json_object_set_new(draft, list, rows);
    }
    while ((int)json_array_size(rows) < most)
        json_array_append_new(
            rows, json_pack("{s:s,s:s}", "text", "", "picture", ""));
}

/* A button beside a row was pressed: the draft is another, nothing is saved. */
static void
take_presses(struct visit *visit, struct editor *editor)
{
    struct draft_row row;
    char name[16];
    const char *take = form_text(&visit->form, "take");
    const char *raise = form_text(&visit->form, "raise");
    const char *find = form_text(&visit->form, "find");
    if (take != NULL && strchr(take, ':') != NULL) {
        text_format(name, sizeof name, "%.*s", (int)strcspn(take, ":"), take);
        if (draft_row_of(name, &row))
            draft_set_picture(editor->draft, &row, strchr(take, ':') + 1);
    }
    if (raise != NULL && draft_row_of(raise, &row) && row.list != NULL)
        draft_raise(editor->draft, &row);
    editor->finds = find != NULL && draft_row_of(find, &editor->finding);
}

bool
editor_begin(struct visit *visit, struct editor *editor)
{
    *editor = (struct editor){.date = visit->path.date};
    if (!plan_of_visit(visit, &editor->of))
        return false;
    editor->is_new = strstr(visit->at, "/new/") != NULL;
    if (!editor->is_new &&
        (view_facts(visit->store, plan_item_of(visit), &editor->facts) !=
             RESULT_OK ||
         editor->facts.whom.kind != editor->of.whom.kind ||
         !text_equal(editor->facts.whom.id, editor->of.whom.id))) {
        visit_status(visit, 404);
        return false;
    }
    bool removes = strstr(visit->at, "/remove/") != NULL;
    if (!visit->get && !removes)
        editor->draft = draft_from_form(&visit->form);
    else if (editor->is_new)
        editor->draft = fresh_draft(editor);
    else
        editor->draft = editor_standing(visit, editor);
    if (editor->draft == NULL) {
        visit_status(visit, 404);
        return false;
    }
    fill_rows(editor->draft, "how", VIEW_STEPS_MAX);
    fill_rows(editor->draft, "options", VIEW_OPTIONS_MAX);
    if (!visit->get && !removes)
        take_presses(visit, editor);
    return true;
}

void
editor_finish(struct editor *editor)
{
    json_decref(editor->draft);
    json_decref(editor->theirs);
}

/* --- the page --- */

static const char *
text_of(const struct editor *editor, const char *field)
{
    const char *text = json_string_value(json_object_get(editor->draft, field));
    return text == NULL ? "" : text;
}

static void
put_line(struct visit *visit, const struct editor *editor, const char *name,
         const char *label, int most, const char *hint)
{
    field_line(visit, &(struct field){.name = name,
                                      .label = label,
                                      .value = text_of(editor, name),
                                      .most = most,
                                      .hint = hint});
}

static void
put_title(struct visit *visit, const struct editor *editor)
{
    struct draft_row row = {.list = NULL};
    html_put(&visit->html, "<div class=\"what\" data-row=\"title\">");
    field_line(visit, &(struct field){.name = "title",
                                      .label = word(visit->lang, "Vad?"),
                                      .value = text_of(editor, "title"),
                                      .most = PLAN_TITLE_CHARS,
                                      .needed = false});
    editor_picture(visit, editor, &row);
    html_put(&visit->html, "</div>");
}

static void
put_weekdays(struct visit *visit, const struct editor *editor)
{
    char numbers[7][4];
    char words[7][48];
    char value[4] = "";
    struct choice choices[8] = {
        {.value = "", .words = word(visit->lang, "Bara den här dagen")}};
    const json_t *weekday = json_object_get(editor->draft, "weekday");
    if (json_is_integer(weekday))
        text_format(value, sizeof value, "%d",
                    (int)(json_integer_value(weekday) % 8));
    for (int i = 0; i < 7; i++) {
        text_format(numbers[i], sizeof numbers[i], "%d", i + 1);
        text_format(words[i], sizeof words[i], word(visit->lang, "Varje %s"),
                    word_weekday(visit->lang, i + 1));
        choices[i + 1] =
            (struct choice){.value = numbers[i], .words = words[i]};
    }
    field_select(visit,
                 &(struct field){.name = "weekday",
                                 .label = word(visit->lang, "Hur ofta?"),
                                 .value = value},
                 choices, 8);
}

static void
put_dates(struct visit *visit, const struct editor *editor)
{
    bool weekly = !editor->is_new && editor->facts.weekday > 0;
    if (weekly) {
        const struct choice scopes[] = {
            {.value = "once", .words = word(visit->lang, "Bara den här dagen")},
            {.value = "from",
             .words = word(visit->lang, "Från den här dagen, varje vecka")}};
        field_one_of(
            visit,
            &(struct field){.name = "scope",
                            .label = word(visit->lang, "Ändringen gäller"),
                            .value = "once"},
            scopes, 2);
        field_hidden_number(visit, "weekday", editor->facts.weekday);
        field_hidden(visit, "from", text_of(editor, "from"));
        field_line(visit, &(struct field){
                              .name = "to",
                              .label = word(visit->lang, "Sista dagen"),
                              .hint = word(visit->lang,
                                           "Tomt: tills vidare. Gäller hela "
                                           "serien."),
                              .value = text_of(editor, "to"),
                              .type = "date"});
        return;
    }
    field_line(visit, &(struct field){.name = "date",
                                      .label = word(visit->lang, "Dag"),
                                      .value = text_of(editor, "date"),
                                      .type = "date"});
    if (editor->is_new)
        put_weekdays(visit, editor);
}

static void
put_when(struct visit *visit, const struct editor *editor)
{
    html_put(&visit->html, "<div class=\"row\">");
    field_line(visit, &(struct field){.name = "start",
                                      .label = word(visit->lang, "Börjar"),
                                      .value = text_of(editor, "start"),
                                      .type = "time"});
    field_line(visit, &(struct field){.name = "end",
                                      .label = word(visit->lang, "Slutar"),
                                      .value = text_of(editor, "end"),
                                      .type = "time"});
    html_put(&visit->html, "</div>");
    put_dates(visit, editor);
}

static bool
is_with(void *user, const char *value)
{
    const json_t *names =
        json_object_get(((const struct editor *)user)->draft, "with");
    size_t at;
    json_t *name;
    json_array_foreach(names, at, name)
    {
        if (text_equal(json_string_value(name), value))
            return true;
    }
    return false;
}

static bool
is_staff(const struct choice *choices, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (text_equal(choices[i].value, name))
            return true;
    return false;
}

/* Staff as boxes; whoever else as names. */
static void
put_with(struct visit *visit, struct editor *editor)
{
    enum { BOXES_MAX = 20 };
    struct view_staff staff[BOXES_MAX];
    struct choice choices[BOXES_MAX];
    char others[300] = "";
    int count = 0;
    size_t at;
    json_t *name;
    if (view_staff(visit->store, staff, BOXES_MAX, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count; i++)
        choices[i] = (struct choice){.value = staff[i].name,
                                     .words = staff[i].name,
                                     .picture = staff[i].picture};
    if (count > 0)
        field_any_of(visit,
                     &(struct field){.name = "with",
                                     .label = word(visit->lang, "Med vem?")},
                     choices, count, is_with, editor);
    json_array_foreach(json_object_get(editor->draft, "with"), at, name)
    {
        if (!is_staff(choices, count, json_string_value(name)))
            text_append(others, sizeof others, "%s%s",
                        others[0] == '\0' ? "" : ", ", json_string_value(name));
    }
    html_put(&visit->html, "<div class=\"field\"><label for=\"others\">");
    html_text(&visit->html, word(visit->lang, "Andra, med komma mellan"));
    html_put(&visit->html, "</label><input id=\"others\" name=\"with\" "
                           "autocomplete=\"off\" maxlength=\"160\"");
    html_attribute(&visit->html, "value", others);
    html_put(&visit->html, "></div>");
}

static bool
is_notice(void *user, const char *value)
{
    const json_t *list =
        json_object_get(((const struct editor *)user)->draft, "notices");
    size_t at;
    json_t *minutes;
    json_array_foreach(list, at, minutes)
    {
        char text[16];
        text_format(text, sizeof text, "%d", (int)json_integer_value(minutes));
        if (strcmp(text, value) == 0)
            return true;
    }
    return false;
}

static void
put_more(struct visit *visit, struct editor *editor)
{
    const char *lang = visit->lang;
    const struct choice notices[] = {
        {.value = "30", .words = word(lang, "30 minuter före")},
        {.value = "15", .words = word(lang, "15 minuter före")},
        {.value = "10", .words = word(lang, "10 minuter före")},
        {.value = "5", .words = word(lang, "5 minuter före")}};
    const struct choice energies[] = {
        {.value = "", .words = word(lang, "Inte sagt")},
        {.value = "gives", .words = word(lang, "Ger kraft")},
        {.value = "neutral", .words = word(lang, "Varken eller")},
        {.value = "takes", .words = word(lang, "Tar kraft")}};
    field_any_of(visit,
                 &(struct field){.name = "notices",
                                 .label = word(lang, "Förvarning"),
                                 .hint = word(lang, "Högst två")},
                 notices, 4, is_notice, editor);
    put_line(visit, editor, "bring", word(lang, "Vad behöver jag ha med?"),
             PLAN_LINE_CHARS, NULL);
    put_line(visit, editor, "learn", word(lang, "Vad lär jag mig?"),
             PLAN_LINE_CHARS, NULL);
    put_line(visit, editor, "known_when",
             word(lang, "Obestämt: när vet vi?"), PLAN_LINE_CHARS,
             word(lang, "Fyll i om det inte är bestämt vad det blir"));
    field_select(visit,
                 &(struct field){.name = "energy",
                                 .label = word(lang, "Personens egen syn"),
                                 .value = text_of(editor, "energy")},
                 energies, 4);
}

static void
open_part(struct visit *visit, const char *label, bool open)
{
    html_put(&visit->html,
             open ? "<details open><summary>" : "<details><summary>");
    html_text(&visit->html, label);
    html_put(&visit->html, "</summary>");
}

static bool
has_rows(const struct editor *editor, const char *list)
{
    char words[200];
    draft_words(editor->draft, list, words, sizeof words);
    return words[0] != '\0' ||
           (editor->finds && text_equal(editor->finding.list, list));
}

static bool
has_more(const struct editor *editor)
{
    static const char *const fields[] = {"bring", "learn", "known_when",
                                         "notices", "energy"};
    char words[200];
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        draft_words(editor->draft, fields[i], words, sizeof words);
        if (words[0] != '\0')
            return true;
    }
    return false;
}

static bool
is_out(const struct visit *visit, int32_t date)
{
    return date == visit->today || date == visit->today + 1;
}

static void
put_form(struct visit *visit, struct editor *editor)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    civil_format_date(editor->date, date);
    if (editor->is_new)
        text_format(path, sizeof path, "%s/new/%s", editor->of.base, date);
    else
        text_format(path, sizeof path, "%s/item/%s/%s", editor->of.base,
                    editor->facts.id, date);
    field_form(visit, path);
    /* What enter presses. */
    html_put(html, "<button class=\"unseen\" tabindex=\"-1\" "
                   "aria-hidden=\"true\"></button>");
    if (!editor->is_new)
        field_hidden_number(visit, "seen", editor->facts.seq);
    if (text_equal(visit->problem.why, "changed"))
        editor_versions(visit, editor);
    put_title(visit, editor);
    put_when(visit, editor);
    editor_overlaps(visit, editor);
    put_line(visit, editor, "place", word(lang, "Var?"), PLAN_TITLE_CHARS,
             NULL);
    put_with(visit, editor);
    put_line(visit, editor, "why", word(lang, "Varför?"), PLAN_LINE_CHARS,
             NULL);
    open_part(visit, word(lang, "Hur? Arbetsordning"), has_rows(editor, "how"));
    editor_rows(visit, editor, "how");
    html_put(html, "</details>");
    open_part(visit, word(lang, "Välja: två till fyra saker"),
              has_rows(editor, "options"));
    html_element(html, "p", "hint",
                 word(lang, "Något annat och Inget just nu finns alltid med."));
    editor_rows(visit, editor, "options");
    html_put(html, "</details>");
    open_part(visit, word(lang, "Mer"), has_more(editor));
    put_more(visit, editor);
    html_put(html, "</details>");
    if (!editor->is_new && is_out(visit, editor->date))
        put_line(visit, editor, "reason",
                 word(lang, "Varför blir det annorlunda?"), PLAN_LINE_CHARS,
                 word(lang, "Står på ändringskortet. Får vara tomt."));
    html_put(html, "<p class=\"acts\">");
    field_button_as(visit, word(lang, "Spara"), "main", "save", "1");
    html_put(html, "</p>");
    field_form_end(visit);
}

static void
put_removal(struct visit *visit, const struct editor *editor)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    const char *lang = visit->lang;
    bool weekly = editor->facts.weekday > 0;
    if (editor->is_new)
        return;
    civil_format_date(editor->date, date);
    text_format(path, sizeof path, "%s/remove/%s/%s", editor->of.base,
                editor->facts.id, date);
    open_part(visit, word(lang, "Ta bort"),
              text_equal(visit->problem.where, "instead"));
    field_form(visit, path);
    field_hidden_number(visit, "seen", editor->facts.seq);
    if (weekly) {
        const struct choice scopes[] = {
            {.value = "once", .words = word(lang, "Bara den här dagen")},
            {.value = "from",
             .words = word(lang, "Från den här dagen, varje vecka")}};
        field_one_of(visit,
                     &(struct field){.name = "scope",
                                     .label = word(lang, "Det gäller"),
                                     .value = "once"},
                     scopes, 2);
    }
    if (is_out(visit, editor->date) || weekly) {
        field_line(visit,
                   &(struct field){.name = "instead",
                                   .label = word(lang, "Vad blir i stället?"),
                                   .most = PLAN_TITLE_CHARS});
        field_tick(visit, "nothing", word(lang, "Inget i stället"), false);
        field_line(visit, &(struct field){.name = "reason",
                                          .label = word(lang, "Varför?"),
                                          .most = PLAN_LINE_CHARS});
    }
    field_button(visit, word(lang, "Ta bort"), "grave");
    field_form_end(visit);
    html_put(&visit->html, "</details>");
}

void
plan_editor_draw(struct visit *visit)
{
    struct editor editor;
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE + 8];
    char words[PLAN_DAY_SIZE];
    if (!editor_begin(visit, &editor)) {
        editor_finish(&editor);
        return;
    }
    if (text_equal(visit->problem.why, "changed"))
        editor.theirs = editor_standing(visit, &editor);
    plan_day_words(visit->lang, editor.date, words);
    text_format(title, sizeof title, "%s, %s", editor.of.name, words);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs",
                                      .narrow = true});
    if (is_out(visit, editor.date) && !editor.is_new)
        html_element(&visit->html, "p", "hint",
                     word(visit->lang, "Dagen är redan ute. Det som ändras "
                                       "visas som en ändring, och det gamla "
                                       "står kvar bredvid."));
    html_put(&visit->html, "<div class=\"editor\">");
    put_form(visit, &editor);
    put_removal(visit, &editor);
    html_put(&visit->html, "</div>");
    shell_close(visit);
    editor_finish(&editor);
}
