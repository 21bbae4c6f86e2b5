/* What a person is good at, who is close to them, what they agreed to: as it
 * stands. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

/* "Maria har sett: noggrann" (ST-3). */
static void
put_strength(struct visit *visit, const struct subject *subject,
             const struct support_strength *one)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "%s/strengths/%s", subject->base, one->id);
    html_put(html, "<li>");
    shell_picture(html, one->picture, 44, "");
    html_put(html, "<span>");
    if (visit_may(visit, ROLES_PLAN_OF))
        people_link(html, path, "name", one->word);
    else
        html_element(html, "b", NULL, one->word);
    html_put(html, "<span class=\"facts\">");
    html_element(html, "span", NULL, words_stage(visit->lang, one->stage));
    if (one->seen_by == FROM_SELF) {
        html_element(html, "span", NULL, word(visit->lang, "personen själv"));
    } else {
        char says[2 * VIEW_NAME_SIZE];
        text_format(says, sizeof says, word(visit->lang, "%s har sett"),
                    one->seer[0] != '\0'
                        ? one->seer
                        : words_from(visit->lang, one->seen_by));
        html_element(html, "span", NULL, says);
    }
    if (one->stage == STAGE_USED)
        html_element(html, "span", NULL, one->used_in);
    html_element(html, "span", NULL,
                 one->shown ? word(visit->lang, "visas för personen")
                            : word(visit->lang, "visas inte"));
    html_put(html, "</span>");
    if (one->example[0] != '\0')
        html_element(html, "span", "hint", one->example);
    html_put(html, "</span></li>");
}

void
show_strengths(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    int count = 0;
    struct support_strength *all = calloc(SUPPORT_STRENGTHS_MAX, sizeof *all);
    if (all != NULL &&
        view_strengths(visit->store, subject->person.id, all,
                       SUPPORT_STRENGTHS_MAX, &count) != RESULT_OK)
        count = 0;
    html_put(html, "<ul class=\"cards\">");
    for (int i = 0; i < count; i++)
        put_strength(visit, subject, &all[i]);
    html_put(html, "</ul>");
    if (count == 0)
        html_element(html, "p", "empty", word(visit->lang, "Inga än."));
    free(all);
}

/* KU-7: how to reach somebody stands here only while it was agreed to. */
static void
put_relation(struct visit *visit, const struct subject *subject,
             const struct support_relation *one)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE], date[PEOPLE_DAY_SIZE], says[400];
    bool contact = support_may(one, RECEIVE_NOTHING, visit->today);
    text_format(path, sizeof path, "%s/relations/%s", subject->base, one->id);
    html_put(html, "<li><span>");
    if (visit_may(visit, ROLES_PLAN_OF))
        people_link(html, path, "name", one->name);
    else
        html_element(html, "b", NULL, one->name);
    html_put(html, "<span class=\"facts\">");
    html_element(html, "span", NULL, one->relation);
    if (contact && one->reach[0] != '\0')
        html_element(html, "span", NULL, one->reach);
    html_put(html, "</span>");
    if (one->consent_from == INT32_MIN ||
        (!one->may_contact && one->may_receive == RECEIVE_NOTHING))
        text_format(says, sizeof says, "%s",
                    word(visit->lang, "Inget är överenskommet. Ta ingen "
                                      "kontakt och berätta inget."));
    else if (!contact && !support_may(one, RECEIVE_PRACTICAL, visit->today)) {
        people_day_words(visit->lang,
                         one->consent_to != INT32_MIN &&
                                 one->consent_to < visit->today
                             ? one->consent_to
                             : one->consent_from,
                         date);
        text_format(says, sizeof says,
                    one->consent_from > visit->today
                        ? word(visit->lang, "Överenskommet först från %s.")
                        : word(visit->lang,
                               "Det som var överenskommet slutade gälla %s."),
                    date);
    } else {
        people_day_words(visit->lang, one->consent_from, date);
        text_format(
            says, sizeof says,
            contact ? word(visit->lang, "%s sa ja %s, också till kontakt. Får "
                                        "veta: %s.")
                    : word(visit->lang, "%s sa ja %s, men inte till kontakt. "
                                        "Får veta: %s."),
            one->consent_by, date,
            words_receive(visit->lang, one->may_receive));
    }
    html_element(html, "span", "hint", says);
    html_put(html, "</span></li>");
}

void
show_relations(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    int count = 0;
    struct support_relation *all = calloc(SUPPORT_RELATIONS_MAX, sizeof *all);
    if (all != NULL &&
        view_relations(visit->store, subject->person.id, all,
                       SUPPORT_RELATIONS_MAX, &count) != RESULT_OK)
        count = 0;
    html_put(html, "<ul class=\"cards\">");
    for (int i = 0; i < count; i++)
        put_relation(visit, subject, &all[i]);
    html_put(html, "</ul>");
    if (count == 0)
        html_element(html, "p", "empty", word(visit->lang, "Inga än."));
    free(all);
}

static void
put_photo_consent(struct visit *visit, const struct subject *subject)
{
    struct support_consent consent;
    char says[300];
    if (view_consent(visit->store, subject->person.id, "photo", &consent) !=
        RESULT_OK)
        return;
    if (!consent.known)
        text_format(says, sizeof says, "%s",
                    word(visit->lang, "Bilder av personen: inte frågat än"));
    else
        text_format(says, sizeof says,
                    consent.given
                        ? word(visit->lang, "Bilder av personen: ja, %s %s")
                        : word(visit->lang,
                               "Bilder av personen: nej, %s %s. Inga visas."),
                    consent.by, consent.date);
    html_element(&visit->html, "p", NULL, says);
}

void
show_agreement(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    struct support_agreement *one = calloc(1, sizeof *one);
    char date[PEOPLE_DAY_SIZE], says[400];
    if (one != NULL &&
        view_agreement(visit->store, subject->person.id, one) == RESULT_OK) {
        people_day_words(visit->lang, one->date, date);
        text_format(says, sizeof says,
                    word(visit->lang, "Vill använda lådan: %s, %s"),
                    words_wish(visit->lang, one->wish), date);
        html_element(html, "p", NULL, says);
        if (one->wish == WISH_NO)
            html_element(html, "p", "hint",
                         word(visit->lang,
                              "Står inte på skärmen. Personalen skriver in "
                              "när personen kommer och går."));
        if (one->words[0] != '\0')
            html_element(html, "blockquote", "said", one->words);
        text_format(says, sizeof says, word(visit->lang, "Förklarat: %s"),
                    one->explained);
        html_element(html, "p", "hint", says);
        if (one->review != INT32_MIN) {
            people_day_words(visit->lang, one->review, date);
            text_format(says, sizeof says,
                        one->review <= visit->today
                            ? word(visit->lang, "Dags att prata igen: %s")
                            : word(visit->lang, "Pratas om igen: %s"),
                        date);
            html_element(html, "p", "hint", says);
        }
    } else {
        html_element(html, "p", "empty",
                     word(visit->lang, "Lådan: inte frågat än"));
    }
    put_photo_consent(visit, subject);
    free(one);
}
