/*
 * From draw list to pixels: shapes with smooth edges, text by SDL2_ttf
 * (Andika), pictures from the library and the store, kept decoded at the
 * size they are shown.
 *
 * Software only, the same pixels on every backend.
 */
#pragma once

#include <SDL.h>

#include "firmware/base/result.h"
#include "firmware/store/library.h"
#include "firmware/store/store.h"
#include "ui/kiosk/draw.h"

struct paint; /* fonts and picture cache; opaque */

/* `library` and `store` (for photos) are borrowed, either may be NULL: a
 * missing picture is drawn as a calm empty frame. */
MUST_CHECK enum result paint_open(struct paint **out, struct library *library,
                                  struct store *store);
void paint_close(struct paint *paint);

/* For screens: measures with the fonts that are painted with. */
struct draw_metrics paint_metrics(struct paint *paint);

void paint_list(struct paint *paint, SDL_Surface *surface,
                const struct draw_list *list);

/* PNG of a surface (libpng). */
MUST_CHECK enum result paint_png(const SDL_Surface *surface,
                                 const char *path);
