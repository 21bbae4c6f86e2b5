#include "ui/kiosk/draw.h"

#include <string.h>

#include "firmware/base/text.h"

enum { LINES_MAX = 12 };

/* What becomes of a word that is too wide: nothing, it is parted between
 * syllables, or, the last resort, anywhere. */
enum parting { PART_NOTHING, PART_SYLLABLES, PART_ANYWHERE };

struct wrap {
    const struct draw_metrics *metrics;
    const char *lang;
    int text_px, width, max;
    enum draw_weight weight;
    enum parting parting;
    char line[LINES_MAX][DRAW_TEXT_SIZE];
    int count;
    bool fits;
    bool parted; /* a dot stood where the line ends */
};

/* Stands between things of one line; at the end of one, the end says it. */
#define DOT "·"

static int
wrap_width(const struct wrap *wrap, const char *text)
{
    return wrap->metrics->width(wrap->metrics->user, text, wrap->text_px,
                                wrap->weight);
}

static void
wrap_new_line(struct wrap *wrap)
{
    if (wrap->count >= wrap->max)
        wrap->fits = false;
    if (wrap->count == LINES_MAX)
        return;
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

/* A word, and where it may be parted. */
struct word {
    const char *text;
    int breaks[DRAW_BREAKS_MAX];
    int count;
};

static void
word_read(const struct wrap *wrap, struct word *word, const char *text)
{
    const struct draw_metrics *metrics = wrap->metrics;
    word->text = text;
    word->count = 0;
    if (metrics->breaks != NULL && wrap->lang != NULL)
        word->count =
            metrics->breaks(metrics->user, wrap->lang, text, word->breaks);
}

/* Whether the bytes from `from` to `to` and the hyphen that they need go on
 * one line, which they then are. */
static bool
wrap_try(struct wrap *wrap, const struct word *word, int from, int to)
{
    char tried[DRAW_TEXT_SIZE];
    bool hyphen = word->text[to] != '\0' && word->text[to - 1] != '-';
    if (!text_format(tried, sizeof tried, "%.*s%s", to - from,
                     word->text + from, hyphen ? "-" : "") ||
        wrap_width(wrap, tried) > wrap->width)
        return false;
    (void)text_copy(wrap->line[wrap->count - 1], DRAW_TEXT_SIZE, tried);
    return true;
}

/* As many letters as go on one line, and at least one. */
static int
wrap_letters(struct wrap *wrap, const struct word *word, int from)
{
    int took = from + (int)step(word->text + from);
    if (!wrap_try(wrap, word, from, took))
        (void)text_format(wrap->line[wrap->count - 1], DRAW_TEXT_SIZE, "%.*s",
                          took - from, word->text + from);
    while (word->text[took] != '\0') {
        int next = took + (int)step(word->text + took);
        if (!wrap_try(wrap, word, from, next))
            break;
        took = next;
    }
    return took;
}

/* Lays as much of a word that is too wide as goes on one line, with a hyphen;
 * returns where the rest begins, `from` if nothing went. */
static int
wrap_part(struct wrap *wrap, const struct word *word, int from)
{
    int end = (int)strlen(word->text);
    if (wrap_try(wrap, word, from, end))
        return end;
    for (int i = word->count - 1; i >= 0 && word->breaks[i] > from; i--)
        if (wrap_try(wrap, word, from, word->breaks[i]))
            return word->breaks[i];
    return wrap->parting == PART_ANYWHERE ? wrap_letters(wrap, word, from)
                                          : from;
}

/* Lays the word from the last line on. */
static bool
wrap_parts(struct wrap *wrap, const struct word *word)
{
    int from = 0;
    for (;;) {
        int took = wrap_part(wrap, word, from);
        if (word->text[took] == '\0')
            return true;
        if (took == from || wrap->count == LINES_MAX)
            break;
        from = took;
        wrap_new_line(wrap);
    }
    (void)text_copy(wrap->line[wrap->count - 1], DRAW_TEXT_SIZE,
                    word->text + from);
    return false;
}

/* The narrowest lines that are as few: "lägenhets-/städning" and not
 * "lägenhetsstäd-/ning". */
static void
wrap_evenly(struct wrap *wrap, const struct word *word, int first)
{
    int count = wrap->count;
    int whole = wrap->width;
    int best = whole;
    bool fits = wrap->fits;
    for (int sixteenths = 15; sixteenths >= 8; sixteenths--) {
        wrap->width = whole * sixteenths / 16;
        wrap->count = first;
        if (!wrap_parts(wrap, word) || wrap->count > count)
            break;
        best = wrap->width;
    }
    wrap->width = best;
    wrap->count = first;
    (void)wrap_parts(wrap, word);
    wrap->width = whole;
    wrap->fits = fits;
}

static void
wrap_wide_word(struct wrap *wrap, const char *text)
{
    struct word word = {.text = text};
    int first = wrap->count;
    if (wrap->parting != PART_NOTHING)
        word_read(wrap, &word, text);
    if (!wrap_parts(wrap, &word))
        wrap->fits = false;
    else if (wrap->parting == PART_SYLLABLES && wrap->count <= wrap->max)
        wrap_evenly(wrap, &word, first);
}

/* A line that ends with a dot, or whose next word is one: the dot is gone. */
static bool
drop_dot(char *line, const char *text)
{
    size_t length = strlen(line), dot = strlen(" " DOT);
    if (text_equal(text, DOT))
        return true;
    if (length > dot && text_equal(line + length - dot, " " DOT))
        line[length - dot] = '\0';
    return false;
}

/* "Ateljén · med / Maria" is "Ateljén / med Maria": what stands after a dot of
 * the full line goes with the word to the next one, if it has room there. */
static bool
wrap_at_dot(struct wrap *wrap, char *line, const char *text)
{
    char *dot = NULL;
    char next[DRAW_TEXT_SIZE];
    for (char *at = strstr(line, " " DOT " "); at != NULL;
         at = strstr(at + 1, " " DOT " "))
        dot = at;
    if (dot == NULL || wrap->count == wrap->max ||
        !text_format(next, sizeof next, "%s %s", dot + strlen(" " DOT " "),
                     text) ||
        wrap_width(wrap, next) > wrap->width)
        return false;
    *dot = '\0';
    wrap_new_line(wrap);
    (void)text_copy(wrap->line[wrap->count - 1], DRAW_TEXT_SIZE, next);
    return true;
}

static void
wrap_word(struct wrap *wrap, const char *text)
{
    char *line = wrap->line[wrap->count - 1];
    char tried[DRAW_TEXT_SIZE];
    bool first = line[0] == '\0';
    bool whole = text_format(tried, sizeof tried, "%s%s%s", line,
                             first ? "" : " ", text);
    if (whole && !wrap->parted && wrap_width(wrap, tried) <= wrap->width) {
        (void)text_copy(line, DRAW_TEXT_SIZE, tried);
        return;
    }
    if (!first) {
        size_t length = strlen(line);
        bool at_dot = wrap->parted;
        wrap->parted = drop_dot(line, text);
        at_dot = at_dot || strlen(line) < length;
        if (wrap->parted || (!at_dot && wrap_at_dot(wrap, line, text)))
            return;
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
    wrap->parted = false;
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

/* Wraps the whole text at one size and says whether it goes into the box. */
static bool
wrap_at(struct wrap *wrap, struct draw_rect rect, const char *text,
        const struct draw_text_style *style)
{
    const struct draw_metrics *metrics = wrap->metrics;
    int high = metrics->line_height(metrics->user, wrap->text_px, wrap->weight);
    int rows = high > 0 ? rect.h / high : 1;
    wrap->max = style->lines < rows && wrap->parting != PART_ANYWHERE
                    ? style->lines
                    : rows;
    if (wrap->max > LINES_MAX)
        wrap->max = LINES_MAX;
    wrap_text(wrap, text);
    if (wrap->count > wrap->max)
        wrap->fits = false;
    return wrap->fits;
}

/* The largest size from the wanted one down to `least` at which it fits. */
static bool
wrap_down_to(struct wrap *wrap, struct draw_rect rect, const char *text,
             const struct draw_text_style *style, int least)
{
    wrap->text_px = style->text_px;
    for (;;) {
        if (wrap_at(wrap, rect, text, style))
            return true;
        if (wrap->text_px <= least)
            return false;
        int smaller = wrap->text_px - 1 - wrap->text_px / 16;
        wrap->text_px = smaller > least ? smaller : least;
    }
}

static void
wrap_to_fit(struct wrap *wrap, struct draw_rect rect, const char *text,
            const struct draw_text_style *style)
{
    int least = style->min_px < style->text_px ? style->min_px : style->text_px;
    bool syllables = wrap->metrics->breaks != NULL && wrap->lang != NULL;
    int whole = syllables && style->text_px * 3 / 4 > least
                    ? style->text_px * 3 / 4
                    : least;
    wrap->parting = PART_NOTHING;
    if (wrap_down_to(wrap, rect, text, style, whole))
        return;
    wrap->parting = PART_SYLLABLES;
    if (syllables && wrap_down_to(wrap, rect, text, style, least))
        return;
    wrap->parting = PART_ANYWHERE;
    wrap->text_px = least;
    (void)wrap_at(wrap, rect, text, style);
}

/* The bytes of UTF-8 that begin a Hebrew, Arabic, Syriac or Thaana letter. */
static bool
from_right(const unsigned char *at)
{
    return (at[0] == 0xD6 && at[1] >= 0x90) || (at[0] > 0xD6 && at[0] < 0xE0) ||
           (at[0] == 0xE0 && at[1] >= 0xA0 && at[1] <= 0xA3) ||
           (at[0] == 0xEF && at[1] >= 0xAC && at[1] <= 0xBB);
}

/* What a line begins with, so that it reads as the text that it is of does:
 * from the side of the text's first letter. */
static const char *
reading_mark(const char *text)
{
    bool first = true;
    bool base = false;
    bool any = false;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';
         at++) {
        bool letter = ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z') ||
                      (*at >= 0xC3 && *at != 0xE2);
        if (!letter)
            continue;
        any = any || from_right(at);
        if (first)
            base = from_right(at);
        first = false;
    }
    return !any ? "" : base ? "\xE2\x80\x8F" : "\xE2\x80\x8E";
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
    wrap.lang = style->lang;
    wrap.width = rect.w;
    wrap.weight = style->weight;
    wrap_to_fit(&wrap, rect, text, style);
    int high = metrics->line_height(metrics->user, wrap.text_px, style->weight);
    int spare = rect.h - high * wrap.count;
    int y = rect.y + spare * (style->lean + 1) / 2;
    const char *mark = wrap.count > 1 ? reading_mark(text) : "";
    for (int i = 0; i < wrap.count; i++) {
        struct draw_rect line = {rect.x, y + i * high, rect.w, high};
        struct draw_op *op = draw_op_add(list, DRAW_TEXT, line);
        op->ink = style->ink;
        op->text_px = wrap.text_px;
        op->weight = style->weight;
        op->align = style->align;
        if (!text_format(op->text, sizeof op->text, "%s%s", mark, wrap.line[i]))
            (void)text_copy(op->text, sizeof op->text, wrap.line[i]);
    }
    return wrap.fits;
}
