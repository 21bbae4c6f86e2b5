#include "ui/kiosk/paint_text.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "ui/kiosk/paint_run.h"

enum result
texts_init(struct texts *texts)
{
    memset(texts, 0, sizeof *texts);
    return fonts_init(&texts->fonts);
}

void
texts_finish(struct texts *texts)
{
    for (int i = 0; i < TEXT_MASKS_MAX; i++)
        free(texts->masks[i].ink);
    fonts_finish(&texts->fonts);
    memset(texts, 0, sizeof *texts);
}

static struct text_key
key_of(const char *text, int px, enum draw_weight weight)
{
    struct text_key key;
    memset(&key, 0, sizeof key); /* compared whole */
    text_copy(key.text, sizeof key.text, text);
    key.px = px;
    key.weight = weight;
    return key;
}

static uint32_t
key_hash(const struct text_key *key)
{
    uint32_t hash = 2166136261u ^ (uint32_t)key->px * 2u ^
                    (uint32_t)(key->weight == DRAW_BOLD);
    for (const char *at = key->text; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    return hash ^ hash >> 15;
}

/* --- runs --- */

struct face_question {
    struct fonts *fonts;
    int px;
    enum draw_weight weight;
};

static int
ask_face(void *user, uint32_t letter)
{
    const struct face_question *question = user;
    return fonts_face_for(question->fonts, letter, question->px,
                          question->weight);
}

static int
split(struct texts *texts, const struct text_key *key,
      struct run runs[RUNS_MAX])
{
    struct face_question question = {&texts->fonts, key->px, key->weight};
    return runs_of(key->text, ask_face, &question, runs);
}

/* The font of a run, set to its direction, and the run's own text. */
static TTF_Font *
run_font(struct texts *texts, const struct text_key *key, const struct run *run,
         char text[DRAW_TEXT_SIZE])
{
    memcpy(text, key->text + run->start, (size_t)run->length);
    text[run->length] = '\0';
    TTF_Font *font = fonts_get(&texts->fonts, run->face, key->px, key->weight);
    if (font == NULL)
        return NULL;
    TTF_SetFontDirection(font, run->from_right ? TTF_DIRECTION_RTL
                                               : TTF_DIRECTION_LTR);
    char script[5] = {(char)(run->script >> 24), (char)(run->script >> 16),
                      (char)(run->script >> 8), (char)run->script, '\0'};
    TTF_SetFontScriptName(font, run->script == 0 ? "Latn" : script);
    return font;
}

static int
measure(struct texts *texts, const struct text_key *key)
{
    struct run runs[RUNS_MAX];
    char text[DRAW_TEXT_SIZE];
    int count = split(texts, key, runs);
    int sum = 0;
    for (int i = 0; i < count; i++) {
        int w = 0;
        TTF_Font *font = run_font(texts, key, &runs[i], text);
        if (font != NULL && TTF_SizeUTF8(font, text, &w, NULL) == 0)
            sum += w;
    }
    return sum;
}

int
texts_width(struct texts *texts, const char *text, int px,
            enum draw_weight weight)
{
    struct text_key key = key_of(text, px, weight);
    struct text_width *slot = &texts->widths[key_hash(&key) % TEXT_WIDTHS_MAX];
    if (!slot->known || memcmp(&slot->key, &key, sizeof key) != 0)
        *slot = (struct text_width){key, measure(texts, &key), true};
    return slot->width;
}

/* Andika's own line (1.62 em) leaves room for stacked marks that none of our
 * languages has; capitals with a ring and descenders need 1.23. */
int
texts_line_height(int px)
{
    return (px * 130 + 99) / 100;
}

/* --- masks --- */

static void
drop_mask(struct texts *texts, struct text_mask *mask)
{
    texts->bytes -= (size_t)mask->w * (size_t)mask->h;
    free(mask->ink);
    memset(mask, 0, sizeof *mask);
}

static struct text_mask *
oldest_mask(struct texts *texts)
{
    struct text_mask *oldest = NULL;
    for (int i = 0; i < TEXT_MASKS_MAX; i++) {
        struct text_mask *mask = &texts->masks[i];
        if (mask->ink != NULL && (oldest == NULL || mask->used < oldest->used))
            oldest = mask;
    }
    return oldest;
}

static struct text_mask *
free_mask(struct texts *texts, size_t bytes)
{
    struct text_mask *slot = NULL;
    for (int i = 0; i < TEXT_MASKS_MAX && slot == NULL; i++)
        if (texts->masks[i].ink == NULL)
            slot = &texts->masks[i];
    while (slot == NULL || texts->bytes + bytes > TEXT_MASK_BYTES) {
        struct text_mask *oldest = oldest_mask(texts);
        if (oldest == NULL)
            break;
        drop_mask(texts, oldest);
        slot = oldest;
    }
    return slot;
}

/* The run's own pixels; alpha is the ink. NULL: nothing to show. */
static SDL_Surface *
render_run(struct texts *texts, const struct text_key *key,
           const struct run *run, int *ascent)
{
    char text[DRAW_TEXT_SIZE];
    TTF_Font *font = run_font(texts, key, run, text);
    if (font == NULL)
        return NULL;
    *ascent = TTF_FontAscent(font);
    return TTF_RenderUTF8_Blended(font, text, (SDL_Color){255, 255, 255, 255});
}

static void
copy_ink(struct text_mask *mask, const SDL_Surface *run, int x, int y)
{
    for (int row = 0; row < run->h && y + row < mask->h; row++) {
        const uint32_t *from = (const uint32_t *)((const uint8_t *)run->pixels +
                                                  (ptrdiff_t)row * run->pitch);
        uint8_t *to = mask->ink + (ptrdiff_t)(y + row) * mask->w + x;
        for (int i = 0; i < run->w && x + i < mask->w; i++) {
            uint8_t ink = (uint8_t)(from[i] >> 24);
            if (ink > to[i])
                to[i] = ink;
        }
    }
}

struct rendered {
    SDL_Surface *runs[RUNS_MAX];
    int ascents[RUNS_MAX];
    int count, w, above, below;
};

static void
render_runs(struct texts *texts, const struct text_key *key,
            struct rendered *out)
{
    struct run runs[RUNS_MAX];
    *out = (struct rendered){.count = split(texts, key, runs)};
    for (int i = 0; i < out->count; i++) {
        SDL_Surface *run = render_run(texts, key, &runs[i], &out->ascents[i]);
        out->runs[i] = run;
        if (run == NULL)
            continue;
        out->w += run->w;
        if (out->ascents[i] > out->above)
            out->above = out->ascents[i];
        if (run->h - out->ascents[i] > out->below)
            out->below = run->h - out->ascents[i];
    }
}

static struct text_mask *
make_mask(struct texts *texts, const struct text_key *key)
{
    struct rendered line;
    render_runs(texts, key, &line);
    int h = line.above + line.below;
    size_t bytes = (size_t)line.w * (size_t)h;
    struct text_mask *mask = NULL;
    uint8_t *ink = bytes > 0 ? calloc(1, bytes) : NULL;
    if (ink != NULL) {
        mask = free_mask(texts, bytes);
        *mask = (struct text_mask){*key,       ink,    line.w,       h,
                                   line.above, line.w, ++texts->uses};
        texts->bytes += bytes;
    }
    for (int i = 0, x = 0; i < line.count; i++) {
        if (line.runs[i] == NULL)
            continue;
        if (mask != NULL)
            copy_ink(mask, line.runs[i], x, line.above - line.ascents[i]);
        x += line.runs[i]->w;
        SDL_FreeSurface(line.runs[i]);
    }
    return mask;
}

static struct text_mask *
find_mask(struct texts *texts, const struct draw_op *op)
{
    struct text_key key = key_of(op->text, op->text_px, op->weight);
    for (int i = 0; i < TEXT_MASKS_MAX; i++) {
        struct text_mask *mask = &texts->masks[i];
        if (mask->ink != NULL && memcmp(&mask->key, &key, sizeof key) == 0) {
            mask->used = ++texts->uses;
            return mask;
        }
    }
    return key.text[0] == '\0' ? NULL : make_mask(texts, &key);
}

/* --- on the canvas --- */

/* Capitals stand centred in the operation's box: Andika's are 0.72 em high,
 * so the baseline is 0.36 em below the middle. */
static struct draw_rect
place_mask(const struct text_mask *mask, const struct draw_op *op)
{
    int left = op->rect.x;
    if (op->align == DRAW_MIDDLE)
        left += (op->rect.w - mask->width) / 2;
    else if (op->align == DRAW_END)
        left += op->rect.w - mask->width;
    int baseline = op->rect.y + (op->rect.h + op->text_px * 72 / 100) / 2;
    return (struct draw_rect){left, baseline - mask->ascent, mask->w, mask->h};
}

struct draw_rect
texts_bounds(struct texts *texts, const struct draw_op *op)
{
    const struct text_mask *mask = find_mask(texts, op);
    return mask == NULL ? (struct draw_rect){0, 0, 0, 0} : place_mask(mask, op);
}

void
texts_paint(struct texts *texts, const struct canvas *canvas,
            const struct draw_op *op)
{
    const struct text_mask *mask = find_mask(texts, op);
    if (mask == NULL)
        return;
    struct draw_rect all = place_mask(mask, op);
    struct draw_rect part = canvas_meet(all, canvas->clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        uint32_t *row = canvas->pixels + (ptrdiff_t)y * canvas->stride;
        const uint8_t *ink =
            mask->ink + (ptrdiff_t)(y - all.y) * mask->w - all.x;
        for (int x = part.x; x < part.x + part.w; x++)
            if (ink[x] != 0)
                row[x] = canvas_mix(row[x], op->ink, ink[x]);
    }
}
