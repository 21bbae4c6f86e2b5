#include "ui/kiosk/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "ui/kiosk/paint.h"

enum {
    HITS_MAX = 1024,
    COLUMNS = 8,
    ROWS = 6,
    CELL_W = 160,
    CELL_H = 190,
    MARGIN = 16,
    PICTURE = 112,
    GROUND = 0xfbf7ef,
    INK = 0x1d3437
};

/* No centre stands behind a sheet: nothing is used. */
static enum result
find_hits(struct library *library, const char *lang, const char *query,
          struct library_hit *hits, int *count)
{
    if (query == NULL)
        return library_concepts(library, lang, hits, HITS_MAX, count);
    return library_search(library, lang, query, hits, LIBRARY_HITS_MAX, count);
}

static void
draw_cell(struct draw_list *list, const struct draw_metrics *metrics,
          const struct library_hit *hit, int at)
{
    int x = MARGIN + at % COLUMNS * CELL_W;
    int y = MARGIN + at / COLUMNS * CELL_H;
    draw_picture(
        list,
        (struct draw_rect){x + (CELL_W - PICTURE) / 2, y, PICTURE, PICTURE},
        hit->id);
    struct draw_text_style style = {.text_px = 18,
                                    .min_px = 12,
                                    .lines = 2,
                                    .weight = DRAW_REGULAR,
                                    .align = DRAW_MIDDLE,
                                    .ink = INK};
    draw_text(list, metrics,
              (struct draw_rect){x + 4, y + PICTURE + 4, CELL_W - 8, 56},
              hit->name, &style);
}

/* OUT.png, OUT-2.png … */
static bool
page_path(char *to, size_t size, const char *path, int page)
{
    const char *dot = strrchr(path, '.');
    if (page == 1)
        return text_copy(to, size, path);
    if (dot == NULL || strchr(dot, '/') != NULL)
        return text_format(to, size, "%s-%d", path, page);
    return text_format(to, size, "%.*s-%d%s", (int)(dot - path), path, page,
                       dot);
}

static enum result
draw_page(struct paint *paint, const char *path, const struct library_hit *hits,
          int count)
{
    int rows = (count + COLUMNS - 1) / COLUMNS;
    int w = 2 * MARGIN + COLUMNS * CELL_W;
    int h = 2 * MARGIN + rows * CELL_H;
    struct draw_metrics metrics = paint_metrics(paint);
    struct draw_list *list = calloc(1, sizeof *list);
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
    enum result result = RESULT_FULL;
    if (list == NULL || surface == NULL)
        goto out;
    draw_begin(list, w, h, GROUND, "sheet");
    for (int i = 0; i < count; i++)
        draw_cell(list, &metrics, &hits[i], i);
    paint_list(paint, surface, list);
    result = paint_png(surface, path);
out:
    SDL_FreeSurface(surface);
    free(list);
    return result;
}

static enum result
draw_pages(struct paint *paint, const char *path,
           const struct library_hit *hits, int count)
{
    char name[4096];
    int page = 0;
    enum result result = RESULT_OK;
    for (int at = 0; at < count && result == RESULT_OK; at += COLUMNS * ROWS) {
        int left = count - at;
        if (!page_path(name, sizeof name, path, ++page))
            return RESULT_INVALID;
        result = draw_page(paint, name, hits + at,
                           left < COLUMNS * ROWS ? left : COLUMNS * ROWS);
    }
    return result;
}

enum result
sheet_draw(const char *path, const char *lang, const char *query)
{
    struct library *library = NULL;
    struct paint *paint = NULL;
    int count = 0;
    struct library_hit *hits = calloc(HITS_MAX, sizeof *hits);
    enum result result =
        hits == NULL ? RESULT_FULL : library_open(&library, library_path());
    if (result == RESULT_OK)
        result = paint_open(&paint, library, NULL);
    if (result == RESULT_OK)
        result = find_hits(library, lang, query, hits, &count);
    if (result == RESULT_OK && count == 0)
        result = RESULT_ABSENT;
    if (result == RESULT_OK)
        result = draw_pages(paint, path, hits, count);
    paint_close(paint);
    library_close(library);
    free(hits);
    return result;
}
