#include "ui/staff/field.h"

#include <string.h>

#include "firmware/base/text.h"

static bool
is_wrong(const struct visit *visit, const char *name)
{
    return visit->problem.why[0] != '\0' &&
           text_equal(visit->problem.where, name);
}

static bool
typed(const struct visit *visit)
{
    return !visit->get && visit->form.count > 0;
}

static void
open_form(struct visit *visit, const char *path, bool files)
{
    html_put(&visit->html, "<form method=\"post\"");
    html_attribute(&visit->html, "action", path);
    html_put(&visit->html, files ? " enctype=\"multipart/form-data\">" : ">");
    field_hidden(visit, "csrf", visit->who.csrf);
}

void
field_form(struct visit *visit, const char *path)
{
    open_form(visit, path, false);
}

void
field_form_files(struct visit *visit, const char *path)
{
    open_form(visit, path, true);
}

void
field_form_end(struct visit *visit)
{
    html_put(&visit->html, "</form>");
}

void
field_hidden(struct visit *visit, const char *name, const char *value)
{
    html_put(&visit->html, "<input type=\"hidden\"");
    html_attribute(&visit->html, "name", name);
    html_attribute(&visit->html, "value", value);
    html_put(&visit->html, ">");
}

void
field_hidden_number(struct visit *visit, const char *name, int64_t value)
{
    char digits[24];
    text_format(digits, sizeof digits, "%lld", (long long)value);
    field_hidden(visit, name, digits);
}

void
field_problem(struct visit *visit, const char *name)
{
    char id[80];
    if (!is_wrong(visit, name))
        return;
    text_format(id, sizeof id, "wrong-%s", name);
    html_put(&visit->html, "<p class=\"wrong\" role=\"alert\"");
    html_attribute(&visit->html, "id", id);
    html_put(&visit->html, ">");
    html_text(&visit->html, visit->problem.says);
    html_put(&visit->html, "</p>");
}

static void
put_id(struct visit *visit, const char *attribute, const char *front,
       const char *name)
{
    char id[80];
    text_format(id, sizeof id, "%s-%s", front, name);
    html_attribute(&visit->html, attribute, id);
}

static void
open_field(struct visit *visit, const struct field *field)
{
    html_put(&visit->html, "<div class=\"field\"><label");
    put_id(visit, "for", "field", field->name);
    html_put(&visit->html, ">");
    html_text(&visit->html, field->label);
    html_put(&visit->html, "</label>");
    if (field->hint != NULL) {
        html_put(&visit->html, "<p class=\"hint\"");
        put_id(visit, "id", "hint", field->name);
        html_put(&visit->html, ">");
        html_text(&visit->html, field->hint);
        html_put(&visit->html, "</p>");
    }
    field_problem(visit, field->name);
}

/* name, id, and what describes the control. */
static void
put_control(struct visit *visit, const struct field *field)
{
    struct html *html = &visit->html;
    html_attribute(html, "name", field->name);
    put_id(visit, "id", "field", field->name);
    if (is_wrong(visit, field->name)) {
        html_put(html, " aria-invalid=\"true\"");
        put_id(visit, "aria-describedby", "wrong", field->name);
    } else if (field->hint != NULL) {
        put_id(visit, "aria-describedby", "hint", field->name);
    }
    if (field->needed)
        html_put(html, " required");
    if (field->most > 0) {
        char digits[16];
        text_format(digits, sizeof digits, "%d", field->most);
        html_attribute(html, "maxlength", digits);
    }
}

static const char *
value_of(const struct visit *visit, const struct field *field)
{
    if (typed(visit) && form_text(&visit->form, field->name) != NULL)
        return form_text(&visit->form, field->name);
    return field->value == NULL ? "" : field->value;
}

void
field_line(struct visit *visit, const struct field *field)
{
    struct html *html = &visit->html;
    const char *type = field->type == NULL ? "text" : field->type;
    open_field(visit, field);
    html_put(html, "<input");
    html_attribute(html, "type", type);
    put_control(visit, field);
    html_attribute(html, "autocomplete",
                   field->complete == NULL ? "off" : field->complete);
    /* What was typed as a secret is not sent back. */
    if (strcmp(type, "password") != 0)
        html_attribute(html, "value", value_of(visit, field));
    html_put(html, "></div>");
}

void
field_lines(struct visit *visit, const struct field *field, int rows)
{
    struct html *html = &visit->html;
    char digits[16];
    text_format(digits, sizeof digits, "%d", rows);
    open_field(visit, field);
    html_put(html, "<textarea");
    put_control(visit, field);
    html_attribute(html, "rows", digits);
    html_put(html, ">\n");
    html_text(html, value_of(visit, field));
    html_put(html, "</textarea></div>");
}

void
field_select(struct visit *visit, const struct field *field,
             const struct choice *choices, int count)
{
    struct html *html = &visit->html;
    const char *value = value_of(visit, field);
    open_field(visit, field);
    html_put(html, "<select");
    put_control(visit, field);
    html_put(html, ">");
    for (int i = 0; i < count; i++) {
        html_put(html, "<option");
        html_attribute(html, "value", choices[i].value);
        html_put(html,
                 strcmp(choices[i].value, value) == 0 ? " selected>" : ">");
        html_text(html, choices[i].words);
        html_put(html, "</option>");
    }
    html_put(html, "</select></div>");
}

static void
open_set(struct visit *visit, const struct field *field)
{
    struct html *html = &visit->html;
    html_put(html, "<fieldset class=\"field\"><legend>");
    html_text(html, field->label);
    html_put(html, "</legend>");
    if (field->hint != NULL)
        html_element(html, "p", "hint", field->hint);
    field_problem(visit, field->name);
    html_put(html, "<div class=\"choices\">");
}

static void
put_choice(struct visit *visit, const char *type, const char *name,
           const struct choice *choice, bool chosen)
{
    struct html *html = &visit->html;
    html_put(html, "<label class=\"choice\"><input");
    html_attribute(html, "type", type);
    html_attribute(html, "name", name);
    html_attribute(html, "value", choice->value);
    html_put(html, chosen ? " checked>" : ">");
    if (!text_empty(choice->picture)) {
        char path[VIEW_PICTURE_SIZE + 16];
        text_format(path, sizeof path, "/picture/%s.png", choice->picture);
        html_put(html, "<img alt=\"\" width=\"40\" height=\"40\"");
        html_attribute(html, "src", path);
        html_put(html, ">");
    }
    html_put(html, "<span>");
    html_text(html, choice->words);
    html_put(html, "</span></label>");
}

void
field_one_of(struct visit *visit, const struct field *field,
             const struct choice *choices, int count)
{
    const char *value = value_of(visit, field);
    open_set(visit, field);
    for (int i = 0; i < count; i++)
        put_choice(visit, "radio", field->name, &choices[i],
                   strcmp(choices[i].value, value) == 0);
    html_put(&visit->html, "</div></fieldset>");
}

void
field_any_of(struct visit *visit, const struct field *field,
             const struct choice *choices, int count,
             bool (*chosen)(void *user, const char *value), void *user)
{
    open_set(visit, field);
    for (int i = 0; i < count; i++)
        put_choice(visit, "checkbox", field->name, &choices[i],
                   typed(visit)
                       ? form_has(&visit->form, field->name, choices[i].value)
                       : chosen(user, choices[i].value));
    html_put(&visit->html, "</div></fieldset>");
}

void
field_tick(struct visit *visit, const char *name, const char *label,
           bool ticked)
{
    struct choice choice = {.value = "1", .words = label};
    html_put(&visit->html, "<div class=\"field\">");
    field_problem(visit, name);
    put_choice(visit, "checkbox", name, &choice,
               typed(visit) ? form_has(&visit->form, name, "1") : ticked);
    html_put(&visit->html, "</div>");
}

void
field_file(struct visit *visit, const struct field *field, const char *accept)
{
    struct html *html = &visit->html;
    open_field(visit, field);
    html_put(html, "<input type=\"file\"");
    put_control(visit, field);
    html_attribute(html, "accept", accept);
    html_put(html, "></div>");
}

void
field_button_as(struct visit *visit, const char *label, const char *kind,
                const char *name, const char *value)
{
    struct html *html = &visit->html;
    html_put(html, "<button type=\"submit\"");
    html_attribute(html, "class", kind);
    if (name != NULL) {
        html_attribute(html, "name", name);
        html_attribute(html, "value", value);
    }
    html_put(html, ">");
    html_text(html, label);
    html_put(html, "</button>");
}

void
field_button(struct visit *visit, const char *label, const char *kind)
{
    field_button_as(visit, label, kind, NULL, NULL);
}

void
field_act(struct visit *visit, const char *path, const char *label,
          const char *kind, const char *name, const char *value)
{
    field_form(visit, path);
    if (name != NULL)
        field_hidden(visit, name, value);
    field_button(visit, label, kind);
    field_form_end(visit);
}
