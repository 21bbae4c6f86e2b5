#include "ui/kiosk/draw.h"

#include <string.h>

#include "firmware/base/text.h"

void
draw_begin(struct draw_list *list, int width, int height, uint32_t ground,
           const char *screen)
{
    list->width = width;
    list->height = height;
    list->ground = ground;
    list->op_count = 0;
    list->element_count = 0;
    list->full = false;
    memset(list->screen, 0, sizeof list->screen);
    (void)text_copy(list->screen, sizeof list->screen, screen);
}

/* The last slot is the spare one, so that nobody needs to ask for NULL. */
struct draw_op *
draw_op_add(struct draw_list *list, enum draw_kind kind, struct draw_rect rect)
{
    struct draw_op *op = &list->ops[DRAW_OPS_MAX - 1];
    if (list->op_count < DRAW_OPS_MAX - 1)
        op = &list->ops[list->op_count++];
    else
        list->full = true;
    memset(op, 0, sizeof *op);
    op->kind = kind;
    op->rect = rect;
    op->fill = DRAW_NONE;
    op->fraction = 1.0f;
    return op;
}

struct draw_op *
draw_box(struct draw_list *list, struct draw_rect rect, uint32_t fill,
         int radius)
{
    struct draw_op *op = draw_op_add(list, DRAW_BOX, rect);
    op->fill = fill;
    op->radius = radius;
    return op;
}

struct draw_op *
draw_picture(struct draw_list *list, struct draw_rect rect, const char *picture)
{
    struct draw_op *op = draw_op_add(list, DRAW_PICTURE, rect);
    (void)text_copy(op->picture, sizeof op->picture, picture);
    return op;
}

struct draw_op *
/* Two points are four numbers. NOLINTNEXTLINE(readability-function-size) */
draw_line(struct draw_list *list, int x0, int y0, int x1, int y1, int line,
          uint32_t ink)
{
    struct draw_rect rect = {x0, y0, x1 - x0, y1 - y0};
    struct draw_op *op = draw_op_add(list, DRAW_STROKE, rect);
    op->line = line;
    op->ink = ink;
    return op;
}

struct draw_op *
draw_disc(struct draw_list *list, struct draw_rect rect, uint32_t fill,
          float fraction)
{
    struct draw_op *op = draw_op_add(list, DRAW_DISC, rect);
    op->fill = fill;
    op->fraction = fraction;
    return op;
}

struct draw_op *
draw_ring(struct draw_list *list, struct draw_rect rect, int line, uint32_t ink)
{
    struct draw_op *op = draw_op_add(list, DRAW_RING, rect);
    op->line = line;
    op->ink = ink;
    return op;
}

struct draw_op *
draw_veil(struct draw_list *list, struct draw_rect rect, uint32_t fill,
          float fraction)
{
    struct draw_op *op = draw_op_add(list, DRAW_VEIL, rect);
    op->fill = fill;
    op->fraction = fraction;
    return op;
}

struct draw_element *
draw_element(struct draw_list *list, const char *id, enum draw_role role,
             const char *label, struct draw_rect rect)
{
    struct draw_element *element = &list->elements[DRAW_ELEMENTS_MAX - 1];
    if (list->element_count < DRAW_ELEMENTS_MAX - 1)
        element = &list->elements[list->element_count++];
    else
        list->full = true;
    memset(element, 0, sizeof *element);
    (void)text_copy(element->id, sizeof element->id, id);
    (void)text_copy(element->label, sizeof element->label, label);
    element->role = role;
    element->rect = rect;
    element->enabled = true;
    return element;
}

static bool
touchable(const struct draw_element *element)
{
    return element->enabled &&
           (element->role == ROLE_BUTTON || element->role == ROLE_CHOICE);
}

const struct draw_element *
draw_hit(const struct draw_list *list, int x, int y)
{
    for (int i = list->element_count - 1; i >= 0; i--) {
        const struct draw_element *element = &list->elements[i];
        const struct draw_rect *rect = &element->rect;
        if (touchable(element) && x >= rect->x && y >= rect->y &&
            x < rect->x + rect->w && y < rect->y + rect->h)
            return element;
    }
    return NULL;
}

const struct draw_element *
draw_find(const struct draw_list *list, const char *id)
{
    for (int i = 0; i < list->element_count; i++)
        if (text_equal(list->elements[i].id, id))
            return &list->elements[i];
    return NULL;
}

/* FNV-1a, 64 bits, a word at a time: not for secrets. */
static uint64_t
mix(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (; length >= sizeof(uint64_t); length -= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        hash = (hash ^ word) * 0x100000001b3u;
        hash ^= hash >> 29;
        at += sizeof word;
    }
    for (; length > 0; length--)
        hash = (hash ^ *at++) * 0x100000001b3u;
    return hash;
}

uint64_t
draw_hash(const struct draw_list *list)
{
    uint64_t hash = 0xcbf29ce484222325u;
    hash = mix(hash, &list->width, sizeof list->width);
    hash = mix(hash, &list->height, sizeof list->height);
    hash = mix(hash, &list->ground, sizeof list->ground);
    hash = mix(hash, list->screen, sizeof list->screen);
    hash = mix(hash, list->ops, (size_t)list->op_count * sizeof list->ops[0]);
    return mix(hash, list->elements,
               (size_t)list->element_count * sizeof list->elements[0]);
}
