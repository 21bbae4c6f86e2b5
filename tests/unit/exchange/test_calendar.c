#include "firmware/exchange/calendar.h"

#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/exchange/calendar_event.h"
#include "tests/test.h"
#include "tests/unit/exchange/help.h"

static struct help help;
static struct import_audience group, person;

static void
begin(void)
{
    help_init(&help);
    group.whom = IMPORT_GROUP;
    (void)snprintf(group.id, sizeof group.id, "%s", help.groups[0].id);
    person.whom = IMPORT_PERSON;
    (void)snprintf(person.id, sizeof person.id, "%s", help.people[0].id);
}

static void
end(void)
{
    help_finish(&help);
    calendar_forget();
}

static enum result
import_file(const char *path)
{
    size_t length;
    char *bytes = help_read(path, &length);
    enum result result = calendar_import(&help.context, &group, bytes, length,
                                         &help.report, &help.events);
    free(bytes);
    return result;
}

/* A calendar of whatever stands between its first and last line. */
static enum result
import(const char *inside)
{
    char text[8192];
    (void)snprintf(text, sizeof text,
                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n%sEND:VCALENDAR\r\n",
                   inside);
    return calendar_import(&help.context, &group, text, strlen(text),
                           &help.report, &help.events);
}

static enum result
import_event(const char *lines)
{
    char text[4200];
    (void)snprintf(text, sizeof text,
                   "BEGIN:VEVENT\r\nUID:u1\r\n%sEND:VEVENT\r\n", lines);
    return import(text);
}

/* "09:00-10:15" of the first item on that date, or "". */
static const char *
times_on(const char *date)
{
    static char text[32];
    const json_t *body = help_find(&help, "date", date, 0);
    (void)snprintf(text, sizeof text, "%s-%s", help_text(body, "start"),
                   help_text(body, "end"));
    return body == NULL ? "" : text;
}

#define OUTLOOK "tests/unit/exchange/data/outlook-ateljen.ics"
#define GOOGLE "tests/unit/exchange/data/google-anna.ics"
#define NEXTCLOUD "tests/unit/exchange/data/nextcloud-tradgarden.ics"

TEST(outlooks_series_comes_without_its_exception)
{
    begin();
    help.context.today = civil_day_of(2026, 10, 20);
    CHECK_INT(import_file(OUTLOOK), RESULT_OK);
    /* Mondays and Wednesdays 19 October to 21 December, less 2 November. */
    CHECK_INT(help_count(&help, "item_saved"), 18);
    CHECK_STR(times_on("2026-10-19"), "09:00-10:15");
    CHECK_STR(times_on("2026-10-26"), "09:00-10:15");
    CHECK_STR(times_on("2026-11-02"), "");
    CHECK_STR(times_on("2026-11-04"), "09:00-10:15");
    CHECK_STR(times_on("2026-12-21"), "09:00-10:15");
    CHECK_STR(times_on("2026-12-23"), "");
    end();
}

TEST(outlooks_moved_time_stands_where_it_moved)
{
    begin();
    CHECK_INT(import_file(OUTLOOK), RESULT_OK);
    const json_t *body = help_find(&help, "date", "2026-11-23", 0);
    CHECK_STR(times_on("2026-11-23"), "13:00-14:15");
    CHECK_STR(help_text(body, "title"), "Måla (flyttad till eftermiddagen)");
    CHECK_STR(help_text(body, "place"), "Rum 2");
    CHECK_STR(help_text(body, "recurrence"), "20261123T080000Z");
    CHECK(help_find(&help, "date", "2026-11-23", 1) == NULL);
    CHECK_STR(help_text(help_find(&help, "date", "2026-11-25", 0), "picture"),
              "1F3A8");
    end();
}

TEST(googles_utc_times_are_local_and_its_cancelled_series_is_not_taken)
{
    begin();
    CHECK_INT(import_file(GOOGLE), RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 2);
    CHECK_STR(times_on("2026-11-24"), "10:45-11:45");
    const json_t *visit = help_find(&help, "date", "2026-11-24", 0);
    CHECK_STR(help_text(visit, "title"), "Sjukgymnast med Per");
    CHECK_STR(help_text(visit, "place"), "Rum 2");
    const json_t *closed = help_find(&help, "date", "2026-11-27", 0);
    CHECK(json_is_true(json_object_get(closed, "all_day")));
    CHECK_STR(help_text(closed, "title"), "Planeringsdag – stängt");
    CHECK(help_find(&help, "date", "2026-11-28", 0) == NULL);
    CHECK(report_has(&help.report, REPORT_INFO, "\"Promenad\" är inställd"));
    CHECK_INT(report_counted(&help.report, "not_taken"), 1);
    end();
}

TEST(nextclouds_eight_tuesdays_come_and_its_task_does_not)
{
    begin();
    CHECK_INT(import_file(NEXTCLOUD), RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 8);
    CHECK_STR(times_on("2026-11-24"), "09:00-11:30");
    CHECK_STR(times_on("2027-01-12"), "09:00-11:30");
    CHECK_STR(times_on("2027-01-19"), "");
    const json_t *body = help_body(&help, "item_saved", 0);
    CHECK_STR(help_text(body, "title"), "Odling i växthuset");
    CHECK_STR(help_text(body, "picture"), "1F331");
    CHECK_INT(report_counted(&help.report, "not_taken"), 1);
    end();
}

TEST(a_calendar_twice_is_the_same_items)
{
    begin();
    CHECK_INT(import_file(OUTLOOK), RESULT_OK);
    json_t *once = json_incref(help.events);
    help_again(&help);
    CHECK_INT(import_file(OUTLOOK), RESULT_OK);
    CHECK(json_equal(once, help.events));
    json_decref(once);
    end();
}

TEST(what_a_calendar_no_longer_has_is_removed)
{
    begin();
    char key[IMPORT_KEY_SIZE];
    import_audience_key(&group, key);
    static const struct {
        const char *id, *source, *uid, *date, *audience;
    } standing[] = {
        {"a", "fil", "gone", "2026-12-01", NULL},  /* removed */
        {"b", "annan", "u1", "2026-12-02", NULL},  /* removed: its uid */
        {"c", "annan", "u2", "2026-12-02", NULL},  /* another file's */
        {"d", "fil", "gone", "2026-11-21", NULL},  /* yesterday: history */
        {"e", "fil", "gone", "2026-12-01", "all"}, /* another audience */
    };
    for (int i = 0; i < 5; i++)
        json_array_append_new(
            help.standing,
            json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", standing[i].id,
                      "source", standing[i].source, "uid", standing[i].uid,
                      "date", standing[i].date, "audience",
                      standing[i].audience == NULL ? key
                                                   : standing[i].audience));
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261203T090000\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_removed"), 2);
    end();
}

TEST(an_all_day_event_of_three_days_is_three_days)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Stängt\r\nDTSTART;VALUE=DATE:20261223\r\n"
                           "DTEND;VALUE=DATE:20261226\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 3);
    CHECK(help_find(&help, "date", "2026-12-25", 0) != NULL);
    CHECK(help_find(&help, "date", "2026-12-26", 0) == NULL);
    end();
}

TEST(an_evening_past_midnight_ends_after_24)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Dans\r\n"
                           "DTSTART;TZID=Europe/Stockholm:20261204T200000\r\n"
                           "DTEND;TZID=Europe/Stockholm:20261205T013000\r\n"),
              RESULT_OK);
    CHECK_STR(times_on("2026-12-04"), "20:00-25:30");
    CHECK_INT(help_count(&help, "item_saved"), 1);
    end();
}

TEST(a_journey_over_three_days_is_a_part_each_day)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Resa\r\nDTSTART:20261204T100000\r\n"
                           "DTEND:20261206T150000\r\n"),
              RESULT_OK);
    CHECK_STR(times_on("2026-12-04"), "10:00-24:00");
    CHECK(json_is_true(
        json_object_get(help_find(&help, "date", "2026-12-05", 0), "all_day")));
    CHECK_STR(times_on("2026-12-06"), "00:00-15:00");
    end();
}

TEST(summer_time_does_not_move_a_series)
{
    begin();
    help.context.today = civil_day_of(2027, 3, 20);
    CHECK_INT(
        import_event("SUMMARY:Fika\r\nDTSTART;TZID=Europe/Oslo:20270325T100000"
                     "\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"),
        RESULT_OK);
    CHECK_STR(times_on("2027-03-25"), "10:00-11:00");
    CHECK_STR(times_on("2027-04-01"), "10:00-11:00");
    end();
}

TEST(another_countrys_time_is_told_in_the_centres)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Samtal\r\nDTSTART;TZID=\"FLE Standard "
                           "Time\":20261201T100000\r\n"),
              RESULT_OK);
    CHECK_STR(times_on("2026-12-01"), "09:00-");
    end();
}

TEST(a_zone_that_only_the_file_knows_is_read_from_it)
{
    begin();
    CHECK_INT(import("BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:Fika\r\n"
                     "DTSTART;TZID=Vår egen:20261201T100000\r\nEND:VEVENT\r\n"
                     "BEGIN:VTIMEZONE\r\nTZID:Vår egen\r\nBEGIN:STANDARD\r\n"
                     "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\n"
                     "TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"),
              RESULT_OK);
    CHECK_STR(times_on("2026-12-01"), "08:00-");
    end();
}

TEST(a_zone_nobody_knows_refuses_the_file)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\n"
                           "DTSTART;TZID=Mars/Olympus:20261201T100000\r\n"),
              RESULT_INVALID);
    CHECK(help.events == NULL);
    CHECK(report_has(&help.report, REPORT_REFUSED, "Mars/Olympus"));
    CHECK_STR(help.report.lines[0].place, "u1, DTSTART");
    end();
}

TEST(a_zone_of_seconds_is_not_counted_through)
{
    begin();
    CHECK_INT(import("BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\n"
                     "DTSTART:16010101T000000\r\nTZOFFSETFROM:+0300\r\n"
                     "TZOFFSETTO:+0300\r\nRRULE:FREQ=SECONDLY\r\n"
                     "END:STANDARD\r\nEND:VTIMEZONE\r\n"
                     "BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:Fika\r\n"
                     "DTSTART;TZID=X:20261201T100000\r\nEND:VEVENT\r\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_WARNING, "regler"));
    end();
}

TEST(a_series_of_seconds_is_refused)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"
                           "RRULE:FREQ=SECONDLY\r\n"),
              RESULT_INVALID);
    end();
}

TEST(a_rule_that_cannot_be_read_is_refused_and_not_taken_as_once)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"
                           "RRULE:FREQ=SOMETIMES\r\n"),
              RESULT_INVALID);
    help_again(&help);
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"
                           "RRULE:FREQ=DAILY;COUNT=3\r\n"
                           "EXDATE:nonsense\r\n"),
              RESULT_INVALID);
    end();
}

TEST(extra_dates_come_and_excluded_days_go)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\n"
                           "DTSTART;TZID=Europe/Stockholm:20261201T100000\r\n"
                           "RRULE:FREQ=DAILY;COUNT=4\r\n"
                           "EXDATE;TZID=Europe/Stockholm:20261202T100000,"
                           "20261203T100000\r\n"
                           "RDATE;TZID=Europe/Stockholm:20261215T120000\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 3);
    CHECK_STR(times_on("2026-12-02"), "");
    CHECK_STR(times_on("2026-12-15"), "12:00-");
    end();
}

TEST(an_excluded_day_without_a_time_counts_for_the_whole_day)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"
                           "RRULE:FREQ=DAILY;UNTIL=20261203\r\n"
                           "EXDATE;VALUE=DATE:20261202\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 2);
    CHECK_STR(times_on("2026-12-03"), "10:00-");
    end();
}

TEST(one_cancelled_time_of_a_series_is_left_out)
{
    begin();
    CHECK_INT(import("BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:Fika\r\n"
                     "DTSTART:20261201T100000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"
                     "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:u\r\nSTATUS:CANCELLED"
                     "\r\nRECURRENCE-ID:20261202T100000\r\n"
                     "DTSTART:20261202T100000\r\nEND:VEVENT\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 2);
    CHECK_STR(times_on("2026-12-02"), "");
    end();
}

TEST(a_change_for_all_times_ahead_is_refused_with_a_way_out)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"
                           "RECURRENCE-ID;RANGE=THISANDFUTURE:"
                           "20261201T090000\r\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "Dela serien"));
    end();
}

TEST(a_withdrawn_calendar_removes_its_items)
{
    begin();
    CHECK_INT(import("METHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:u\r\n"
                     "SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"
                     "END:VEVENT\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 0);
    end();
}

TEST(the_newest_of_two_of_a_kind_is_taken)
{
    begin();
    CHECK_INT(import("BEGIN:VEVENT\r\nUID:u\r\nSEQUENCE:2\r\nSUMMARY:Lunch\r\n"
                     "DTSTART:20261201T110000\r\nEND:VEVENT\r\n"
                     "BEGIN:VEVENT\r\nUID:u\r\nSEQUENCE:1\r\nSUMMARY:Fika\r\n"
                     "DTSTART:20261201T100000\r\nEND:VEVENT\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 1);
    CHECK_STR(times_on("2026-12-01"), "11:00-");
    end();
}

TEST(a_long_title_is_shortened_at_a_word_and_told)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika med hela gruppen och alla som vill "
                           "komma från Packningen\r\n"
                           "DTSTART:20261201T100000\r\n"),
              RESULT_OK);
    CHECK_STR(help_text(help_body(&help, "item_saved", 0), "title"),
              "Fika med hela gruppen och alla som vill");
    CHECK(report_has(&help.report, REPORT_WARNING, "längre än 40"));
    end();
}

TEST(an_event_without_a_title_is_told_and_left)
{
    begin();
    CHECK_INT(import_event("DTSTART:20261201T100000\r\n"), RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 0);
    CHECK(report_has(&help.report, REPORT_WARNING, "ingen titel"));
    end();
}

TEST(an_identity_number_never_comes_along)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Möte 850312-1234 Anna\r\n"
                           "DTSTART:20261201T100000\r\n"),
              RESULT_OK);
    CHECK_STR(help_text(help_body(&help, "item_saved", 0), "title"),
              "Möte Anna");
    end();
}

TEST(a_file_that_breaks_off_is_refused)
{
    const char *text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n"
                       "DTSTART:20261201T100000\nSUMMARY:Fi";
    begin();
    CHECK_INT(calendar_import(&help.context, &group, text, strlen(text),
                              &help.report, &help.events),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "inte hel"));
    help_again(&help);
    CHECK_INT(calendar_import(&help.context, &group, "Dag;Start\n", 10,
                              &help.report, &help.events),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "ingen kalender"));
    end();
}

TEST(an_end_that_fits_no_beginning_is_refused)
{
    begin();
    CHECK_INT(import("BEGIN:VEVENT\r\nEND:VTODO\r\n"), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "hänger inte ihop"));
    CHECK_INT(help.report.lines[0].line, 4);
    end();
}

TEST(a_picture_inside_a_calendar_is_passed_over)
{
    char text[4096];
    begin();
    (void)snprintf(text, sizeof text,
                   "SUMMARY:Fi\r\n ka\r\nDTSTART:20261201T100000\r\n"
                   "ATTACH;ENCODING=BASE64;VALUE=BINARY:%0*d\r\n %0*d\r\n",
                   1000, 0, 1000, 0);
    CHECK_INT(import_event(text), RESULT_OK);
    CHECK_STR(help_text(help_body(&help, "item_saved", 0), "title"), "Fika");
    end();
}

TEST(times_far_off_are_outside_the_days_we_lay_out)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART;VALUE=DATE:16041224\r\n"
                           "RRULE:FREQ=YEARLY\r\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 2);
    CHECK(help_find(&help, "date", "2027-12-24", 0) != NULL);
    end();
}

TEST(the_same_calendar_for_a_person_is_other_items)
{
    begin();
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"),
              RESULT_OK);
    char id[64];
    (void)snprintf(id, sizeof id, "%s",
                   help_text(json_array_get(help.events, 0), "about"));
    help_again(&help);
    const char *text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u1\nSUMMARY:Fika\n"
                       "DTSTART:20261201T100000\nEND:VEVENT\nEND:VCALENDAR\n";
    CHECK_INT(calendar_import(&help.context, &person, text, strlen(text),
                              &help.report, &help.events),
              RESULT_OK);
    CHECK(strcmp(id, help_text(json_array_get(help.events, 0), "about")) != 0);
    end();
}

TEST(the_centres_zone_must_be_one_the_machine_has)
{
    begin();
    help.context.zone = "Europe/Nowhere";
    CHECK_INT(import_event("SUMMARY:Fika\r\nDTSTART:20261201T100000\r\n"),
              RESULT_INVALID);
    end();
}

TEST(emoji_leave_the_text_and_keep_their_code)
{
    char text[] = "❤️ Fika 👩🏽‍🌾 nu";
    char emoji[16];
    event_take_emoji(text, emoji);
    CHECK_STR(text, " Fika  nu");
    CHECK_STR(emoji, "2764");
}

TEST(a_title_is_cut_after_its_first_sentence)
{
    char text[] = "Fika i köket. Ta med en kopp och något gott till alla";
    CHECK(event_shorten(text, 40));
    CHECK_STR(text, "Fika i köket");
    CHECK(!event_shorten(text, 40));
}
