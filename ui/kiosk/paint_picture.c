#include "ui/kiosk/paint_picture.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "ui/kiosk/paint_scale.h"

void
pictures_init(struct pictures *pictures, picture_source_fn *source, void *user)
{
    memset(pictures, 0, sizeof *pictures);
    pictures->source = source;
    pictures->user = user;
}

static size_t
bytes_of(const struct picture *picture)
{
    return picture->pixels == NULL
               ? 0
               : (size_t)picture->w * (size_t)picture->h * 4;
}

static void
drop(struct pictures *pictures, struct picture *picture)
{
    pictures->bytes -= bytes_of(picture);
    free(picture->pixels);
    memset(picture, 0, sizeof *picture);
}

void
pictures_finish(struct pictures *pictures)
{
    for (int i = 0; i < PICTURES_MAX; i++)
        drop(pictures, &pictures->kept[i]);
}

static bool
is_own(const char *id)
{
    return strncmp(id, "photo-", 6) == 0 || strncmp(id, "pack-", 5) == 0;
}

void
pictures_forget(struct pictures *pictures)
{
    for (int i = 0; i < PICTURES_MAX; i++) {
        struct picture *picture = &pictures->kept[i];
        if (picture->used != 0 && (picture->missing || is_own(picture->id)))
            drop(pictures, picture);
    }
}

/* --- decoding --- */

/* A byte order in which a pixel read as a number is ARGB. */
#if SDL_BYTEORDER == SDL_LIL_ENDIAN
#define PNG_ARGB PNG_FORMAT_BGRA
#else
#define PNG_ARGB PNG_FORMAT_ARGB
#endif

static enum result
decode(const unsigned char *bytes, size_t length, struct scale_image *out)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    enum result result = RESULT_INVALID;
    uint32_t *pixels = NULL;
    if (!png_image_begin_read_from_memory(&image, bytes, length) ||
        image.width == 0 || image.height == 0 ||
        image.width > PICTURE_SIDE_MAX || image.height > PICTURE_SIDE_MAX)
        goto out;
    image.format = PNG_ARGB;
    pixels = malloc(PNG_IMAGE_SIZE(image));
    if (pixels == NULL || !png_image_finish_read(&image, NULL, pixels, 0, NULL))
        goto out;
    *out = (struct scale_image){pixels, (int)image.width, (int)image.height};
    pixels = NULL;
    result = RESULT_OK;
out:
    free(pixels);
    png_image_free(&image);
    return result;
}

static void
fit(const struct scale_image *image, int room_w, int room_h, int *w, int *h)
{
    *w = room_w;
    *h = (int)((int64_t)image->h * room_w / image->w);
    if (*h > room_h) {
        *h = room_h;
        *w = (int)((int64_t)image->w * room_h / image->h);
    }
    if (*w < 1)
        *w = 1;
    if (*h < 1)
        *h = 1;
}

/* Turns a decoded image into what is kept. Takes over `image`. */
static enum result
shape(struct picture *picture, struct scale_image *image)
{
    struct scale_image small = {.pixels = NULL};
    fit(image, picture->room_w, picture->room_h, &small.w, &small.h);
    scale_premultiply(image);
    if (small.w == image->w && small.h == image->h) {
        small.pixels = image->pixels;
        image->pixels = NULL;
    } else {
        small.pixels = malloc((size_t)small.w * (size_t)small.h * 4);
        if (small.pixels != NULL)
            scale_image(image, &small);
    }
    free(image->pixels);
    if (small.pixels == NULL)
        return RESULT_FULL;
    if (picture->grey)
        scale_grey(&small);
    picture->pixels = small.pixels;
    picture->w = small.w;
    picture->h = small.h;
    return RESULT_OK;
}

static struct cache_key
key_of(const struct picture *picture)
{
    struct cache_key key = {.room_w = picture->room_w,
                            .room_h = picture->room_h,
                            .grey = picture->grey};
    (void)text_copy(key.id, sizeof key.id, picture->id);
    return key;
}

static bool
find_cached(const struct pictures *pictures, struct picture *picture)
{
    if (pictures->cache == NULL || is_own(picture->id))
        return false;
    struct cache_key key = key_of(picture);
    picture->pixels =
        cache_find(pictures->cache, &key, &picture->w, &picture->h);
    return picture->pixels != NULL;
}

static enum result
load(struct pictures *pictures, struct picture *picture)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    struct scale_image image = {NULL, 0, 0};
    if (pictures->source == NULL)
        return RESULT_ABSENT;
    enum result result =
        pictures->source(pictures->user, picture->id, &bytes, &length);
    if (result == RESULT_OK) {
        result = decode(bytes, length, &image);
        if (result != RESULT_OK)
            log_warn("picture %s does not decode", picture->id);
    }
    free(bytes);
    if (result == RESULT_OK)
        result = shape(picture, &image);
    picture->fresh =
        result == RESULT_OK && pictures->cache != NULL && !is_own(picture->id);
    pictures->decoded += result == RESULT_OK;
    return result;
}

/* --- keeping --- */

static struct picture *
oldest(struct pictures *pictures)
{
    struct picture *found = NULL;
    for (int i = 0; i < PICTURES_MAX; i++) {
        struct picture *picture = &pictures->kept[i];
        if (picture->used != 0 &&
            (found == NULL || picture->used < found->used))
            found = picture;
    }
    return found;
}

static struct picture *
free_slot(struct pictures *pictures, size_t bytes)
{
    for (;;) {
        struct picture *slot = NULL;
        for (int i = 0; i < PICTURES_MAX && slot == NULL; i++)
            if (pictures->kept[i].used == 0)
                slot = &pictures->kept[i];
        if (slot != NULL &&
            (pictures->bytes == 0 || pictures->bytes + bytes <= PICTURES_BYTES))
            return slot;
        drop(pictures, oldest(pictures));
    }
}

static struct picture *
find(struct pictures *pictures, const struct picture *wanted)
{
    for (int i = 0; i < PICTURES_MAX; i++) {
        struct picture *picture = &pictures->kept[i];
        if (picture->used != 0 && picture->room_w == wanted->room_w &&
            picture->room_h == wanted->room_h &&
            picture->grey == wanted->grey &&
            strcmp(picture->id, wanted->id) == 0)
            return picture;
    }
    return NULL;
}

const struct picture *
pictures_get(struct pictures *pictures, const char *id, int w, int h, bool grey)
{
    struct picture wanted = {.room_w = w, .room_h = h, .grey = grey};
    if (w <= 0 || h <= 0 || w > PICTURE_SIDE_MAX || h > PICTURE_SIDE_MAX ||
        !text_copy(wanted.id, sizeof wanted.id, id))
        return NULL;
    struct picture *picture = find(pictures, &wanted);
    if (picture == NULL) {
        wanted.missing = !find_cached(pictures, &wanted) &&
                         load(pictures, &wanted) != RESULT_OK;
        picture = free_slot(pictures, bytes_of(&wanted));
        *picture = wanted;
        pictures->bytes += bytes_of(&wanted);
    }
    picture->used = ++pictures->uses;
    return picture->missing ? NULL : picture;
}

bool
pictures_store(struct pictures *pictures)
{
    for (int i = 0; i < PICTURES_MAX; i++) {
        struct picture *picture = &pictures->kept[i];
        if (picture->used == 0 || !picture->fresh)
            continue;
        struct cache_key key = key_of(picture);
        picture->fresh = false;
        if (cache_keep(pictures->cache, &key, picture->w, picture->h,
                       picture->pixels) == RESULT_OK)
            return true;
    }
    return false;
}

/* --- on the canvas --- */

/* Premultiplied `over`, lightened by `strength`, on `under`. */
static uint32_t
lay(uint32_t under, uint32_t over, uint32_t strength)
{
    uint32_t out = 0;
    uint32_t rest = 255 - canvas_div255((over >> 24) * strength);
    for (int shift = 0; shift < 24; shift += 8)
        out |= canvas_div255((over >> shift & 255) * strength +
                             (under >> shift & 255) * rest)
               << shift;
    return out;
}

static void
lay_row(uint32_t *under, const uint32_t *over, int count, uint32_t strength)
{
    for (int i = 0; i < count; i++)
        if (over[i] >> 24 == 255 && strength == 255)
            under[i] = over[i] & 0xffffffu;
        else if (over[i] >> 24 != 0)
            under[i] = lay(under[i], over[i], strength);
}

void
picture_paint(const struct picture *picture, const struct canvas *canvas,
              struct draw_rect rect, float faded)
{
    struct draw_rect all = {rect.x + (rect.w - picture->w) / 2,
                            rect.y + (rect.h - picture->h) / 2, picture->w,
                            picture->h};
    struct draw_rect part = canvas_meet(all, canvas->clip);
    float kept = 1 - faded;
    kept = kept < 0 ? 0 : kept > 1 ? 1 : kept;
    uint32_t strength = (uint32_t)(kept * 255 + 0.5f);
    for (int y = part.y; y < part.y + part.h; y++)
        lay_row(canvas->pixels + (ptrdiff_t)y * canvas->stride + part.x,
                picture->pixels + (ptrdiff_t)(y - all.y) * picture->w +
                    (part.x - all.x),
                part.w, strength);
}
