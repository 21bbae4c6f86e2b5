#include "ui/kiosk/paint.h"

#include <stdlib.h>
#include <string.h>

#include "ui/kiosk/paint_internal.h"
#include "ui/kiosk/paint_shape.h"

enum result
paint_open_with(struct paint **out, picture_source_fn *source, void *user)
{
    struct paint *paint = calloc(1, sizeof *paint);
    *out = NULL;
    if (paint == NULL)
        return RESULT_FULL;
    enum result result = texts_init(&paint->texts);
    if (result != RESULT_OK) {
        free(paint);
        return result;
    }
    pictures_init(&paint->pictures, source, user);
    *out = paint;
    return RESULT_OK;
}

void
paint_close(struct paint *paint)
{
    if (paint == NULL)
        return;
    pictures_finish(&paint->pictures);
    cache_close(paint->cache);
    hyphens_finish(&paint->hyphens);
    texts_finish(&paint->texts);
    free(paint);
}

void
paint_forget(struct paint *paint)
{
    pictures_forget(&paint->pictures);
    paint->painted = NULL;
}

static int
metric_width(void *user, const char *text, int text_px, enum draw_weight weight)
{
    struct paint *paint = user;
    return texts_width(&paint->texts, text, text_px, weight);
}

static int
metric_line_height(void *user, int text_px, enum draw_weight weight)
{
    (void)user;
    (void)weight;
    return texts_line_height(text_px);
}

static int
metric_breaks(void *user, const char *lang, const char *word,
              int at[DRAW_BREAKS_MAX])
{
    struct paint *paint = user;
    return hyphens_of(&paint->hyphens, lang, word, at);
}

void
paint_prepare(struct paint *paint, const char *lang)
{
    int at[DRAW_BREAKS_MAX];
    (void)hyphens_of(&paint->hyphens, lang, "", at);
}

struct draw_metrics
paint_metrics(struct paint *paint)
{
    return (struct draw_metrics){paint, metric_width, metric_line_height,
                                 metric_breaks};
}

/* --- while nobody waits --- */

void
paint_use_cache(struct paint *paint, const char *path, const char *library)
{
    if (paint->cache != NULL ||
        cache_open(&paint->cache, path, library) != RESULT_OK)
        return;
    paint->pictures.cache = paint->cache;
}

bool
paint_ahead(struct paint *paint, const struct draw_list *list, int *at)
{
    while (*at < list->op_count) {
        const struct draw_op *op = &list->ops[(*at)++];
        uint64_t decoded = paint->pictures.decoded;
        if (op->kind == DRAW_PICTURE && op->picture[0] != '\0')
            (void)pictures_get(&paint->pictures, op->picture, op->rect.w,
                               op->rect.h, op->grey);
        else if (op->kind == DRAW_TEXT)
            (void)texts_bounds(&paint->texts, op);
        if (paint->pictures.decoded != decoded)
            return true;
    }
    return false;
}

bool
paint_store(struct paint *paint)
{
    return paint->cache != NULL && pictures_store(&paint->pictures);
}

/* --- one operation --- */

static void
paint_box(const struct canvas *canvas, const struct draw_op *op)
{
    if (op->fill != DRAW_NONE)
        shape_box(canvas, op->rect, op->radius,
                  (struct shape_look){op->fill, 255});
    if (op->line > 0 && op->ink != DRAW_NONE)
        shape_frame(canvas, op->rect, op->radius, op->line,
                    (struct shape_look){op->ink, 255});
}

static void
paint_disc(const struct canvas *canvas, const struct draw_op *op)
{
    if (op->line > 0 && op->ink != DRAW_NONE)
        shape_ring(canvas, op->rect, op->line,
                   (struct shape_look){op->ink, 255});
    if (op->fill != DRAW_NONE)
        shape_pie(canvas, op->rect, op->fraction,
                  (struct shape_look){op->fill, 255});
}

static void
paint_veil(const struct canvas *canvas, const struct draw_op *op)
{
    float strength = op->fraction < 0 ? 0 : op->fraction > 1 ? 1 : op->fraction;
    shape_box(canvas, op->rect, op->radius,
              (struct shape_look){op->fill, (uint32_t)(strength * 255 + 0.5f)});
}

/* Grey at a low strength is calm on a light ground and on a dim one. */
static void
paint_empty_frame(const struct canvas *canvas, struct draw_rect rect)
{
    int side = rect.w < rect.h ? rect.w : rect.h;
    shape_box(canvas, rect, side / 8, (struct shape_look){0x808080, 24});
    shape_frame(canvas, rect, side / 8, 1 + side / 64,
                (struct shape_look){0x808080, 96});
}

static void
paint_picture(struct paint *paint, const struct canvas *canvas,
              const struct draw_op *op)
{
    const struct picture *picture =
        op->picture[0] == '\0' ? NULL
                               : pictures_get(&paint->pictures, op->picture,
                                              op->rect.w, op->rect.h, op->grey);
    if (picture == NULL)
        picture = pictures_get(&paint->pictures, "own-empty", op->rect.w,
                               op->rect.h, op->grey);
    if (picture == NULL)
        paint_empty_frame(canvas, op->rect);
    else
        picture_paint(picture, canvas, op->rect, op->faded);
}

void
paint_op(struct paint *paint, const struct canvas *canvas,
         const struct draw_op *op)
{
    switch (op->kind) {
    case DRAW_BOX:
        paint_box(canvas, op);
        break;
    case DRAW_TEXT:
        texts_paint(&paint->texts, canvas, op);
        break;
    case DRAW_PICTURE:
        paint_picture(paint, canvas, op);
        break;
    case DRAW_DISC:
        paint_disc(canvas, op);
        break;
    case DRAW_RING:
        shape_ring(canvas, op->rect, op->line,
                   (struct shape_look){op->ink, 255});
        break;
    case DRAW_STROKE:
        shape_stroke(canvas, op->rect, op->line,
                     (struct shape_look){op->ink, 255});
        break;
    case DRAW_VEIL:
        paint_veil(canvas, op);
        break;
    }
}

struct draw_rect
paint_bounds(struct paint *paint, const struct draw_op *op)
{
    if (op->kind == DRAW_TEXT)
        return texts_bounds(&paint->texts, op);
    if (op->kind == DRAW_STROKE)
        return shape_stroke_bounds(op->rect, op->line);
    return op->rect;
}
