#include "firmware/exchange/week.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/test.h"
#include "tests/unit/exchange/help.h"

static struct help help;

static enum result
import(const char *text)
{
    return week_import(&help.context, text, strlen(text), &help.report,
                       &help.events);
}

TEST(a_template_week_comes_from_one_table)
{
    size_t length;
    help_init(&help);
    char *bytes = help_read("tests/unit/exchange/data/veckomall.csv", &length);
    CHECK_INT(
        week_import(&help.context, bytes, length, &help.report, &help.events),
        RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 8);
    const json_t *tomato = help_find(&help, "title", "Så tomater", 0);
    CHECK_STR(help_text(tomato, "start"), "09:00");
    CHECK_STR(help_text(tomato, "end"), "11:30");
    CHECK_STR(help_text(tomato, "bring"), "Handskar");
    CHECK_STR(help_text(json_object_get(tomato, "audience"), "id"),
              help.groups[1].id);
    const json_t *later = help_find(&help, "title", "Kommer senare", 0);
    CHECK(json_object_get(later, "end") == NULL);
    CHECK_INT(json_integer_value(json_object_get(later, "weekday")), 2);
    CHECK_STR(help_text(json_object_get(later, "audience"), "kind"), "person");
    const json_t *fika = help_find(&help, "title", "Fika med gruppen", 0);
    CHECK_STR(help_text(fika, "picture"), "2615");
    CHECK_STR(help_text(json_object_get(fika, "audience"), "kind"), "all");
    CHECK(report_has(&help.report, REPORT_INFO, "hur länge"));
    CHECK(report_has(&help.report, REPORT_MATCHED, "får bilden fika"));
    CHECK(report_has(&help.report, REPORT_WARNING, "Sjukgymnast"));
    free(bytes);
    help_finish(&help);
}

TEST(a_week_imported_twice_is_the_same_week)
{
    const char *text = "Dag,Start,Vem,Vad\nmån,09:00,alla,Fika\n";
    help_init(&help);
    CHECK_INT(import(text), RESULT_OK);
    json_t *once = json_incref(help.events);
    help_again(&help);
    CHECK_INT(import(text), RESULT_OK);
    CHECK(json_equal(once, help.events));
    json_decref(once);
    help_finish(&help);
}

TEST(several_weekdays_in_one_row_are_several_items)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån-fre;09:00;alla;Fika\n"
                     "2026-12-01;10:00;alla;Lunch\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 6);
    CHECK_STR(help_text(help_find(&help, "title", "Lunch", 0), "date"),
              "2026-12-01");
    help_finish(&help);
}

TEST(an_english_and_a_danish_week_are_read)
{
    help_init(&help);
    CHECK_INT(import("Day;Start;End;Who;What\nWednesday;09:00;10:00;everyone;"
                     "Lunch\n"),
              RESULT_OK);
    help_again(&help);
    CHECK_INT(import("Dag;Start;Slut;Hvem;Hvad\nLørdag;09:00;10:00;alle;"
                     "Frokost\n"),
              RESULT_OK);
    CHECK_INT(json_integer_value(json_object_get(
                  help_body(&help, "item_saved", 0), "weekday")),
              6);
    help_finish(&help);
}

TEST(a_time_that_is_no_time_is_refused_with_its_line)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån;09:00;alla;Fika\n"
                     "tis;nio;alla;Fika\n"),
              RESULT_INVALID);
    CHECK(help.events == NULL);
    CHECK(report_has(&help.report, REPORT_REFUSED, "\"nio\""));
    help_finish(&help);
}

TEST(excels_seconds_are_a_time)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Slut;Vem;Vad\nmån;08:30:00;9.15;alla;Fika\n"),
              RESULT_OK);
    const json_t *body = help_body(&help, "item_saved", 0);
    CHECK_STR(help_text(body, "start"), "08:30");
    CHECK_STR(help_text(body, "end"), "09:15");
    help_finish(&help);
}

TEST(an_end_before_the_start_or_too_late_is_refused)
{
    static const char *const rows[] = {
        "mån;09:00;09:00;alla;Fika", "mån;10:00;09:00;alla;Fika",
        "mån;08:00;16:01;alla;Fika", "mån;;09:00;alla;Fika"};
    for (int i = 0; i < 4; i++) {
        char text[128];
        (void)snprintf(text, sizeof text, "Dag;Start;Slut;Vem;Vad\n%s\n",
                       rows[i]);
        help_init(&help);
        CHECK_INT(import(text), RESULT_INVALID);
        help_finish(&help);
    }
    help_init(&help);
    CHECK_INT(import("Dag;Start;Slut;Vem;Vad\nmån;08:00;16:00;alla;Fika\n"),
              RESULT_OK);
    help_finish(&help);
}

TEST(who_is_a_group_a_symbol_or_one_first_name)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån;09:00;åsa;Fika\n"), RESULT_OK);
    const json_t *body = help_body(&help, "item_saved", 0);
    CHECK_STR(help_text(json_object_get(body, "audience"), "id"),
              help.people[1].id);
    help_again(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån;09:00;Kim;Fika\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "Fler än en"));
    help_again(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån;09:00;Nalle;Fika\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "\"Nalle\" är ingen"));
    help_finish(&help);
}

TEST(two_things_at_once_for_the_same_group_are_told)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Slut;Vem;Vad\nmån;09:00;10:00;Ateljén;Måla\n"
                     "mån;09:30;10:30;Ateljén;Fika\n"
                     "mån;09:30;10:30;alla;Lunch\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 3);
    CHECK(report_has(&help.report, REPORT_WARNING,
                     "\"Fika\" börjar innan \"Måla\" är slut"));
    CHECK(!report_has(&help.report, REPORT_WARNING, "\"Lunch\" börjar"));
    help_finish(&help);
}

TEST(a_row_that_is_gone_from_the_file_is_removed)
{
    help_init(&help);
    json_array_append_new(help.standing,
                          json_pack("{s:s, s:s, s:s}", "id",
                                    "11111111-1111-8111-8111-111111111111",
                                    "source", "fil", "audience", "all"));
    json_array_append_new(help.standing,
                          json_pack("{s:s, s:s, s:s}", "id",
                                    "21111111-1111-8111-8111-111111111111",
                                    "source", "annan fil", "audience", "all"));
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån;09:00;alla;Fika\n"), RESULT_OK);
    CHECK_INT(help_count(&help, "item_removed"), 1);
    CHECK_INT(report_counted(&help.report, "removed"), 1);
    help_finish(&help);
}

TEST(steps_choices_and_notices_come_along)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad;Hur;Välja;Förvarning;Med\n"
                     "mån;09:00;alla;Måla;Ta fram > Måla > Ställ undan;"
                     "Fika|Lunch;15 + 5;Maria, Per\n"),
              RESULT_OK);
    const json_t *body = help_body(&help, "item_saved", 0);
    CHECK_INT(json_array_size(json_object_get(body, "how")), 3);
    CHECK_INT(json_array_size(json_object_get(body, "options")), 2);
    CHECK_INT(json_array_size(json_object_get(body, "with")), 2);
    CHECK_INT(
        json_integer_value(json_array_get(json_object_get(body, "notices"), 1)),
        5);
    help_again(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad;Hur\nmån;09:00;alla;Måla;"
                     "a>b>c>d>e>f>g>h>i\n"),
              RESULT_INVALID);
    help_finish(&help);
}

TEST(a_title_of_forty_one_letters_is_refused_in_a_table)
{
    help_init(&help);
    CHECK_INT(import("Dag;Start;Vem;Vad\nmån;09:00;alla;"
                     "abcdefghijabcdefghijabcdefghijabcdefghijk\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "längre än 40"));
    help_finish(&help);
}
