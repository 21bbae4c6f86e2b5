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
static struct draw_op *
add_op(struct draw_list *list, enum draw_kind kind, struct draw_rect rect)
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
    struct draw_op *op = add_op(list, DRAW_BOX, rect);
    op->fill = fill;
    op->radius = radius;
    return op;
}

struct draw_op *
draw_picture(struct draw_list *list, struct draw_rect rect, const char *picture)
{
    struct draw_op *op = add_op(list, DRAW_PICTURE, rect);
    (void)text_copy(op->picture, sizeof op->picture, picture);
    return op;
}

struct draw_op *
draw_line(struct draw_list *list, int x0, int y0, int x1, int y1, int line,
          uint32_t ink)
{
    struct draw_rect rect = {x0, y0, x1 - x0, y1 - y0};
    struct draw_op *op = add_op(list, DRAW_STROKE, rect);
    op->line = line;
    op->ink = ink;
    return op;
}

struct draw_op *
draw_disc(struct draw_list *list, struct draw_rect rect, uint32_t fill,
          float fraction)
{
    struct draw_op *op = add_op(list, DRAW_DISC, rect);
    op->fill = fill;
    op->fraction = fraction;
    return op;
}

struct draw_op *
draw_ring(struct draw_list *list, struct draw_rect rect, int line, uint32_t ink)
{
    struct draw_op *op = add_op(list, DRAW_RING, rect);
    op->line = line;
    op->ink = ink;
    return op;
}

struct draw_op *
draw_veil(struct draw_list *list, struct draw_rect rect, uint32_t fill,
          float fraction)
{
    struct draw_op *op = add_op(list, DRAW_VEIL, rect);
    op->fill = fill;
    op->fraction = fraction;
    return op;
}

enum { LINES_MAX = 12 };

struct wrap {
    const struct draw_metrics *metrics;
    int text_px, width, max;
    enum draw_weight weight;
    bool part_words; /* the last resort */
    char line[LINES_MAX][DRAW_TEXT_SIZE];
    int count;
    bool fits;
};

static int
wrap_width(const struct wrap *wrap, const char *text)
{
    return wrap->metrics->width(wrap->metrics->user, text, wrap->text_px,
                                wrap->weight);
}

static void
wrap_new_line(struct wrap *wrap)
{
    if (wrap->count == wrap->max) {
        wrap->fits = false;
        if (wrap->count == LINES_MAX)
            return;
    }
    wrap->line[wrap->count++][0] = '\0';
}

/* How many bytes the code point at `text` takes. */
static size_t
step(const char *text)
{
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* Lays as much of a word that is too wide as goes on one line, with a hyphen;
 * returns what is left of it. */
static const char *
wrap_part(struct wrap *wrap, const char *text)
{
    char *line = wrap->line[wrap->count - 1];
    char tried[DRAW_TEXT_SIZE];
    size_t took = 0;
    while (text[took] != '\0') {
        size_t next = took + step(text + took);
        if (!text_format(tried, sizeof tried, "%.*s%s", (int)next, text,
                         text[next] == '\0' ? "" : "-") ||
            (took > 0 && wrap_width(wrap, tried) > wrap->width))
            break;
        (void)text_copy(line, DRAW_TEXT_SIZE, tried);
        took = next;
    }
    return text + took;
}

static void
wrap_wide_word(struct wrap *wrap, const char *text)
{
    if (!wrap->part_words) {
        wrap->fits = false;
        (void)text_copy(wrap->line[wrap->count - 1], DRAW_TEXT_SIZE, text);
        return;
    }
    text = wrap_part(wrap, text);
    while (*text != '\0' && wrap->count < LINES_MAX) {
        wrap_new_line(wrap);
        text = wrap_part(wrap, text);
    }
    if (*text != '\0')
        wrap->fits = false;
}

static void
wrap_word(struct wrap *wrap, const char *text)
{
    char *line = wrap->line[wrap->count - 1];
    char tried[DRAW_TEXT_SIZE];
    bool first = line[0] == '\0';
    bool whole = text_format(tried, sizeof tried, "%s%s%s", line,
                             first ? "" : " ", text);
    if (whole && wrap_width(wrap, tried) <= wrap->width) {
        (void)text_copy(line, DRAW_TEXT_SIZE, tried);
        return;
    }
    if (!first) {
        wrap_new_line(wrap);
        line = wrap->line[wrap->count - 1];
        line[0] = '\0';
        if (wrap_width(wrap, text) <= wrap->width) {
            (void)text_copy(line, DRAW_TEXT_SIZE, text);
            return;
        }
    }
    wrap_wide_word(wrap, text);
}

/* Wraps the whole text at one size. */
static void
wrap_text(struct wrap *wrap, const char *text)
{
    char one[DRAW_TEXT_SIZE];
    wrap->count = 1;
    wrap->line[0][0] = '\0';
    wrap->fits = true;
    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        if (length > 0) {
            if (!text_format(one, sizeof one, "%.*s", (int)length, text))
                wrap->fits = false;
            wrap_word(wrap, one);
        }
        text += length;
        text += strspn(text, " \n");
    }
}

/* The largest size at which the text goes into the box. */
static void
wrap_to_fit(struct wrap *wrap, struct draw_rect rect, const char *text,
            const struct draw_text_style *style)
{
    const struct draw_metrics *metrics = wrap->metrics;
    wrap->text_px = style->text_px;
    for (;;) {
        int high =
            metrics->line_height(metrics->user, wrap->text_px, wrap->weight);
        int rows = high > 0 ? rect.h / high : 1;
        wrap->part_words = wrap->text_px <= style->min_px;
        wrap->max =
            style->lines < rows && !wrap->part_words ? style->lines : rows;
        if (wrap->max > LINES_MAX)
            wrap->max = LINES_MAX;
        wrap_text(wrap, text);
        if (wrap->fits && wrap->count > wrap->max)
            wrap->fits = false;
        if (wrap->fits || wrap->part_words)
            return;
        int smaller = wrap->text_px - 1 - wrap->text_px / 16;
        wrap->text_px = smaller > style->min_px ? smaller : style->min_px;
    }
}

bool
draw_text(struct draw_list *list, const struct draw_metrics *metrics,
          struct draw_rect rect, const char *text,
          const struct draw_text_style *style)
{
    if (text_empty(text))
        return true;
    struct wrap wrap;
    wrap.metrics = metrics;
    wrap.width = rect.w;
    wrap.weight = style->weight;
    wrap_to_fit(&wrap, rect, text, style);
    int high = metrics->line_height(metrics->user, wrap.text_px, style->weight);
    int spare = rect.h - high * wrap.count;
    int y = rect.y + spare * (style->lean + 1) / 2;
    for (int i = 0; i < wrap.count; i++) {
        struct draw_rect line = {rect.x, y + i * high, rect.w, high};
        struct draw_op *op = add_op(list, DRAW_TEXT, line);
        op->ink = style->ink;
        op->text_px = wrap.text_px;
        op->weight = style->weight;
        op->align = style->align;
        (void)text_copy(op->text, sizeof op->text, wrap.line[i]);
    }
    return wrap.fits;
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
