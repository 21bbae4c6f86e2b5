#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/paint/fixture.h"

struct setting {
    struct paint *paint;
    SDL_Surface *surface;
    struct draw_list *list;
    int asked;
};

static bool
begin(struct setting *setting)
{
    memset(setting, 0, sizeof *setting);
    setting->surface = fixture_surface(FIXTURE_W, FIXTURE_H);
    setting->list = calloc(1, sizeof *setting->list);
    return setting->list != NULL &&
           paint_open_with(&setting->paint, fixture_source, &setting->asked) ==
               RESULT_OK;
}

static void
end(struct setting *setting)
{
    paint_close(setting->paint);
    SDL_FreeSurface(setting->surface);
    free(setting->list);
}

TEST(the_same_list_gives_the_same_pixels)
{
    struct setting setting;
    uint64_t state = 7;
    REQUIRE(begin(&setting));
    for (int i = 0; i < 20; i++) {
        fixture_random_list(setting.list, &state);
        paint_list(setting.paint, setting.surface, setting.list);
        uint64_t first = fixture_hash(setting.surface);
        paint_list(setting.paint, setting.surface, setting.list);
        CHECK(fixture_hash(setting.surface) == first);
    }
    end(&setting);
}

TEST(a_painter_with_nothing_kept_gives_the_same_pixels)
{
    struct setting one;
    struct setting two;
    uint64_t state = 99;
    REQUIRE(begin(&one));
    REQUIRE(begin(&two));
    for (int i = 0; i < 10; i++) {
        fixture_random_list(one.list, &state);
        paint_list(one.paint, one.surface, one.list);
    }
    paint_list(two.paint, two.surface, one.list);
    CHECK(fixture_hash(one.surface) == fixture_hash(two.surface));
    end(&one);
    end(&two);
}

/* Some operations anew, some gone, some added, in the middle too. */
static void
change_list(struct draw_list *list, uint64_t *state)
{
    int at = fixture_chance(state, list->op_count);
    switch (fixture_chance(state, 5)) {
    case 0:
        fixture_random_list(list, state);
        break;
    case 1:
        memmove(&list->ops[at], &list->ops[at + 1],
                (size_t)(list->op_count - at - 1) * sizeof list->ops[0]);
        if (list->op_count > 1)
            list->op_count--;
        break;
    case 2:
        memmove(&list->ops[at + 1], &list->ops[at],
                (size_t)(list->op_count - at) * sizeof list->ops[0]);
        list->op_count++;
        fixture_random_op(&list->ops[at], state);
        break;
    case 3:
        list->ground ^= 0x101010;
        break;
    default:
        fixture_random_op(&list->ops[at], state);
        break;
    }
}

TEST(painting_what_changed_gives_what_painting_all_gives)
{
    struct setting part;
    struct setting whole;
    SDL_Rect rects[PAINT_RECTS_MAX];
    uint64_t state = 2026;
    int partly = 0;
    REQUIRE(begin(&part));
    REQUIRE(begin(&whole));
    fixture_random_list(part.list, &state);
    paint_list(part.paint, part.surface, part.list);
    for (int i = 0; i < 200; i++) {
        change_list(part.list, &state);
        int count = paint_update(part.paint, part.surface, part.list, rects);
        paint_list(whole.paint, whole.surface, part.list);
        partly += count > 0 && rects[0].w * rects[0].h < FIXTURE_W * FIXTURE_H;
        if (!test_check(fixture_hash(part.surface) ==
                            fixture_hash(whole.surface),
                        "the two agree", __FILE__, __LINE__)) {
            printf("list pair %d\n", i);
            break;
        }
    }
    CHECK(partly > 50); /* else nothing was shown */
    end(&part);
    end(&whole);
}

TEST(what_changed_covers_every_pixel_that_differs)
{
    struct setting setting;
    SDL_Rect rects[PAINT_RECTS_MAX];
    uint64_t state = 11;
    REQUIRE(begin(&setting));
    SDL_Surface *before = fixture_surface(FIXTURE_W, FIXTURE_H);
    fixture_random_list(setting.list, &state);
    paint_list(setting.paint, setting.surface, setting.list);
    int missed = 0;
    for (int i = 0; i < 40; i++) {
        SDL_BlitSurface(setting.surface, NULL, before, NULL);
        change_list(setting.list, &state);
        int count =
            paint_update(setting.paint, setting.surface, setting.list, rects);
        for (int y = 0; y < FIXTURE_H; y++)
            for (int x = 0; x < FIXTURE_W; x++) {
                SDL_Point point = {x, y};
                bool told = false;
                for (int r = 0; r < count; r++)
                    told |= SDL_PointInRect(&point, &rects[r]) == SDL_TRUE;
                missed += !told && fixture_pixel(before, x, y) !=
                                       fixture_pixel(setting.surface, x, y);
            }
    }
    CHECK_INT(missed, 0);
    SDL_FreeSurface(before);
    end(&setting);
}

TEST(a_list_that_is_the_same_paints_nothing)
{
    struct setting setting;
    SDL_Rect rects[PAINT_RECTS_MAX];
    uint64_t state = 5;
    REQUIRE(begin(&setting));
    fixture_random_list(setting.list, &state);
    CHECK_INT(paint_update(setting.paint, setting.surface, setting.list, rects),
              1);
    CHECK_INT(rects[0].w * rects[0].h, FIXTURE_W * FIXTURE_H);
    CHECK_INT(paint_update(setting.paint, setting.surface, setting.list, rects),
              0);
    paint_forget(setting.paint);
    CHECK_INT(paint_update(setting.paint, setting.surface, setting.list, rects),
              1);
    end(&setting);
}

TEST(one_changed_word_repaints_little)
{
    struct setting setting;
    SDL_Rect rects[PAINT_RECTS_MAX];
    REQUIRE(begin(&setting));
    struct draw_op *first =
        fixture_op(setting.list, DRAW_TEXT, 10, 10, 100, 30);
    first->text_px = 20;
    text_copy(first->text, sizeof first->text, "10:20");
    struct draw_op *second =
        fixture_op(setting.list, DRAW_BOX, 10, 100, 200, 90);
    second->fill = 0x808080;
    paint_list(setting.paint, setting.surface, setting.list);
    text_copy(first->text, sizeof first->text, "10:21");
    int count =
        paint_update(setting.paint, setting.surface, setting.list, rects);
    REQUIRE(count == 1);
    CHECK(rects[0].w < 110 && rects[0].h < 60);
    end(&setting);
}

TEST(a_missing_picture_is_a_calm_frame)
{
    struct setting setting;
    REQUIRE(begin(&setting));
    setting.list->ground = 0xffffff;
    struct draw_op *op =
        fixture_op(setting.list, DRAW_PICTURE, 20, 20, 100, 100);
    text_copy(op->picture, sizeof op->picture, "absent");
    paint_list(setting.paint, setting.surface, setting.list);
    uint32_t middle = fixture_pixel(setting.surface, 70, 70);
    CHECK(middle != 0xffffff);
    CHECK((middle & 255) > 0xe0);
    CHECK_INT(fixture_pixel(setting.surface, 10, 10), 0xffffff);
    end(&setting);
}

TEST(a_picture_file_holds_what_was_painted)
{
    struct setting setting;
    char path[512];
    REQUIRE(begin(&setting));
    text_format(path, sizeof path, "%s/x.png", test_folder());
    CHECK_INT(paint_png(setting.surface, path), RESULT_OK);
    text_format(path, sizeof path, "%s/nowhere/x.png", test_folder());
    CHECK_INT(paint_png(setting.surface, path), RESULT_IO);
    end(&setting);
}
