#include "firmware/paper/picture.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A few are kept as sharp as a printer shows a large one; of many, each is
 * small on its page. */
enum { SHARP_SIDE = 640, MANY = 60, MANY_SIDE = 320 };

void
shelf_init(struct shelf *shelf, const json_t *pictures)
{
    *shelf = (struct shelf){.pictures = pictures, .kept = json_object()};
    shelf->side = json_object_size(pictures) > MANY ? MANY_SIDE : SHARP_SIDE;
}

void
shelf_finish(struct shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (shelf->surfaces[i] != NULL)
            cairo_surface_destroy(shelf->surfaces[i]);
    json_decref(shelf->kept);
}

struct bytes {
    const unsigned char *at;
    size_t left;
};

static cairo_status_t
give(void *closure, unsigned char *to, unsigned int length)
{
    struct bytes *bytes = closure;
    if (bytes->left < length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, bytes->at, length);
    bytes->at += length;
    bytes->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t
number(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

/* Before anything is decoded: signature, and sides that fit in memory. */
static bool
is_sane(const unsigned char *png, size_t length)
{
    static const unsigned char begins[] = {0x89, 'P',  'N',  'G',
                                           '\r', '\n', 0x1A, '\n'};
    if (length < 33 || memcmp(png, begins, sizeof begins) != 0)
        return false;
    uint32_t width = number(png + 16);
    uint32_t height = number(png + 20);
    return width > 0 && height > 0 && width <= PICTURE_SIDE_MAX &&
           height <= PICTURE_SIDE_MAX;
}

static cairo_surface_t *
scaled(cairo_surface_t *picture, int side)
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    int larger = width > height ? width : height;
    if (larger <= side)
        return picture;
    double by = (double)side / larger;
    int new_width = (int)(width * by) > 0 ? (int)(width * by) : 1;
    int new_height = (int)(height * by) > 0 ? (int)(height * by) : 1;
    cairo_surface_t *small = cairo_image_surface_create(
        cairo_image_surface_get_format(picture), new_width, new_height);
    cairo_t *cairo = cairo_create(small);
    picture_draw(cairo, picture, 0, 0, new_width, new_height);
    cairo_destroy(cairo);
    cairo_surface_destroy(picture);
    return small;
}

static cairo_surface_t *
decode(const char *base64, int side)
{
    size_t length = strlen(base64);
    size_t room = length / 4 * 3 + 3;
    unsigned char *png = malloc(room);
    cairo_surface_t *picture = NULL;
    size_t got = 0;
    if (png != NULL &&
        sodium_base642bin(png, room, base64, length, NULL, &got, NULL,
                          sodium_base64_VARIANT_ORIGINAL) == 0 &&
        is_sane(png, got)) {
        struct bytes bytes = {png, got};
        picture = cairo_image_surface_create_from_png_stream(give, &bytes);
    }
    free(png);
    if (picture == NULL)
        return NULL;
    if (cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS)
        picture = scaled(picture, side);
    if (cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS)
        return picture;
    cairo_surface_destroy(picture);
    return NULL;
}

cairo_surface_t *
shelf_picture(struct shelf *shelf, const char *name)
{
    const json_t *kept = json_object_get(shelf->kept, name);
    if (kept != NULL)
        return shelf->surfaces[json_integer_value(kept)];
    const char *base64 =
        json_string_value(json_object_get(shelf->pictures, name));
    if (base64 == NULL ||
        shelf->count == sizeof shelf->surfaces / sizeof shelf->surfaces[0])
        return NULL;
    size_t at = shelf->count++;
    shelf->surfaces[at] = decode(base64, shelf->side);
    json_object_set_new(shelf->kept, name, json_integer((json_int_t)at));
    return shelf->surfaces[at];
}

void
picture_draw(cairo_t *cairo, cairo_surface_t *picture, double x, double y,
             double width, double height)
{
    double w = cairo_image_surface_get_width(picture);
    double h = cairo_image_surface_get_height(picture);
    double by = width / w < height / h ? width / w : height / h;
    cairo_save(cairo);
    cairo_translate(cairo, x + (width - w * by) / 2, y + (height - h * by) / 2);
    cairo_scale(cairo, by, by);
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_paint(cairo);
    cairo_restore(cairo);
}
