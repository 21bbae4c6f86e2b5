/*
 * What the painter's own files share: the painter, one operation, and the
 * list that stands on the surface.
 */
#pragma once

#include "ui/kiosk/paint.h"
#include "ui/kiosk/paint_hyphen.h"
#include "ui/kiosk/paint_picture.h"
#include "ui/kiosk/paint_text.h"

struct paint {
    struct texts texts;
    struct hyphens hyphens;
    struct pictures pictures;
    struct cache *cache;     /* NULL: none */
    struct library *library; /* borrowed, for paint_open's source */
    struct store *store;
    const void *painted; /* pixels on which `last` stands; NULL: none */
    struct draw_list last;
};

/* Keeps to the canvas's clip. */
void paint_op(struct paint *paint, const struct canvas *canvas,
              const struct draw_op *op);
/* Every pixel that paint_op may touch lies in it. */
struct draw_rect paint_bounds(struct paint *paint, const struct draw_op *op);
