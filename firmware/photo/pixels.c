#include "firmware/photo/pixels.h"

#include <stdlib.h>
#include <string.h>

bool
pixels_bearable(int64_t width, int64_t height)
{
    return width > 0 && height > 0 && width <= PIXELS_SOURCE_SIDE_MAX &&
           height <= PIXELS_SOURCE_SIDE_MAX &&
           width * height <= PIXELS_SOURCE_MAX;
}

void
pixels_finish(struct pixels *pixels)
{
    free(pixels->rgb);
    *pixels = (struct pixels){0};
}

/* Where pixel x, y of the turned picture stands in the one before; `width`
 * and `height` are of the one before. */
static size_t
source_of(int orientation, int x, int y, int width, int height)
{
    bool swapped = orientation >= 5;
    int sx = swapped ? y : x;
    int sy = swapped ? x : y;
    if (orientation == 2 || orientation == 3 || orientation == 7 ||
        orientation == 8)
        sx = width - 1 - sx;
    if (orientation == 3 || orientation == 4 || orientation == 6 ||
        orientation == 7)
        sy = height - 1 - sy;
    return ((size_t)sy * (size_t)width + (size_t)sx) * 3;
}

enum result
pixels_orient(struct pixels *pixels, int orientation)
{
    if (orientation < 2 || orientation > 8)
        return RESULT_OK;
    struct pixels turned = {pixels->width, pixels->height, NULL};
    if (orientation >= 5)
        turned = (struct pixels){pixels->height, pixels->width, NULL};
    turned.rgb = malloc((size_t)pixels->width * (size_t)pixels->height * 3);
    if (turned.rgb == NULL)
        return RESULT_FULL;
    unsigned char *to = turned.rgb;
    for (int y = 0; y < turned.height; y++)
        for (int x = 0; x < turned.width; x++, to += 3)
            memcpy(to,
                   pixels->rgb + source_of(orientation, x, y, pixels->width,
                                           pixels->height),
                   3);
    pixels_finish(pixels);
    *pixels = turned;
    return RESULT_OK;
}

enum result
pixels_square(struct pixels *pixels, int percent)
{
    int side = pixels->width < pixels->height ? pixels->width : pixels->height;
    if (percent < 0 || percent > 100)
        return RESULT_INVALID;
    int left = (pixels->width - side) * percent / 100;
    int top = (pixels->height - side) * percent / 100;
    /* Rows only move towards the front, so in place. */
    for (int y = 0; y < side; y++)
        memmove(pixels->rgb + (size_t)y * (size_t)side * 3,
                pixels->rgb +
                    ((size_t)(y + top) * (size_t)pixels->width + (size_t)left) *
                        3,
                (size_t)side * 3);
    pixels->width = pixels->height = side;
    return RESULT_OK;
}

/* `side` of a picture whose longer side is `longest`, made to fit. */
static int
fit(int side, int longest)
{
    if (longest <= PIXELS_SIDE_MAX)
        return side;
    int64_t fitted = ((int64_t)side * PIXELS_SIDE_MAX + longest / 2) / longest;
    return fitted < 1 ? 1 : (int)fitted;
}

enum result
shrink_init(struct shrink *shrink, int width, int height)
{
    int longest = width > height ? width : height;
    *shrink = (struct shrink){.width = width, .height = height};
    if (!pixels_bearable(width, height))
        return RESULT_FULL;
    shrink->out.width = fit(width, longest);
    shrink->out.height = fit(height, longest);
    size_t row = (size_t)shrink->out.width * 3;
    shrink->sums = calloc(row, sizeof *shrink->sums);
    shrink->out.rgb = malloc(row * (size_t)shrink->out.height);
    if (shrink->sums == NULL || shrink->out.rgb == NULL)
        return RESULT_FULL;
    memset(shrink->out.rgb, 255, row * (size_t)shrink->out.height);
    return RESULT_OK;
}

static void
add_pixel(uint64_t *sums, const unsigned char *rgb, uint64_t weight)
{
    for (int i = 0; i < 3; i++)
        sums[i] += rgb[i] * weight;
}

/* Adds one row with the weight `down` to the sums. Across, a pixel that comes
 * in is out.width parts wide and one that goes out is width parts wide: one
 * coming in touches two going out at most. */
static void
add_row(struct shrink *shrink, const unsigned char *rgb, uint64_t down)
{
    int64_t room = shrink->width; /* parts left of the pixel going out */
    uint64_t *sums = shrink->sums;
    for (int x = 0; x < shrink->width; x++, rgb += 3) {
        int64_t parts = shrink->out.width;
        int64_t first = parts < room ? parts : room;
        add_pixel(sums, rgb, (uint64_t)first * down);
        room -= first;
        if (room > 0)
            continue;
        sums += 3;
        room = shrink->width - (parts - first);
        if (parts > first)
            add_pixel(sums, rgb, (uint64_t)(parts - first) * down);
    }
}

static void
end_row(struct shrink *shrink)
{
    size_t length = (size_t)shrink->out.width * 3;
    unsigned char *to = shrink->out.rgb + length * (size_t)shrink->out_row;
    uint64_t whole = (uint64_t)shrink->width * (uint64_t)shrink->height;
    for (size_t i = 0; i < length; i++)
        to[i] = (unsigned char)((shrink->sums[i] + whole / 2) / whole);
    memset(shrink->sums, 0, length * sizeof *shrink->sums);
    shrink->out_row++;
}

void
shrink_row(struct shrink *shrink, const unsigned char *rgb)
{
    if (shrink->row >= shrink->height)
        return;
    /* Down, likewise: this row covers parts begin to end. */
    int64_t begin = (int64_t)shrink->row * shrink->out.height;
    int64_t end = begin + shrink->out.height;
    while (begin < end) {
        int64_t border = (int64_t)(shrink->out_row + 1) * shrink->height;
        int64_t stop = end < border ? end : border;
        add_row(shrink, rgb, (uint64_t)(stop - begin));
        if (stop == border)
            end_row(shrink);
        begin = stop;
    }
    shrink->row++;
}

void
shrink_take(struct shrink *shrink, struct pixels *out)
{
    *out = shrink->out;
    shrink->out = (struct pixels){0};
}

void
shrink_finish(struct shrink *shrink)
{
    free(shrink->sums);
    shrink->sums = NULL;
    pixels_finish(&shrink->out);
}
