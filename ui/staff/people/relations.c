/* Those who are close to a person, and what was agreed about them (KU-7). */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { LINE_CHARS = 60, NAME_CHARS = 40 };

static void
put_day(struct visit *visit, const char *name, const char *label, int32_t day)
{
    char date[CIVIL_DATE_SIZE] = "";
    if (day != INT32_MIN)
        civil_format_date(day, date);
    field_line(visit, &(struct field){.name = name,
                                      .label = label,
                                      .type = "date",
                                      .value = date});
}

static void
put_agreed(struct visit *visit, const struct support_relation *one)
{
    struct choice receive[3];
    for (int i = 0; i < 3; i++)
        receive[i] = (struct choice){
            .value = words_of_support_receive[i],
            .words = words_receive(visit->lang, (enum support_receive)i)};
    field_tick(visit, "may_contact", word(visit->lang, "Vi får ta kontakt"),
               one->may_contact);
    field_one_of(
        visit,
        &(struct field){.name = "may_receive",
                        .label = word(visit->lang, "Får veta"),
                        .value = words_of_support_receive[one->may_receive]},
        receive, 3);
    field_line(visit, &(struct field){.name = "consent_by",
                                      .label = word(visit->lang, "Vem sa ja"),
                                      .value = one->consent_by,
                                      .most = NAME_CHARS});
    put_day(visit, "consent_from", word(visit->lang, "Gäller från"),
            one->consent_from);
    put_day(visit, "consent_to", word(visit->lang, "Gäller till"),
            one->consent_to);
}

static void
put_form(struct visit *visit, const struct subject *subject,
         const struct support_relation *one, const char *id)
{
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "%s/relations/%s", subject->base,
                id == NULL ? "new" : id);
    field_form(visit, path);
    if (id != NULL)
        field_hidden_number(visit, "seen", one->seq);
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Namn"),
                                      .value = one->name,
                                      .most = NAME_CHARS,
                                      .needed = true});
    field_line(
        visit,
        &(struct field){.name = "relation",
                        .label = word(visit->lang, "Är personens"),
                        .hint = word(visit->lang, "mamma, bror, vän, god man"),
                        .value = one->relation,
                        .most = NAME_CHARS,
                        .needed = true});
    field_line(visit,
               &(struct field){.name = "reach",
                               .label = word(visit->lang, "Nås på"),
                               .hint = word(visit->lang,
                                            "Telefon skrivs med mellanrum. Det "
                                            "visas bara medan det är "
                                            "överenskommet."),
                               .value = one->reach,
                               .most = LINE_CHARS});
    put_agreed(visit, one);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    if (id == NULL)
        return;
    text_format(path, sizeof path, "%s/relations/%s/remove", subject->base, id);
    field_act(visit, path, word(visit->lang, "Ta bort kontakten"), "quiet",
              NULL, NULL);
}

void
relation_draw(struct visit *visit)
{
    struct subject subject;
    struct support_relation one = {.consent_from = INT32_MIN,
                                   .consent_to = INT32_MIN};
    char owner[UUID_SIZE];
    bool old = visit->path.ids > 1;
    if (!subject_of(visit, &subject))
        return;
    if (old && (view_relation(visit->store, visit->path.id[1], owner, &one) !=
                    RESULT_OK ||
                !text_equal(owner, subject.person.id))) {
        visit_status(visit, 404);
        return;
    }
    subject_open(visit, &subject,
                 old ? word(visit->lang, "Nära person")
                     : word(visit->lang, "Ny kontakt"),
                 NULL);
    people_no_numbers(visit);
    subject_theirs(visit, &subject, show_relations);
    put_form(visit, &subject, &one, old ? visit->path.id[1] : NULL);
    shell_close(visit);
}

void
relation_post(struct visit *visit)
{
    struct subject subject;
    char id[UUID_SIZE];
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_pack("{s:s}", "person", subject.person.id);
    bool fine = people_take_needed(visit, body, "name", NAME_CHARS) &&
                people_take_needed(visit, body, "relation", NAME_CHARS) &&
                people_take(visit, body, "reach", LINE_CHARS) &&
                people_take_word(visit, body, "may_receive",
                                 words_of_support_receive) &&
                people_take(visit, body, "consent_by", NAME_CHARS) &&
                people_take_day(visit, body, "consent_from", false) &&
                people_take_day(visit, body, "consent_to", false);
    people_take_tick(visit, body, "may_contact");
    if (!fine) {
        json_decref(body);
        return;
    }
    uuid_make(id, visit->now.utc_ms);
    people_save(visit, "relation_save",
                visit->path.ids > 1 ? visit->path.id[1] : id, body,
                subject.base);
}

void
relation_remove_post(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    people_save(visit, "relation_remove", visit->path.id[1], json_object(),
                subject.base);
}
