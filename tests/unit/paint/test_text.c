#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/paint/fixture.h"
#include "ui/kiosk/paint_text.h"

static struct draw_op
text_op(const char *text, int px)
{
    struct draw_op op = {.kind = DRAW_TEXT,
                         .rect = {10, 10, 300, 80},
                         .text_px = px,
                         .ink = 0x000000};
    text_copy(op.text, sizeof op.text, text);
    return op;
}

/* The first and the last column that has ink. */
static void
ink_columns(const SDL_Surface *surface, int *first, int *last)
{
    *first = surface->w;
    *last = -1;
    for (int y = 0; y < surface->h; y++)
        for (int x = 0; x < surface->w; x++)
            if (fixture_pixel(surface, x, y) != 0xffffff) {
                *first = x < *first ? x : *first;
                *last = x > *last ? x : *last;
            }
}

TEST(a_line_fits_the_width_it_was_measured_at)
{
    static const char *const lines[] = {"Fika", "Måla i ateljén", "Ǩ ŋ ŧ ø æ",
                                        "سارة العلي", "Möte med سارة 10:20"};
    struct texts *texts = calloc(1, sizeof *texts);
    REQUIRE(texts_init(texts) == RESULT_OK);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (int px = 12; px <= 40; px += 7) {
            SDL_Surface *surface = fixture_surface(640, 100);
            struct canvas canvas = canvas_of(surface, NULL);
            struct draw_op op = text_op(lines[i], px);
            int first;
            int last;
            int width = texts_width(texts, lines[i], px, DRAW_REGULAR);
            texts_paint(texts, &canvas, &op);
            ink_columns(surface, &first, &last);
            CHECK(first >= 9 && last < 10 + width + 2);
            CHECK(last - first > width * 3 / 4);
            SDL_FreeSurface(surface);
        }
    texts_finish(texts);
    free(texts);
}

TEST(text_stands_at_the_start_in_the_middle_and_at_the_end)
{
    struct texts *texts = calloc(1, sizeof *texts);
    REQUIRE(texts_init(texts) == RESULT_OK);
    int firsts[3];
    int last = 0;
    for (int i = 0; i < 3; i++) {
        SDL_Surface *surface = fixture_surface(320, 100);
        struct canvas canvas = canvas_of(surface, NULL);
        struct draw_op op = text_op("Hej", 30);
        op.align = (enum draw_align)i;
        texts_paint(texts, &canvas, &op);
        ink_columns(surface, &firsts[i], &last);
        SDL_FreeSurface(surface);
    }
    CHECK(firsts[0] >= 10 && firsts[0] <= 15);
    CHECK(firsts[1] > firsts[0] + 90 && firsts[2] > firsts[1] + 90);
    CHECK(last >= 304 && last < 312);
    texts_finish(texts);
    free(texts);
}

TEST(ink_never_falls_outside_the_bounds)
{
    struct texts *texts = calloc(1, sizeof *texts);
    REQUIRE(texts_init(texts) == RESULT_OK);
    SDL_Surface *surface = fixture_surface(400, 120);
    struct canvas canvas = canvas_of(surface, NULL);
    struct draw_op op = text_op("Ågj سارة", 44);
    texts_paint(texts, &canvas, &op);
    struct draw_rect bounds = texts_bounds(texts, &op);
    int outside = 0;
    int inside = 0;
    for (int y = 0; y < 120; y++)
        for (int x = 0; x < 400; x++) {
            bool in = x >= bounds.x && x < bounds.x + bounds.w &&
                      y >= bounds.y && y < bounds.y + bounds.h;
            bool ink = fixture_pixel(surface, x, y) != 0xffffff;
            outside += ink && !in;
            inside += ink && in;
        }
    CHECK_INT(outside, 0);
    CHECK(inside > 100);
    SDL_FreeSurface(surface);
    texts_finish(texts);
    free(texts);
}

TEST(capitals_stand_in_the_middle_of_their_box)
{
    struct texts *texts = calloc(1, sizeof *texts);
    REQUIRE(texts_init(texts) == RESULT_OK);
    SDL_Surface *surface = fixture_surface(320, 100);
    struct canvas canvas = canvas_of(surface, NULL);
    struct draw_op op = text_op("H", 60);
    int first = 100;
    int last = 0;
    texts_paint(texts, &canvas, &op);
    for (int y = 0; y < 100; y++)
        for (int x = 0; x < 320; x++)
            if (fixture_pixel(surface, x, y) != 0xffffff) {
                first = y < first ? y : first;
                last = y;
            }
    CHECK(last - first > 38);
    CHECK(abs((first - 10) - (89 - last)) <= 2);
    SDL_FreeSurface(surface);
    texts_finish(texts);
    free(texts);
}

TEST(masks_stay_within_their_bytes_and_slots)
{
    struct texts *texts = calloc(1, sizeof *texts);
    REQUIRE(texts_init(texts) == RESULT_OK);
    SDL_Surface *surface = fixture_surface(40, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    for (int i = 0; i < TEXT_MASKS_MAX + 60; i++) {
        char text[32];
        text_format(text, sizeof text, "Rad nummer %d", i);
        struct draw_op op = text_op(text, 20 + i % 50);
        texts_paint(texts, &canvas, &op);
        CHECK(texts->bytes <= TEXT_MASK_BYTES);
    }
    int open = 0;
    for (int i = 0; i < FONT_OPEN_MAX; i++)
        open += texts->fonts.open[i].font != NULL;
    CHECK_INT(open, FONT_OPEN_MAX);
    SDL_FreeSurface(surface);
    texts_finish(texts);
    free(texts);
}

TEST(a_width_is_the_same_asked_twice_and_bold_is_wider)
{
    struct paint *paint = NULL;
    REQUIRE(paint_open_with(&paint, NULL, NULL) == RESULT_OK);
    struct draw_metrics metrics = paint_metrics(paint);
    int first = metrics.width(metrics.user, "Verkstan", 24, DRAW_REGULAR);
    CHECK_INT(metrics.width(metrics.user, "Verkstan", 24, DRAW_REGULAR), first);
    CHECK(metrics.width(metrics.user, "Verkstan", 24, DRAW_BOLD) > first);
    CHECK(metrics.width(metrics.user, "Verkstan", 48, DRAW_REGULAR) >
          first * 19 / 10);
    CHECK_INT(metrics.width(metrics.user, "", 24, DRAW_REGULAR), 0);
    CHECK_INT(metrics.line_height(metrics.user, 100, DRAW_REGULAR), 130);
    paint_close(paint);
}
