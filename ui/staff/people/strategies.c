/* What a person does when it becomes too much, and in everyday (BO-1): a list
 * that is saved whole, one strategy written at a time. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { TEXT_CHARS = 30, LINE_CHARS = 60, PLACE_CHARS = 40, OVERSEEN = 12 };

/* Which one of the list the page is about; -1: a new one. */
static int
chosen(const struct form *form, int count)
{
    long at = -1;
    if (!form_number(form, "n", 0, count - 1, &at))
        return -1;
    return (int)at;
}

static void
put_move(struct visit *visit, const struct subject *subject,
         const struct support_strategies *all, int at)
{
    char path[VISIT_PATH_SIZE], digits[16];
    text_format(path, sizeof path, "%s/strategies", subject->base);
    text_format(digits, sizeof digits, "%d", at);
    field_form(visit, path);
    field_hidden(visit, "n", digits);
    field_hidden_number(visit, "seen", all->seq);
    if (at > 0)
        field_button_as(visit, word(visit->lang, "Uppåt"), "quiet", "act",
                        "up");
    if (at < all->count - 1)
        field_button_as(visit, word(visit->lang, "Nedåt"), "quiet", "act",
                        "down");
    field_button_as(visit, word(visit->lang, "Ta bort"), "quiet", "act",
                    "remove");
    field_form_end(visit);
}

static void
put_list(struct visit *visit, const struct subject *subject,
         const struct support_strategies *all)
{
    struct html *html = &visit->html;
    html_put(html, "<ol class=\"cards edited\">");
    for (int i = 0; i < all->count; i++) {
        char path[VISIT_PATH_SIZE];
        const struct support_strategy *one = &all->list[i];
        text_format(path, sizeof path, "%s/strategies?n=%d#edit", subject->base,
                    i);
        html_put(html, "<li>");
        shell_picture(html, one->card.picture, 44, "");
        html_put(html, "<span>");
        people_link(html, path, "name", one->card.text);
        html_put(html, "<span class=\"facts\">");
        html_element(html, "span", NULL, words_level(visit->lang, one->level));
        if (one->stress)
            html_element(html, "span", NULL,
                         word(visit->lang, "på skärmen vid stress"));
        html_put(html, "</span></span>");
        put_move(visit, subject, all, i);
        html_put(html, "</li>");
    }
    html_put(html, "</ol>");
    if (all->count > OVERSEEN)
        html_element(
            html, "p", "hint",
            word(visit->lang, "Fler än tolv är svåra att överblicka."));
    if (all->count == 0)
        html_element(html, "p", "empty", word(visit->lang, "Inga än."));
}

static void
put_choices(struct visit *visit, const struct support_strategy *one)
{
    struct choice level[SUPPORT_LEVELS], from[3];
    for (int i = 0; i < SUPPORT_LEVELS; i++)
        level[i] = (struct choice){
            .value = words_of_support_level[i],
            .words = words_level(visit->lang, (enum support_level)i)};
    for (int i = 0; i < 3; i++)
        from[i] = (struct choice){
            .value = words_of_support_from[i],
            .words = words_from(visit->lang, (enum support_from)i)};
    field_one_of(visit,
                 &(struct field){.name = "level",
                                 .label = word(visit->lang, "När det är"),
                                 .value = words_of_support_level[one->level]},
                 level, SUPPORT_LEVELS);
    field_one_of(visit,
                 &(struct field){.name = "origin",
                                 .label = word(visit->lang, "Kommer från"),
                                 .value = words_of_support_from[one->origin]},
                 from, 3);
}

static void
put_form(struct visit *visit, const struct subject *subject,
         const struct support_strategies *all, int at)
{
    struct html *html = &visit->html;
    struct support_strategy none = {.level = SUPPORT_OVERLOADED,
                                    .stress = true};
    const struct support_strategy *one = at < 0 ? &none : &all->list[at];
    char path[VISIT_PATH_SIZE], digits[16], places[1200] = "";
    for (int i = 0; i < one->context_count; i++)
        text_append(places, sizeof places, "%s%s", i > 0 ? "\n" : "",
                    one->contexts[i]);
    text_format(path, sizeof path, "%s/strategies", subject->base);
    text_format(digits, sizeof digits, "%d", at);
    html_put(html, "<h2 id=\"edit\">");
    html_text(html, at < 0 ? word(visit->lang, "Ny strategi")
                           : word(visit->lang, "Ändra"));
    html_put(html, "</h2>");
    people_no_numbers(visit);
    field_form(visit, path);
    people_default_button(visit);
    field_hidden_number(visit, "seen", all->seq);
    if (at >= 0)
        field_hidden(visit, "n", digits);
    field_line(visit, &(struct field){.name = "text",
                                      .label = word(visit->lang, "Vad"),
                                      .value = one->card.text,
                                      .most = TEXT_CHARS,
                                      .needed = true});
    picker_draw(visit, &(struct picker){.name = "picture",
                                        .label = word(visit->lang, "Bild"),
                                        .picture = one->card.picture,
                                        .none = true});
    put_choices(visit, one);
    field_tick(visit, "stress",
               word(visit->lang, "Får visas på skärmen efter ett tryck"),
               one->stress);
    html_element(html, "p", "hint",
                 word(visit->lang, "Fyra visas, överbelastad först."));
    field_lines(visit,
                &(struct field){.name = "contexts",
                                .label = word(visit->lang, "Var"),
                                .hint = word(visit->lang,
                                             "En plats på varje rad: centret, "
                                             "hemma, buss, jobb."),
                                .value = places},
                3);
    field_line(visit, &(struct field){
                          .name = "helper",
                          .label = word(visit->lang, "Vem kan hjälpa till"),
                          .value = one->helper,
                          .most = LINE_CHARS});
    html_put(html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(html, "</div>");
    field_form_end(visit);
}

void
strategies_draw(struct visit *visit)
{
    struct subject subject;
    struct support_strategies *all = calloc(1, sizeof *all);
    visit->room = all;
    if (!subject_of(visit, &subject))
        return;
    if (all == NULL ||
        view_strategies(visit->store, subject.person.id, all) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    subject_open(visit, &subject, word(visit->lang, "Strategier"),
                 "people.mjs");
    subject_theirs(visit, &subject, show_strategies);
    put_list(visit, &subject, all);
    put_form(visit, &subject, all,
             chosen(visit->get ? &visit->query : &visit->form, all->count));
    shell_close(visit);
}

/* --- saved whole --- */

static json_t *
as_json(const struct support_strategy *one)
{
    json_t *json =
        json_pack("{s:s,s:s,s:s,s:b}", "text", one->card.text, "level",
                  words_of_support_level[one->level], "origin",
                  words_of_support_from[one->origin], "stress", one->stress);
    json_t *contexts = json_array();
    if (one->card.picture[0] != '\0')
        json_object_set_new(json, "picture", json_string(one->card.picture));
    if (one->helper[0] != '\0')
        json_object_set_new(json, "helper", json_string(one->helper));
    for (int i = 0; i < one->context_count; i++)
        json_array_append_new(contexts, json_string(one->contexts[i]));
    json_object_set_new(json, "contexts", contexts);
    return json;
}

static bool
take_one(struct visit *visit, json_t *one)
{
    bool fine = people_take_needed(visit, one, "text", TEXT_CHARS) &&
                picker_take(visit, one, "picture") &&
                people_take_word(visit, one, "level", words_of_support_level) &&
                people_take_word(visit, one, "origin", words_of_support_from) &&
                people_take_lines(visit, one, "contexts", SUPPORT_CONTEXTS_MAX,
                                  PLACE_CHARS) &&
                people_take(visit, one, "helper", LINE_CHARS);
    people_take_tick(visit, one, "stress");
    return fine;
}

static void
swap(json_t *list, int a, int b)
{
    json_t *one = json_incref(json_array_get(list, (size_t)a));
    json_array_set(list, (size_t)a, json_array_get(list, (size_t)b));
    json_array_set_new(list, (size_t)b, one);
}

/* False: something in the form is wrong, or nothing is to be done. */
static bool
change_list(struct visit *visit, json_t *list, int at)
{
    const char *act = form_typed(&visit->form, "act");
    int count = (int)json_array_size(list);
    if (text_equal(act, "remove") && at >= 0)
        return json_array_remove(list, (size_t)at) == 0;
    if (text_equal(act, "up") && at > 0)
        return swap(list, at, at - 1), true;
    if (text_equal(act, "down") && at >= 0 && at < count - 1)
        return swap(list, at, at + 1), true;
    json_t *one = json_object();
    if (!take_one(visit, one)) {
        json_decref(one);
        return false;
    }
    if (at < 0 && count == SUPPORT_STRATEGIES_MAX) {
        visit_wrong(visit, "", word(visit->lang, "Fler än 24 ryms inte."));
        json_decref(one);
        return false;
    }
    return (at < 0 ? json_array_append_new(list, one)
                   : json_array_set_new(list, (size_t)at, one)) == 0;
}

void
strategies_post(struct visit *visit)
{
    struct subject subject;
    char then[VISIT_PATH_SIZE];
    struct support_strategies *all = calloc(1, sizeof *all);
    json_t *list = json_array();
    if (picker_looks(visit) || !subject_of(visit, &subject) || all == NULL ||
        view_strategies(visit->store, subject.person.id, all) != RESULT_OK) {
        free(all);
        json_decref(list);
        return;
    }
    for (int i = 0; i < all->count; i++)
        json_array_append_new(list, as_json(&all->list[i]));
    bool fine = change_list(visit, list, chosen(&visit->form, all->count));
    free(all);
    if (!fine) {
        json_decref(list);
        return;
    }
    text_format(then, sizeof then, "%s/strategies", subject.base);
    people_save(visit, "strategies_save", subject.person.id,
                json_pack("{s:o}", "list", list), then);
}
