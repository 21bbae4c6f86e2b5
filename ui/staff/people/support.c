/* What helps a person, as it stands: parts of their page, of the forms that
 * change it, and of a signal's card. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/card.h"
#include "ui/staff/people/people.h"

static void
put_empty(struct visit *visit, const char *words)
{
    html_element(&visit->html, "p", "empty", words);
}

static void
put_lines(struct visit *visit, const char *kind, const char *label,
          char lines[][VIEW_TEXT_SIZE], int count)
{
    struct html *html = &visit->html;
    if (count == 0)
        return;
    html_put(html, "<div");
    html_attribute(html, "class", kind);
    html_put(html, "><h3>");
    html_text(html, label);
    html_put(html, "</h3><ul>");
    for (int i = 0; i < count; i++)
        html_element(html, "li", NULL, lines[i]);
    html_put(html, "</ul></div>");
}

static void
put_preferred(struct visit *visit, const struct support_help *help)
{
    struct html *html = &visit->html;
    if (help->staff_count == 0)
        return;
    html_put(html, "<div class=\"prefers\"><h3>");
    html_text(html, word(visit->lang, "Helst"));
    html_put(html, "</h3><ul>");
    for (int i = 0; i < help->staff_count; i++) {
        html_put(html, "<li>");
        if (!text_empty(help->staff[i].picture))
            shell_picture(html, help->staff[i].picture, 32, "");
        html_element(html, "span", NULL, help->staff[i].name);
        html_put(html, "</li>");
    }
    html_put(html, "</ul></div>");
}

bool
card_help(struct visit *visit, const char *person)
{
    struct support_help *help = calloc(1, sizeof *help);
    bool any = help != NULL &&
               view_help(visit->store, person, help) == RESULT_OK &&
               help->warning_count + help->helps_count + help->worse_count +
                       help->demands_count + help->staff_count >
                   0;
    if (any) {
        html_put(&visit->html, "<div class=\"helpcard\">");
        put_lines(visit, "helps", word(visit->lang, "Det här hjälper"),
                  help->helps, help->helps_count);
        put_lines(visit, "worse", word(visit->lang, "Det här gör det värre"),
                  help->worse, help->worse_count);
        put_lines(visit, "demands", word(visit->lang, "Det här kan vänta"),
                  help->demands, help->demands_count);
        put_lines(visit, "warning", word(visit->lang, "Tecken"), help->warning,
                  help->warning_count);
        put_preferred(visit, help);
        html_put(&visit->html, "</div>");
    }
    free(help);
    return any;
}

void
show_help(struct visit *visit, const struct subject *subject)
{
    if (!card_help(visit, subject->person.id))
        put_empty(visit, word(visit->lang, "Ingen har skrivit något än."));
}

/* --- strategies --- */

static void
put_strategy(struct visit *visit, const struct support_strategy *one)
{
    struct html *html = &visit->html;
    html_put(html, "<li>");
    shell_picture(html, one->card.picture, 44, "");
    html_put(html, "<span>");
    html_element(html, "b", NULL, one->card.text);
    html_put(html, "<span class=\"facts\">");
    html_element(html, "span", NULL, words_from(visit->lang, one->origin));
    for (int i = 0; i < one->context_count; i++)
        html_element(html, "span", NULL, one->contexts[i]);
    if (one->helper[0] != '\0')
        html_element(html, "span", NULL, one->helper);
    if (one->stress)
        html_element(html, "span", NULL,
                     word(visit->lang, "på skärmen vid stress"));
    html_put(html, "</span></span></li>");
}

/* Those for one level, below its name; how many. */
static int
put_level(struct visit *visit, const struct support_strategies *all,
          enum support_level level)
{
    struct html *html = &visit->html;
    int shown = 0;
    for (int i = 0; i < all->count; i++) {
        if (all->list[i].level != level)
            continue;
        if (shown == 0) {
            html_element(html, "h3", NULL, words_level(visit->lang, level));
            html_put(html, "<ul class=\"cards\">");
        }
        put_strategy(visit, &all->list[i]);
        shown++;
    }
    if (shown > 0)
        html_put(html, "</ul>");
    return shown;
}

void
show_strategies(struct visit *visit, const struct subject *subject)
{
    struct support_strategies *all = calloc(1, sizeof *all);
    int shown = 0;
    if (all != NULL &&
        view_strategies(visit->store, subject->person.id, all) == RESULT_OK)
        for (int level = SUPPORT_OVERLOADED; level >= SUPPORT_CALM; level--)
            shown += put_level(visit, all, (enum support_level)level);
    if (shown == 0)
        put_empty(visit, word(visit->lang, "Inga än."));
    free(all);
}

/* --- the plan of wellbeing --- */

static void
put_view(struct visit *visit, const char *label, const char *text)
{
    struct html *html = &visit->html;
    if (text[0] == '\0')
        return;
    html_element(html, "dt", NULL, label);
    html_element(html, "dd", NULL, text);
}

void
show_wellbeing(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    struct support_wellbeing *plan = calloc(1, sizeof *plan);
    bool any =
        plan != NULL &&
        view_wellbeing(visit->store, subject->person.id, plan) == RESULT_OK &&
        plan->seq > 0;
    for (int i = 0; any && i < SUPPORT_LEVELS; i++) {
        html_put(html, "<section class=\"level\"");
        html_attribute(html, "data-level", words_of_support_level[i]);
        html_put(html, "><h3>");
        html_text(html, words_level(visit->lang, (enum support_level)i));
        html_put(html, "</h3><div class=\"views\"><dl class=\"inside\">");
        put_view(visit, word(visit->lang, "Jag märker"),
                 plan->level[i].i_notice);
        put_view(visit, word(visit->lang, "Jag gör"), plan->level[i].i_do);
        html_put(html, "</dl><dl class=\"outside\">");
        put_view(visit, word(visit->lang, "Andra ser"),
                 plan->level[i].others_see);
        put_view(visit, word(visit->lang, "Andra kan göra"),
                 plan->level[i].others_do);
        html_put(html, "</dl></div></section>");
    }
    if (!any)
        put_empty(visit, word(visit->lang, "Ingen har skrivit något än."));
    free(plan);
}

/* --- the person's own words: first, and as they were said (G-5) --- */

void
show_words(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    struct support_words *words = calloc(1, sizeof *words);
    if (words != NULL &&
        view_own_words(visit->store, subject->person.id, words) == RESULT_OK) {
        html_put(html, "<dl class=\"words\">");
        for (int i = 0; i < SUPPORT_TOPICS; i++) {
            html_element(html, "dt", NULL,
                         words_topic(visit->lang, (enum support_topic)i));
            if (words->text[i][0] == '\0')
                html_element(html, "dd", "empty",
                             word(visit->lang, "inte frågat än"));
            else
                html_element(html, "dd", "said", words->text[i]);
        }
        html_put(html, "</dl>");
    }
    free(words);
}
