#include "ui/kiosk/draw.h"

#include <string.h>

#include "firmware/base/text.h"

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
        struct draw_op *op = draw_op_add(list, DRAW_TEXT, line);
        op->ink = style->ink;
        op->text_px = wrap.text_px;
        op->weight = style->weight;
        op->align = style->align;
        (void)text_copy(op->text, sizeof op->text, wrap.line[i]);
    }
    return wrap.fits;
}
