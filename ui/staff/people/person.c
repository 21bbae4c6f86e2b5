/* A person's page: all that is said about them, each part with the way to
 * change it. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"
#include "ui/staff/when.h"

static void
put_here(struct visit *visit, const struct view_person *person)
{
    struct html *html = &visit->html;
    char at[WHEN_SIZE] = "", says[2 * WHEN_SIZE];
    if (person->here) {
        when_was(visit->lang, visit->now, person->arrived_utc_ms, at);
        text_format(says, sizeof says, word(visit->lang, "Här sedan %s"), at);
    } else {
        text_copy(says, sizeof says, word(visit->lang, "Inte här nu"));
    }
    html_element(html, "span", NULL, says);
}

static void
put_head(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    const struct view_person *person = &subject->person;
    struct view_group groups[VIEW_GROUPS_MAX];
    int count = 0;
    html_put(html, "<div class=\"personhead\">");
    shell_picture(html, person->picture, 96, person->symbol);
    html_put(html, "<div><h1 dir=\"auto\">");
    html_text(html, person->name);
    html_put(html, "</h1><p class=\"facts\">");
    html_element(html, "span", NULL, person->symbol);
    if (view_person_groups(visit->store, person->id, groups, VIEW_GROUPS_MAX,
                           &count) == RESULT_OK)
        for (int i = 0; i < count; i++)
            html_element(html, "span", NULL, groups[i].name);
    if (!subject->more.ended)
        put_here(visit, person);
    html_put(html, "</p></div></div>");
}

static void
put_ways(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    html_put(html, "<p class=\"ways\">");
    text_format(path, sizeof path, "/plan/person/%s", subject->person.id);
    people_link(html, path, "way", word(visit->lang, "Plan"));
    text_format(path, sizeof path, "/presence/%s", subject->person.id);
    people_link(html, path, "way", word(visit->lang, "Kom och gick"));
    text_format(path, sizeof path, "/review/person/%s", subject->person.id);
    people_link(html, path, "way", word(visit->lang, "Tidslinje"));
    text_format(path, sizeof path, "%s/voice", subject->base);
    people_link(html, path, "way", word(visit->lang, "Spela in namnet"));
    html_put(html, "</p>");
}

/* --- today, as it is planned --- */

static void
put_item(struct visit *visit, const struct view_item *item)
{
    struct html *html = &visit->html;
    char at[CIVIL_TIME_SIZE] = "";
    if (item->start >= 0)
        civil_format_time(item->start % 1440, at);
    html_put(html,
             item->state == STATE_CANCELLED ? "<li class=\"off\">" : "<li>");
    html_element(html, "span", "at", at);
    shell_picture(html, item->what.picture, 36, "");
    html_element(html, "b", NULL, item->what.text);
    if (item->where.text[0] != '\0')
        html_element(html, "span", "place", item->where.text);
    if (item->state == STATE_CANCELLED)
        html_element(html, "span", "hint", word(visit->lang, "blir inte av"));
    else if (item->state == STATE_DONE)
        html_element(html, "span", "hint", word(visit->lang, "klar"));
    html_put(html, "</li>");
}

static void
put_today(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    struct view_day *day = calloc(1, sizeof *day);
    html_put(html, "<section class=\"part\"><h2>");
    html_text(html, word(visit->lang, "I dag"));
    html_put(html, "</h2>");
    if (day == NULL ||
        view_day(visit->store, subject->person.id, visit->today, day) !=
            RESULT_OK ||
        day->count == 0)
        html_element(html, "p", "empty",
                     word(visit->lang, "Inget är planerat."));
    else {
        html_put(html, "<ul class=\"day\">");
        for (int i = 0; i < day->count; i++)
            put_item(visit, &day->items[i]);
        html_put(html, "</ul>");
    }
    html_put(html, "</section>");
    free(day);
}

/* --- the parts --- */

static const struct part {
    const char *path, *title, *change;
    void (*show)(struct visit *visit, const struct subject *subject);
    unsigned roles;
} parts[] = {
    {"help", WORD("Så hjälper du mig"), WORD("Ändra kortet"), show_help,
     ROLES_PLAN_OF},
    {"words", WORD("Med egna ord"), WORD("Skriv ner"), show_words, ROLES_CARE},
    {"strategies", WORD("Strategier"), WORD("Ändra strategierna"),
     show_strategies, ROLES_PLAN_OF},
    {"wellbeing", WORD("Trivselsplan"), WORD("Ändra planen"), show_wellbeing,
     ROLES_PLAN_OF},
    {"strengths/new", WORD("Styrkor"), WORD("Ny styrka"), show_strengths,
     ROLES_PLAN_OF},
    {"relations/new", WORD("Nära personer"), WORD("Ny kontakt"), show_relations,
     ROLES_PLAN_OF},
    {"agreement", WORD("Överenskommet"), WORD("Skriv ner samtalet"),
     show_agreement, ROLES_PLAN_OF},
    {"settings", WORD("Skärmen"), WORD("Ändra inställningarna"), show_settings,
     ROLES_CARE}};

static void
put_part(struct visit *visit, const struct subject *subject,
         const struct part *part)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "%s/%s", subject->base, part->path);
    html_put(html, "<section class=\"part\"><h2>");
    html_text(html, word(visit->lang, part->title));
    html_put(html, "</h2>");
    part->show(visit, subject);
    if (visit_may(visit, part->roles) && !subject->more.ended) {
        html_put(html, "<p>");
        people_link(html, path, "change", word(visit->lang, part->change));
        html_put(html, "</p>");
    }
    html_put(html, "</section>");
}

/* Staff's own note; it reaches no screen of a participant's (G-6). */
static void
put_note(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    if (subject->more.note[0] == '\0')
        return;
    html_put(html, "<section class=\"part note\"><h2>");
    html_text(html, word(visit->lang, "Personalens anteckning"));
    html_put(html, "</h2>");
    html_element(html, "p", "said", subject->more.note);
    html_put(html, "</section>");
}

static void
put_ending(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    struct support_ending *ending = calloc(1, sizeof *ending);
    char path[VISIT_PATH_SIZE], date[PEOPLE_DAY_SIZE], says[200];
    if (ending != NULL &&
        view_ending(visit->store, subject->person.id, ending) == RESULT_OK) {
        people_day_words(visit->lang, ending->date, date);
        text_format(says, sizeof says,
                    word(visit->lang, "Kommer inte hit längre sedan %s: %s."),
                    date, words_end(visit->lang, ending->reason));
        shell_band(html, says);
        if (ending->words[0] != '\0')
            html_element(html, "blockquote", "said", ending->words);
        if (ending->contact[0] != '\0') {
            text_format(says, sizeof says,
                        word(visit->lang, "Vill höra av oss: %s"),
                        ending->contact);
            html_element(html, "p", NULL, says);
        }
        if (visit_may(visit, ROLES_PLAN_OF)) {
            text_format(path, sizeof path, "%s/resume", subject->base);
            field_act(visit, path, word(visit->lang, "Kommer hit igen"), "main",
                      NULL, NULL);
        }
    }
    free(ending);
}

void
person_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct subject subject;
    char path[VISIT_PATH_SIZE];
    if (!subject_of(visit, &subject))
        return;
    shell_open(visit, &(struct shell){.title = subject.person.name,
                                      .nav = NAV_PEOPLE,
                                      .style = "people.css",
                                      .bare = true});
    put_head(visit, &subject);
    if (subject.more.ended)
        put_ending(visit, &subject);
    else
        put_ways(visit, &subject);
    html_put(html, "<div class=\"parts\">");
    if (!subject.more.ended)
        put_today(visit, &subject);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        put_part(visit, &subject, &parts[i]);
    put_note(visit, &subject);
    html_put(html, "</div>");
    html_put(html, "<p class=\"ways\">");
    text_format(path, sizeof path, "/review/mine/%s", subject.person.id);
    people_link(html, path, "way", word(visit->lang, "Visa mina uppgifter"));
    text_format(path, sizeof path, "%s/end", subject.base);
    if (visit_may(visit, ROLES_PLAN_OF) && !subject.more.ended)
        people_link(html, path, "way",
                    word(visit->lang, "Kommer inte hit längre"));
    text_format(path, sizeof path, "/review/erase/%s", subject.person.id);
    if (visit_may(visit, ROLE_LEADER))
        people_link(html, path, "way",
                    word(visit->lang, "Lämna över eller ta bort allt"));
    html_put(html, "</p>");
    shell_close(visit);
}
