/* What attendance is counted by: the centre's rules, a person's agreed week. */
#include <stdio.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/review/review.h"

static const char *
preset_of(const struct attend_rules *rules)
{
    static const char *const presets[] = {"hour", "five", "six-two"};
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++) {
        struct attend_rules preset;
        if (attend_preset(presets[i], &preset) && preset.kind == rules->kind &&
            preset.full == rules->full && preset.half == rules->half)
            return presets[i];
    }
    return "hour";
}

void
rules_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    struct attend_rules rules;
    const struct choice choices[] = {
        {.value = "hour", .words = word(lang, "Per timme, hela kvartar")},
        {.value = "five",
         .words = word(lang, "Hel dag från 5 timmar, annars halv")},
        {.value = "six-two",
         .words = word(lang, "Hel dag från 6 timmar, halv från 2")}};
    if (view_rules(visit->store, &rules) == RESULT_IO) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(lang, "Regler för närvaro"),
                                      .nav = NAV_REVIEW,
                                      .style = "review.css",
                                      .narrow = true});
    html_element(&visit->html, "p", "hint",
                 word(lang, "En ankomst är inget underlag för ersättning. Det "
                            "blir den först när månaden är bekräftad."));
    field_form(visit, "/review/rules");
    field_one_of(visit,
                 &(struct field){.name = "preset",
                                 .label = word(lang, "Så räknas en dag"),
                                 .value = preset_of(&rules)},
                 choices, 3);
    field_button(visit, word(lang, "Spara"), "main");
    field_form_end(visit);
    shell_close(visit);
}

void
rules_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "attendance_rules");
    json_object_set_new(command, "preset",
                        json_string(form_typed(&visit->form, "preset")));
    text_copy(visit->then, sizeof visit->then, "/review/rules?saved=1");
    visit_ask(visit, command, NULL);
}

/* --- a person's week --- */

static void
field_name(const char *what, int weekday, char out[16])
{
    text_format(out, 16, "%s%d", what, weekday);
}

void
agreed_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    struct view_person person;
    struct review_agreed agreed[7];
    char title[VIEW_NAME_SIZE + 40];
    if (view_person(visit->store, visit->boot_id, visit->path.id[0], &person) !=
            RESULT_OK ||
        view_agreed_times(visit->store, person.id, agreed) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    text_format(title, sizeof title, "%s, %s", person.name,
                word(lang, "överenskomna tider"));
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_REVIEW,
                                      .style = "review.css",
                                      .narrow = true});
    field_form(visit, visit->at);
    for (int i = 0; i < 7; i++) {
        char name[16];
        char start[CIVIL_TIME_SIZE] = "";
        char end[CIVIL_TIME_SIZE] = "";
        if (agreed[i].start >= 0) {
            civil_format_time(agreed[i].start, start);
            civil_format_time(agreed[i].end, end);
        }
        html_put(&visit->html, "<fieldset class=\"row\"><legend>");
        html_text(&visit->html, word_weekday(lang, i + 1));
        html_put(&visit->html, "</legend>");
        field_name("start", i + 1, name);
        field_line(visit, &(struct field){.name = name,
                                          .label = word(lang, "Från"),
                                          .value = start,
                                          .type = "time"});
        field_name("end", i + 1, name);
        field_line(visit, &(struct field){.name = name,
                                          .label = word(lang, "Till"),
                                          .value = end,
                                          .type = "time"});
        html_put(&visit->html, "</fieldset>");
    }
    field_button(visit, word(lang, "Spara"), "main");
    field_form_end(visit);
    shell_close(visit);
}

static bool
read_day(struct visit *visit, int weekday, json_t *days)
{
    char name[16];
    int start = -1;
    int end = -1;
    char from[CIVIL_TIME_SIZE];
    char to[CIVIL_TIME_SIZE];
    field_name("start", weekday, name);
    if (!visit_time(visit, name, &start))
        return false;
    field_name("end", weekday, name);
    if (!visit_time(visit, name, &end))
        return false;
    if (start < 0 && end < 0)
        return true;
    if (start < 0 || end <= start) {
        visit_wrong(visit, name,
                    word(visit->lang, "Skriv från och till, i den ordningen."));
        return false;
    }
    civil_format_time(start, from);
    civil_format_time(end, to);
    json_array_append_new(days, json_pack("{s:i,s:s,s:s}", "weekday", weekday,
                                          "start", from, "end", to));
    return true;
}

void
agreed_post(struct visit *visit)
{
    json_t *days = json_array();
    for (int i = 1; i <= 7; i++) {
        if (read_day(visit, i, days))
            continue;
        json_decref(days);
        return;
    }
    json_t *command = visit_command(visit, "agreed");
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    json_object_set_new(command, "days", days);
    text_format(visit->then, sizeof visit->then, "/review/agreed/%s?saved=1",
                visit->path.id[0]);
    visit_ask(visit, command, NULL);
}
