/* What helps a person, to be written: the card, the plan of wellbeing, the
 * person's own words. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { TEXT_CHARS = 300, LINE_CHARS = 60, WORDS_CHARS = 2000 };

/* --- "this is how you help me" --- */

static void
join(char lines[][VIEW_TEXT_SIZE], int count, char *out, size_t size)
{
    out[0] = '\0';
    for (int i = 0; i < count; i++)
        text_append(out, size, "%s%s", i > 0 ? "\n" : "", lines[i]);
}

static void
put_list(struct visit *visit, const char *name, const char *label,
         char lines[][VIEW_TEXT_SIZE], int count)
{
    char text[SUPPORT_LIST_MAX * VIEW_TEXT_SIZE];
    join(lines, count, text, sizeof text);
    field_lines(
        visit, &(struct field){.name = name, .label = label, .value = text}, 4);
}

static bool
is_preferred(void *user, const char *id)
{
    const struct support_help *help = user;
    for (int i = 0; i < help->staff_count; i++)
        if (text_equal(help->staff[i].id, id))
            return true;
    return false;
}

static void
put_staff(struct visit *visit, struct support_help *help)
{
    int count = 0;
    struct view_staff *staff = calloc(VIEW_STAFF_MAX, sizeof *staff);
    struct choice *choices = calloc(VIEW_STAFF_MAX, sizeof *choices);
    if (staff != NULL && choices != NULL &&
        view_staff(visit->store, staff, VIEW_STAFF_MAX, &count) == RESULT_OK) {
        for (int i = 0; i < count; i++)
            choices[i] = (struct choice){.value = staff[i].id,
                                         .words = staff[i].name,
                                         .picture = staff[i].picture};
        field_any_of(visit,
                     &(struct field){.name = "staff",
                                     .label = word(visit->lang,
                                                   "Vem personen helst möter")},
                     choices, count, is_preferred, help);
    }
    free(staff);
    free(choices);
}

void
help_draw(struct visit *visit)
{
    struct subject subject;
    char path[VISIT_PATH_SIZE];
    struct support_help *help = calloc(1, sizeof *help);
    visit->room = help;
    if (!subject_of(visit, &subject))
        return;
    if (help == NULL ||
        view_help(visit->store, subject.person.id, help) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    subject_open(visit, &subject, word(visit->lang, "Så hjälper du mig"), NULL);
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Kortet läses på väg till personen. En sak "
                                   "på varje rad, högst sex."));
    people_no_numbers(visit);
    subject_theirs(visit, &subject, show_help);
    text_format(path, sizeof path, "%s/help", subject.base);
    field_form(visit, path);
    field_hidden_number(visit, "seen", help->seq);
    put_list(visit, "helps", word(visit->lang, "Det här hjälper"), help->helps,
             help->helps_count);
    put_list(visit, "worse", word(visit->lang, "Det här gör det värre"),
             help->worse, help->worse_count);
    put_list(visit, "demands",
             word(visit->lang, "Krav som kan vänta eller släppas"),
             help->demands, help->demands_count);
    put_list(visit, "warning",
             word(visit->lang, "Tecken på att det blir för "
                               "mycket"),
             help->warning, help->warning_count);
    put_staff(visit, help);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
help_post(struct visit *visit)
{
    static const char *const lists[] = {"helps", "worse", "demands", "warning"};
    struct subject subject;
    const struct form_field *field = NULL;
    unsigned char bytes[UUID_BYTES];
    bool fine = true;
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    json_t *staff = json_array();
    for (size_t i = 0; i < 4 && fine; i++)
        fine = people_take_lines(visit, body, lists[i], SUPPORT_LIST_MAX,
                                 LINE_CHARS);
    while ((field = form_next(&visit->form, "staff", field)) != NULL)
        if (uuid_parse(field->value, bytes))
            json_array_append_new(staff, json_string(field->value));
    if (fine && json_array_size(staff) > SUPPORT_LIST_MAX) {
        visit_wrong(visit, "staff", word(visit->lang, "Högst sex."));
        fine = false;
    }
    json_object_set_new(body, "staff", staff);
    if (fine)
        people_save(visit, "help_save", subject.person.id, body, subject.base);
    else
        json_decref(body);
}

/* --- the plan of wellbeing: both views at each level --- */

static const struct view_of {
    const char *name, *label;
    bool inside;
} views[] = {{"i_notice", WORD("Det jag märker"), true},
             {"i_do", WORD("Det jag gör"), true},
             {"others_see", WORD("Det andra ser"), false},
             {"others_do", WORD("Det andra kan göra"), false}};

static const char *
text_of(const struct support_wellbeing *plan, int level, int view)
{
    const char *texts[] = {plan->level[level].i_notice, plan->level[level].i_do,
                           plan->level[level].others_see,
                           plan->level[level].others_do};
    return texts[view];
}

static void
put_column(struct visit *visit, const struct support_wellbeing *plan, int level,
           bool inside)
{
    struct html *html = &visit->html;
    html_put(html, inside ? "<div class=\"inside\"><p class=\"hint\">"
                          : "<div class=\"outside\"><p class=\"hint\">");
    html_text(html, inside ? word(visit->lang, "Inifrån, med egna ord")
                           : word(visit->lang, "Utifrån"));
    html_put(html, "</p>");
    for (int i = 0; i < 4; i++) {
        char name[48];
        if (views[i].inside != inside)
            continue;
        text_format(name, sizeof name, "%s-%s", words_of_support_level[level],
                    views[i].name);
        field_lines(visit,
                    &(struct field){.name = name,
                                    .label = word(visit->lang, views[i].label),
                                    .value = text_of(plan, level, i),
                                    .most = TEXT_CHARS},
                    3);
    }
    html_put(html, "</div>");
}

void
wellbeing_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct subject subject;
    char path[VISIT_PATH_SIZE];
    struct support_wellbeing *plan = calloc(1, sizeof *plan);
    visit->room = plan;
    if (!subject_of(visit, &subject))
        return;
    if (plan == NULL ||
        view_wellbeing(visit->store, subject.person.id, plan) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    subject_open(visit, &subject, word(visit->lang, "Trivselsplan"), NULL);
    people_no_numbers(visit);
    subject_theirs(visit, &subject, show_wellbeing);
    text_format(path, sizeof path, "%s/wellbeing", subject.base);
    field_form(visit, path);
    field_hidden_number(visit, "seen", plan->seq);
    for (int level = 0; level < SUPPORT_LEVELS; level++) {
        html_put(html, "<section class=\"level\"");
        html_attribute(html, "data-level", words_of_support_level[level]);
        html_put(html, "><h2>");
        html_text(html, words_level(visit->lang, (enum support_level)level));
        html_put(html, "</h2><div class=\"views\">");
        put_column(visit, plan, level, true);
        put_column(visit, plan, level, false);
        html_put(html, "</div></section>");
    }
    html_put(html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
wellbeing_post(struct visit *visit)
{
    struct subject subject;
    bool fine = true;
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    for (int level = 0; level < SUPPORT_LEVELS && fine; level++) {
        json_t *of = json_object();
        json_object_set_new(body, words_of_support_level[level], of);
        for (int i = 0; i < 4 && fine; i++) {
            char name[48];
            text_format(name, sizeof name, "%s-%s",
                        words_of_support_level[level], views[i].name);
            /* What is told from the inside is the person's own. */
            fine = (views[i].inside ? people_take_words
                                    : people_take)(visit, of, name, TEXT_CHARS);
            json_t *text = json_object_get(of, name);
            if (json_is_string(text))
                json_object_set(of, views[i].name, text);
            json_object_del(of, name);
        }
    }
    if (fine)
        people_save(visit, "wellbeing_save", subject.person.id, body,
                    subject.base);
    else
        json_decref(body);
}

/* --- the person's own words --- */

void
own_words_draw(struct visit *visit)
{
    struct subject subject;
    char path[VISIT_PATH_SIZE];
    struct support_words *words = calloc(1, sizeof *words);
    visit->room = words;
    if (!subject_of(visit, &subject))
        return;
    if (words == NULL ||
        view_own_words(visit->store, subject.person.id, words) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    subject_open(visit, &subject, word(visit->lang, "Med egna ord"), NULL);
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Skriv precis det personen säger eller "
                                   "visar, utan att rätta. Allt kan lämnas "
                                   "tomt."));
    people_no_numbers(visit);
    subject_theirs(visit, &subject, show_words);
    text_format(path, sizeof path, "%s/words", subject.base);
    field_form(visit, path);
    field_hidden_number(visit, "seen", words->seq);
    for (int i = 0; i < SUPPORT_TOPICS; i++)
        field_lines(visit,
                    &(struct field){.name = words_of_support_topic[i],
                                    .label = words_topic(visit->lang,
                                                         (enum support_topic)i),
                                    .value = words->text[i],
                                    .most = WORDS_CHARS},
                    3);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
own_words_post(struct visit *visit)
{
    struct subject subject;
    bool fine = true;
    if (!subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    for (int i = 0; i < SUPPORT_TOPICS && fine; i++)
        fine = people_take_words(visit, body, words_of_support_topic[i],
                                 WORDS_CHARS);
    if (fine)
        people_save(visit, "own_words_save", subject.person.id, body,
                    subject.base);
    else
        json_decref(body);
}
