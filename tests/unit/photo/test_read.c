#include "firmware/photo/read.h"

#include <stdlib.h>

#include "tests/test.h"
#include "tests/unit/photo/sample.h"

static struct pixels
decode(struct sample sample, enum result want)
{
    struct pixels pixels;
    CHECK_INT(read_photo(sample.bytes, sample.length, &pixels), want);
    free(sample.bytes);
    return pixels;
}

/* 'r', 'b', 'w' (white), 'k' (black) or '?'. */
static char
colour_at(const struct pixels *pixels, int x, int y)
{
    if (pixels->rgb == NULL)
        return '?';
    const unsigned char *rgb =
        pixels->rgb + ((size_t)y * (size_t)pixels->width + (size_t)x) * 3;
    bool red = rgb[0] > 200;
    bool green = rgb[1] > 200;
    bool blue = rgb[2] > 200;
    return red && green && blue      ? 'w'
           : red && !green && !blue  ? 'r'
           : blue && !green && !red  ? 'b'
           : !red && !green && !blue ? 'k'
                                     : '?';
}

/* Left, right, top, bottom: as "rb??" if it stands as it was made. */
static const char *
colours(const struct pixels *pixels)
{
    static char text[5];
    int w = pixels->width;
    int h = pixels->height;
    text[0] = colour_at(pixels, 1, h / 2);
    text[1] = colour_at(pixels, w - 2, h / 2);
    text[2] = colour_at(pixels, w / 2 + 4, 1);
    text[3] = colour_at(pixels, w / 2 + 4, h - 2);
    return text;
}

TEST(a_small_jpeg_keeps_its_size)
{
    struct pixels pixels = decode(sample_jpeg(64, 48, 0), RESULT_OK);
    CHECK_INT(pixels.width, 64);
    CHECK_INT(pixels.height, 48);
    CHECK_STR(colours(&pixels), "rbbb");
    pixels_finish(&pixels);
}

TEST(a_large_jpeg_becomes_1024_long)
{
    struct pixels pixels = decode(sample_jpeg(3000, 2000, 0), RESULT_OK);
    CHECK_INT(pixels.width, 1024);
    CHECK_INT(pixels.height, 683);
    CHECK_STR(colours(&pixels), "rbbb");
    pixels_finish(&pixels);
}

TEST(every_orientation_ends_upright)
{
    /* Where the red half is: left, right, right, left, top, top, bottom,
     * bottom. */
    static const struct {
        int width;
        char left, right, top, bottom;
    } want[] = {{64, 'r', 'b', 0, 0}, {64, 'b', 'r', 0, 0},
                {64, 'b', 'r', 0, 0}, {64, 'r', 'b', 0, 0},
                {48, 0, 0, 'r', 'b'}, {48, 0, 0, 'r', 'b'},
                {48, 0, 0, 'b', 'r'}, {48, 0, 0, 'b', 'r'}};
    for (int i = 0; i < 8; i++) {
        struct pixels pixels = decode(sample_jpeg(64, 48, i + 1), RESULT_OK);
        CHECK_INT(pixels.width, want[i].width);
        const char *got = colours(&pixels);
        if (want[i].left != 0) {
            CHECK_INT(got[0], want[i].left);
            CHECK_INT(got[1], want[i].right);
        } else {
            CHECK_INT(got[2], want[i].top);
            CHECK_INT(got[3], want[i].bottom);
        }
        pixels_finish(&pixels);
    }
}

TEST(orientation_6_turns_clockwise)
{
    /* Stored lying on its side: rows a b c / d e f. */
    struct pixels pixels = {3, 2, malloc(18)};
    for (int i = 0; i < 6; i++)
        memset(pixels.rgb + i * 3, 'a' + i, 3);
    REQUIRE(pixels_orient(&pixels, 6) == RESULT_OK);
    CHECK_INT(pixels.width, 2);
    CHECK_INT(pixels.height, 3);
    static const char want[] = "daebfc";
    for (int i = 0; i < 6; i++)
        CHECK_INT(pixels.rgb[i * 3], want[i]);
    pixels_finish(&pixels);
}

TEST(ink_and_progressive_jpegs_are_read)
{
    struct pixels pixels = decode(sample_cmyk_jpeg(40, 40), RESULT_OK);
    CHECK_INT(colour_at(&pixels, 20, 20), 'r');
    pixels_finish(&pixels);
    pixels = decode(sample_progressive_jpeg(200, 100), RESULT_OK);
    CHECK_STR(colours(&pixels), "rbbb");
    pixels_finish(&pixels);
}

TEST(every_kind_of_png_is_read)
{
    struct pixels pixels = decode(sample_png(64, 48, SAMPLE_RGB8), RESULT_OK);
    CHECK_STR(colours(&pixels), "rbbb");
    pixels_finish(&pixels);
    pixels = decode(sample_png(64, 48, SAMPLE_RGBA16), RESULT_OK);
    CHECK_STR(colours(&pixels), "rwww"); /* what is clear lies on white */
    pixels_finish(&pixels);
    pixels = decode(sample_png(64, 48, SAMPLE_GREY1), RESULT_OK);
    CHECK_STR(colours(&pixels), "wkkk");
    pixels_finish(&pixels);
    pixels = decode(sample_png(2100, 300, SAMPLE_INTERLACED), RESULT_OK);
    CHECK_INT(pixels.width, 1024);
    CHECK_INT(pixels.height, 146);
    CHECK_STR(colours(&pixels), "rbbb");
    pixels_finish(&pixels);
}

TEST(a_thin_picture_keeps_one_pixel)
{
    struct pixels pixels = decode(sample_png(9000, 1, SAMPLE_RGB8), RESULT_OK);
    CHECK_INT(pixels.width, 1024);
    CHECK_INT(pixels.height, 1);
    pixels_finish(&pixels);
}

TEST(the_mean_of_an_area_is_exact)
{
    /* 2048 columns, black and white by turns: grey. */
    struct shrink shrink;
    struct pixels out;
    unsigned char row[2048 * 3];
    for (size_t i = 0; i < sizeof row; i++)
        row[i] = i / 3 % 2 == 0 ? 0 : 255;
    REQUIRE(shrink_init(&shrink, 2048, 2) == RESULT_OK);
    shrink_row(&shrink, row);
    shrink_row(&shrink, row);
    shrink_row(&shrink, row); /* one too many */
    shrink_take(&shrink, &out);
    CHECK_INT(out.width, 1024);
    CHECK_INT(out.height, 1);
    CHECK_INT(out.rgb[0], 128);
    CHECK_INT(out.rgb[1023 * 3], 128);
    pixels_finish(&out);
    shrink_finish(&shrink);
}

TEST(what_is_no_picture_is_absent)
{
    struct pixels pixels;
    static const unsigned char gif[] = "GIF89a and so on";
    CHECK_INT(read_photo(gif, sizeof gif, &pixels), RESULT_ABSENT);
    CHECK_INT(read_photo(gif, 0, &pixels), RESULT_ABSENT);
    CHECK(pixels.rgb == NULL);
}

TEST(a_picture_cut_anywhere_is_damaged)
{
    struct sample samples[] = {sample_jpeg(200, 150, 6),
                               sample_png(200, 150, SAMPLE_RGB8),
                               sample_progressive_jpeg(200, 150)};
    for (int i = 0; i < 3; i++) {
        /* The last bytes of a JPEG may be its end marker alone. */
        for (size_t cut = 3; cut < 40; cut++) {
            struct pixels pixels;
            size_t length = samples[i].length * cut / 40;
            if (length < 8)
                continue;
            CHECK_INT(read_photo(samples[i].bytes, length, &pixels),
                      RESULT_INVALID);
            CHECK(pixels.rgb == NULL);
        }
        free(samples[i].bytes);
    }
}

TEST(a_promise_of_too_much_is_refused_before_memory_is_taken)
{
    (void)decode(sample_promise(100000, 100000), RESULT_FULL);
    (void)decode(sample_promise(30001, 1), RESULT_FULL);
    (void)decode(sample_promise(10000, 6001), RESULT_FULL);
    (void)decode(sample_promise(0x7fffffff, 0x7fffffff), RESULT_FULL);
    (void)decode(sample_promise(0, 5), RESULT_INVALID);
    (void)decode(sample_promise(10000, 5000), RESULT_INVALID);
}

TEST(three_hundred_mutants_harm_nobody)
{
    struct sample samples[] = {sample_jpeg(96, 64, 3),
                               sample_png(96, 64, SAMPLE_INTERLACED),
                               sample_progressive_jpeg(96, 64)};
    uint32_t seed = 7;
    int answered = 0;
    for (int i = 0; i < 300; i++) {
        struct sample *sample = &samples[i % 3];
        unsigned char *copy = malloc(sample->length);
        memcpy(copy, sample->bytes, sample->length);
        for (int change = 0; change < 1 + i % 7; change++) {
            seed = seed * 1664525u + 1013904223u;
            copy[(seed >> 8) % sample->length] = (unsigned char)(seed >> 3);
        }
        struct pixels pixels;
        enum result result = read_photo(copy, sample->length, &pixels);
        answered += result == RESULT_OK || result == RESULT_INVALID ||
                    result == RESULT_FULL || result == RESULT_ABSENT;
        CHECK((result == RESULT_OK) == (pixels.rgb != NULL));
        pixels_finish(&pixels);
        free(copy);
    }
    CHECK_INT(answered, 300);
    for (int i = 0; i < 3; i++)
        free(samples[i].bytes);
}

/* Four wide, two high; each pixel has its column as its colour. */
static struct pixels
striped(void)
{
    struct pixels pixels = {4, 2, malloc((size_t)4 * 2 * 3)};
    for (int i = 0; pixels.rgb != NULL && i < 4 * 2 * 3; i++)
        pixels.rgb[i] = (unsigned char)(i / 3 % 4);
    return pixels;
}

TEST(a_square_is_cut_where_one_says)
{
    static const struct {
        int percent, first;
    } cuts[] = {{0, 0}, {50, 1}, {100, 2}};
    for (size_t i = 0; i < 3; i++) {
        struct pixels pixels = striped();
        REQUIRE(pixels.rgb != NULL);
        CHECK_INT(pixels_square(&pixels, cuts[i].percent), RESULT_OK);
        CHECK_INT(pixels.width, 2);
        CHECK_INT(pixels.height, 2);
        CHECK_INT(pixels.rgb[0], cuts[i].first);
        CHECK_INT(pixels.rgb[9], cuts[i].first + 1);
        pixels_finish(&pixels);
    }
    struct pixels pixels = striped();
    CHECK_INT(pixels_square(&pixels, 101), RESULT_INVALID);
    pixels_finish(&pixels);
}
