/* Hands, keys and a world that changes under one's feet. */
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

TEST(what_takes_long_is_being_saved)
{
    struct made_up *made = at_home();
    made->world.unsaved_ms = 300;
    CHECK(made_up_find(made, "note:saving") == NULL);
    made->world.unsaved_ms = 301;
    REQUIRE(made_up_find(made, "note:saving") != NULL);
    CHECK_STR(made_up_find(made, "note:saving")->label, "Sparar …");
    made->world.unsaved_ms = 0;
    CHECK(made_up_find(made, "note:saving") == NULL);
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
    CHECK(made_up_find(made, "note:saving") == NULL);
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
            (void)made_up_signal(made, SIGNAL_PRESS);
        made_up_settle(made);
        if (i % 50 == 25)
            made->world.signals[0].state = SIGNAL_CLOSED;
        made_up_settle(made);
        if (i % 97 == 0)
            made->plan.count = i % 2 == 0 ? 1 : 6;
    }
    CHECK(made_up_asked(made, "arrive") > 5);
    made_up_close(made);
}
