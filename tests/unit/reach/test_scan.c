/* Switches, and tags that stand for a touch on one's symbol. */
#include "ui/kiosk/scan.h"

#include "firmware/base/text.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"
#include "ui/kiosk/tag_keys.h"

static struct made_up *
at_home(enum view_scan scan)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].reach = (struct view_reach){.scan = scan, .scan_ms = 1500};
    made_up_at_home(made);
    return made;
}

static int
focused(struct made_up *made)
{
    const struct draw_list *list = made_up_look(made);
    int count = 0;
    for (int i = 0; i < list->element_count; i++)
        count += list->elements[i].focused;
    return count;
}

static const char *
focus(struct made_up *made)
{
    const struct draw_list *list = made_up_look(made);
    for (int i = 0; i < list->element_count; i++)
        if (list->elements[i].focused)
            return list->elements[i].id;
    return "";
}

/* --- the walk --- */

static void
add(struct draw_list *list, const char *id, int x, int y)
{
    draw_element(list, id, ROLE_BUTTON, id, (struct draw_rect){x, y, 80, 80});
}

TEST(few_things_come_one_by_one_in_reading_order)
{
    static struct draw_list list;
    struct scan_plan plan;
    draw_begin(&list, 800, 480, 0, "x");
    add(&list, "d", 200, 300);
    add(&list, "b", 100, 10);
    add(&list, "a", 0, 12);
    add(&list, "c", 0, 300);
    scan_plan(&plan, &list);
    REQUIRE(plan.count == 4);
    static const char *const order[] = {"a", "b", "c", "d"};
    for (int i = 0; i < 4; i++) {
        CHECK_INT(scan_size(&plan, i), 1);
        CHECK_STR(list.elements[plan.element[plan.first[i]]].id, order[i]);
    }
}

TEST(many_things_come_row_by_row)
{
    static struct draw_list list;
    struct scan_plan plan;
    draw_begin(&list, 800, 480, 0, "x");
    for (int i = 0; i < 9; i++) {
        char id[8];
        (void)text_format(id, sizeof id, "%d", i);
        add(&list, id, (i % 4) * 100, (i / 4) * 100);
    }
    scan_plan(&plan, &list);
    REQUIRE(plan.count == 3);
    CHECK_INT(scan_size(&plan, 0), 4);
    CHECK_INT(scan_size(&plan, 1), 4);
    CHECK_INT(scan_size(&plan, 2), 1);
    struct draw_rect row = scan_rect(&plan, &list, 1, -1);
    CHECK_INT(row.x, 0);
    CHECK_INT(row.y, 100);
    CHECK_INT(row.w, 380);
    CHECK_INT(row.h, 80);
    CHECK_INT(scan_rect(&plan, &list, 1, 2).x, 200);
}

TEST(what_cannot_be_touched_is_passed_by)
{
    static struct draw_list list;
    struct scan_plan plan;
    draw_begin(&list, 800, 480, 0, "x");
    add(&list, "a", 0, 0);
    draw_element(&list, "t", ROLE_TEXT, "t", (struct draw_rect){0, 0, 9, 9});
    draw_element(&list, "off", ROLE_BUTTON, "off",
                 (struct draw_rect){100, 0, 9, 9})
        ->enabled = false;
    scan_plan(&plan, &list);
    CHECK_INT(plan.count, 1);
}

TEST(nothing_to_touch_is_nothing_to_walk)
{
    static struct draw_list list;
    struct scan_plan plan;
    draw_begin(&list, 800, 480, 0, "x");
    scan_plan(&plan, &list);
    CHECK_INT(plan.count, 0);
}

static int
unreached(const struct draw_list *list)
{
    struct scan_plan plan;
    int seen[DRAW_ELEMENTS_MAX] = {0};
    int wrong = 0;
    scan_plan(&plan, list);
    for (int i = 0; i < plan.first[plan.count]; i++)
        seen[plan.element[i]]++;
    for (int i = 0; i < list->element_count; i++) {
        const struct draw_element *element = &list->elements[i];
        bool touch = element->enabled && (element->role == ROLE_BUTTON ||
                                          element->role == ROLE_CHOICE);
        wrong += seen[i] != (touch ? 1 : 0);
    }
    return wrong;
}

TEST(the_walk_reaches_everything_on_every_screen_once)
{
    static const int panes[][2] = {
        {800, 480}, {720, 1280}, {1280, 800}, {1920, 1080}};
    int wrong = 0;
    for (int pane = 0; pane < 4; pane++)
        for (int i = 0; i < scene_count; i++) {
            struct made_up *made = made_up_open(panes[pane][0], panes[pane][1]);
            scenes[i].set(made);
            wrong += unreached(made_up_look(made));
            made_up_close(made);
        }
    CHECK_INT(wrong, 0);
}

/* --- one switch --- */

TEST(nothing_moves_before_the_switch_is_pressed)
{
    struct made_up *made = at_home(SCAN_ONE);
    for (int i = 0; i < 40; i++) {
        made_up_wait(made, 1000);
        CHECK_INT(focused(made), 0);
    }
    made_up_close(made);
}

TEST(for_who_does_not_scan_nothing_ever_moves)
{
    struct made_up *made = at_home(SCAN_OFF);
    app_key(made->app, KEY_SPACE);
    for (int i = 0; i < 40; i++) {
        made_up_wait(made, 1000);
        CHECK_INT(focused(made), 0);
    }
    made_up_close(made);
}

TEST(one_switch_starts_waits_and_chooses)
{
    struct made_up *made = at_home(SCAN_ONE);
    app_key(made->app, KEY_SPACE);
    /* Seven things on home: row by row. */
    for (int i = 0; i < 20 && !made_up_find(made, "day")->focused; i++)
        made_up_wait(made, 1500);
    CHECK(focused(made) > 1);
    app_key(made->app, KEY_SPACE);
    for (int i = 0; i < 20 && !made_up_find(made, "day")->focused; i++)
        made_up_wait(made, 1500);
    CHECK_INT(focused(made), 1);
    app_key(made->app, KEY_ENTER);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "day");
    made_up_wait(made, 1);
    CHECK(focused(made) > 0); /* on it goes, from the first */
    made_up_close(made);
}

TEST(it_goes_at_the_persons_pace)
{
    struct made_up *made = at_home(SCAN_ONE);
    app_key(made->app, KEY_SPACE);
    uint64_t first = draw_hash(made_up_look(made));
    CHECK_INT(app_advance(made->app), made->world.now.boot_ms + 1500);
    made_up_wait(made, 1499);
    CHECK(draw_hash(made_up_look(made)) == first);
    made_up_wait(made, 1);
    CHECK(draw_hash(made_up_look(made)) != first);
    made_up_close(made);
}

TEST(who_chooses_nothing_is_left_in_peace_after_three_rounds)
{
    struct made_up *made = at_home(SCAN_ONE);
    app_key(made->app, KEY_SPACE);
    for (int i = 0; i < 60 && focused(made) > 0; i++)
        made_up_wait(made, 1500);
    CHECK_INT(focused(made), 0);
    CHECK_STR(made_up_screen(made), "home");
    app_key(made->app, KEY_SPACE);
    CHECK(focused(made) > 0);
    made_up_close(made);
}

TEST(a_touch_ends_the_scanning)
{
    struct made_up *made = at_home(SCAN_ONE);
    app_key(made->app, KEY_SPACE);
    CHECK(focused(made) > 0);
    app_touch(made->app, TOUCH_DOWN, 1, 2, 2);
    app_touch(made->app, TOUCH_UP, 1, 2, 2);
    made_up_wait(made, 1500);
    CHECK_INT(focused(made), 0);
    made_up_close(made);
}

TEST(the_day_does_not_fade_while_the_ring_walks)
{
    struct made_up *made = at_home(SCAN_ONE);
    made->people[0].reach.scan_ms = 5000;
    app_key(made->app, KEY_SPACE);
    for (int i = 0; i < 60 && focused(made) > 0; i++) {
        made->world.now.boot_ms += 20000; /* slower than anybody */
        made_up_wait(made, 0);
    }
    CHECK_INT(focused(made), 0);
    made_up_wait(made, 88000);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(a_shaking_hand_on_the_switch_is_one_press)
{
    struct made_up *made = at_home(SCAN_ONE);
    made->people[0].reach.dead_ms = 1000;
    app_key(made->app, KEY_SPACE);
    const uint64_t first = draw_hash(made_up_look(made));
    for (int i = 0; i < 5; i++) {
        made_up_wait(made, 100);
        app_key(made->app, KEY_SPACE);
    }
    CHECK(draw_hash(made_up_look(made)) == first);
    made_up_close(made);
}

/* --- two switches --- */

TEST(two_switches_go_on_and_choose_and_nothing_moves_by_itself)
{
    struct made_up *made = at_home(SCAN_TWO);
    app_key(made->app, KEY_SPACE);
    uint64_t first = draw_hash(made_up_look(made));
    made_up_wait(made, 20000);
    CHECK(draw_hash(made_up_look(made)) == first);
    for (int i = 0; i < 9 && !made_up_find(made, "day")->focused; i++)
        app_key(made->app, KEY_SPACE);
    app_key(made->app, KEY_ENTER);
    for (int i = 0; i < 9 && !text_equal(focus(made), "day"); i++)
        app_key(made->app, KEY_SPACE);
    app_key(made->app, KEY_ENTER);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

TEST(after_the_last_of_a_row_one_is_out_of_it_again)
{
    struct made_up *made = at_home(SCAN_TWO);
    app_key(made->app, KEY_SPACE);
    while (!made_up_find(made, "day")->focused)
        app_key(made->app, KEY_SPACE);
    int row = focused(made);
    REQUIRE(row > 1);
    app_key(made->app, KEY_ENTER);
    for (int i = 0; i < row; i++) {
        CHECK_INT(focused(made), 1);
        app_key(made->app, KEY_SPACE);
    }
    CHECK_INT(focused(made), row);
    made_up_close(made);
}

/* --- before anybody is known --- */

TEST(from_the_cover_to_ones_day_with_one_switch)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.group_count = 1;
    made->people[0].reach = (struct view_reach){.scan = SCAN_ONE};
    app_key(made->app, KEY_SPACE);
    made_up_wait(made, 1);
    CHECK_STR(focus(made), "choose");
    app_key(made->app, KEY_SPACE);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "choose");
    made_up_wait(made, 1);
    app_key(made->app, KEY_SPACE); /* the first row */
    CHECK_INT(focused(made), 1);
    app_key(made->app, KEY_SPACE); /* its first */
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "home");
    CHECK_STR(app_person(made->app), made->people[0].id);
    made_up_wait(made, 1);
    CHECK(focused(made) > 0);
    made_up_close(made);
}

TEST(where_nobody_scans_the_space_key_starts_nothing)
{
    struct made_up *made = made_up_open(1280, 800);
    app_key(made->app, KEY_SPACE);
    made_up_wait(made, 3000);
    CHECK_INT(focused(made), 0);
    CHECK_STR(made_up_screen(made), "cover");
    made_up_close(made);
}

TEST(the_slowest_says_the_pace_where_nobody_is_known)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[3].reach =
        (struct view_reach){.scan = SCAN_ONE, .scan_ms = 1000};
    made->people[5].reach =
        (struct view_reach){.scan = SCAN_ONE, .scan_ms = 4000};
    made->people[7].reach =
        (struct view_reach){.scan = SCAN_TWO, .scan_ms = 5000};
    app_key(made->app, KEY_SPACE);
    CHECK_INT(app_advance(made->app), made->world.now.boot_ms + 4000);
    made_up_close(made);
}

TEST(a_keyboard_still_walks_for_who_scans)
{
    struct made_up *made = at_home(SCAN_ONE);
    app_key(made->app, KEY_NEXT);
    CHECK_INT(focused(made), 1);
    made_up_wait(made, 5000);
    CHECK_INT(focused(made), 1);
    char before[DRAW_ID_SIZE];
    (void)text_copy(before, sizeof before, focus(made));
    app_key(made->app, KEY_NEXT);
    CHECK(!text_equal(before, focus(made)));
    made_up_close(made);
}

/* --- tags --- */

static struct made_up *
with_tag(void)
{
    struct made_up *made = made_up_open(1280, 800);
    (void)text_copy(made->world.centre.id, sizeof made->world.centre.id,
                    "c0000000-0000-7000-8000-00000000000f");
    CHECK(tag_hash(made->people[4].reach.tag, made->world.centre.id,
                   "0004711815"));
    return made;
}

TEST(a_tag_at_the_cover_is_its_owners_arrival)
{
    struct made_up *made = with_tag();
    app_tag(made->app, "0004711815");
    made_up_settle(made);
    CHECK_INT(made_up_asked(made, "arrive"), 1);
    CHECK_STR(app_person(made->app), made->people[4].id);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(a_tag_held_twice_is_one_arrival_and_no_departure)
{
    struct made_up *made = with_tag();
    for (int i = 0; i < 5; i++) {
        app_tag(made->app, "0004711815");
        made_up_settle(made);
    }
    CHECK_INT(made->asked_count, 1);
    made_up_close(made);
}

TEST(a_tag_that_nobody_has_changes_nothing)
{
    struct made_up *made = with_tag();
    uint64_t before = draw_hash(made_up_look(made));
    app_tag(made->app, "0004711816");
    app_tag(made->app, "");
    app_tag(made->app, "not a number");
    made_up_settle(made);
    CHECK_INT(made->asked_count, 0);
    CHECK(draw_hash(made_up_look(made)) == before);
    made_up_close(made);
}

TEST(in_somebodys_day_a_tag_does_nothing)
{
    struct made_up *made = with_tag();
    made_up_at_home(made);
    int asked = made->asked_count;
    app_tag(made->app, "0004711815");
    made_up_settle(made);
    CHECK_INT(made->asked_count, asked);
    CHECK_STR(app_person(made->app), made->people[0].id);
    made_up_close(made);
}

TEST(digits_faster_than_fingers_and_enter_are_a_tag)
{
    struct tag_keys keys = {.count = 0};
    char number[TAG_DIGITS_MAX + 1];
    for (int i = 0; i < 10; i++)
        tag_keys_digit(&keys, (char)('0' + i), 1000 + i * 20);
    CHECK(tag_keys_enter(&keys, 1300, number));
    CHECK_STR(number, "0123456789");
    CHECK(!tag_keys_enter(&keys, 1301, number));
    CHECK_STR(number, "");
}

TEST(digits_as_fingers_type_them_are_no_tag)
{
    struct tag_keys keys = {.count = 0};
    char number[TAG_DIGITS_MAX + 1];
    for (int i = 0; i < 10; i++)
        tag_keys_digit(&keys, '7', 1000 + i * 90);
    CHECK(!tag_keys_enter(&keys, 2000, number));
    for (int i = 0; i < 10; i++)
        tag_keys_digit(&keys, '7', 3000);
    CHECK(!tag_keys_enter(&keys, 3301, number));
}

TEST(too_few_too_many_or_broken_off_is_no_tag)
{
    struct tag_keys keys = {.count = 0};
    char number[TAG_DIGITS_MAX + 1];
    for (int i = 0; i < TAG_DIGITS_MIN - 1; i++)
        tag_keys_digit(&keys, '1', 0);
    CHECK(!tag_keys_enter(&keys, 0, number));
    for (int i = 0; i < TAG_DIGITS_MAX + 1; i++)
        tag_keys_digit(&keys, '1', 0);
    CHECK(!tag_keys_enter(&keys, 0, number));
    for (int i = 0; i < 8; i++)
        tag_keys_digit(&keys, '1', 0);
    tag_keys_other(&keys);
    CHECK(!tag_keys_enter(&keys, 0, number));
    for (int i = 0; i < TAG_DIGITS_MAX; i++)
        tag_keys_digit(&keys, '1', 0);
    CHECK(tag_keys_enter(&keys, 0, number));
    CHECK_INT(strlen(number), TAG_DIGITS_MAX);
}
