/* Walk tests, and what does not work. */
#include <time.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/life.h"

/* --- walk tests --- */

static void
button_says(const char *entren, const char *staff)
{
    char text[300];
    text_format(text, sizeof text,
                "{'do':'button','state':'ok','lines':["
                "{'place':'Entrén','state':'%s'},"
                "{'place':'Disken','state':'%s','staff':true}]}",
                entren, staff);
    life_tell(text, THROUGH_BUTTON);
}

TEST(a_walk_test_is_one_announced_press_and_the_next_is_a_persons)
{
    struct view_signal list[8];
    struct view_walk walks[2];
    int count = 0;
    REQUIRE(life_begin());
    button_says("ok", "ok");
    CHECK_STR(centre_why(&life_centre, "{'do':'walk','place':'Bastun'}"),
              "absent place");
    CHECK_STR(centre_why(&life_centre, "{'do':'walk','place':'Disken'}"),
              "absent place");
    CHECK(centre_ask(&life_centre, "{'do':'walk','place':'Entrén'}"));
    REQUIRE(life_press("Köket", 0)); /* another button is no test */
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 3);
    CHECK_INT(list[0].kind, SIGNAL_PRESS);
    CHECK_INT(list[1].kind, SIGNAL_PRESS);
    CHECK_INT(list[2].kind, SIGNAL_TEST);
    REQUIRE(view_walks(life_reader, walks, 2, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_STR(walks[0].signal, list[2].id);
    CHECK_INT(walks[0].seen_utc_ms, 0);
    life_end();
}

TEST(a_walk_test_that_nobody_walked_ends_after_a_minute)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    button_says("ok", "ok");
    CHECK(centre_ask(&life_centre, "{'do':'walk','place':'Entrén'}"));
    json_t *status = core_status(life_centre.core);
    CHECK_STR(json_string_value(json_object_get(status, "walk")), "Entrén");
    json_decref(status);
    REQUIRE(life_pass(61 * SECOND));
    status = core_status(life_centre.core);
    CHECK(json_object_get(status, "walk") == NULL);
    json_decref(status);
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_signals(false, list) == 1);
    CHECK_INT(list[0].kind, SIGNAL_PRESS);
    life_end();
}

TEST(a_button_is_at_fault_until_a_page_has_drawn_its_walk_test)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    button_says("ok", "ok");
    REQUIRE(life_pass(SECOND));
    CHECK_STR(life_faults(), "walk Entrén due"); /* the staff's is not tested */
    CHECK(centre_ask(&life_centre, "{'do':'walk','place':'Entrén'}"));
    REQUIRE(life_press("Entrén", 0));
    REQUIRE(life_pass(5 * SECOND));
    CHECK_STR(life_faults(), "walk Entrén due");
    REQUIRE(life_signals(false, list) == 1);
    CHECK_STR(life_asked(THROUGH_STAFF, "deliver", ""), "");
    REQUIRE(life_pass(4 * SECOND));
    CHECK_STR(life_faults(), "");
    REQUIRE(clock_test_advance(life_centre.clock,
                               INT64_C(8) * 24 * 3600 * SECOND) == RESULT_OK);
    REQUIRE(life_pass(SECOND));
    CHECK_STR(life_faults(), "walk Entrén due");
    life_end();
}

TEST(a_thousand_test_presses_are_one_line_below_the_real_one)
{
    struct view_signal list[8];
    REQUIRE(life_begin());
    for (int i = 0; i < 1000; i++) {
        REQUIRE(life_press("Entrén", RECORD_TEST));
        REQUIRE(clock_test_advance(life_centre.clock, 500) == RESULT_OK);
        if (i == 500)
            REQUIRE(life_press("Entrén", 0));
    }
    REQUIRE(life_signals(false, list) == 2);
    CHECK_INT(list[0].kind, SIGNAL_PRESS);
    CHECK_INT(list[1].kind, SIGNAL_TEST);
    CHECK_INT(list[1].presses, 1000);
    life_end();
}

/* --- what does not work --- */

TEST(no_open_page_for_a_minute_in_opening_hours_is_a_fault)
{
    REQUIRE(life_begin()); /* 09:10 */
    CHECK(centre_ask(&life_centre,
                     "{'do':'centre','opens':'08:00','closes':'09:20'}"));
    core_peer_gone(life_centre.core, THROUGH_STAFF);
    REQUIRE(life_pass(59 * SECOND));
    CHECK_STR(life_faults(), "");
    REQUIRE(life_pass(3 * SECOND));
    CHECK_STR(life_faults(), "receiver absent");
    life_tell("{'do':'receiver','open':true}", THROUGH_STAFF);
    REQUIRE(life_pass(3 * SECOND));
    CHECK_STR(life_faults(), "");
    life_check_log("centre_saved fault_began fault_ended");
    life_tell("{'do':'receiver','open':false}", THROUGH_STAFF);
    REQUIRE(life_pass(8 * MINUTE)); /* a fault from 09:12, until it closes */
    CHECK_STR(life_faults(), "receiver absent");
    REQUIRE(life_pass(2 * MINUTE));
    CHECK_STR(life_faults(), "");
    life_check_log(
        "centre_saved fault_began fault_ended fault_began fault_ended");
    life_end();
}

TEST(a_page_that_is_open_and_does_not_draw_is_a_fault_at_once)
{
    REQUIRE(life_begin()); /* a page is open */
    REQUIRE(life_pass(SECOND));
    CHECK_STR(life_faults(), "");
    life_tell("{'do':'receiver','open':false,'silent':true}", THROUGH_STAFF);
    REQUIRE(life_pass(SECOND));
    CHECK_STR(life_faults(), "receiver silent");
    life_tell("{'do':'receiver','open':true}", THROUGH_STAFF);
    REQUIRE(life_pass(4 * SECOND));
    CHECK_STR(life_faults(), "");
    life_check_log("fault_began fault_ended");
    life_end();
}

/* Real time: a program that hangs hangs whatever a test clock says. */
TEST(a_page_that_is_not_told_of_again_in_time_is_silent)
{
    const struct timespec while_ms = {.tv_nsec = 40 * 1000000};
    REQUIRE(life_begin());
    life_tell("{'do':'receiver','open':true,'again_ms':20}", THROUGH_STAFF);
    REQUIRE(life_pass(0));
    CHECK_STR(life_faults(), "");
    nanosleep(&while_ms, NULL);
    REQUIRE(life_pass(SECOND));
    CHECK_STR(life_faults(), "receiver silent");
    life_tell("{'do':'receiver','open':true,'again_ms':20000}", THROUGH_STAFF);
    nanosleep(&while_ms, NULL);
    REQUIRE(life_pass(4 * SECOND));
    CHECK_STR(life_faults(), "");
    life_end();
}

TEST(a_button_whose_program_is_gone_is_a_fault_within_five_seconds)
{
    REQUIRE(life_begin());
    REQUIRE(life_pass(SECOND));
    core_peer_gone(life_centre.core, THROUGH_BUTTON);
    REQUIRE(life_pass(3 * SECOND)); /* a restart takes less */
    CHECK_STR(life_faults(), "");
    REQUIRE(life_pass(2 * SECOND));
    CHECK_STR(life_faults(), "button absent");
    life_tell("{'do':'button','state':'ok'}", THROUGH_BUTTON);
    REQUIRE(life_pass(4 * SECOND));
    CHECK_STR(life_faults(), "");
    life_check_log("fault_began fault_ended");
    life_end();
}

TEST(a_stuck_or_cut_button_is_a_fault_at_once_and_stands_through_a_restart)
{
    struct view_fault stored[4];
    int count = 0;
    REQUIRE(life_begin());
    CHECK(centre_ask(&life_centre, "{'do':'centre','walk_days':90}"));
    life_tell("{'do':'button','state':'stuck','lines':["
              "{'place':'Disken','state':'stuck','staff':true}]}",
              THROUGH_BUTTON);
    core_turn(life_centre.core, clock_now(life_centre.clock));
    CHECK_STR(life_faults(), "staff_button Disken stuck");
    core_close(life_centre.core);
    REQUIRE(core_open(&life_centre.core, &life_centre.folder,
                      life_centre.clock) == RESULT_OK);
    CHECK_STR(life_faults(), "staff_button Disken stuck");
    life_tell("{'do':'button','state':'fault','lines':["
              "{'place':'Disken','state':'fault','staff':true}]}",
              THROUGH_BUTTON);
    life_tell("{'do':'receiver','open':true}", THROUGH_STAFF);
    core_turn(life_centre.core, clock_now(life_centre.clock));
    CHECK_STR(life_faults(), "staff_button Disken fault");
    REQUIRE(view_faults(life_reader, stored, 4, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_STR(stored[0].state, "fault");
    life_tell("{'do':'button','state':'ok'}",
              THROUGH_BUTTON); /* not wired now */
    REQUIRE(life_pass(4 * SECOND));
    CHECK_STR(life_faults(), "");
    life_check_log("centre_saved fault_began fault_began fault_ended");
    life_end();
}

TEST(presses_that_cannot_be_stored_are_a_fault)
{
    REQUIRE(life_begin());
    life_tell("{'do':'button','state':'fault','spool':true}", THROUGH_BUTTON);
    REQUIRE(life_pass(SECOND));
    CHECK_STR(life_faults(), "button kiosk fault");
    life_end();
}
