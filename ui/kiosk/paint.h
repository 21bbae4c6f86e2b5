/*
 * From draw list to pixels: shapes with smooth edges, text by SDL2_ttf
 * (Andika), pictures from the library and the store, kept decoded at the
 * size they are shown.
 *
 * Software only, the same pixels on every backend: the same list gives the
 * same pixels, and painting what changed gives what painting all gives.
 */
#pragma once

#include <SDL.h>

#include "firmware/base/result.h"
#include "firmware/store/library.h"
#include "firmware/store/store.h"
#include "ui/kiosk/draw.h"
#include "ui/kiosk/paint_picture.h"

enum { PAINT_RECTS_MAX = 16 };

struct paint; /* fonts and picture cache; opaque */

/* `library` and `store` (for photos) are borrowed, either may be NULL: a
 * missing picture is drawn as a calm empty frame. RESULT_ABSENT if the
 * typeface is not installed. The caller owns it until paint_close, which
 * takes NULL. */
MUST_CHECK enum result paint_open(struct paint **out, struct library *library,
                                  struct store *store);
/* Pictures from wherever `source` (may be NULL) finds them. */
MUST_CHECK enum result paint_open_with(struct paint **out,
                                       picture_source_fn *source, void *user);
void paint_close(struct paint *paint);

/* The store was closed (NULL) or opened anew. Forgets as paint_forget does. */
void paint_set_store(struct paint *paint, struct store *store);
/* Photos and missing pictures are looked for again, everything is painted
 * again: what may be shown has changed. */
void paint_forget(struct paint *paint);

/* Decoded pictures of the library are looked for in this file first, and put
 * there (paint_cache.h). Nothing is lost where that is not possible. */
void paint_use_cache(struct paint *paint, const char *path,
                     const char *library);

/* A little of what a frame that may come next needs, while nobody waits: a
 * picture decoded, a text shaped. `at` goes from 0 to the list's end. False:
 * there is nothing left to do of it. */
bool paint_ahead(struct paint *paint, const struct draw_list *list, int *at);
/* Puts a decoded picture into the file; false: none is left. */
bool paint_store(struct paint *paint);

/* Reads the syllables of a language now, while nobody waits: it takes some
 * tens of milliseconds. */
void paint_prepare(struct paint *paint, const char *lang);

/* For screens: measures with the fonts that are painted with. */
struct draw_metrics paint_metrics(struct paint *paint);

/* Paints all of it. */
void paint_list(struct paint *paint, SDL_Surface *surface,
                const struct draw_list *list);

/* Paints what differs from the list before, which must still stand on the
 * surface (a list given to the same surface by paint_list or paint_update);
 * all of it if there was none. Fills `rects` with what was painted and
 * returns how many, 0: nothing had changed. */
int paint_update(struct paint *paint, SDL_Surface *surface,
                 const struct draw_list *list, SDL_Rect rects[PAINT_RECTS_MAX]);

/* PNG of a surface (libpng). */
MUST_CHECK enum result paint_png(const SDL_Surface *surface, const char *path);
