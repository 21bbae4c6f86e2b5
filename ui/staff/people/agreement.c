/* What a person agreed to: whether they want to use the box, and
 * whether there may be pictures of them. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { TEXT_CHARS = 300, NAME_CHARS = 40, WORDS_CHARS = 2000, HALF_YEAR = 182 };

static void
put_day(struct visit *visit, const char *name, const char *label, int32_t day,
        bool needed)
{
    char date[CIVIL_DATE_SIZE] = "";
    if (day != INT32_MIN)
        civil_format_date(day, date);
    field_line(visit, &(struct field){.name = name,
                                      .label = label,
                                      .type = "date",
                                      .value = date,
                                      .needed = needed});
}

static void
put_consent(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    struct support_consent consent = {.known = false};
    char path[VISIT_PATH_SIZE];
    if (view_consent(visit->store, subject->person.id, "photo", &consent) !=
        RESULT_OK)
        return;
    html_put(html, "<h2>");
    html_text(html, word(visit->lang, "Bilder av personen"));
    html_put(html, "</h2>");
    html_element(html, "p", "hint",
                 word(visit->lang, "Ett nej gäller direkt: bilderna byts mot "
                                   "symbolen på skärmen, på sidorna och i det "
                                   "som har varit."));
    text_format(path, sizeof path, "%s/consent", subject->base);
    field_form(visit, path);
    field_line(visit,
               &(struct field){.name = "by",
                               .label = word(visit->lang, "Vem säger det"),
                               .value = subject->person.name,
                               .most = NAME_CHARS,
                               .needed = true});
    put_day(visit, "day", word(visit->lang, "Dag"), visit->today, true);
    html_put(html, "<div class=\"acts\">");
    if (!consent.given)
        field_button_as(visit, word(visit->lang, "Ja till bilder"), "main",
                        "say", "yes");
    if (consent.given || !consent.known)
        field_button_as(visit, word(visit->lang, "Nej till bilder"), "quiet",
                        "say", "no");
    html_put(html, "</div>");
    field_form_end(visit);
}

static void
put_form(struct visit *visit, const char *base,
         const struct support_agreement *one, bool stands)
{
    char path[VISIT_PATH_SIZE];
    struct choice wishes[3];
    for (int i = 0; i < 3; i++)
        wishes[i] = (struct choice){
            .value = words_of_support_wish[i],
            .words = words_wish(visit->lang, (enum support_wish)i)};
    text_format(path, sizeof path, "%s/agreement", base);
    field_form(visit, path);
    field_hidden_number(visit, "seen", one->seq);
    field_one_of(visit,
                 &(struct field){
                     .name = "wish",
                     .label = word(visit->lang, "Vill använda den"),
                     .value = stands ? words_of_support_wish[one->wish] : ""},
                 wishes, 3);
    field_lines(
        visit,
        &(struct field){.name = "words",
                        .label = word(visit->lang, "Med personens egna ord"),
                        .value = one->words,
                        .most = WORDS_CHARS},
        3);
    field_lines(
        visit,
        &(struct field){.name = "explained",
                        .label = word(visit->lang, "Hur det förklarades"),
                        .hint = word(visit->lang, "Med bilder, med ett prov, i "
                                                  "samtal, med tolk."),
                        .value = one->explained,
                        .most = TEXT_CHARS,
                        .needed = true},
        3);
    field_line(visit,
               &(struct field){.name = "by",
                               .label = word(visit->lang, "Vem förklarade"),
                               .value = stands ? one->by : visit->who.name,
                               .most = NAME_CHARS});
    put_day(visit, "date", word(visit->lang, "Dag för samtalet"),
            stands ? one->date : visit->today, true);
    put_day(visit, "review", word(visit->lang, "Pratas om igen"),
            stands ? one->review : visit->today + HALF_YEAR, false);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
}

void
agreement_draw(struct visit *visit)
{
    struct subject subject;
    struct support_agreement *one = calloc(1, sizeof *one);
    visit->room = one;
    if (!subject_of(visit, &subject))
        return;
    if (one == NULL) {
        visit_status(visit, 503);
        return;
    }
    bool stands =
        view_agreement(visit->store, subject.person.id, one) == RESULT_OK;
    subject_open(visit, &subject, word(visit->lang, "Överenskommet"), NULL);
    subject_theirs(visit, &subject, show_agreement);
    html_put(&visit->html, "<h2>");
    html_text(&visit->html, word(visit->lang, "Att använda lådan"));
    html_put(&visit->html, "</h2>");
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Den som säger nej förlorar inget: dagen "
                                   "finns på papper, och personalen skriver in "
                                   "ankomsten."));
    put_form(visit, subject.base, one, stands);
    put_consent(visit, &subject);
    shell_close(visit);
}

void
agreement_post(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    bool fine = people_take_word(visit, body, "wish", words_of_support_wish) &&
                people_take_words(visit, body, "words", WORDS_CHARS) &&
                people_take_needed(visit, body, "explained", TEXT_CHARS) &&
                people_take(visit, body, "by", NAME_CHARS) &&
                people_take_day(visit, body, "date", true) &&
                people_take_day(visit, body, "review", false);
    if (fine)
        people_save(visit, "agreement_save", subject.person.id, body,
                    subject.base);
    else
        json_decref(body);
}

/* Anybody of the team takes down a no, at once; a yes is for whoever has the
 * talk. */
void
consent_post(struct visit *visit)
{
    struct subject subject;
    char date[CIVIL_DATE_SIZE];
    int32_t day = 0;
    bool yes = text_equal(form_typed(&visit->form, "say"), "yes");
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_pack("{s:s}", "what", "photo");
    bool fine = people_take_needed(visit, body, "by", NAME_CHARS) &&
                visit_date(visit, "day", &day);
    if (!fine) {
        json_decref(body);
        return;
    }
    civil_format_date(day, date);
    json_object_set_new(body, "date", json_string(date));
    people_save(visit, yes ? "consent_give" : "consent_withdraw",
                subject.person.id, body, subject.base);
}
