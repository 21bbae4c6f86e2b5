/* What helps somebody, what was agreed with them, and who is close to them.
 * Everything that stands there is told, also what staff may not use now. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/review/review.h"
#include "ui/staff/review/stored.h"

static void
say_strategies(struct visit *visit, json_t *parts, const char *person)
{
    const char *lang = visit->lang;
    struct support_strategies *all = calloc(1, sizeof *all);
    json_t *rows = stored_part(parts, word(lang, "Strategier"));
    if (all != NULL && view_strategies(visit->store, person, all) == RESULT_OK)
        for (int i = 0; i < all->count; i++) {
            const struct support_strategy *one = &all->list[i];
            char says[800];
            text_format(says, sizeof says, "%s", one->card.text);
            for (int c = 0; c < one->context_count; c++)
                text_append(says, sizeof says, ", %s", one->contexts[c]);
            if (one->helper[0] != '\0')
                text_append(says, sizeof says, ", %s", one->helper);
            text_append(says, sizeof says, " (%s)",
                        words_from(lang, one->origin));
            stored_row(rows, words_level(lang, one->level), says);
        }
    free(all);
}

static void
say_wellbeing(struct visit *visit, json_t *parts, const char *person)
{
    const char *lang = visit->lang;
    struct support_wellbeing *plan = calloc(1, sizeof *plan);
    json_t *rows = stored_part(parts, word(lang, "Trivselsplan"));
    if (plan != NULL && view_wellbeing(visit->store, person, plan) == RESULT_OK)
        for (int i = 0; i < SUPPORT_LEVELS; i++) {
            const struct {
                const char *label, *text;
            } views[] = {
                {word(lang, "Jag märker"), plan->level[i].i_notice},
                {word(lang, "Jag gör"), plan->level[i].i_do},
                {word(lang, "Andra ser"), plan->level[i].others_see},
                {word(lang, "Andra kan göra"), plan->level[i].others_do}};
            for (int v = 0; v < 4; v++) {
                char label[160];
                text_format(label, sizeof label, "%s: %s",
                            words_level(lang, (enum support_level)i),
                            views[v].label);
                stored_row(rows, label, views[v].text);
            }
        }
    free(plan);
}

static void
say_lines(json_t *rows, const char *label, char lines[][VIEW_TEXT_SIZE],
          int count)
{
    for (int i = 0; i < count; i++)
        stored_row(rows, label, lines[i]);
}

static void
say_help(struct visit *visit, json_t *parts, const char *person)
{
    const char *lang = visit->lang;
    struct support_help *help = calloc(1, sizeof *help);
    json_t *rows = stored_part(parts, word(lang, "Så hjälper du mig"));
    if (help != NULL && view_help(visit->store, person, help) == RESULT_OK) {
        say_lines(rows, word(lang, "Det här hjälper"), help->helps,
                  help->helps_count);
        say_lines(rows, word(lang, "Det här gör det värre"), help->worse,
                  help->worse_count);
        say_lines(rows, word(lang, "Det här kan vänta"), help->demands,
                  help->demands_count);
        say_lines(rows, word(lang, "Tecken"), help->warning,
                  help->warning_count);
        for (int i = 0; i < help->staff_count; i++)
            stored_row(rows, word(lang, "Helst"), help->staff[i].name);
    }
    free(help);
}

static void
say_words(struct visit *visit, json_t *parts, const char *person)
{
    struct support_words *words = calloc(1, sizeof *words);
    json_t *rows = stored_part(parts, word(visit->lang, "Med egna ord"));
    if (words != NULL &&
        view_own_words(visit->store, person, words) == RESULT_OK)
        for (int i = 0; i < SUPPORT_TOPICS; i++)
            stored_row(rows, words_topic(visit->lang, (enum support_topic)i),
                       words->text[i]);
    free(words);
}

static void
say_strengths(struct visit *visit, json_t *parts, const char *person)
{
    const char *lang = visit->lang;
    int count = 0;
    struct support_strength *all = calloc(SUPPORT_STRENGTHS_MAX, sizeof *all);
    json_t *rows = stored_part(parts, word(lang, "Styrkor"));
    if (all != NULL &&
        view_strengths(visit->store, person, all, SUPPORT_STRENGTHS_MAX,
                       &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            const struct support_strength *one = &all[i];
            const char *more[] = {one->seer, one->example, one->shows_when,
                                  one->blocked_by, one->used_in};
            char says[5 * SUPPORT_TEXT_SIZE];
            char day[PEOPLE_DAY_SIZE];
            people_day_words(lang, one->date, day);
            text_format(says, sizeof says, "%s, %s, %s",
                        words_stage(lang, one->stage),
                        words_from(lang, one->seen_by), day);
            for (size_t m = 0; m < sizeof more / sizeof more[0]; m++)
                if (!text_empty(more[m]))
                    text_append(says, sizeof says, ". %s", more[m]);
            stored_row(rows, one->word, says);
        }
    free(all);
}

static void
say_relations(struct visit *visit, json_t *parts, const char *person)
{
    const char *lang = visit->lang;
    int count = 0;
    struct support_relation *all = calloc(SUPPORT_RELATIONS_MAX, sizeof *all);
    json_t *rows = stored_part(parts, word(lang, "Nära personer"));
    if (all != NULL &&
        view_relations(visit->store, person, all, SUPPORT_RELATIONS_MAX,
                       &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char says[900];
            text_format(says, sizeof says, "%s", all[i].relation);
            if (all[i].reach[0] != '\0')
                text_append(says, sizeof says, ", %s", all[i].reach);
            text_append(says, sizeof says, ". ");
            text_append(says, sizeof says, word(lang, "Får veta: %s"),
                        words_receive(lang, all[i].may_receive));
            stored_row(rows, all[i].name, says);
            stored_row(rows, word(lang, "Vem sa ja"), all[i].consent_by);
            stored_day(visit, rows, word(lang, "Från dagen"),
                       all[i].consent_from);
            stored_day(visit, rows, word(lang, "Till dagen"),
                       all[i].consent_to);
        }
    free(all);
}

static void
say_agreement(struct visit *visit, json_t *rows, const char *person)
{
    const char *lang = visit->lang;
    struct support_agreement *one = calloc(1, sizeof *one);
    if (one != NULL && view_agreement(visit->store, person, one) == RESULT_OK) {
        stored_row(rows, word(lang, "Vill använda den"),
                   words_wish(lang, one->wish));
        stored_row(rows, word(lang, "Med personens egna ord"), one->words);
        stored_row(rows, word(lang, "Hur det förklarades"), one->explained);
        stored_row(rows, word(lang, "Vem förklarade"), one->by);
        stored_day(visit, rows, word(lang, "Dag för samtalet"), one->date);
        stored_day(visit, rows, word(lang, "Pratas om igen"), one->review);
    }
    free(one);
}

static void
say_ending(struct visit *visit, json_t *rows, const char *person)
{
    const char *lang = visit->lang;
    struct support_ending *one = calloc(1, sizeof *one);
    if (one != NULL && view_ending(visit->store, person, one) == RESULT_OK) {
        stored_row(rows, word(lang, "Kommer inte hit längre"),
                   words_end(lang, one->reason));
        stored_day(visit, rows, word(lang, "Från dagen"), one->date);
        stored_row(rows, word(lang, "Med personens egna ord"), one->words);
        stored_row(rows, word(lang, "Vill höra av oss: hur och när"),
                   one->contact);
    }
    free(one);
}

static void
say_agreed(struct visit *visit, json_t *parts, const char *person)
{
    const char *lang = visit->lang;
    struct support_consent consent = {.known = false};
    struct review_agreed times[7];
    json_t *rows = stored_part(parts, word(lang, "Överenskommet"));
    say_agreement(visit, rows, person);
    if (view_consent(visit->store, person, "photo", &consent) == RESULT_OK &&
        consent.known) {
        char says[2 * VIEW_NAME_SIZE];
        text_format(says, sizeof says, "%s, %s %s",
                    consent.given ? word(lang, "ja") : word(lang, "nej"),
                    consent.by, consent.date);
        stored_row(rows, word(lang, "Bilder av personen"), says);
    }
    if (view_agreed_times(visit->store, person, times) == RESULT_OK)
        for (int i = 0; i < 7; i++) {
            char from[CIVIL_TIME_SIZE], to[CIVIL_TIME_SIZE], says[40];
            if (times[i].start < 0)
                continue;
            civil_format_time(times[i].start, from);
            civil_format_time(times[i].end, to);
            text_format(says, sizeof says, "%s–%s", from, to);
            stored_row(rows, word_weekday(lang, i + 1), says);
        }
    say_ending(visit, rows, person);
}

void
stored_helps(struct visit *visit, json_t *parts, const char *person)
{
    say_strategies(visit, parts, person);
    say_wellbeing(visit, parts, person);
    say_help(visit, parts, person);
    say_words(visit, parts, person);
    say_strengths(visit, parts, person);
    say_relations(visit, parts, person);
    say_agreed(visit, parts, person);
}
