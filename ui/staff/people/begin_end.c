/* Somebody new, and somebody who stops coming. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { NAME_CHARS = 40, TEXT_CHARS = 300, WORDS_CHARS = 2000 };

void
person_new_draw(struct visit *visit)
{
    struct view_group groups[VIEW_GROUPS_MAX];
    struct choice choices[VIEW_GROUPS_MAX + 1];
    int count = 0;
    if (view_groups(visit->store, groups, VIEW_GROUPS_MAX, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count; i++)
        choices[i] =
            (struct choice){.value = groups[i].id, .words = groups[i].name};
    choices[count] =
        (struct choice){.value = "", .words = word(visit->lang, "ingen")};
    shell_open(visit,
               &(struct shell){.title = word(visit->lang, "Ny deltagare"),
                               .nav = NAV_PEOPLE,
                               .style = "people.css",
                               .script = "people.mjs",
                               .narrow = true});
    people_no_numbers(visit);
    field_form(visit, "/people/new");
    people_default_button(visit);
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Förnamn"),
                                      .most = NAME_CHARS,
                                      .needed = true});
    field_line(visit,
               &(struct field){.name = "symbol",
                               .label = word(visit->lang, "Symbolens namn"),
                               .hint = word(visit->lang,
                                            "Personen väljer själv. Det står "
                                            "på skärmen i stället för namnet."),
                               .most = NAME_CHARS,
                               .needed = true});
    picker_draw(visit, &(struct picker){.name = "symbol_picture",
                                        .label = word(visit->lang, "Symbol")});
    field_select(visit,
                 &(struct field){.name = "group",
                                 .label = word(visit->lang, "Grupp"),
                                 .value = count > 0 ? groups[0].id : ""},
                 choices, count + 1);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Lägg till"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
person_new_post(struct visit *visit)
{
    char group[UUID_SIZE], id[UUID_SIZE], then[VISIT_PATH_SIZE];
    if (picker_looks(visit))
        return;
    json_t *body = json_object();
    bool fine = people_take_needed(visit, body, "name", NAME_CHARS) &&
                people_take_needed(visit, body, "symbol", NAME_CHARS) &&
                picker_take(visit, body, "symbol_picture") &&
                visit_id(visit, "group", group);
    if (fine && json_is_null(json_object_get(body, "symbol_picture"))) {
        visit_wrong(visit, "symbol_picture",
                    word(visit->lang, "Sök en bild och välj en."));
        fine = false;
    }
    if (!fine) {
        json_decref(body);
        return;
    }
    if (group[0] != '\0')
        json_object_set_new(body, "groups", json_pack("[s]", group));
    json_object_set_new(body, "lang", json_string(visit->centre->lang));
    uuid_make(id, visit->now.utc_ms);
    text_format(then, sizeof then, "/people/%s", id);
    people_save(visit, "person_new", id, body, then);
}

/* --- the end (HF-1) --- */

void
person_end_draw(struct visit *visit)
{
    struct subject subject;
    struct choice choices[4];
    char path[VISIT_PATH_SIZE], today[CIVIL_DATE_SIZE];
    if (!subject_of(visit, &subject))
        return;
    for (int i = 0; i < 4; i++)
        choices[i] = (struct choice){
            .value = words_of_support_end[i],
            .words = words_end(visit->lang, (enum support_end)i)};
    civil_format_date(visit->today, today);
    subject_open(visit, &subject, word(visit->lang, "Kommer inte hit längre"),
                 NULL);
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Frånvaro avslutar aldrig något. Symbolen "
                                   "lämnar skärmen; det som är sparat gallras "
                                   "efter husets regler."));
    text_format(path, sizeof path, "%s/end", subject.base);
    field_form(visit, path);
    field_one_of(
        visit,
        &(struct field){.name = "reason", .label = word(visit->lang, "Varför")},
        choices, 4);
    field_line(visit, &(struct field){.name = "date",
                                      .label = word(visit->lang, "Från dagen"),
                                      .type = "date",
                                      .value = today,
                                      .needed = true});
    field_lines(
        visit,
        &(struct field){.name = "words",
                        .label = word(visit->lang, "Med personens egna ord"),
                        .most = WORDS_CHARS},
        3);
    field_lines(visit,
                &(struct field){
                    .name = "contact",
                    .label = word(visit->lang, "Vill höra av oss: hur och när"),
                    .hint = word(visit->lang, "Den som slutar av egen vilja är "
                                              "välkommen tillbaka."),
                    .most = TEXT_CHARS},
                2);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Avsluta"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
person_end_post(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    bool fine = people_take_day(visit, body, "date", true) &&
                people_take_words(visit, body, "words", WORDS_CHARS) &&
                people_take(visit, body, "contact", TEXT_CHARS);
    json_object_set_new(body, "reason",
                        json_string(form_typed(&visit->form, "reason")));
    if (fine)
        people_save(visit, "person_end", subject.person.id, body, subject.base);
    else
        json_decref(body);
}

void
person_resume_post(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    people_save(visit, "person_resume", subject.person.id, json_object(),
                subject.base);
}
