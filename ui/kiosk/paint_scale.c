#include "ui/kiosk/paint_scale.h"

#include "ui/kiosk/paint_canvas.h"

/* One new row or column: where it begins in the old ones and how much each
 * weighs, in 1/65536. */
struct reach {
    int first, count;
    uint32_t head, tail; /* weights of the first and the last */
    uint32_t body;       /* of those between */
};

/* New pixel `at` of `to` over `from` old ones, averaging. Positions are
 * counted in 1/to of an old pixel, so nothing is rounded before the weights
 * are. */
static struct reach
reach_of(int at, int from, int to)
{
    int64_t start = (int64_t)at * from;
    int64_t end = start + from;
    int first = (int)(start / to);
    int last = (int)((end - 1) / to);
    uint32_t one = (uint32_t)(((int64_t)to << 16) / from);
    if (first == last)
        return (struct reach){first, 1, 65536, 0, 0};
    uint32_t head =
        (uint32_t)((((int64_t)(first + 1) * to - start) << 16) / from);
    uint32_t body = one * (uint32_t)(last - first - 1);
    return (struct reach){first, last - first + 1, head, 65536 - head - body,
                          one};
}

static uint32_t
weight_of(const struct reach *reach, int i)
{
    if (i == 0)
        return reach->head;
    return i == reach->count - 1 ? reach->tail : reach->body;
}

/* Sums of the four channels, 8.16. */
struct sums {
    uint64_t a, r, g, b;
};

static void
sum_row(struct sums *sums, const uint32_t *row, const struct reach *across,
        uint32_t down)
{
    for (int i = 0; i < across->count; i++) {
        uint64_t weight = (uint64_t)weight_of(across, i) * down;
        uint32_t pixel = row[across->first + i];
        sums->a += (pixel >> 24) * weight;
        sums->r += (pixel >> 16 & 255) * weight;
        sums->g += (pixel >> 8 & 255) * weight;
        sums->b += (pixel & 255) * weight;
    }
}

static uint32_t
channel(uint64_t sum)
{
    return (uint32_t)((sum + (UINT64_C(1) << 31)) >> 32);
}

static void
average(const struct scale_image *from, struct scale_image *to)
{
    for (int y = 0; y < to->h; y++) {
        struct reach down = reach_of(y, from->h, to->h);
        for (int x = 0; x < to->w; x++) {
            struct reach across = reach_of(x, from->w, to->w);
            struct sums sums = {0, 0, 0, 0};
            for (int i = 0; i < down.count; i++)
                sum_row(&sums,
                        from->pixels + (ptrdiff_t)(down.first + i) * from->w,
                        &across, weight_of(&down, i));
            to->pixels[(ptrdiff_t)y * to->w + x] =
                channel(sums.a) << 24 | channel(sums.r) << 16 |
                channel(sums.g) << 8 | channel(sums.b);
        }
    }
}

/* Two neighbours and the second one's weight, in 1/256. */
static void
neighbours(int at, int from, int to, int near[2], uint32_t *weight)
{
    int64_t place = (((int64_t)at * 2 + 1) * from * 128) / to - 128;
    if (place < 0)
        place = 0;
    near[0] = (int)(place >> 8);
    near[1] = near[0] + 1 < from ? near[0] + 1 : from - 1;
    *weight = (uint32_t)(place & 255);
}

static uint32_t
blend4(const uint32_t corner[4], uint32_t across, uint32_t down)
{
    uint32_t out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        uint32_t top = (corner[0] >> shift & 255) * (256 - across) +
                       (corner[1] >> shift & 255) * across;
        uint32_t bottom = (corner[2] >> shift & 255) * (256 - across) +
                          (corner[3] >> shift & 255) * across;
        out |= ((top * (256 - down) + bottom * down + 32768) >> 16) << shift;
    }
    return out;
}

static void
blend_up(const struct scale_image *from, struct scale_image *to)
{
    for (int y = 0; y < to->h; y++) {
        int rows[2];
        uint32_t down;
        neighbours(y, from->h, to->h, rows, &down);
        const uint32_t *top = from->pixels + (ptrdiff_t)rows[0] * from->w;
        const uint32_t *bottom = from->pixels + (ptrdiff_t)rows[1] * from->w;
        for (int x = 0; x < to->w; x++) {
            int columns[2];
            uint32_t across;
            neighbours(x, from->w, to->w, columns, &across);
            uint32_t corner[4] = {top[columns[0]], top[columns[1]],
                                  bottom[columns[0]], bottom[columns[1]]};
            to->pixels[(ptrdiff_t)y * to->w + x] = blend4(corner, across, down);
        }
    }
}

void
scale_image(const struct scale_image *from, struct scale_image *to)
{
    if (to->w > from->w || to->h > from->h)
        blend_up(from, to);
    else
        average(from, to);
}

void
scale_premultiply(struct scale_image *image)
{
    for (ptrdiff_t i = 0; i < (ptrdiff_t)image->w * image->h; i++) {
        uint32_t pixel = image->pixels[i];
        uint32_t a = pixel >> 24;
        uint32_t r = canvas_div255((pixel >> 16 & 255) * a);
        uint32_t g = canvas_div255((pixel >> 8 & 255) * a);
        uint32_t b = canvas_div255((pixel & 255) * a);
        image->pixels[i] = a << 24 | r << 16 | g << 8 | b;
    }
}

void
scale_grey(struct scale_image *image)
{
    for (ptrdiff_t i = 0; i < (ptrdiff_t)image->w * image->h; i++) {
        uint32_t pixel = image->pixels[i];
        uint32_t grey = ((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 150 +
                         (pixel & 255) * 29 + 128) >>
                        8;
        image->pixels[i] =
            (pixel & 0xff000000u) | grey << 16 | grey << 8 | grey;
    }
}
