/* A signal as the one who pressed sees it, and what does not work. */
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

/* Where staff stand with their hands on the screen it is told in the header;
 * everywhere else the screen is whoever's who pressed. */
static bool
in_the_corner(struct made_up *made)
{
    const char *screen = made_up_screen(made);
    return strncmp(screen, "staff", 5) == 0 || text_equal(screen, "device");
}

static void
told_at(const struct scene *scene, bool corner)
{
    struct made_up *made = made_up_open(800, 480);
    scene->set(made);
    if (in_the_corner(made) == corner) {
        const char *says = made->world.nobody_receives
                               ? "Signalen har inte gått fram än."
                               : "Du har tryckt. Signalen är sparad.";
        press(made);
        CHECK_INT(in_the_corner(made), corner);
        if (corner) {
            CHECK(made_up_find(made, "note:signal") != NULL);
        } else {
            CHECK_STR(made_up_screen(made), "signal");
            CHECK_STR(told(made), says);
        }
    }
    made_up_close(made);
}

TEST(a_press_is_told_on_every_screen)
{
    for (int i = 0; i < scene_count; i++)
        told_at(&scenes[i], false);
}

TEST(a_press_is_told_in_the_header_of_the_staffs_corner)
{
    for (int i = 0; i < scene_count; i++)
        told_at(&scenes[i], true);
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

TEST(the_centre_says_when_it_takes_time)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.centre.t2_ms = 30000;
    press(made);
    becomes(made, SIGNAL_DELIVERED);
    made_up_wait(made, 29999);
    CHECK(!made_up_says(made, "Det dröjer lite"));
    CHECK_INT(app_advance(made->app) - made->world.now.boot_ms, 1);
    made_up_wait(made, 1);
    CHECK(made_up_says(made, "Det dröjer lite."));
    made_up_close(made);
}

TEST(when_it_takes_time_the_calm_place_is_a_picture_beside_ones_own_ways)
{
    struct made_up *made = at_home();
    press(made);
    becomes(made, SIGNAL_DELIVERED);
    CHECK(made_up_find(made, "calm-place") == NULL);
    made_up_wait(made, 181000);
    CHECK_STR(made_up_find(made, "calm-place")->label, "vilrummet");
    CHECK(made_up_says(made, "Lyssna på"));
    becomes(made, SIGNAL_ACKNOWLEDGED);
    CHECK(made_up_find(made, "calm-place") == NULL);
    made_up_close(made);
}

TEST(when_nobody_would_see_it_that_is_said_at_once)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.nobody_receives = true;
    press(made);
    CHECK_STR(told(made), "Signalen har inte gått fram än.");
    CHECK(made_up_says(made, "Du kan gå till vilrummet."));
    made->world.nobody_receives = false; /* a page was opened */
    CHECK_STR(told(made), "Du har tryckt. Signalen är sparad.");
    made_up_close(made);
}

static bool
is_dim(struct made_up *made)
{
    uint32_t ground = made_up_look(made)->ground;
    return (ground & 0xff) < 0x80;
}

TEST(while_a_signal_is_open_the_day_is_dim_for_half_an_hour_at_the_most)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_minute(made, 650);
    made_up_at_home(made);
    CHECK(!is_dim(made));
    press(made);
    REQUIRE(made_up_touch(made, "back"));
    CHECK(is_dim(made));
    CHECK(made_up_find(made, "note:soon") == NULL);
    for (int minute = 0; minute < 30; minute++) {
        made_up_wait(made, 60000);
        (void)made_up_touch(made, "day"); /* somebody is there all the time */
        (void)made_up_touch(made, "back");
    }
    CHECK_STR(made_up_screen(made), "home");
    CHECK(!is_dim(made)); /* the day as it is now, and nothing left over */
    CHECK(made_up_find(made, "note:signal") != NULL); /* it is open still */
    made_up_close(made);
}

TEST(an_open_signal_that_nobody_touches_gives_the_screen_back)
{
    struct made_up *made = at_home();
    press(made);
    made_up_wait(made, 30 * 60000 - 1);
    CHECK_STR(made_up_screen(made), "signal");
    made_up_wait(made, 1);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(made_up_find(made, "note:signal") != NULL);
    made_up_wait(made, 60000);
    CHECK_STR(made_up_screen(made), "cover");
    becomes(made, SIGNAL_ACKNOWLEDGED);
    CHECK(strstr(made_up_find(made, "note:signal")->label, "kommer") != NULL);
    made_up_close(made);
}

TEST(the_time_that_was_chosen_for_a_pause_ends_with_the_next_picture)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "pause"));
    REQUIRE(made_up_touch(made, "pause:10"));
    CHECK_STR(made_up_find(made, "pause-left")->label, "10 minuter kvar");
    for (int minute = 0; minute < 9; minute++) {
        made_up_wait(made, 60000);
        REQUIRE(made_up_touch(made, "strategies"));
        REQUIRE(made_up_touch(made, "back"));
    }
    CHECK_STR(made_up_screen(made), "pause");
    CHECK_STR(made_up_find(made, "paused")->label, "Du har paus");
    int64_t due = app_advance(made->app);
    CHECK(due > 0 && due - made->world.now.boot_ms <= 60000);
    made_up_wait(made, 60000);
    CHECK_STR(made_up_screen(made), "pause"); /* nothing moves by itself */
    CHECK_STR(made_up_find(made, "paused")->label,
              made_up_item(made, 1)->what.text);
    made_up_close(made);
}

TEST(who_comes_in_reads_on_the_cover_what_does_not_work)
{
    struct made_up *made = made_up_open(1280, 800);
    CHECK(made_up_find(made, "note:button") == NULL);
    made->world.walk_due = true;
    CHECK_STR(made_up_find(made, "note:button")->label,
              "Knappen är inte provad på länge.");
    made->world.walking = true;
    CHECK_STR(made_up_find(made, "note:button")->label,
              "Personalen provar knappen.");
    made->world.nobody_receives = true;
    CHECK(strstr(made_up_find(made, "note:button")->label,
                 "når inte personalen nu") != NULL);
    made->world.button_works = false;
    CHECK(strstr(made_up_find(made, "note:button")->label,
                 "fungerar inte nu") != NULL);
    made_up_at_home(made);
    made->world.button_works = true;
    made->world.nobody_receives = made->world.walking = false;
    CHECK(made_up_find(made, "note:button") ==
          NULL); /* no word for one's day */
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
