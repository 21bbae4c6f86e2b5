/* The life of a signal, step by step and by the clock. */
#include "firmware/base/text.h"
#include "firmware/core/signal.h"
#include "tests/test.h"
#include "tests/unit/core/life.h"

TEST(every_step_of_staff_is_in_somebodys_name)
{
    static const char *const steps[] = {"acknowledge", "with", "close",
                                        "withdraw", "signal_form"};
    struct view_signal list[8];
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        CHECK_STR(life_asked(THROUGH_STAFF, steps[i], ""), "refused session");
    CHECK_STR(life_asked(THROUGH_STAFF, "whose", ",'about':'" ANNA "'"),
              "refused session");
    CHECK_STR(life_asked(THROUGH_STAFF, "deliver", ""),
              ""); /* a page's, nobody's */
    CHECK_STR(life_asked(THROUGH_STAFF, "acknowledge", BY_MARIA), "");
    CHECK_STR(life_asked(THROUGH_STAFF, "with", BY_MARIA), "");
    CHECK_STR(life_asked(THROUGH_STAFF, "close", BY_MARIA), "");
    life_check_log(
        "signal_raised signal_delivered signal_acknowledged signal_with "
        "signal_closed");
    life_end();
}

TEST(somebody_unknown_is_refused_and_the_signal_stays_open)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_COMMAND, "acknowledge", ",'who':'" ANNA "'"),
              "refused who"); /* a participant is no staff */
    CHECK_STR(life_asked(THROUGH_COMMAND, "acknowledge", ",'who':'badge 17'"),
              "invalid who");
    CHECK_INT(life_signals(false, list), 1);
    CHECK_INT(list[0].state, SIGNAL_PRESSED);
    life_end();
}

TEST(only_a_page_or_a_technician_says_that_it_was_delivered)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_KIOSK, "deliver", ""), "refused do");
    CHECK_STR(life_asked(THROUGH_BUTTON, "deliver", ""), "refused do");
    /* A session of the pages is none at the kiosk. */
    CHECK_STR(life_asked(THROUGH_KIOSK, "acknowledge", BY_MARIA),
              "refused session");
    CHECK_STR(life_asked(THROUGH_KIOSK, "close", ""), "refused session");
    CHECK_STR(life_asked(THROUGH_KIOSK, "withdraw", ""), "");
    CHECK_INT(life_signals(true, list), 1);
    CHECK_INT(list[0].state, SIGNAL_WITHDRAWN); /* seen by staff all the same */
    life_end();
}

TEST(who_it_was_is_corrected_by_staff_and_the_log_says_what_stood_before)
{
    struct view_signal list[8];
    json_t *body = NULL;
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_KIOSK, "whose", ",'about':'" ANNA "'"), "");
    CHECK_STR(life_asked(THROUGH_STAFF, "whose", ",'about':'" BO "'" BY_MARIA),
              "");
    CHECK_INT(life_signals(false, list), 1);
    CHECK_STR(list[0].about, BO);
    REQUIRE(store_newest(life_reader, EVENT_SIGNAL_WHOSE, life_latest, &body) ==
            RESULT_OK);
    CHECK_STR(json_string_value(json_object_get(body, "was")), ANNA);
    json_decref(body);
    CHECK_STR(life_asked(THROUGH_STAFF, "whose", ",'nobody':true" BY_MARIA),
              "");
    CHECK_INT(life_signals(false, list), 1);
    CHECK_STR(list[0].about, "");
    CHECK_STR(life_asked(THROUGH_STAFF, "whose", BY_MARIA), "invalid about");
    life_end();
}

TEST(closing_carries_what_staff_remember_and_all_of_it_may_be_left_out)
{
    struct view_signal list[8];
    struct view_signal_end form;
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_STAFF, "acknowledge", BY_MARIA), "");
    CHECK_STR(
        life_asked(THROUGH_STAFF, "close", ",'helped':['praise']" BY_MARIA),
        "invalid helped");
    CHECK_STR(
        life_asked(THROUGH_STAFF, "close", ",'met':'kvart över'" BY_MARIA),
        "invalid met");
    CHECK_INT(life_signals(false, list), 1);
    CHECK_INT(list[0].state, SIGNAL_ACKNOWLEDGED);
    CHECK_STR(life_asked(THROUGH_STAFF, "close",
                         ",'met':'09:14','helped':['quiet','own_way'],"
                         "'before':['noise','transition'],"
                         "'inside':'Det lät för mycket.'" BY_MARIA),
              "");
    REQUIRE(view_signal_end(life_reader, life_latest, &form) == RESULT_OK);
    CHECK(!form.unanswered);
    CHECK_INT(form.met, 9 * 60 + 14);
    CHECK_STR(view_helped_name(2), "quiet");
    CHECK_INT(form.helped, 1 << 2 | 1 << 4);
    CHECK_INT(form.before, 1 << 1 | 1 << 2);
    CHECK_STR(form.inside, "Det lät för mycket.");
    CHECK_STR(form.outside, "");
    life_end();
}

TEST(what_staff_remember_may_come_later_and_be_said_anew)
{
    struct view_signal list[8];
    struct view_signal_end form;
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_STAFF, "close", BY_MARIA), "");
    CHECK_STR(life_asked(THROUGH_STAFF, "signal_form",
                         ",'outside':'Bussen var sen.'" BY_MARIA),
              "");
    CHECK_STR(life_asked(THROUGH_STAFF, "signal_form",
                         ",'before':['waiting']" BY_MARIA),
              "");
    REQUIRE(view_signal_end(life_reader, life_latest, &form) == RESULT_OK);
    CHECK(form.unanswered); /* it was closed unanswered, whatever is said */
    CHECK_INT(form.met, -1);
    CHECK_INT(form.before, 1 << 4);
    CHECK_STR(form.outside, "");
    life_end();
}

TEST(closing_before_anybody_answered_is_marked)
{
    struct view_signal list[8];
    struct view_signal_end form;
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_STAFF, "close", BY_MARIA), "");
    REQUIRE(view_signal_end(life_reader, life_latest, &form) == RESULT_OK);
    CHECK(form.unanswered);
    REQUIRE(life_press("Köket", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_STAFF, "acknowledge", BY_MARIA), "");
    CHECK_STR(life_asked(THROUGH_STAFF, "close", BY_MARIA), "");
    CHECK_INT(view_signal_end(life_reader, life_latest, &form), RESULT_ABSENT);
    life_end();
}

TEST(what_nobody_closed_is_listed_and_never_closed_by_time)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK(!signal_is_old(&list[0], clock_now(life_centre.clock)));
    REQUIRE(clock_test_advance(life_centre.clock,
                               INT64_C(100) * 3600 * SECOND) == RESULT_OK);
    REQUIRE(life_pass(5 * SECOND));
    CHECK_INT(life_signals(false, list), 1);
    CHECK_INT(list[0].state, SIGNAL_PRESSED);
    CHECK(signal_is_old(&list[0], clock_now(life_centre.clock)));
    life_end();
}

TEST(the_staffs_own_button_says_that_somebody_is_here)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    REQUIRE(
        life_press("Entrén", RECORD_STAFF)); /* nobody had pressed: no event */
    life_check_log("");
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_press("Köket", 0));
    REQUIRE(life_press("Entrén", RECORD_STAFF));
    REQUIRE(life_signals(false, list) == 2);
    CHECK_STR(list[1].place, "Entrén");
    CHECK_INT(list[1].state, SIGNAL_WITH);
    CHECK_STR(list[1].staff, ""); /* whoever it is */
    CHECK_INT(list[0].state, SIGNAL_PRESSED);
    REQUIRE(life_press("", RECORD_STAFF)); /* one without a place: the newest */
    REQUIRE(life_press("", RECORD_STAFF)); /* somebody is with all of them */
    life_check_log("signal_raised signal_raised signal_with signal_with");
    life_end();
}

TEST(presses_that_shared_a_record_are_all_counted)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    for (int i = 0; i < 600; i++) { /* more than the ring holds */
        struct clock_time now = clock_now(life_centre.clock);
        struct record record = {.boot_ms = now.boot_ms,
                                .utc_ms = now.utc_ms,
                                .quality = now.quality,
                                .name = "Entrén"};
        text_copy(record.boot, sizeof record.boot,
                  clock_boot_id(life_centre.clock));
        REQUIRE(spool_append(life_spool, &record) == RESULT_OK);
    }
    CHECK(centre_ask(&life_centre, "{'do':'spool'}"));
    CHECK_INT(life_signals(false, list), 1);
    CHECK_INT(list[0].presses, 600);
    life_end();
}

TEST(when_a_signal_escalates_is_the_centres_to_say)
{
    struct view_centre now;
    REQUIRE(life_begin());
    CHECK_STR(centre_why(&life_centre, "{'do':'centre','t1':14}"),
              "invalid t1");
    CHECK_STR(centre_why(&life_centre, "{'do':'centre','t2':601}"),
              "invalid t2");
    CHECK_STR(centre_why(&life_centre, "{'do':'centre','t1':180}"),
              "invalid t2");
    CHECK_STR(centre_why(&life_centre, "{'do':'centre'}"), "invalid ");
    CHECK(centre_ask(&life_centre,
                     "{'do':'centre','t1':15,'t2':20,'walk_days':1,"
                     "'opens':'08:00','closes':'16:00'}"));
    REQUIRE(view_centre(life_reader, &now) == RESULT_OK);
    CHECK_INT(now.t1_ms, 15000);
    CHECK_INT(now.walk_days, 1);
    CHECK_STR(now.calm_place, "Vilrummet"); /* what is not named stands */
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_pass(14 * SECOND));
    life_check_log("centre_saved signal_raised");
    REQUIRE(life_pass(6 * SECOND));
    life_check_log(
        "centre_saved signal_raised signal_escalated signal_escalated");
    life_end();
}

enum { YEARS_BACK = -10, YEARS_ON = 10 };

static bool
jump(int years, enum clock_quality quality)
{
    int64_t year_ms = INT64_C(365) * 24 * 3600 * SECOND;
    return clock_test_set(life_centre.clock,
                          clock_now(life_centre.clock).utc_ms + years * year_ms,
                          true, quality) == RESULT_OK;
}

static void
escalates_through_a_jump(int years, enum clock_quality quality)
{
    static const char other_boot[] = "0190a000-0000-7000-8000-00000000b007";
    struct view_signal list[8];
    REQUIRE(life_begin());
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(jump(years, quality));
    REQUIRE(life_pass(59 * SECOND));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_INT(list[0].level, 0);
    REQUIRE(centre_restart(&life_centre));
    REQUIRE(life_pass(2 * SECOND));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_INT(list[0].level, 1);
    /* One from before the boot: no later than T1 and T2 after the boot. */
    REQUIRE(life_press_at("Köket", 0, 1, other_boot));
    REQUIRE(centre_restart(&life_centre));
    REQUIRE(clock_now(life_centre.clock).boot_ms > 3 * MINUTE);
    REQUIRE(life_pass(2 * SECOND));
    REQUIRE(life_signals(false, list) == 2);
    CHECK_STR(list[0].place, "Köket");
    CHECK_INT(list[0].level, 2);
    life_end();
}

TEST(a_deadline_outlives_a_restart_and_a_reboot)
{
    escalates_through_a_jump(0, CLOCK_HELD);
}

TEST(a_deadline_outlives_a_clock_that_jumps_ten_years_back)
{
    escalates_through_a_jump(YEARS_BACK, CLOCK_UNSURE);
}

TEST(a_deadline_outlives_a_clock_that_jumps_ten_years_on)
{
    escalates_through_a_jump(YEARS_ON, CLOCK_HELD);
}

/* --- pauses --- */

static void
pause_ends_through_a_jump(int years, enum clock_quality quality)
{
    REQUIRE(life_begin());
    CHECK(centre_ask(&life_centre, "{'do':'pause','about':'" ANNA "'}"));
    REQUIRE(life_pass(10 * SECOND));
    CHECK(centre_ask(&life_centre, "{'do':'pause','about':'" BO "'}"));
    REQUIRE(jump(years, quality));
    REQUIRE(life_pass(30 * MINUTE - 11 * SECOND));
    life_check_log("paused paused");
    REQUIRE(life_pass(2 * SECOND));
    life_check_log("paused paused resumed");
    REQUIRE(life_pass(10 * SECOND));
    life_check_log("paused paused resumed resumed");
    life_end();
}

TEST(a_pause_ends_after_half_an_hour_of_the_boots_clock)
{
    pause_ends_through_a_jump(0, CLOCK_HELD);
}

TEST(a_pause_is_not_held_up_by_a_clock_that_jumps_back)
{
    pause_ends_through_a_jump(YEARS_BACK, CLOCK_UNSURE);
}

TEST(a_pause_is_not_ended_by_a_clock_that_jumps_on)
{
    pause_ends_through_a_jump(YEARS_ON, CLOCK_HELD);
}
