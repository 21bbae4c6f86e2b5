/* Hands, keys, signals and a world that changes under one's feet. */
#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"

static struct made_up *
at_home(void)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_at_home(made);
    return made;
}

static struct made_up *
at_symbols(int *x, int *y)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.group_count = 1;
    (void)made_up_touch(made, "choose");
    const struct draw_element *symbol =
        made_up_find(made, "person:a0000000-0000-7000-8000-000000000000");
    *x = symbol->rect.x + symbol->rect.w / 2;
    *y = symbol->rect.y + symbol->rect.h / 2;
    made_up_wait(made, 1000);
    return made;
}

static void
tap_at(struct made_up *made, int64_t finger, int x, int y)
{
    app_touch(made->app, TOUCH_DOWN, finger, x, y);
    app_touch(made->app, TOUCH_UP, finger, x, y);
}

/* --- hands --- */

TEST(twenty_touches_a_second_for_a_minute_are_one_arrival)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    for (int i = 0; i < 1200; i++) {
        tap_at(made, 1, x, y);
        made_up_settle(made);
        made_up_wait(made, 50);
    }
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    CHECK_INT(made_up_asked(made, "leave"), 0);
    CHECK_INT(made_up_asked(made, "arrive_undo"), 0);
    made_up_close(made);
}

TEST(twenty_touches_a_second_without_core_are_one_arrival_too)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    made->core_works = false;
    for (int i = 0; i < 1200; i++) {
        tap_at(made, 1, x, y);
        made_up_settle(made);
        made_up_wait(made, 50);
    }
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    made_up_close(made);
}

TEST(hammering_on_goodbye_is_no_departure)
{
    struct made_up *made = at_home();
    const struct draw_element *leave = made_up_find(made, "leave");
    int x = leave->rect.x + 5;
    int y = leave->rect.y + 5;
    for (int i = 0; i < 1200; i++) {
        tap_at(made, 1, x, y);
        made_up_settle(made);
        made_up_wait(made, 50);
    }
    CHECK_INT(made_up_asked(made, "leave"), 0);
    made_up_close(made);
}

TEST(five_fingers_are_one_touch)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    for (int finger = 0; finger < 5; finger++)
        app_touch(made->app, TOUCH_DOWN, finger, x + finger * 3, y);
    for (int finger = 4; finger >= 0; finger--)
        app_touch(made->app, TOUCH_UP, finger, x + finger * 3, y);
    made_up_settle(made);
    CHECK_INT(made->asked_count, 1);
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    made_up_close(made);
}

TEST(five_fingers_on_five_symbols_are_the_first_ones_arrival)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    char id[DRAW_ID_SIZE];
    for (int finger = 0; finger < 5; finger++) {
        (void)text_format(id, sizeof id, "person:%s", made->people[finger].id);
        struct draw_rect rect = made_up_find(made, id)->rect;
        app_touch(made->app, TOUCH_DOWN, finger, rect.x + 9, rect.y + 9);
    }
    for (int finger = 4; finger >= 0; finger--) {
        (void)text_format(id, sizeof id, "person:%s", made->people[finger].id);
        struct draw_rect rect = made_up_find(made, id)->rect;
        app_touch(made->app, TOUCH_UP, finger, rect.x + 9, rect.y + 9);
    }
    made_up_settle(made);
    CHECK_INT(made->asked_count, 1);
    CHECK_STR(app_person(made->app), made->people[0].id);
    made_up_close(made);
}

TEST(a_palm_that_rests_lets_no_other_finger_through)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    app_touch(made->app, TOUCH_DOWN, 7, 2, 2);
    for (int i = 0; i < 40; i++) {
        tap_at(made, 1, x, y);
        made_up_settle(made);
        made_up_wait(made, 50);
    }
    CHECK_INT(made->asked_count, 0);
    app_touch(made->app, TOUCH_UP, 7, 2, 2);
    tap_at(made, 1, x, y);
    made_up_settle(made);
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    made_up_close(made);
}

TEST(a_long_touch_is_a_touch)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    app_touch(made->app, TOUCH_DOWN, 1, x, y);
    made_up_wait(made, 20000);
    app_touch(made->app, TOUCH_UP, 1, x + 4, y);
    made_up_settle(made);
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    made_up_close(made);
}

TEST(a_finger_that_leaves_the_picture_takes_it_back)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    uint64_t quiet = draw_hash(made_up_look(made));
    app_touch(made->app, TOUCH_DOWN, 1, x, y);
    CHECK(draw_hash(made_up_look(made)) != quiet);
    app_touch(made->app, TOUCH_MOVE, 1, 3, 3);
    CHECK(draw_hash(made_up_look(made)) == quiet);
    app_touch(made->app, TOUCH_UP, 1, 3, 3);
    made_up_settle(made);
    CHECK_INT(made->asked_count, 0);
    made_up_close(made);
}

TEST(a_finger_that_comes_in_from_outside_touches_nothing)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    app_touch(made->app, TOUCH_DOWN, 1, 3, 3);
    app_touch(made->app, TOUCH_MOVE, 1, x, y);
    app_touch(made->app, TOUCH_UP, 1, x, y);
    made_up_settle(made);
    CHECK_INT(made->asked_count, 0);
    made_up_close(made);
}

TEST(a_release_without_a_touch_is_nothing)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    app_touch(made->app, TOUCH_UP, 1, x, y);
    app_touch(made->app, TOUCH_MOVE, 1, x, y);
    made_up_settle(made);
    CHECK_INT(made->asked_count, 0);
    made_up_close(made);
}

TEST(a_second_touch_within_600_ms_is_the_same_touch)
{
    struct made_up *made = at_home();
    made_up_wait(made, 1000);
    struct draw_rect rect = made_up_find(made, "done")->rect;
    tap_at(made, 1, rect.x + 9, rect.y + 9);
    made_up_settle(made);
    made_up_wait(made, 599);
    tap_at(made, 1, rect.x + 9, rect.y + 9);
    made_up_settle(made);
    CHECK_INT(made->asked_count, 1);
    made_up_wait(made, 1);
    tap_at(made, 1, rect.x + 9, rect.y + 9);
    made_up_settle(made);
    CHECK_INT(made->asked_count, 2);
    made_up_close(made);
}

/* --- keys --- */

TEST(the_whole_way_can_be_walked_with_two_keys)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.group_count = 1;
    app_key(made->app, KEY_NEXT);
    CHECK(made_up_find(made, "choose")->focused);
    app_key(made->app, KEY_ENTER);
    CHECK_STR(made_up_screen(made), "choose");
    app_key(made->app, KEY_NEXT);
    app_key(made->app, KEY_ENTER);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "home");
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    made_up_close(made);
}

TEST(the_focus_goes_round_and_is_seen)
{
    struct made_up *made = at_home();
    uint64_t before = draw_hash(made_up_look(made));
    app_key(made->app, KEY_PREVIOUS);
    CHECK(made_up_find(made, "leave")->focused);
    CHECK(draw_hash(made_up_look(made)) != before);
    app_key(made->app, KEY_NEXT);
    CHECK(made_up_find(made, made_up_item_element(made, 1))->focused);
    made_up_close(made);
}

TEST(the_back_key_goes_back)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "day"));
    app_key(made->app, KEY_BACK);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(a_script_can_tap_what_is_there_and_nothing_else)
{
    struct made_up *made = at_home();
    CHECK(app_tap(made->app, "day"));
    CHECK(!app_tap(made->app, "day"));
    CHECK(!app_tap(made->app, "heading"));
    CHECK(!app_tap(made->app, "clock"));
    made_up_close(made);
}

/* --- signals --- */

static void
press(struct made_up *made)
{
    (void)made_up_signal(made, SIGNAL_PRESS);
    made_up_settle(made);
}

static void
becomes(struct made_up *made, enum view_signal_state state)
{
    made->world.signals[0].state = state;
    made_up_settle(made);
}

static const char *
told(struct made_up *made)
{
    const struct draw_element *element = made_up_find(made, "signal");
    return element == NULL ? "" : element->label;
}

TEST(a_press_is_told_on_every_screen)
{
    for (int i = 0; i < scene_count; i++) {
        struct made_up *made = made_up_open(800, 480);
        scenes[i].set(made);
        press(made);
        CHECK_STR(made_up_screen(made), "signal");
        CHECK_STR(told(made), "Du har tryckt. Signalen är sparad.");
        made_up_close(made);
    }
}

TEST(each_state_has_its_own_true_words)
{
    struct made_up *made = made_up_open(1280, 800);
    press(made);
    CHECK_STR(told(made), "Du har tryckt. Signalen är sparad.");
    becomes(made, SIGNAL_DELIVERED);
    CHECK_STR(told(made), "Personalen har fått signalen.");
    (void)text_copy(made->world.signals[0].staff_name,
                    sizeof made->world.signals[0].staff_name, "Maria");
    becomes(made, SIGNAL_ACKNOWLEDGED);
    CHECK_STR(told(made), "Maria kommer till dig.");
    becomes(made, SIGNAL_WITH);
    CHECK_STR(told(made), "Maria är hos dig.");
    becomes(made, SIGNAL_CLOSED);
    CHECK_STR(told(made), "Signalen är avslutad.");
    made_up_wait(made, 8000);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_close(made);
}

TEST(nobody_is_coming_before_somebody_said_so)
{
    struct made_up *made = made_up_open(1280, 800);
    (void)made_up_signal(made, SIGNAL_PRESS);
    (void)text_copy(made->world.signals[0].staff_name,
                    sizeof made->world.signals[0].staff_name, "Maria");
    made_up_settle(made);
    CHECK(!made_up_says(made, "Maria"));
    becomes(made, SIGNAL_DELIVERED);
    CHECK(!made_up_says(made, "kommer"));
    made_up_close(made);
}

TEST(who_comes_without_a_name_is_still_told_truly)
{
    struct made_up *made = made_up_open(1280, 800);
    press(made);
    becomes(made, SIGNAL_ACKNOWLEDGED);
    CHECK_STR(told(made), "Personalen kommer till dig.");
    made_up_close(made);
}

TEST(the_picture_of_who_comes_is_shown)
{
    struct made_up *made = made_up_open(1280, 800);
    press(made);
    (void)text_copy(made->world.signals[0].staff_picture,
                    sizeof made->world.signals[0].staff_picture, "1F9D1");
    becomes(made, SIGNAL_ACKNOWLEDGED);
    bool seen = false;
    const struct draw_list *list = made_up_look(made);
    for (int i = 0; i < list->op_count; i++)
        seen = seen || strcmp(list->ops[i].picture, "1F9D1") == 0;
    CHECK(seen);
    made_up_close(made);
}

TEST(after_twenty_seconds_it_says_that_it_has_not_gone_through)
{
    struct made_up *made = made_up_open(1280, 800);
    press(made);
    made_up_wait(made, 19999);
    CHECK_STR(told(made), "Du har tryckt. Signalen är sparad.");
    int64_t due = app_advance(made->app);
    CHECK_INT(due - made->world.now.boot_ms, 1);
    made_up_wait(made, 1);
    CHECK_STR(told(made), "Signalen har inte gått fram än.");
    CHECK(made_up_says(made, "Du kan gå till vilrummet."));
    becomes(made, SIGNAL_DELIVERED);
    CHECK_STR(told(made), "Personalen har fått signalen.");
    CHECK(made_up_find(made, "meanwhile") == NULL);
    made_up_close(made);
}

TEST(after_three_minutes_it_says_that_it_takes_time)
{
    struct made_up *made = made_up_open(1280, 800);
    press(made);
    becomes(made, SIGNAL_DELIVERED);
    made_up_wait(made, 179999);
    CHECK(!made_up_says(made, "Det dröjer lite"));
    made_up_wait(made, 1);
    CHECK_STR(made_up_screen(made), "signal");
    CHECK(made_up_says(made, "Det dröjer lite."));
    CHECK(made_up_says(made, "vilrummet"));
    becomes(made, SIGNAL_ACKNOWLEDGED);
    CHECK(!made_up_says(made, "Det dröjer lite"));
    made_up_close(made);
}

TEST(without_a_calm_place_none_is_made_up)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.centre.calm_place[0] = '\0';
    press(made);
    made_up_wait(made, 21000);
    CHECK(!made_up_says(made, "Du kan gå till"));
    made_up_close(made);
}

TEST(a_signal_from_before_a_restart_is_old_and_not_new)
{
    struct made_up *made = made_up_open(1280, 800);
    struct view_signal *signal = made_up_signal(made, SIGNAL_PRESS);
    signal->this_boot = false;
    signal->raised_utc_ms -= 60000;
    signal->raised_boot_ms += 999999;
    made_up_settle(made);
    CHECK_STR(told(made), "Signalen har inte gått fram än.");
    made_up_close(made);
}

TEST(own_ways_are_shown_when_it_is_known_whose_signal_it_is)
{
    struct made_up *made = at_home();
    press(made);
    CHECK(made_up_says(made, "Lyssna på"));
    CHECK(!made_up_says(made, "Vara ensam"));
    CHECK_STR(json_string_value(json_object_get(made_up_last(made), "do")),
              "whose");
    made_up_close(made);
}

TEST(a_day_nobody_touched_for_half_a_minute_says_nothing_about_whose)
{
    struct made_up *made = at_home();
    made_up_wait(made, 31000);
    press(made);
    CHECK_INT(made_up_asked(made, "whose"), 0);
    made_up_close(made);
}

TEST(nobody_needs_to_say_who_pressed_but_may)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.people_count = 8;
    press(made);
    CHECK(made_up_says(made, "Vara ensam"));
    CHECK(made_up_says(made, "vilrummet"));
    REQUIRE(made_up_touch(made, "whose"));
    CHECK_STR(made_up_screen(made), "choose");
    REQUIRE(made_up_touch(made, "person:a0000000-0000-7000-8000-000000000003"));
    CHECK_INT(made_up_asked(made, "whose"), 1);
    CHECK_INT(made_up_asked(made, "arrive"), 0);
    CHECK_STR(made_up_screen(made), "signal");
    CHECK(made_up_says(made, "Lyssna på"));
    made_up_close(made);
}

TEST(it_is_calm_again_takes_the_signal_back)
{
    struct made_up *made = at_home();
    press(made);
    REQUIRE(made_up_touch(made, "withdraw"));
    CHECK_INT(made_up_asked(made, "withdraw"), 1);
    CHECK_STR(told(made), "Det är lugnt igen.");
    made_up_wait(made, 8000);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(one_may_go_on_while_the_signal_is_told_in_a_band)
{
    struct made_up *made = at_home();
    press(made);
    becomes(made, SIGNAL_DELIVERED);
    REQUIRE(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "home");
    CHECK_STR(made_up_find(made, "note:signal")->label,
              "Personalen har fått signalen.");
    REQUIRE(made_up_touch(made, "day"));
    CHECK(made_up_find(made, "note:signal") != NULL);
    REQUIRE(made_up_touch(made, "ask"));
    CHECK_STR(made_up_screen(made), "signal");
    CHECK_INT(made_up_asked(made, "ask"), 0);
    REQUIRE(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

TEST(while_a_signal_is_open_nothing_is_announced_or_asked)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_minute(made, 650);
    made->plan.items[2].change = CHANGE_PLACE;
    made_up_at_home(made);
    press(made);
    REQUIRE(made_up_touch(made, "back"));
    CHECK(made_up_find(made, "note:soon") == NULL);
    REQUIRE(made_up_touch(made, "day"));
    CHECK_STR(made_up_screen(made), "day");
    REQUIRE(made_up_touch(made, "next"));
    REQUIRE(made_up_touch(made, made_up_item_element(made, 5)));
    CHECK(made_up_find(made, "choice") == NULL);
    made_up_close(made);
}

TEST(the_signal_stays_on_the_screen_as_long_as_it_is_open)
{
    struct made_up *made = at_home();
    press(made);
    made_up_wait(made, 20 * 60000);
    CHECK_STR(made_up_screen(made), "signal");
    made_up_close(made);
}

TEST(asking_for_staff_has_its_own_words)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "ask"));
    const json_t *ask = made_up_last(made);
    CHECK_STR(json_string_value(json_object_get(ask, "do")), "ask");
    CHECK_STR(json_string_value(json_object_get(ask, "about")),
              made->people[0].id);
    CHECK_STR(json_string_value(json_object_get(ask, "place")), "kiosk");
    CHECK_STR(told(made), "Du har frågat efter personal. Frågan är sparad.");
    becomes(made, SIGNAL_DELIVERED);
    CHECK_STR(told(made), "Personalen har fått frågan.");
    made_up_close(made);
}

TEST(anybody_may_ask_for_staff_from_the_cover)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_touch(made, "ask"));
    CHECK(json_object_get(made_up_last(made), "about") == NULL);
    CHECK_STR(made_up_screen(made), "signal");
    made_up_close(made);
}

TEST(a_technicians_test_is_not_told)
{
    struct made_up *made = made_up_open(1280, 800);
    (void)made_up_signal(made, SIGNAL_TEST);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_close(made);
}

TEST(a_new_press_after_a_closed_one_is_told_anew)
{
    struct made_up *made = made_up_open(1280, 800);
    press(made);
    becomes(made, SIGNAL_CLOSED);
    press(made);
    CHECK_STR(told(made), "Du har tryckt. Signalen är sparad.");
    made_up_close(made);
}

TEST(a_button_that_does_not_work_is_said_on_cover_and_home)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.button_works = false;
    CHECK(made_up_find(made, "note:button") != NULL);
    made_up_at_home(made);
    CHECK(made_up_says(made, "Knappen fungerar inte nu"));
    made_up_close(made);
}

TEST(what_is_not_saved_is_said_after_a_second)
{
    struct made_up *made = at_home();
    made->world.unsaved_ms = 800;
    CHECK(made_up_find(made, "note:unsaved") == NULL);
    made->world.unsaved_ms = 801;
    CHECK_STR(made_up_find(made, "note:unsaved")->label,
              "Det är inte sparat än");
    made_up_close(made);
}

/* --- a world that changes --- */

TEST(a_thing_that_is_taken_away_leads_calmly_home)
{
    static const char *const deeper[] = {NULL, "work"};
    for (int i = 0; i < 2; i++) {
        struct made_up *made = at_home();
        REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
        if (deeper[i] != NULL)
            REQUIRE(made_up_touch(made, deeper[i]));
        made->plan.count = 1;
        made_up_settle(made);
        CHECK_STR(made_up_screen(made), "home");
        made_up_close(made);
    }
}

TEST(a_person_who_is_taken_away_leads_to_the_cover)
{
    for (int i = 0; i < scene_count; i++) {
        struct made_up *made = made_up_open(1280, 800);
        scenes[i].set(made);
        made->world.people_count = 0;
        made_up_settle(made);
        made_up_wait(made, 100);
        CHECK(app_person(made->app) == NULL);
        made_up_close(made);
    }
}

TEST(an_answer_that_comes_when_one_has_walked_on_moves_nothing)
{
    int x;
    int y;
    struct made_up *made = at_symbols(&x, &y);
    made->core_works = false;
    tap_at(made, 1, x, y);
    made_up_settle(made);
    REQUIRE(made_up_touch(made, "home"));
    made->core_works = true;
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(made->people[0].here);
    made_up_close(made);
}

TEST(nothing_breaks_whatever_is_touched)
{
    uint32_t chance = 12345;
    struct made_up *made = made_up_open(800, 480);
    for (int i = 0; i < 3000; i++) {
        const struct draw_list *list = made_up_look(made);
        CHECK(!list->full);
        chance = chance * 1664525u + 1013904223u;
        int at = (int)(chance >> 8) % list->element_count;
        struct draw_rect rect = list->elements[at].rect;
        made_up_wait(made, 700);
        tap_at(made, 1, rect.x + rect.w / 2, rect.y + rect.h / 2);
        made_up_settle(made);
        if (i % 50 == 0)
            press(made);
        if (i % 50 == 25)
            becomes(made, SIGNAL_CLOSED);
        if (i % 97 == 0)
            made->plan.count = i % 2 == 0 ? 1 : 6;
    }
    CHECK(made_up_asked(made, "arrive") > 5);
    made_up_close(made);
}
