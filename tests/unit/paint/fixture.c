#include "tests/unit/paint/fixture.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"

SDL_Surface *
fixture_surface(int w, int h)
{
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
    if (surface == NULL)
        abort();
    SDL_FillRect(surface, NULL, 0xffffff);
    return surface;
}

uint32_t
fixture_pixel(const SDL_Surface *surface, int x, int y)
{
    const uint32_t *row = (const uint32_t *)((const uint8_t *)surface->pixels +
                                             (ptrdiff_t)y * surface->pitch);
    return row[x] & 0xffffff;
}

uint64_t
fixture_hash(const SDL_Surface *surface)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int y = 0; y < surface->h; y++)
        for (int x = 0; x < surface->w; x++)
            hash =
                (hash ^ fixture_pixel(surface, x, y)) * UINT64_C(1099511628211);
    return hash;
}

static enum result
encode(int w, int h, bool ring, unsigned char **bytes, size_t *length)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)w,
                       .height = (png_uint_32)h,
                       .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = 0;
    unsigned char *raw = calloc((size_t)w * (size_t)h, 4);
    if (raw == NULL)
        return RESULT_FULL;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)w * h; i++) {
        int x = (int)(i % w);
        int y = (int)(i / w);
        bool inside =
            x >= w / 4 && x < w - w / 4 && y >= h / 4 && y < h - h / 4;
        raw[i * 4] = 255;
        raw[i * 4 + 3] = ring && inside ? 0 : 255;
    }
    png_image_write_get_memory_size(image, size, 0, raw, 0, NULL);
    *bytes = malloc(size);
    bool done = *bytes != NULL && png_image_write_to_memory(
                                      &image, *bytes, &size, 0, raw, 0, NULL);
    free(raw);
    *length = size;
    return done ? RESULT_OK : RESULT_FULL;
}

enum result
fixture_source(void *user, const char *id, unsigned char **bytes,
               size_t *length)
{
    int w = 40;
    int h = 40;
    ++*(int *)user;
    if (strcmp(id, "broken") == 0) {
        *bytes = (unsigned char *)strdup("this is no picture");
        *length = 18;
        return *bytes == NULL ? RESULT_FULL : RESULT_OK;
    }
    bool ring = strcmp(id, "ring") == 0;
    if (!ring && sscanf(id, "red-%d-%d", &w, &h) != 2 &&
        sscanf(id, "photo-%d-%d", &w, &h) != 2)
        return RESULT_ABSENT;
    return encode(w, h, ring, bytes, length);
}

struct draw_op *
fixture_op(struct draw_list *list, enum draw_kind kind, int x, int y, int w,
           int h)
{
    struct draw_op *op = &list->ops[list->op_count++];
    memset(op, 0, sizeof *op);
    op->kind = kind;
    op->rect = (struct draw_rect){x, y, w, h};
    op->fill = DRAW_NONE;
    op->fraction = 1;
    return op;
}

int
fixture_chance(uint64_t *state, int below)
{
    *state =
        *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((*state >> 33) % (uint64_t)below);
}

static uint32_t
random_colour(uint64_t *state)
{
    return (uint32_t)fixture_chance(state, 0x1000000);
}

void
fixture_random_op(struct draw_op *op, uint64_t *state)
{
    static const char *const texts[] = {"Fika", "Måla i ateljén", "سارة",
                                        "10:20", ""};
    static const char *const pictures[] = {"ring", "red-50-30", "absent"};
    memset(op, 0, sizeof *op);
    op->kind = (enum draw_kind)fixture_chance(state, DRAW_VEIL + 1);
    op->rect = (struct draw_rect){fixture_chance(state, FIXTURE_W) - 30,
                                  fixture_chance(state, FIXTURE_H) - 30,
                                  1 + fixture_chance(state, 120),
                                  1 + fixture_chance(state, 90)};
    op->fill = fixture_chance(state, 4) == 0 ? DRAW_NONE : random_colour(state);
    op->ink = random_colour(state);
    op->radius = fixture_chance(state, 30);
    op->line = fixture_chance(state, 9);
    op->fraction = (float)fixture_chance(state, 101) / 100;
    op->text_px = 8 + fixture_chance(state, 40);
    op->weight = (enum draw_weight)fixture_chance(state, 2);
    op->align = (enum draw_align)fixture_chance(state, 3);
    op->grey = fixture_chance(state, 2) == 0;
    op->faded = (float)fixture_chance(state, 3) / 3;
    text_copy(op->text, sizeof op->text, texts[fixture_chance(state, 5)]);
    text_copy(op->picture, sizeof op->picture,
              pictures[fixture_chance(state, 3)]);
    if (op->kind == DRAW_STROKE && fixture_chance(state, 2) == 0)
        op->rect.w = -op->rect.w;
    if (op->kind == DRAW_VEIL)
        op->fill = random_colour(state);
}

void
fixture_random_list(struct draw_list *list, uint64_t *state)
{
    list->op_count = 1 + fixture_chance(state, 24);
    list->ground = 0xf6f1e7;
    for (int i = 0; i < list->op_count; i++)
        fixture_random_op(&list->ops[i], state);
}
