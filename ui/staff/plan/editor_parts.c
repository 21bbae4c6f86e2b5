/* The editor's rows with their pictures, and what is shown when something
 * stands in the way. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/plan_body.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/editor.h"
#include "ui/staff/plan/pictures.h"

const char *const editor_fields[] = {
    "title", "picture", "start",      "end", "place",   "with",    "why",
    "bring", "learn",   "known_when", "how", "options", "notices", NULL};

static void
put_finder(struct visit *visit, const struct editor *editor,
           const struct draft_row *row)
{
    struct html *html = &visit->html;
    char name[16];
    const char *typed = form_text(&visit->form, "q");
    const char *query =
        text_empty(typed) ? draft_text(editor->draft, row) : typed;
    draft_row_name(row, name);
    html_put(html, "<div class=\"finder\"><label for=\"q\">");
    html_text(html, word(visit->lang, "Sök bland bilderna"));
    html_put(html, "</label><div class=\"row\"><input id=\"q\" name=\"q\" "
                   "autocomplete=\"off\" maxlength=\"60\"");
    html_attribute(html, "value", query);
    html_put(html, ">");
    field_button_as(visit, word(visit->lang, "Sök"), "quiet", "find", name);
    html_put(html, "</div>");
    pictures_put(visit, query, name, PICTURES_MANY);
    html_put(html, "<button class=\"quiet\" name=\"take\"");
    char none[32];
    text_format(none, sizeof none, "%s:none", name);
    html_attribute(html, "value", none);
    html_put(html, ">");
    html_text(html, word(visit->lang, "Ingen bild"));
    html_put(html, "</button></div>");
}

void
editor_picture(struct visit *visit, const struct editor *editor,
               const struct draft_row *row)
{
    struct html *html = &visit->html;
    char name[16];
    char hidden[32];
    char says[80];
    const char *picture = draft_picture(editor->draft, row);
    bool shown = picture[0] != '\0' && !text_equal(picture, "none");
    draft_row_name(row, name);
    if (row->list == NULL)
        text_copy(hidden, sizeof hidden, "picture");
    else
        text_format(hidden, sizeof hidden, "%s-picture-%d",
                    text_equal(row->list, "how") ? "how" : "option", row->at);
    field_hidden(visit, hidden, picture);
    html_put(html, "<span class=\"chosen\">");
    if (shown)
        shell_picture(html, picture, row->list == NULL ? 72 : 44, "");
    else
        html_put(html, "<span class=\"blank\"></span>");
    html_put(html, "</span><button class=\"small\" name=\"find\"");
    html_attribute(html, "value", name);
    text_format(says, sizeof says, word(visit->lang, "Bild till %s"),
                draft_text(editor->draft, row));
    html_attribute(html, "aria-label", says);
    html_put(html, ">");
    html_text(html, word(visit->lang, "Bild"));
    html_put(html, "</button>");
    if (row->list == NULL && !(editor->finds && editor->finding.list == NULL)) {
        /* The script fills it while one types. */
        html_put(html, "<div class=\"offers\" aria-live=\"polite\">");
        if (draft_text(editor->draft, row)[0] != '\0' && !shown)
            pictures_put(visit, draft_text(editor->draft, row), "title",
                         PICTURES_FEW);
        html_put(html, "</div>");
    }
    if (editor->finds && editor->finding.at == row->at &&
        (editor->finding.list == row->list ||
         text_equal(editor->finding.list, row->list)))
        put_finder(visit, editor, row);
}

static void
put_row(struct visit *visit, const struct editor *editor,
        const struct draft_row *row)
{
    struct html *html = &visit->html;
    char name[16];
    char label[40];
    bool steps = text_equal(row->list, "how");
    draft_row_name(row, name);
    text_format(label, sizeof label,
                steps ? word(visit->lang, "Steg %d")
                      : word(visit->lang, "Val %d"),
                row->at + 1);
    html_put(html, "<li class=\"line\"");
    html_attribute(html, "data-row", name);
    html_put(html, "><input autocomplete=\"off\"");
    html_attribute(html, "maxlength", steps ? "30" : "40");
    html_attribute(html, "name", name);
    html_attribute(html, "aria-label", label);
    html_attribute(html, "value", draft_text(editor->draft, row));
    html_put(html, ">");
    editor_picture(visit, editor, row);
    if (row->at > 0) {
        text_append(label, sizeof label, " %s", word(visit->lang, "upp"));
        html_put(html, "<button class=\"small\" name=\"raise\"");
        html_attribute(html, "value", name);
        html_attribute(html, "aria-label", label);
        html_put(html, ">\xe2\x86\x91</button>");
    }
    html_put(html, "</li>");
}

void
editor_rows(struct visit *visit, const struct editor *editor, const char *list)
{
    int most = text_equal(list, "how") ? VIEW_STEPS_MAX : VIEW_OPTIONS_MAX;
    field_problem(visit, list);
    html_put(&visit->html, "<ol class=\"lines\">");
    for (int i = 0; i < most; i++)
        put_row(visit, editor, &(struct draft_row){.list = list, .at = i});
    html_put(&visit->html, "</ol>");
}

/* --- two who wrote at once --- */

static const char *
field_label(const char *lang, const char *field)
{
    static const struct {
        const char *field, *label;
    } labels[] = {{"title", WORD("Vad?")},
                  {"picture", WORD("Bild")},
                  {"start", WORD("Börjar")},
                  {"end", WORD("Slutar")},
                  {"place", WORD("Var?")},
                  {"with", WORD("Med vem?")},
                  {"why", WORD("Varför?")},
                  {"bring", WORD("Vad behöver jag ha med?")},
                  {"learn", WORD("Vad lär jag mig?")},
                  {"known_when", WORD("Obestämt: när vet vi?")},
                  {"how", WORD("Hur? Arbetsordning")},
                  {"options", WORD("Välja: två till fyra saker")},
                  {"notices", WORD("Förvarning")}};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (text_equal(labels[i].field, field))
            return word(lang, labels[i].label);
    return field;
}

static void
put_version(struct visit *visit, const char *field, const char *value,
            const char *label, const json_t *body, bool checked)
{
    struct html *html = &visit->html;
    char name[32];
    char words[400];
    text_format(name, sizeof name, "keep-%s", field);
    draft_words(body, field, words, sizeof words);
    html_put(html, "<label class=\"choice\"><input type=\"radio\"");
    html_attribute(html, "name", name);
    html_attribute(html, "value", value);
    html_put(html, checked ? " checked>" : ">");
    if (text_equal(field, "picture") && words[0] != '\0') {
        shell_picture(html, words, 44, "");
        words[0] = '\0';
    }
    html_put(html, "<span><b>");
    html_text(html, label);
    html_put(html, "</b> ");
    html_text(html, words[0] != '\0' || text_equal(field, "picture")
                        ? words
                        : word(visit->lang, "(tomt)"));
    html_put(html, "</span></label>");
}

void
editor_versions(struct visit *visit, const struct editor *editor)
{
    struct html *html = &visit->html;
    json_t *mine = json_deep_copy(editor->draft);
    draft_finish(mine);
    html_put(html, "<section class=\"versions\"><h2>");
    html_text(html, word(visit->lang, "Två har skrivit samtidigt"));
    html_put(html, "</h2><p class=\"hint\">");
    html_text(html, word(visit->lang, "Välj för var del vad som gäller, och "
                                      "spara. Inget är borta."));
    html_put(html, "</p>");
    for (int i = 0; editor_fields[i] != NULL; i++) {
        const char *field = editor_fields[i];
        if (!plan_differs(mine, editor->theirs, field))
            continue;
        html_put(html, "<fieldset class=\"field pair\"><legend>");
        html_text(html, field_label(visit->lang, field));
        html_put(html, "</legend><div class=\"choices\">");
        put_version(visit, field, "theirs",
                    word(visit->lang, "Så står det nu:"), editor->theirs,
                    false);
        put_version(visit, field, "mine", word(visit->lang, "Du skrev:"), mine,
                    true);
        html_put(html, "</div></fieldset>");
    }
    html_put(html, "</section>");
    json_decref(mine);
}

/* What was chosen of two versions stays chosen when something else stood in
 * the way of saving. */
void
editor_keep_versions(struct visit *visit)
{
    for (int i = 0; !visit->get && editor_fields[i] != NULL; i++) {
        char name[32];
        text_format(name, sizeof name, "keep-%s", editor_fields[i]);
        if (form_text(&visit->form, name) != NULL)
            field_hidden(visit, name, form_text(&visit->form, name));
    }
}

/* --- at the same time --- */

static int32_t
day_of(const struct editor *editor)
{
    int32_t day = editor->date;
    const char *date =
        json_string_value(json_object_get(editor->draft, "date"));
    if (date != NULL && civil_parse_date(date, &day) != RESULT_OK)
        return editor->date;
    return day;
}

void
editor_overlaps(struct visit *visit, const struct editor *editor)
{
    struct view_overlap beside[VIEW_OVERLAPS_MAX];
    struct html *html = &visit->html;
    int count = 0;
    int start = plan_minute(editor->draft, "start");
    int end = plan_minute(editor->draft, "end");
    /* Two versions may overlap too: then both are answered at once. */
    bool asked = text_equal(visit->problem.where, "aware");
    if ((!asked && !text_equal(visit->problem.why, "changed")) || start < 0 ||
        end < 0)
        return;
    if (view_overlaps(visit->store,
                      &(struct view_stretch){.whom = editor->of.whom,
                                             .date = day_of(editor),
                                             .start = start,
                                             .end = end,
                                             .except = editor->facts.id},
                      beside, VIEW_OVERLAPS_MAX, &count) != RESULT_OK)
        count = 0;
    if (count == 0 && !asked)
        return;
    html_put(html, "<section class=\"versions\">");
    field_problem(visit, "aware");
    html_put(html, "<ul class=\"notes\">");
    for (int i = 0; i < count; i++) {
        char from[CIVIL_TIME_SIZE];
        char to[CIVIL_TIME_SIZE];
        char says[2 * VIEW_NAME_SIZE + 24];
        civil_format_time(beside[i].start % 1440, from);
        civil_format_time(beside[i].end % 1440, to);
        text_format(says, sizeof says, "%s\xe2\x80\x93%s %s (%s)", from, to,
                    beside[i].title, beside[i].person);
        html_element(html, "li", NULL, says);
    }
    html_put(html, "</ul>");
    field_tick(visit, "aware", word(visit->lang, "Spara ändå, vi vet om det"),
               false);
    html_put(html, "</section>");
}
