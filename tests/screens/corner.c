/* The staff's corner: held open, closed by itself, and never come upon. */
#include <string.h>

#include "firmware/base/text.h"
#include "tests/screens/made_up.h"
#include "tests/test.h"

#define MARIA "mate:d0000000-0000-7000-8000-000000000004"
#define FIRST "member:a0000000-0000-7000-8000-000000000000"

static struct made_up *
at_pin(void)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_hold(made, 1260, 3000);
    (void)made_up_touch(made, MARIA);
    return made;
}

TEST(a_corner_that_is_held_opens_and_a_touch_there_does_not)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_hold(made, 1260, 1500);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_hold(made, 640, 5000); /* the middle is no corner */
    CHECK_STR(made_up_screen(made), "cover");
    made_up_hold(made, 1260, 3000);
    CHECK_STR(made_up_screen(made), "staff-who");
    CHECK(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "cover");
    made_up_hold(made, 20, 3000);
    CHECK_STR(made_up_screen(made), "device");
    made_up_close(made);
}

TEST(a_hand_that_slides_over_the_corner_opens_nothing)
{
    struct made_up *made = made_up_open(1280, 800);
    app_touch(made->app, TOUCH_DOWN, 1, 1260, 20);
    made_up_wait(made, 1000);
    app_touch(made->app, TOUCH_MOVE, 1, 900, 300);
    app_touch(made->app, TOUCH_MOVE, 1, 1260, 20);
    made_up_wait(made, 3000);
    app_touch(made->app, TOUCH_UP, 1, 1260, 20);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_close(made);
}

TEST(nothing_of_the_corner_is_on_the_cover_or_in_somebodys_day)
{
    struct made_up *made = made_up_open(1280, 800);
    const struct draw_list *list = made_up_look(made);
    for (int i = 0; i < list->element_count; i++)
        CHECK(strstr(list->elements[i].id, "staff") == NULL);
    made_up_at_home(made);
    made_up_hold(made, 1260, 5000);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(the_right_pin_opens_today_and_another_does_not)
{
    struct made_up *made = at_pin();
    CHECK_STR(made_up_screen(made), "staff-pin");
    CHECK(!app_tap(made->app, "enter")); /* six digits at least */
    CHECK(made_up_type(made, "111222"));
    CHECK_STR(made_up_screen(made), "staff-pin");
    CHECK(made_up_says(made, "Koden är en annan."));
    CHECK(made_up_type(made, "305917"));
    CHECK_STR(made_up_screen(made), "staff");
    made_up_close(made);
}

TEST(who_tries_too_often_is_told_how_long_to_wait)
{
    struct made_up *made = at_pin();
    for (int i = 0; i < 5; i++)
        CHECK(made_up_type(made, "111222"));
    CHECK(made_up_says(made, "5 min"));
    made_up_close(made);
}

TEST(the_same_key_twice_at_once_is_two_digits)
{
    struct made_up *made = at_pin();
    made_up_wait(made, 700);
    const struct draw_element *key = made_up_find(made, "digit:5");
    REQUIRE(key != NULL);
    int x = key->rect.x + key->rect.w / 2;
    int y = key->rect.y + key->rect.h / 2;
    for (int i = 0; i < 3; i++) {
        app_touch(made->app, TOUCH_DOWN, 1, x, y);
        app_touch(made->app, TOUCH_UP, 1, x, y);
    }
    CHECK_STR(made_up_find(made, "typed")->label, "3 siffror");
    CHECK(app_tap(made->app, "erase"));
    CHECK_STR(made_up_find(made, "typed")->label, "2 siffror");
    made_up_close(made);
}

TEST(no_digit_of_a_pin_is_heard_where_all_is_heard_on_touch)
{
    struct made_up *made = at_pin();
    struct speech speech;
    made->world.voice_works = true;
    made->world.centre.reach.voice = VOICE_TOUCH;
    made_up_wait(made, 700);
    CHECK(made_up_touch(made, "digit:5"));
    CHECK(!app_speech(made->app, &speech));
    CHECK_STR(made_up_find(made, "typed")->label, "1 siffror");
    CHECK(made_up_touch(made, "back"));
    made_up_wait(made, 700);
    CHECK_STR(made_up_screen(made), "staff-who");
    made->world.now.boot_ms += 700;
    CHECK(made_up_touch(made, "back"));
    CHECK(app_speech(made->app, &speech)); /* elsewhere it is */
    made_up_close(made);
}

TEST(staff_in_the_corner_let_somebody_arrive_and_go_by_their_session)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_staff(made));
    CHECK(made_up_touch(made, FIRST));
    CHECK(made_up_touch(made, "member_arrive"));
    CHECK(made->people[0].here);
    CHECK_STR(json_string_value(json_object_get(made_up_last(made), "session")),
              "token");
    CHECK_STR(made_up_screen(made), "staff-person");
    CHECK(made_up_touch(made, "member_leave"));
    CHECK(!made->people[0].here);
    CHECK(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "staff");
    made_up_close(made);
}

TEST(staff_in_the_corner_answer_a_signal)
{
    struct made_up *made = made_up_open(1280, 800);
    char id[64];
    REQUIRE(made_up_staff(made));
    struct view_signal *signal = made_up_signal(made, SIGNAL_PRESS);
    (void)text_copy(signal->place, sizeof signal->place, "Snickeriet");
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "staff"); /* it is told in the header */
    REQUIRE(made_up_find(made, "note:signal") != NULL);
    CHECK_STR(made_up_find(made, "note:signal")->label,
              "Snickeriet · Ingen har svarat än.");
    (void)text_format(id, sizeof id, "signal:%s", made->world.signals[0].id);
    CHECK(made_up_touch(made, id));
    CHECK(made_up_says(made, "Ingen har svarat än."));
    CHECK(made_up_touch(made, "acknowledge"));
    CHECK(made_up_says(made, "Maria kommer."));
    CHECK(made_up_find(made, "acknowledge") == NULL);
    CHECK(made_up_touch(made, "with"));
    CHECK(made_up_says(made, "Maria är där."));
    CHECK(made_up_touch(made, "close"));
    CHECK(made_up_says(made, "Signalen är avslutad."));
    CHECK(made_up_find(made, "close") == NULL);
    made_up_close(made);
}

TEST(the_corner_closes_by_itself_after_a_minute_and_the_session_ends)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_staff(made));
    made_up_wait(made, 59000);
    CHECK_STR(made_up_screen(made), "staff");
    made_up_wait(made, 1500);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK_INT(made_up_asked(made, "logout"), 1);
    made_up_wait(made, 120000);
    made_up_settle(made);
    CHECK_INT(made_up_asked(made, "logout"), 1);
    made_up_close(made);
}

TEST(whoever_pressed_sees_their_signal_when_the_corner_is_left)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_staff(made));
    (void)made_up_signal(made, SIGNAL_PRESS);
    made_up_settle(made);
    CHECK(made_up_touch(made, "home"));
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "signal");
    CHECK(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "cover"); /* and not the corner */
    made_up_close(made);
}

TEST(a_session_that_core_has_ended_is_the_cover_again)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_staff(made));
    made->session_over = true;
    CHECK(made_up_touch(made, FIRST));
    CHECK(made_up_touch(made, "member_arrive"));
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(!made->people[0].here);
    CHECK_INT(made_up_asked(made, "logout"), 0);
    made_up_close(made);
}

TEST(the_box_says_where_the_pages_are_and_a_code_while_there_is_no_account)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_hold(made, 20, 3000);
    CHECK(made_up_find(made, "qr") != NULL);
    CHECK(made_up_says(made, "192.168.1.20"));
    CHECK(!made_up_says(made, "K7QFM"));
    CHECK(made_up_touch(made, "home"));
    made->no_account = true;
    made_up_hold(made, 20, 3000);
    CHECK(made_up_says(made, "K7QFM-2XH9D"));
    for (int i = 0; i < made->world.people_count; i++)
        CHECK(!made_up_says(made, made->people[i].name) || i > 9);
    made_up_wait(made, 301000);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_close(made);
}
