/* Choosing a picture: typed, looked for, and one of what was found. */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { HITS = 12, OWN_MAX = 6 };

int
picker_find(struct visit *visit, const char *query, struct picker_hit *out,
            int max)
{
    struct view_picture own[OWN_MAX];
    struct library_use uses[LIBRARY_USES_MAX];
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = 0, found = 0, used = 0;
    if (text_empty(query))
        return 0;
    if (view_picture_search(visit->store, visit->lang, query, own, OWN_MAX,
                            &found) != RESULT_OK)
        found = 0;
    for (int i = 0; i < found && count < max; i++, count++) {
        text_copy(out[count].id, sizeof out[count].id, own[i].id);
        text_copy(out[count].name, sizeof out[count].name, own[i].name);
    }
    if (view_picture_uses(visit->store, uses, LIBRARY_USES_MAX, &used) !=
        RESULT_OK)
        used = 0;
    found = 0;
    if (visit->library != NULL && count < max &&
        library_search_used(visit->library, visit->lang, query, uses, used,
                            hits, max - count, &found) != RESULT_OK)
        found = 0;
    for (int i = 0; i < found && count < max; i++, count++) {
        text_copy(out[count].id, sizeof out[count].id, hits[i].id);
        text_copy(out[count].name, sizeof out[count].name, hits[i].name);
    }
    return count;
}

void
picker_name(struct visit *visit, const char *picture,
            char out[LIBRARY_NAME_SIZE])
{
    struct view_picture own;
    out[0] = '\0';
    if (view_picture_is_own(picture)) {
        if (view_picture(visit->store, visit->lang, picture, &own) == RESULT_OK)
            text_copy(out, LIBRARY_NAME_SIZE, own.name);
    } else if (visit->library == NULL ||
               library_name(visit->library, visit->lang, picture, out) !=
                   RESULT_OK) {
        out[0] = '\0';
    }
}

static void
put_one(struct visit *visit, const char *name, const char *picture,
        const char *words, bool chosen)
{
    struct html *html = &visit->html;
    html_put(html, "<label class=\"choice tile\"><input type=\"radio\"");
    html_attribute(html, "name", name);
    html_attribute(html, "value", picture);
    html_put(html, chosen ? " checked>" : ">");
    if (picture[0] != '\0')
        shell_picture(html, picture, 64, "");
    html_put(html, "<span>");
    html_text(html, words);
    html_put(html, "</span></label>");
}

static void
put_found(struct visit *visit, const char *name, const char *query,
          const char *but)
{
    struct picker_hit hits[HITS];
    int count = picker_find(visit, query, hits, HITS);
    for (int i = 0; i < count; i++)
        if (!text_equal(hits[i].id, but))
            put_one(visit, name, hits[i].id, hits[i].name, false);
    if (count == 0 && !text_empty(query))
        html_element(&visit->html, "p", "empty",
                     word(visit->lang, "Ingen bild heter så. Pröva ett annat "
                                       "ord."));
}

void
picker_draw(struct visit *visit, const struct picker *picker)
{
    struct html *html = &visit->html;
    char name[80], words[LIBRARY_NAME_SIZE];
    const char *query;
    const char *stands = form_text(&visit->form, picker->name);
    if (stands == NULL)
        stands = picker->picture == NULL ? "" : picker->picture;
    text_format(name, sizeof name, "%s-q", picker->name);
    query = form_typed(&visit->form, name);
    html_put(html, "<fieldset class=\"field picker\"><legend>");
    html_text(html, picker->label);
    html_put(html, "</legend>");
    if (picker->hint != NULL)
        html_element(html, "p", "hint", picker->hint);
    field_problem(visit, picker->name);
    html_put(html, "<div class=\"seek\"><input type=\"search\" "
                   "autocomplete=\"off\" maxlength=\"60\"");
    html_attribute(html, "name", name);
    html_attribute(html, "value", query);
    html_attribute(html, "aria-label", word(visit->lang, "Sök en bild"));
    html_attribute(html, "placeholder", word(visit->lang, "Sök en bild"));
    html_attribute(html, "data-picker", picker->name);
    html_put(html, ">");
    field_button_as(visit, word(visit->lang, "Sök"), "quiet", "look",
                    picker->name);
    html_put(html, "</div><div class=\"choices tiles\">");
    picker_name(visit, stands, words);
    if (stands[0] != '\0')
        put_one(visit, picker->name, stands, words, true);
    if (picker->none)
        put_one(visit, picker->name, "", word(visit->lang, "Ingen bild"),
                stands[0] == '\0');
    html_put(html, "<div class=\"found\" aria-live=\"polite\">");
    put_found(visit, picker->name, query, stands);
    html_put(html, "</div></div></fieldset>");
}

bool
picker_looks(struct visit *visit)
{
    return form_text(&visit->form, "look") != NULL;
}

bool
picker_take(struct visit *visit, json_t *body, const char *field)
{
    const char *picture = form_typed(&visit->form, field);
    if (strlen(picture) >= VIEW_PICTURE_SIZE ||
        strspn(picture, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                        "0123456789-") != strlen(picture)) {
        visit_wrong(visit, field,
                    word(visit->lang, "Välj en av dem som finns."));
        return false;
    }
    json_object_set_new(
        body, field, picture[0] == '\0' ? json_null() : json_string(picture));
    return true;
}

/* What was found, for the script; the field's name comes with it. */
void
picker_draw_found(struct visit *visit)
{
    const char *name = form_typed(&visit->query, "name");
    put_found(visit, name[0] == '\0' ? "picture" : name,
              form_typed(&visit->query, "q"), form_typed(&visit->query, "but"));
}
