#include "tests/test.h"
#include "tests/unit/paint/fixture.h"
#include "ui/kiosk/paint_shape.h"

static const struct shape_look black = {0x000000, 255};

static int
darkness(const SDL_Surface *surface, int x, int y)
{
    return 255 - (int)(fixture_pixel(surface, x, y) & 255);
}

TEST(a_box_on_pixel_borders_is_sharp)
{
    SDL_Surface *surface = fixture_surface(60, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_box(&canvas, (struct draw_rect){10, 10, 30, 20}, 0, black);
    CHECK_INT(darkness(surface, 9, 15), 0);
    CHECK_INT(darkness(surface, 10, 10), 255);
    CHECK_INT(darkness(surface, 39, 29), 255);
    CHECK_INT(darkness(surface, 40, 29), 0);
    CHECK_INT(darkness(surface, 39, 30), 0);
    SDL_FreeSurface(surface);
}

TEST(a_rounded_box_has_soft_corners_and_full_sides)
{
    SDL_Surface *surface = fixture_surface(60, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_box(&canvas, (struct draw_rect){0, 0, 60, 40}, 12, black);
    CHECK_INT(darkness(surface, 0, 0), 0);
    CHECK_INT(darkness(surface, 30, 0), 255);
    CHECK_INT(darkness(surface, 0, 20), 255);
    CHECK_INT(darkness(surface, 30, 20), 255);
    int soft = 0;
    for (int x = 0; x < 12; x++)
        soft += darkness(surface, x, 2) > 0 && darkness(surface, x, 2) < 255;
    CHECK(soft >= 1);
    SDL_FreeSurface(surface);
}

TEST(all_four_corners_of_a_box_mirror_each_other)
{
    SDL_Surface *surface = fixture_surface(50, 36);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_frame(&canvas, (struct draw_rect){0, 0, 50, 36}, 9, 3, black);
    int uneven = 0;
    for (int y = 0; y < 36; y++)
        for (int x = 0; x < 50; x++)
            uneven += darkness(surface, x, y) != darkness(surface, 49 - x, y) ||
                      darkness(surface, x, y) != darkness(surface, x, 35 - y);
    CHECK_INT(uneven, 0);
    SDL_FreeSurface(surface);
}

TEST(a_border_lies_inside_its_box_and_leaves_the_middle)
{
    SDL_Surface *surface = fixture_surface(60, 60);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_frame(&canvas, (struct draw_rect){10, 10, 40, 40}, 8, 4, black);
    CHECK_INT(darkness(surface, 9, 30), 0);
    CHECK_INT(darkness(surface, 10, 30), 255);
    CHECK_INT(darkness(surface, 13, 30), 255);
    CHECK_INT(darkness(surface, 14, 30), 0);
    CHECK_INT(darkness(surface, 30, 30), 0);
    SDL_FreeSurface(surface);
}

TEST(a_disc_covers_as_much_as_a_circle_does)
{
    SDL_Surface *surface = fixture_surface(100, 100);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_pie(&canvas, (struct draw_rect){10, 10, 80, 80}, 1, black);
    int64_t sum = 0;
    for (int y = 0; y < 100; y++)
        for (int x = 0; x < 100; x++)
            sum += darkness(surface, x, y);
    double circle = 3.14159265 * 40 * 40 * 255;
    CHECK((double)sum > circle * 0.998 && (double)sum < circle * 1.002);
    SDL_FreeSurface(surface);
}

TEST(a_quarter_pie_stands_right_of_twelve_o_clock)
{
    SDL_Surface *surface = fixture_surface(100, 100);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_pie(&canvas, (struct draw_rect){0, 0, 100, 100}, 0.25f, black);
    CHECK_INT(darkness(surface, 70, 30), 255);
    CHECK_INT(darkness(surface, 30, 30), 0);
    CHECK_INT(darkness(surface, 70, 70), 0);
    CHECK_INT(darkness(surface, 30, 70), 0);
    SDL_FreeSurface(surface);
}

TEST(three_quarters_of_a_pie_leave_the_upper_left)
{
    SDL_Surface *surface = fixture_surface(100, 100);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_pie(&canvas, (struct draw_rect){0, 0, 100, 100}, 0.75f, black);
    CHECK_INT(darkness(surface, 70, 30), 255);
    CHECK_INT(darkness(surface, 70, 70), 255);
    CHECK_INT(darkness(surface, 30, 70), 255);
    CHECK_INT(darkness(surface, 30, 30), 0);
    SDL_FreeSurface(surface);
}

TEST(nothing_of_a_pie_is_nothing)
{
    SDL_Surface *surface = fixture_surface(20, 20);
    struct canvas canvas = canvas_of(surface, NULL);
    uint64_t before = fixture_hash(surface);
    shape_pie(&canvas, (struct draw_rect){0, 0, 20, 20}, 0, black);
    CHECK(fixture_hash(surface) == before);
    SDL_FreeSurface(surface);
}

TEST(a_ring_is_hollow_and_as_thick_as_its_line)
{
    SDL_Surface *surface = fixture_surface(100, 100);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_ring(&canvas, (struct draw_rect){0, 0, 100, 100}, 6, black);
    CHECK_INT(darkness(surface, 50, 50), 0);
    CHECK(darkness(surface, 50, 1) > 250);
    CHECK(darkness(surface, 50, 5) > 250);
    CHECK(darkness(surface, 50, 7) < 5);
    SDL_FreeSurface(surface);
}

TEST(a_level_stroke_is_sharp_whether_odd_or_even)
{
    for (int line = 3; line <= 4; line++) {
        SDL_Surface *surface = fixture_surface(60, 40);
        struct canvas canvas = canvas_of(surface, NULL);
        shape_stroke(&canvas, (struct draw_rect){10, 20, 40, 0}, line, black);
        int rows = 0;
        int soft = 0;
        for (int y = 0; y < 40; y++) {
            rows += darkness(surface, 30, y) == 255;
            soft +=
                darkness(surface, 30, y) > 0 && darkness(surface, 30, y) < 255;
        }
        CHECK_INT(rows, line);
        CHECK_INT(soft, 0);
        SDL_FreeSurface(surface);
    }
}

TEST(a_stroke_of_no_length_is_a_dot)
{
    SDL_Surface *surface = fixture_surface(40, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    shape_stroke(&canvas, (struct draw_rect){20, 20, 0, 0}, 10, black);
    CHECK_INT(darkness(surface, 20, 20), 255);
    CHECK_INT(darkness(surface, 20, 26), 0);
    SDL_FreeSurface(surface);
}

TEST(a_stroke_is_the_same_from_either_end)
{
    SDL_Surface *there = fixture_surface(90, 90);
    SDL_Surface *back = fixture_surface(90, 90);
    struct canvas a = canvas_of(there, NULL);
    struct canvas b = canvas_of(back, NULL);
    shape_stroke(&a, (struct draw_rect){10, 70, 60, -50}, 7, black);
    shape_stroke(&b, (struct draw_rect){70, 20, -60, 50}, 7, black);
    int unlike = 0;
    for (int y = 0; y < 90; y++)
        for (int x = 0; x < 90; x++) {
            int gap = darkness(there, x, y) - darkness(back, x, y);
            unlike += gap > 1 || gap < -1;
        }
    CHECK_INT(unlike, 0);
    CHECK_INT(darkness(there, 40, 45), 255);
    SDL_FreeSurface(there);
    SDL_FreeSurface(back);
}

TEST(nothing_is_painted_outside_the_clip)
{
    SDL_Surface *surface = fixture_surface(60, 60);
    struct draw_rect part = {20, 20, 20, 20};
    struct canvas canvas = canvas_of(surface, &part);
    struct draw_rect all = {-5, -5, 70, 70};
    shape_box(&canvas, all, 3, black);
    shape_ring(&canvas, all, 30, black);
    shape_stroke(&canvas, (struct draw_rect){0, 0, 60, 60}, 40, black);
    int outside = 0;
    for (int y = 0; y < 60; y++)
        for (int x = 0; x < 60; x++)
            outside += (x < 20 || x >= 40 || y < 20 || y >= 40) &&
                       darkness(surface, x, y) != 0;
    CHECK_INT(outside, 0);
    CHECK_INT(darkness(surface, 20, 20), 255);
    SDL_FreeSurface(surface);
}

TEST(a_mix_of_nothing_and_of_all_is_exact)
{
    CHECK_INT(canvas_mix(0x123456, 0xabcdef, 0), 0x123456);
    CHECK_INT(canvas_mix(0x123456, 0xabcdef, 255), 0xabcdef);
    CHECK_INT(canvas_mix(0x000000, 0xffffff, 128), 0x808080);
}
