/* Fingers that shake, rest or slide; the left hand; a chair before the pane. */
#include "firmware/base/text.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"
#include "ui/kiosk/layout.h"

static struct made_up *
at_home(struct view_reach reach)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].reach = reach;
    made_up_at_home(made);
    made_up_wait(made, 5000);
    return made;
}

static void
middle_of(struct made_up *made, const char *id, int *x, int *y)
{
    const struct draw_element *element = made_up_find(made, id);
    *x = element->rect.x + element->rect.w / 2;
    *y = element->rect.y + element->rect.h / 2;
}

static void
put(struct made_up *made, enum app_phase phase, const char *id)
{
    int x, y;
    middle_of(made, id, &x, &y);
    app_touch(made->app, phase, 1, x, y);
    made_up_settle(made);
}

/* --- holding --- */

TEST(a_finger_that_is_to_rest_counts_when_it_has)
{
    struct made_up *made = at_home((struct view_reach){.hold_ms = 800});
    put(made, TOUCH_DOWN, "day");
    made_up_wait(made, 799);
    CHECK_STR(made_up_screen(made), "home");
    made_up_wait(made, 1);
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

TEST(a_finger_that_only_brushes_past_does_not_count)
{
    struct made_up *made = at_home((struct view_reach){.hold_ms = 800});
    put(made, TOUCH_DOWN, "day");
    made_up_wait(made, 400);
    put(made, TOUCH_UP, "day");
    made_up_wait(made, 3000);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(a_finger_that_leaves_begins_anew)
{
    struct made_up *made = at_home((struct view_reach){.hold_ms = 800});
    put(made, TOUCH_DOWN, "day");
    made_up_wait(made, 700);
    app_touch(made->app, TOUCH_MOVE, 1, 2, 2);
    made_up_wait(made, 700);
    put(made, TOUCH_MOVE, "day");
    made_up_wait(made, 700);
    CHECK_STR(made_up_screen(made), "home");
    made_up_wait(made, 100);
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

TEST(what_a_long_touch_opened_is_not_touched_by_its_end)
{
    struct made_up *made = at_home((struct view_reach){.hold_ms = 500});
    put(made, TOUCH_DOWN, "leave");
    made_up_wait(made, 3000);
    CHECK_STR(made_up_screen(made), "leave");
    put(made, TOUCH_MOVE, "leave_yes");
    made_up_wait(made, 3000);
    put(made, TOUCH_UP, "leave_yes");
    CHECK_INT(made_up_asked(made, "leave"), 0);
    made_up_close(made);
}

TEST(the_kiosk_wakes_when_the_finger_has_rested)
{
    struct made_up *made = at_home((struct view_reach){.hold_ms = 800});
    put(made, TOUCH_DOWN, "day");
    CHECK_INT(app_advance(made->app), made->world.now.boot_ms + 800);
    put(made, TOUCH_UP, "day");
    CHECK(app_advance(made->app) > made->world.now.boot_ms + 800);
    made_up_close(made);
}

TEST(who_is_not_known_yet_touches_as_the_centre_says)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.centre.reach.hold_ms = 600;
    made_up_wait(made, 5000);
    put(made, TOUCH_DOWN, "choose");
    put(made, TOUCH_UP, "choose");
    CHECK_STR(made_up_screen(made), "cover");
    put(made, TOUCH_DOWN, "choose");
    made_up_wait(made, 600);
    CHECK(!text_equal(made_up_screen(made), "cover"));
    made_up_close(made);
}

/* --- dead time --- */

TEST(after_a_touch_nothing_counts_for_as_long_as_the_person_wants)
{
    struct made_up *made = at_home((struct view_reach){.dead_ms = 2000});
    put(made, TOUCH_DOWN, "day");
    put(made, TOUCH_UP, "day");
    CHECK_STR(made_up_screen(made), "day");
    made_up_wait(made, 1900);
    put(made, TOUCH_DOWN, "home");
    made_up_wait(made, 500);
    put(made, TOUCH_UP, "home");
    CHECK_STR(made_up_screen(made), "day");
    put(made, TOUCH_DOWN, "home");
    put(made, TOUCH_UP, "home");
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

/* --- sliding --- */

TEST(a_finger_that_may_slide_chooses_what_it_is_lifted_from)
{
    struct made_up *made =
        at_home((struct view_reach){.touch = TOUCH_ANYWHERE});
    app_touch(made->app, TOUCH_DOWN, 1, 2, 2);
    put(made, TOUCH_MOVE, "pause");
    put(made, TOUCH_UP, "day");
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

TEST(a_finger_that_may_slide_touches_nothing_beside_everything)
{
    struct made_up *made =
        at_home((struct view_reach){.touch = TOUCH_ANYWHERE});
    put(made, TOUCH_DOWN, "day");
    app_touch(made->app, TOUCH_UP, 1, 2, 2);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(for_others_a_finger_that_slides_touches_nothing)
{
    struct made_up *made = at_home((struct view_reach){.hold_ms = 0});
    put(made, TOUCH_DOWN, "pause");
    put(made, TOUCH_MOVE, "day");
    put(made, TOUCH_UP, "day");
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

TEST(sliding_and_resting_go_together)
{
    struct made_up *made =
        at_home((struct view_reach){.touch = TOUCH_ANYWHERE, .hold_ms = 500});
    put(made, TOUCH_DOWN, "pause");
    made_up_wait(made, 400);
    put(made, TOUCH_MOVE, "day");
    made_up_wait(made, 400);
    CHECK_STR(made_up_screen(made), "home");
    made_up_wait(made, 100);
    CHECK_STR(made_up_screen(made), "day");
    made_up_close(made);
}

/* --- the left hand --- */

TEST(for_the_left_hand_back_and_home_change_sides)
{
    struct made_up *made = at_home((struct view_reach){.left = true});
    REQUIRE(made_up_touch(made, "day"));
    const struct draw_rect home = made_up_find(made, "home")->rect;
    const struct draw_rect back = made_up_find(made, "back")->rect;
    CHECK(home.x < 100);
    CHECK(back.x > 1000);
    made_up_close(made);
}

TEST(for_the_left_hand_earlier_still_stands_before_later)
{
    static const int panes[][2] = {{800, 480}, {720, 1280}, {1920, 1080}};
    for (int i = 0; i < 3; i++) {
        struct panel panel = panel_for(panes[i][0], panes[i][1]);
        struct layout layout;
        layout_init(&layout, &panel, true);
        layout_reach(&layout, true, false, false, 1.0);
        CHECK(layout.slots[SLOT_FIRST].x < layout.slots[SLOT_SECOND].x);
        CHECK(layout.slots[SLOT_SECOND].x < layout.slots[SLOT_THIRD].x);
        CHECK(layout.slots[SLOT_HOME].x < layout.slots[SLOT_ASK].x);
        CHECK(layout.slots[SLOT_ASK].x < layout.slots[SLOT_BACK].x);
    }
}

TEST(the_next_person_has_their_own_hand)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].reach.left = true;
    made->people[1].here = true;
    made_up_at_home(made);
    CHECK(made_up_find(made, "leave")->rect.x < 100);
    app_key(made->app, KEY_BACK);
    made_up_wait(made, 100000);
    REQUIRE(made_up_arrive(made, 1));
    CHECK(made_up_find(made, "leave")->rect.x > 1000);
    made_up_close(made);
}

/* --- from a chair --- */

static int
too_high(const struct draw_list *list)
{
    int wrong = 0;
    for (int i = 0; i < list->element_count; i++) {
        const struct draw_element *element = &list->elements[i];
        if ((element->role == ROLE_BUTTON || element->role == ROLE_CHOICE) &&
            element->rect.y * 2 < list->height) {
            printf("    %s: %s at %d of %d\n", list->screen, element->id,
                   element->rect.y, list->height);
            wrong++;
        }
    }
    return wrong;
}

TEST(on_a_tall_pane_all_that_can_be_touched_stands_in_the_lower_half)
{
    int wrong = 0;
    for (int i = 0; i < scene_count; i++) {
        struct made_up *made = made_up_open(1080, 1920);
        made->world.low = true;
        scenes[i].set(made);
        wrong += too_high(made_up_look(made));
        made_up_close(made);
    }
    CHECK_INT(wrong, 0);
}

TEST(on_a_pane_that_is_less_tall_it_stands_lower_than_it_would)
{
    struct panel panel = panel_for(800, 1280);
    struct layout usual, low;
    layout_init(&usual, &panel, true);
    layout_init(&low, &panel, true);
    layout_reach(&low, false, true, false, 1.0);
    CHECK(low.content.y >= usual.content.y + panel_px(&panel, 25));
    CHECK_INT(low.content.y + low.content.h, usual.content.y + usual.content.h);
    CHECK(low.header.y > usual.header.y);
    CHECK(low.above.y + low.above.h < low.header.y);
}

TEST(a_pane_that_is_within_reach_stays_as_it_is)
{
    struct made_up *one = made_up_open(720, 1280);
    struct made_up *other = made_up_open(720, 1280);
    other->world.low = true;
    made_up_at_home(one);
    made_up_at_home(other);
    CHECK(draw_hash(made_up_look(one)) == draw_hash(made_up_look(other)));
    made_up_close(one);
    made_up_close(other);
}
