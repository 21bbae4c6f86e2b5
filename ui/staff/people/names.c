/* What one person calls a picture: their own word under it, wherever it stands
 * alone on their screens. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_stored.h"
#include "ui/staff/people/people.h"

enum { NAME_CHARS = 40, NAMES_MAX = 200 };

static void
put_name(struct visit *visit, const struct subject *subject,
         const struct stored_name *one)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE], usual[LIBRARY_NAME_SIZE];
    text_format(path, sizeof path, "%s/names/remove", subject->base);
    picker_name(visit, one->picture, usual);
    html_put(html, "<li>");
    shell_picture(html, one->picture, 64, "");
    html_put(html, "<span>");
    html_element(html, "b", NULL, one->name);
    html_put(html, "<span class=\"facts\">");
    html_element(html, "span", NULL, usual);
    html_put(html, "</span></span>");
    field_act(visit, path, word(visit->lang, "Ta bort"), "quiet", "picture",
              one->picture);
    html_put(html, "</li>");
}

static void
put_names(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    int count = 0;
    struct stored_name *names = calloc(NAMES_MAX, sizeof *names);
    if (names == NULL ||
        view_stored_names(visit->store, subject->person.id, names, NAMES_MAX,
                          &count) != RESULT_OK)
        count = 0;
    html_put(html, "<ul class=\"cards named\">");
    for (int i = 0; i < count; i++)
        put_name(visit, subject, &names[i]);
    html_put(html, "</ul>");
    if (count == 0)
        html_element(
            html, "p", "empty",
            word(visit->lang, "Inga än. Bilderna heter som för alla."));
    free(names);
}

void
names_draw(struct visit *visit)
{
    struct subject subject;
    char path[VISIT_PATH_SIZE];
    if (!subject_of(visit, &subject))
        return;
    subject_open(visit, &subject, word(visit->lang, "Egna namn på bilder"),
                 "people.mjs");
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Det personen själv kallar en bild. Namnet "
                                   "står under bilden på personens skärm."));
    put_names(visit, &subject);
    text_format(path, sizeof path, "%s/names", subject.base);
    field_form(visit, path);
    people_default_button(visit);
    picker_draw(visit, &(struct picker){.name = "picture",
                                        .label = word(visit->lang, "Bild")});
    field_line(visit, &(struct field){
                          .name = "name",
                          .label = word(visit->lang, "Vad personen kallar den"),
                          .most = NAME_CHARS,
                          .needed = true});
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
names_post(struct visit *visit)
{
    struct subject subject;
    char then[VISIT_PATH_SIZE];
    if (!subject_of(visit, &subject) || picker_looks(visit))
        return;
    json_t *body = json_object();
    bool fine = picker_take(visit, body, "picture") &&
                people_take_needed(visit, body, "name", NAME_CHARS);
    if (fine && json_is_null(json_object_get(body, "picture"))) {
        visit_wrong(visit, "picture", word(visit->lang, "Välj en bild."));
        fine = false;
    }
    text_format(then, sizeof then, "%s/names", subject.base);
    if (fine)
        people_save(visit, "picture_name", subject.person.id, body, then);
    else
        json_decref(body);
}

/* As everybody calls it again. */
void
names_remove_post(struct visit *visit)
{
    struct subject subject;
    char then[VISIT_PATH_SIZE];
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    text_format(then, sizeof then, "%s/names", subject.base);
    if (picker_take(visit, body, "picture"))
        people_save(visit, "picture_name", subject.person.id, body, then);
    else
        json_decref(body);
}
