#include <string.h>

#include "tests/test.h"
#include "ui/kiosk/paint_scale.h"

enum { SIDE_MAX = 64 };

static uint32_t from_pixels[SIDE_MAX * SIDE_MAX];
static uint32_t to_pixels[SIDE_MAX * SIDE_MAX];

static struct scale_image
image_of(uint32_t *pixels, int w, int h, uint32_t colour)
{
    for (int i = 0; i < w * h; i++)
        pixels[i] = colour;
    return (struct scale_image){pixels, w, h};
}

TEST(one_colour_stays_that_colour_at_every_size)
{
    struct scale_image from = image_of(from_pixels, 37, 23, 0xff80c011u);
    int unlike = 0;
    for (int w = 1; w < SIDE_MAX; w++) {
        struct scale_image to = image_of(to_pixels, w, 1 + w / 2, 0);
        scale_image(&from, &to);
        for (int i = 0; i < to.w * to.h; i++)
            unlike += to.pixels[i] != 0xff80c011u;
    }
    CHECK_INT(unlike, 0);
}

TEST(four_pixels_become_their_average)
{
    uint32_t four[] = {0xff000000u, 0xff646464u, 0xffc8c8c8u, 0xff2c2c2cu};
    struct scale_image from = {four, 2, 2};
    struct scale_image to = image_of(to_pixels, 1, 1, 0);
    scale_image(&from, &to);
    CHECK_INT(to.pixels[0], 0xff565656u);
}

TEST(a_pixel_that_lies_over_a_border_counts_by_its_parts)
{
    uint32_t three[] = {0xff000000u, 0xffffffffu, 0xff000000u};
    struct scale_image from = {three, 3, 1};
    struct scale_image to = image_of(to_pixels, 2, 1, 0);
    scale_image(&from, &to);
    CHECK_INT(to.pixels[0], 0xff555555u);
    CHECK_INT(to.pixels[1], 0xff555555u);
}

TEST(the_same_size_is_the_same_picture)
{
    struct scale_image from = image_of(from_pixels, 8, 8, 0);
    struct scale_image to = image_of(to_pixels, 8, 8, 0);
    for (uint32_t i = 0; i < 64; i++)
        from_pixels[i] = i * 0x03050709u;
    scale_image(&from, &to);
    CHECK_INT(memcmp(from_pixels, to_pixels, 64 * sizeof(uint32_t)), 0);
}

TEST(growing_a_picture_never_goes_beyond_its_own_tones)
{
    uint32_t two[] = {0xff101010u, 0xfff0f0f0u};
    struct scale_image from = {two, 2, 1};
    struct scale_image to = image_of(to_pixels, 40, 20, 0);
    uint32_t last = 0;
    int falls = 0;
    scale_image(&from, &to);
    for (int x = 0; x < 40; x++) {
        uint32_t tone = to.pixels[x] & 255;
        falls += tone < last || tone < 0x10 || tone > 0xf0;
        last = tone;
    }
    CHECK_INT(falls, 0);
    CHECK_INT(to.pixels[0], 0xff101010u);
    CHECK_INT(to.pixels[39], 0xfff0f0f0u);
}

TEST(what_is_transparent_keeps_no_colour)
{
    uint32_t pixels[] = {0x00ff00ffu, 0x80ffffffu};
    struct scale_image image = {pixels, 2, 1};
    scale_premultiply(&image);
    CHECK_INT(pixels[0], 0);
    CHECK_INT(pixels[1], 0x80808080u);
}
