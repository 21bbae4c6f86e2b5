#include <string.h>

#include "ui/kiosk/paint_internal.h"

/* Parts of the surface to paint anew, none over another. */
struct region {
    struct draw_rect parts[PAINT_RECTS_MAX];
    int count;
};

static int64_t
area(struct draw_rect rect)
{
    return (int64_t)rect.w * rect.h;
}

static void
remove_part(struct region *region, int at)
{
    region->parts[at] = region->parts[--region->count];
}

/* The part that grows least by taking `rect` in. */
static int
nearest_part(const struct region *region, struct draw_rect rect)
{
    int best = 0;
    int64_t least = INT64_MAX;
    for (int i = 0; i < region->count; i++) {
        int64_t growth =
            area(canvas_join(region->parts[i], rect)) - area(region->parts[i]);
        if (growth < least) {
            least = growth;
            best = i;
        }
    }
    return best;
}

static int
touching_part(const struct region *region, struct draw_rect rect)
{
    for (int i = 0; i < region->count; i++)
        if (!canvas_empty(canvas_meet(region->parts[i], rect)))
            return i;
    return -1;
}

static void
add_part(struct region *region, struct draw_rect rect, struct draw_rect all)
{
    rect = canvas_meet(rect, all);
    while (!canvas_empty(rect)) {
        int at = touching_part(region, rect);
        if (at < 0 && region->count == PAINT_RECTS_MAX)
            at = nearest_part(region, rect);
        if (at < 0) {
            region->parts[region->count++] = rect;
            return;
        }
        rect = canvas_join(region->parts[at], rect);
        remove_part(region, at);
    }
}

static bool
same_look(const struct draw_op *a, const struct draw_op *b)
{
    return a->kind == b->kind &&
           memcmp(&a->rect, &b->rect, sizeof a->rect) == 0 &&
           a->fill == b->fill && a->ink == b->ink && a->radius == b->radius &&
           a->line == b->line && a->fraction == b->fraction &&
           a->text_px == b->text_px && a->weight == b->weight &&
           a->align == b->align && a->grey == b->grey && a->faded == b->faded &&
           strcmp(a->text, b->text) == 0 && strcmp(a->picture, b->picture) == 0;
}

/* Operation by operation; a list that differs only in its middle is compared
 * from both ends. */
static void
find_changes(struct paint *paint, const struct draw_list *list,
             struct region *region, struct draw_rect all)
{
    const struct draw_list *last = &paint->last;
    int old_end = last->op_count;
    int new_end = list->op_count;
    while (old_end > 0 && new_end > 0 && last->op_count != list->op_count &&
           same_look(&last->ops[old_end - 1], &list->ops[new_end - 1])) {
        old_end--;
        new_end--;
    }
    for (int i = 0; i < old_end || i < new_end; i++) {
        if (i < old_end && i < new_end &&
            same_look(&last->ops[i], &list->ops[i]))
            continue;
        if (i < old_end)
            add_part(region, paint_bounds(paint, &last->ops[i]), all);
        if (i < new_end)
            add_part(region, paint_bounds(paint, &list->ops[i]), all);
    }
}

static void
paint_part(struct paint *paint, SDL_Surface *surface,
           const struct draw_list *list, const struct draw_rect *part)
{
    struct canvas canvas = canvas_of(surface, part);
    canvas_fill(&canvas, canvas.clip, list->ground, 255);
    for (int i = 0; i < list->op_count; i++) {
        const struct draw_op *op = &list->ops[i];
        if (!canvas_empty(canvas_meet(paint_bounds(paint, op), canvas.clip)))
            paint_op(paint, &canvas, op);
    }
}

/* Only what is used of a list is kept: it has room for far more. */
static void
remember(struct paint *paint, const SDL_Surface *surface,
         const struct draw_list *list)
{
    paint->painted = surface->pixels;
    paint->last.width = surface->w;
    paint->last.height = surface->h;
    paint->last.ground = list->ground;
    paint->last.op_count = list->op_count;
    memcpy(paint->last.ops, list->ops,
           (size_t)list->op_count * sizeof list->ops[0]);
}

void
paint_list(struct paint *paint, SDL_Surface *surface,
           const struct draw_list *list)
{
    paint_part(paint, surface, list, NULL);
    remember(paint, surface, list);
}

int
paint_update(struct paint *paint, SDL_Surface *surface,
             const struct draw_list *list, SDL_Rect rects[PAINT_RECTS_MAX])
{
    struct draw_rect all = {0, 0, surface->w, surface->h};
    struct region region = {.count = 0};
    if (paint->painted != surface->pixels || paint->last.width != surface->w ||
        paint->last.height != surface->h || paint->last.ground != list->ground)
        add_part(&region, all, all);
    else
        find_changes(paint, list, &region, all);
    for (int i = 0; i < region.count; i++) {
        struct draw_rect part = region.parts[i];
        paint_part(paint, surface, list, &part);
        rects[i] = (SDL_Rect){part.x, part.y, part.w, part.h};
    }
    if (region.count > 0)
        remember(paint, surface, list);
    return region.count;
}
