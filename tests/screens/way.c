/* The participant's way, walked by touches through a made-up centre. */
#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"
#include "ui/kiosk/theme.h"

static struct made_up *
at_home(void)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_at_home(made);
    return made;
}

static const char *
last_field(const struct made_up *made, const char *name)
{
    return json_string_value(json_object_get(made_up_last(made), name));
}

TEST(it_begins_with_the_cover)
{
    struct made_up *made = made_up_open(1280, 800);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(app_person(made->app) == NULL);
    made_up_close(made);
}

TEST(one_touch_on_a_symbol_stores_the_arrival_and_draws_the_day)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_arrive(made, 0));
    CHECK_INT(made->asked_count, 1);
    CHECK_STR(last_field(made, "do"), "arrive");
    CHECK_STR(last_field(made, "about"), made->people[0].id);
    CHECK_STR(last_field(made, "through"), "kiosk");
    CHECK_STR(made_up_screen(made), "home");
    CHECK(made_up_says(made, "Du är här"));
    CHECK(made_up_says(made, "Måla"));
    CHECK(made_up_says(made, "Fika"));
    made_up_close(made);
}

TEST(the_day_is_not_drawn_before_the_arrival_is_stored)
{
    struct made_up *made = made_up_open(1280, 800);
    made->core_works = false;
    REQUIRE(made_up_arrive(made, 0));
    CHECK_STR(made_up_screen(made), "choose");
    CHECK_STR(app_person(made->app), made->people[0].id);
    made->world.unsaved_ms = 1500;
    CHECK(made_up_find(made, "note:unsaved") != NULL);
    made->core_works = true;
    made->world.unsaved_ms = 0;
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(the_touched_symbol_looks_pressed_until_core_has_answered)
{
    struct made_up *made = made_up_open(1280, 800);
    made->core_works = false;
    REQUIRE(made_up_touch(made, "choose"));
    REQUIRE(made_up_touch(made, "group:c0000000-0000-7000-8000-000000000000"));
    uint64_t before = draw_hash(made_up_look(made));
    REQUIRE(made_up_touch(made, "person:a0000000-0000-7000-8000-000000000000"));
    CHECK(draw_hash(made_up_look(made)) != before);
    made_up_close(made);
}

TEST(a_refused_arrival_leaves_one_at_the_symbols)
{
    struct made_up *made = made_up_open(1280, 800);
    made->core_refuses = true;
    REQUIRE(made_up_arrive(made, 0));
    CHECK_STR(made_up_screen(made), "choose");
    CHECK(app_person(made->app) == NULL);
    made_up_close(made);
}

TEST(whoever_is_here_opens_the_day_without_a_second_arrival)
{
    struct made_up *made = at_home();
    CHECK_STR(made_up_screen(made), "home");
    CHECK_INT(made_up_asked(made, "arrive"), 0);
    CHECK(made_up_find(made, "undo") == NULL);
    made_up_close(made);
}

TEST(an_arrival_can_be_undone_for_a_minute)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_arrive(made, 0));
    made_up_wait(made, 58000);
    REQUIRE(made_up_touch(made, "undo"));
    CHECK_STR(last_field(made, "do"), "arrive_undo");
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(!made->people[0].here);
    made_up_close(made);
}

TEST(after_a_minute_the_arrival_stands)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_arrive(made, 0));
    made_up_wait(made, 60000);
    CHECK_STR(made_up_screen(made), "home");
    CHECK(made_up_find(made, "undo") == NULL);
    CHECK(made_up_find(made, "note:here") == NULL);
    made_up_close(made);
}

TEST(symbols_have_no_names)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.group_count = 1;
    REQUIRE(made_up_touch(made, "choose"));
    CHECK(made_up_says(made, "räv"));
    CHECK(!made_up_says(made, "Namn"));
    made_up_close(made);
}

TEST(a_symbol_stands_in_its_place_also_when_others_are_gone)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.group_count = 1;
    made->people[1].place = 1;
    made->people[2].place = 2;
    REQUIRE(made_up_touch(made, "choose"));
    struct draw_rect with =
        made_up_find(made, "person:a0000000-0000-7000-8000-000000000002")->rect;
    memmove(&made->people[1], &made->people[2], 22 * sizeof made->people[0]);
    made->world.people_count = 2;
    made_up_settle(made);
    struct draw_rect without =
        made_up_find(made, "person:a0000000-0000-7000-8000-000000000002")->rect;
    CHECK_INT(with.x, without.x);
    CHECK_INT(with.y, without.y);
    made_up_close(made);
}

TEST(two_with_the_same_place_are_both_there)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.group_count = 1;
    made->world.people_count = 2;
    made->people[1].place = made->people[0].place;
    REQUIRE(made_up_touch(made, "choose"));
    CHECK(made_up_find(made, "person:a0000000-0000-7000-8000-000000000000"));
    CHECK(made_up_find(made, "person:a0000000-0000-7000-8000-000000000001"));
    made_up_close(made);
}

TEST(a_small_centre_has_no_groups_to_choose_from)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.people_count = 10;
    REQUIRE(made_up_touch(made, "choose"));
    CHECK_STR(made_up_screen(made), "choose");
    made_up_close(made);
}

TEST(a_large_centre_begins_with_its_groups)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_touch(made, "choose"));
    CHECK_STR(made_up_screen(made), "groups");
    REQUIRE(made_up_touch(made, "group:c0000000-0000-7000-8000-000000000001"));
    CHECK_STR(made_up_screen(made), "choose");
    REQUIRE(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "groups");
    made_up_close(made);
}

TEST(everybody_of_sixty_can_be_reached_by_turning_pages)
{
    struct made_up *made = made_up_open(800, 480);
    made->world.group_count = 1;
    made->world.people_count = MADE_UP_PEOPLE;
    for (int i = 0; i < MADE_UP_PEOPLE; i++)
        (void)text_format(made->people[i].id, UUID_SIZE, "p%d", i);
    for (int i = 0; i < MADE_UP_PEOPLE; i++) {
        CHECK(made_up_arrive(made, i));
        CHECK_STR(app_person(made->app), made->people[i].id);
        CHECK(made_up_touch(made, "undo"));
    }
    made_up_close(made);
}

/* --- the day --- */

TEST(done_is_one_touch_and_so_is_taking_it_back)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "done"));
    CHECK_STR(last_field(made, "do"), "done");
    CHECK_STR(last_field(made, "item"), made->plan.items[1].id);
    CHECK_STR(last_field(made, "date"), "2026-11-22");
    CHECK(made_up_says(made, "Inte klar"));
    REQUIRE(made_up_touch(made, "undo"));
    CHECK_STR(last_field(made, "do"), "undone");
    CHECK_INT(made->plan.items[1].state, STATE_PLANNED);
    REQUIRE(made_up_touch(made, "done"));
    REQUIRE(made_up_touch(made, "done"));
    CHECK_STR(last_field(made, "do"), "undone");
    made_up_close(made);
}

TEST(done_can_be_taken_back_later_the_same_day)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "done"));
    made_up_wait(made, 95000);
    REQUIRE(made_up_arrive(made, 0));
    REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
    REQUIRE(made_up_touch(made, "done"));
    CHECK_STR(last_field(made, "do"), "undone");
    made_up_close(made);
}

TEST(my_day_has_everything_in_pages_that_stand_still)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "day"));
    CHECK_STR(made_up_screen(made), "day");
    CHECK(made_up_says(made, "Samling"));
    CHECK(made_up_find(made, "now") != NULL);
    made_up_wait(made, 30000);
    CHECK(made_up_says(made, "Samling"));
    REQUIRE(made_up_touch(made, "next"));
    CHECK(!made_up_says(made, "Samling"));
    CHECK(made_up_says(made, "Lunch"));
    REQUIRE(made_up_touch(made, "previous"));
    CHECK(made_up_says(made, "Samling"));
    made_up_close(made);
}

TEST(a_step_answers_what_is_known_and_nothing_else)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
    CHECK_STR(made_up_screen(made), "step");
    static const char *const known[] = {"when", "how-long", "where", "with",
                                        "why",  "bring",    "learn", "then"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        CHECK(made_up_find(made, known[i]) != NULL);
    REQUIRE(made_up_touch(made, "back"));
    REQUIRE(made_up_touch(made, made_up_item_element(made, 2)));
    CHECK(made_up_find(made, "where") != NULL);
    CHECK(made_up_find(made, "why") == NULL);
    CHECK(made_up_find(made, "with") == NULL);
    CHECK(!made_up_says(made, "?"));
    made_up_close(made);
}

TEST(what_happens_then_is_the_next_thing_or_the_end)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
    CHECK_STR(made_up_find(made, "then")->label, "Sen: Fika");
    made->plan.items[2].state = STATE_CANCELLED;
    made_up_settle(made);
    CHECK_STR(made_up_find(made, "then")->label, "Sen: Promenad");
    made->plan.count = 2;
    made_up_settle(made);
    CHECK_STR(made_up_find(made, "then")->label, "Sen: Hem");
    made_up_close(made);
}

TEST(back_from_a_step_leads_where_one_came_from)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "day"));
    REQUIRE(made_up_touch(made, "next"));
    REQUIRE(made_up_touch(made, made_up_item_element(made, 4)));
    REQUIRE(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "day");
    CHECK(made_up_says(made, "Lunch"));
    REQUIRE(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(each_step_of_the_order_of_work_is_ticked_by_itself)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
    REQUIRE(made_up_touch(made, "work"));
    REQUIRE(made_up_touch(made, "step:1"));
    CHECK_STR(last_field(made, "do"), "done");
    CHECK_INT(json_integer_value(json_object_get(made_up_last(made), "step")),
              1);
    CHECK(made->plan.items[1].how[1].done);
    CHECK_INT(made->plan.items[1].state, STATE_PLANNED);
    REQUIRE(made_up_touch(made, "step:1"));
    CHECK_STR(last_field(made, "do"), "undone");
    CHECK(!made->plan.items[1].how[1].done);
    made_up_close(made);
}

TEST(the_order_of_work_opens_where_one_is)
{
    struct made_up *made = at_home();
    for (int i = 0; i < 4; i++)
        made->plan.items[1].how[i].done = true;
    made_up_settle(made);
    REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
    REQUIRE(made_up_touch(made, "work"));
    CHECK(made_up_find(made, "step:4") != NULL);
    CHECK(made_up_find(made, "step:0") == NULL);
    made_up_close(made);
}

static void
open_choice(struct made_up *made)
{
    made_up_minute(made, 730);
    made_up_at_home(made);
    (void)made_up_touch(made, made_up_item_element(made, 5));
    (void)made_up_touch(made, "choice");
}

static int
last_option(const struct made_up *made)
{
    return (int)json_integer_value(
        json_object_get(made_up_last(made), "option"));
}

TEST(a_choice_can_be_made_changed_and_taken_back)
{
    struct made_up *made = made_up_open(1280, 800);
    open_choice(made);
    REQUIRE(made_up_touch(made, "option:1"));
    CHECK_STR(last_field(made, "do"), "choose");
    CHECK_INT(last_option(made), 1);
    CHECK(made_up_says(made, "Valt"));
    REQUIRE(made_up_touch(made, "option:-2"));
    CHECK_INT(last_option(made), -2);
    REQUIRE(made_up_touch(made, "option:-3"));
    CHECK_INT(last_option(made), -3);
    REQUIRE(made_up_touch(made, "option:-3"));
    CHECK_INT(last_option(made), -1);
    CHECK(!made_up_says(made, "Valt"));
    made_up_close(made);
}

TEST(nothing_just_now_is_as_large_as_any_choice)
{
    struct made_up *made = made_up_open(1280, 800);
    open_choice(made);
    struct draw_rect one = made_up_find(made, "option:0")->rect;
    struct draw_rect nothing = made_up_find(made, "option:-3")->rect;
    CHECK_INT(one.w, nothing.w);
    CHECK_INT(one.h, nothing.h);
    made_up_close(made);
}

TEST(what_has_begun_is_no_longer_chosen)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_minute(made, 785);
    made_up_at_home(made);
    REQUIRE(made_up_touch(made, made_up_item_element(made, 5)));
    CHECK(made_up_find(made, "choice") == NULL);
    made_up_close(made);
}

/* --- changes --- */

static void
change_fika(struct made_up *made, enum view_change kind)
{
    struct view_item *item = &made->plan.items[2];
    item->old_what = item->what;
    item->old_where = item->where;
    item->old_start = item->start;
    item->change = kind;
    (void)text_copy(item->what.text, sizeof item->what.text, "Glass");
    (void)text_copy(item->change_reason, sizeof item->change_reason,
                    "Solen skiner");
}

TEST(a_change_is_shown_before_the_day_with_the_old_the_new_and_why)
{
    struct made_up *made = made_up_open(1280, 800);
    change_fika(made, CHANGE_REPLACED);
    made_up_at_home(made);
    CHECK_STR(made_up_screen(made), "home");
    CHECK(made_up_says(made, "Ändring"));
    REQUIRE(made_up_touch(made, "day"));
    CHECK_STR(made_up_screen(made), "change");
    CHECK_STR(made_up_find(made, "old")->label, "Fika");
    CHECK_STR(made_up_find(made, "new")->label, "Glass");
    CHECK(made_up_says(made, "Ändring"));
    CHECK(made_up_says(made, "Solen skiner"));
    CHECK_STR(made_up_find(made, "as-usual")->label,
              "Det här är som vanligt: Köket · 11:00");
    CHECK_STR(last_field(made, "do"), "change_seen");
    CHECK_STR(last_field(made, "about"), made->people[0].id);
    REQUIRE(made_up_touch(made, "next"));
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

TEST(a_change_is_shown_once_even_if_core_is_slow)
{
    struct made_up *made = made_up_open(1280, 800);
    change_fika(made, CHANGE_REPLACED);
    made_up_at_home(made);
    made->core_works = false;
    REQUIRE(made_up_touch(made, "day"));
    REQUIRE(made_up_touch(made, "home"));
    REQUIRE(made_up_touch(made, "day"));
    CHECK_STR(made_up_screen(made), "day");
    CHECK_INT(made_up_asked(made, "change_seen"), 1);
    made_up_close(made);
}

TEST(several_changes_come_one_at_a_time)
{
    struct made_up *made = made_up_open(1280, 800);
    change_fika(made, CHANGE_REPLACED);
    made->plan.items[4].change = CHANGE_CANCELLED;
    made->plan.items[4].state = STATE_CANCELLED;
    made_up_at_home(made);
    REQUIRE(made_up_touch(made, "day"));
    CHECK(made_up_says(made, "Glass"));
    REQUIRE(made_up_touch(made, "next"));
    CHECK_STR(made_up_screen(made), "change");
    CHECK(made_up_says(made, "Inte i dag"));
    REQUIRE(made_up_touch(made, "next"));
    CHECK_STR(made_up_screen(made), "day");
    CHECK_INT(made_up_asked(made, "change_seen"), 2);
    made_up_close(made);
}

/* --- pause and leaving --- */

TEST(a_pause_is_dim_and_ends_when_the_person_says)
{
    struct made_up *made = at_home();
    uint32_t light = made_up_look(made)->ground;
    REQUIRE(made_up_touch(made, "pause"));
    CHECK_STR(made_up_screen(made), "pause");
    CHECK(made_up_look(made)->ground != light);
    made_up_wait(made, 30000);
    CHECK_STR(made_up_screen(made), "pause");
    REQUIRE(made_up_touch(made, "resume"));
    CHECK_STR(last_field(made, "do"), "resume");
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(a_pause_with_a_length_shows_it_in_dots_and_does_not_end_by_itself)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "pause"));
    REQUIRE(made_up_touch(made, "pause:30"));
    CHECK_STR(made_up_find(made, "pause-left")->label, "30 minuter kvar");
    made_up_wait(made, 85000);
    (void)made_up_touch(made, "strategies");
    (void)made_up_touch(made, "back");
    made_up_wait(made, 16 * 60000);
    REQUIRE(made_up_arrive(made, 0));
    CHECK_STR(made_up_screen(made), "pause");
    CHECK_STR(made_up_find(made, "pause-left")->label, "15 minuter kvar");
    made_up_wait(made, 20 * 60000);
    REQUIRE(made_up_arrive(made, 0));
    CHECK_STR(made_up_screen(made), "pause");
    CHECK(made_up_find(made, "pause-left") == NULL);
    made_up_close(made);
}

TEST(what_helps_me_is_one_touch_from_the_pause)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "pause"));
    REQUIRE(made_up_touch(made, "strategies"));
    CHECK(made_up_says(made, "Lyssna på"));
    made_up_close(made);
}

TEST(leaving_is_asked_once_and_stored)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "leave"));
    CHECK(made_up_says(made, "Går du nu?"));
    CHECK_INT(made_up_asked(made, "leave"), 0);
    REQUIRE(made_up_touch(made, "leave_yes"));
    CHECK_INT(made_up_asked(made, "leave"), 1);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(app_person(made->app) == NULL);
    made_up_close(made);
}

TEST(whoever_stays_is_home_again)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "leave"));
    REQUIRE(made_up_touch(made, "leave_no"));
    CHECK_STR(made_up_screen(made), "home");
    CHECK_INT(made->asked_count, 0);
    made_up_close(made);
}

TEST(the_cover_comes_only_after_the_departure_is_stored)
{
    struct made_up *made = at_home();
    made->core_works = false;
    REQUIRE(made_up_touch(made, "leave"));
    REQUIRE(made_up_touch(made, "leave_yes"));
    CHECK_STR(made_up_screen(made), "leave");
    made->core_works = true;
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_close(made);
}

TEST(a_departure_is_taken_back_by_ones_own_symbol_for_a_minute)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "leave"));
    REQUIRE(made_up_touch(made, "leave_yes"));
    REQUIRE(made_up_arrive(made, 0));
    CHECK_STR(last_field(made, "do"), "leave_undo");
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(later_ones_own_symbol_is_a_new_arrival)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "leave"));
    REQUIRE(made_up_touch(made, "leave_yes"));
    made_up_wait(made, 61000);
    REQUIRE(made_up_arrive(made, 0));
    CHECK_STR(last_field(made, "do"), "arrive");
    made_up_close(made);
}

/* --- the four modes --- */

TEST(look_only_has_nothing_to_do)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].mode = MODE_LOOK;
    made_up_at_home(made);
    CHECK(made_up_find(made, "done") == NULL);
    CHECK(made_up_find(made, made_up_item_element(made, 1)) == NULL);
    CHECK(made_up_says(made, "Måla"));
    made_up_close(made);
}

TEST(a_menu_opens_things_in_any_order)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].mode = MODE_MENU;
    made_up_at_home(made);
    CHECK(made_up_find(made, made_up_item_element(made, 0)) != NULL);
    REQUIRE(made_up_touch(made, "more"));
    REQUIRE(made_up_touch(made, made_up_item_element(made, 4)));
    CHECK_STR(made_up_screen(made), "step");
    made_up_close(made);
}

TEST(a_sequence_shows_what_follows_as_well)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].mode = MODE_SEQUENCE;
    made_up_at_home(made);
    CHECK(made_up_says(made, "Promenad"));
    made->people[0].mode = MODE_NOW_THEN;
    CHECK(!made_up_says(made, "Promenad"));
    made->people[0].how_many = 1;
    CHECK(!made_up_says(made, "Fika"));
    made_up_close(made);
}

TEST(who_wants_pictures_gets_no_words_on_the_cards)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].level = LEVEL_PICTURE;
    made_up_at_home(made);
    const struct draw_list *list = made_up_look(made);
    for (int i = 0; i < list->op_count; i++)
        CHECK(strcmp(list->ops[i].text, "Måla") != 0);
    CHECK(made_up_says(made, "Måla")); /* read aloud it is there */
    made_up_close(made);
}

TEST(who_wants_greys_gets_every_picture_grey)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].greys = true;
    made_up_at_home(made);
    const struct draw_list *list = made_up_look(made);
    for (int i = 0; i < list->op_count; i++)
        CHECK(list->ops[i].kind != DRAW_PICTURE || list->ops[i].grey);
    made_up_close(made);
}

TEST(an_empty_day_is_said_plainly)
{
    struct made_up *made = made_up_open(1280, 800);
    made->plan.count = 0;
    made_up_at_home(made);
    CHECK(made_up_says(made, "inget planerat"));
    made_up_close(made);
}

/* --- time --- */

static uint32_t
accent(void)
{
    return theme_palette(THEME_LIGHT)->accent;
}

static int
lit_dots(struct made_up *made)
{
    const struct draw_element *time = made_up_find(made, "time");
    int count = 0;
    uint32_t on = accent();
    for (int i = 0; time != NULL && i < made->list.op_count; i++) {
        const struct draw_op *op = &made->list.ops[i];
        count += op->kind == DRAW_DISC && op->fill == on &&
                 op->rect.x >= time->rect.x &&
                 op->rect.x < time->rect.x + time->rect.w;
    }
    return count;
}

TEST(dots_go_out_a_quarter_at_a_time_and_say_now_at_zero)
{
    static const int minutes[] = {121, 120, 106, 105, 16, 15, 1, 0, -1};
    static const int dots[] = {8, 8, 8, 7, 2, 1, 1, 0, 0};
    static const char *const labels[] = {"mer än två timmar",
                                         "8 kvartar kvar",
                                         "8 kvartar kvar",
                                         "7 kvartar kvar",
                                         "2 kvartar kvar",
                                         "1 kvart kvar",
                                         "1 kvart kvar",
                                         "nu",
                                         "nu"};
    for (int i = 0; i < 9; i++) {
        struct made_up *made = made_up_open(1280, 800);
        made->plan.count = 1;
        made->plan.items[0].start = 720;
        made->plan.items[0].end = -1;
        made_up_minute(made, 720 - minutes[i]);
        made_up_at_home(made);
        (void)made_up_touch(made, made_up_item_element(made, 0));
        made_up_minute(made, 720 - minutes[i]);
        CHECK_STR(made_up_screen(made), "step");
        CHECK_INT(lit_dots(made), dots[i]);
        REQUIRE(made_up_find(made, "time") != NULL);
        CHECK_STR(made_up_find(made, "time")->label, labels[i]);
        made_up_close(made);
    }
}

TEST(dots_go_out_from_the_top)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_minute(made, 645);
    made_up_at_home(made);
    const struct draw_list *list = made_up_look(made);
    int lowest_off = 0;
    int highest_on = 10000;
    for (int i = 0; i < list->op_count; i++) {
        const struct draw_op *op = &list->ops[i];
        if (op->kind != DRAW_DISC)
            continue;
        if (op->fill == accent() && op->rect.y < highest_on)
            highest_on = op->rect.y;
        if (op->fill != accent() && op->rect.y > lowest_off)
            lowest_off = op->rect.y;
    }
    CHECK(lowest_off < highest_on);
    made_up_close(made);
}

static bool
any_digit(const struct draw_list *list)
{
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind == DRAW_TEXT &&
            strpbrk(list->ops[i].text, "0123456789") != NULL)
            return true;
    return false;
}

TEST(with_an_unsure_clock_there_is_no_digit_no_dot_and_no_date)
{
    static const enum view_time times[] = {
        TIME_DOTS, TIME_DISC,     TIME_BAR,         TIME_DIGITAL,
        TIME_NONE, TIME_ANALOGUE, TIME_DOTS_DIGITAL};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct made_up *made = made_up_open(1280, 800);
        made->world.now.quality = CLOCK_UNSURE;
        made->people[0].time = times[i];
        CHECK(!any_digit(made_up_look(made)));
        made_up_at_home(made);
        CHECK(!any_digit(made_up_look(made)));
        CHECK(made_up_find(made, "time") == NULL);
        CHECK(made_up_find(made, "clock") == NULL);
        CHECK(made_up_find(made, "date") == NULL);
        REQUIRE(made_up_touch(made, made_up_item_element(made, 0)));
        CHECK(!any_digit(made_up_look(made)));
        REQUIRE(made_up_touch(made, "home"));
        REQUIRE(made_up_touch(made, "day"));
        CHECK(!any_digit(made_up_look(made)));
        made_up_close(made);
    }
}

TEST(with_an_unsure_clock_what_is_first_undone_is_now)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.now.quality = CLOCK_UNSURE;
    made_up_at_home(made);
    CHECK(made_up_says(made, "Samling"));
    REQUIRE(made_up_touch(made, "done"));
    CHECK(!made_up_says(made, "Samling"));
    CHECK(made_up_says(made, "Måla"));
    made_up_close(made);
}

TEST(who_wants_no_time_sees_none)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].time = TIME_NONE;
    made_up_at_home(made);
    CHECK(made_up_find(made, "time") == NULL);
    CHECK(made_up_find(made, "clock") == NULL);
    made_up_close(made);
}

TEST(what_comes_soon_is_told_in_a_picture_and_a_word)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_minute(made, 644);
    made_up_at_home(made);
    made_up_minute(made, 644);
    CHECK(made_up_find(made, "note:soon") == NULL);
    made_up_minute(made, 645);
    REQUIRE(made_up_find(made, "note:soon") != NULL);
    CHECK_STR(made_up_find(made, "note:soon")->label, "Snart: Fika");
    made_up_close(made);
}

TEST(in_a_pause_nothing_is_announced)
{
    struct made_up *made = at_home();
    REQUIRE(made_up_touch(made, "pause"));
    made_up_minute(made, 650);
    CHECK(made_up_find(made, "note:soon") == NULL);
    made_up_close(made);
}

TEST(after_ninety_seconds_without_a_touch_the_cover_comes_back)
{
    struct made_up *made = at_home();
    uint64_t before = draw_hash(made_up_look(made));
    made_up_wait(made, 39000); /* still 10:20 */
    CHECK(draw_hash(made_up_look(made)) == before);
    made_up_wait(made, 48500);
    CHECK_STR(made_up_screen(made), "home");
    CHECK_INT(made->list.ops[made->list.op_count - 1].kind, DRAW_VEIL);
    made_up_wait(made, 2600);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(app_person(made->app) == NULL);
    CHECK_INT(made->asked_count, 0);
    made_up_close(made);
}

TEST(a_touch_while_it_fades_keeps_the_day_open)
{
    struct made_up *made = at_home();
    made_up_wait(made, 88000);
    app_touch(made->app, TOUCH_DOWN, 1, 3, 3);
    app_touch(made->app, TOUCH_UP, 1, 3, 3);
    made_up_wait(made, 80000);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

static bool
fades(struct made_up *made)
{
    const struct draw_list *list = made_up_look(made);
    return list->ops[list->op_count - 1].kind == DRAW_VEIL;
}

TEST(a_slow_hand_has_twenty_seconds_to_keep_the_day_and_may_again_and_again)
{
    struct made_up *made = at_home();
    for (int times = 0; times < 12; times++) {
        made_up_wait(made, 68000);
        CHECK(!fades(made));
        made_up_wait(made, 2000);
        CHECK(fades(made)); /* 70 of 90 seconds */
        made_up_wait(made, 19000);
        CHECK_STR(made_up_screen(made), "home");
        app_touch(made->app, TOUCH_DOWN, 1, 3, 3);
        app_touch(made->app, TOUCH_UP, 1, 3, 3);
        CHECK(!fades(made));
    }
    made_up_close(made);
}

TEST(the_next_change_by_itself_is_never_in_the_past)
{
    for (int i = 0; i < scene_count; i++) {
        struct made_up *made = made_up_open(800, 480);
        scenes[i].set(made);
        int64_t due = app_advance(made->app);
        CHECK(due == -1 || due > made->world.now.boot_ms);
        made_up_close(made);
    }
}

TEST(what_a_touch_may_bring_is_looked_at_and_nothing_happens)
{
    static struct draw_list ahead;
    struct made_up *made = made_up_open(1280, 800);
    CHECK(app_ahead(made->app, 0, &ahead));
    CHECK(strcmp(ahead.screen, "choose") == 0 ||
          strcmp(ahead.screen, "groups") == 0);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(!app_ahead(made->app, 3, &ahead)); /* nobody to leave */
    made_up_at_home(made);
    int asked = made->asked_count;
    CHECK(app_ahead(made->app, 3, &ahead));
    CHECK_STR(ahead.screen, "leave");
    (void)app_ahead(made->app, 2, &ahead);
    CHECK_STR(made_up_screen(made), "home");
    made_up_settle(made);
    CHECK_INT(made->asked_count, asked);
    CHECK(app_take_command(made->app) == NULL);
    made_up_close(made);
}
