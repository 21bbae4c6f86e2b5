/*
 * Shapes with smooth edges: how much of a pixel a shape covers follows from
 * the signed distance of the pixel's centre to the shape's edge.
 *
 * A straight edge on a pixel border stays sharp. Colours are 0xRRGGBB, alpha
 * 0..255 is that of the whole shape.
 * Distance of a rounded box: Inigo Quilez, "2D distance functions".
 */
#pragma once

#include <stdint.h>

#include "ui/kiosk/paint_canvas.h"

struct shape_look {
    uint32_t colour;
    uint32_t alpha;
};

/* A box whose corners are quarter circles of `radius`. */
void shape_box(const struct canvas *canvas, struct draw_rect rect, int radius,
               struct shape_look look);
/* Its border, `line` thick, inside `rect`. */
void shape_frame(const struct canvas *canvas, struct draw_rect rect, int radius,
                 int line, struct shape_look look);
/* A circle in the middle of `rect`, as large as fits; of it the part
 * `fraction` (0..1) from twelve o'clock, clockwise. */
void shape_pie(const struct canvas *canvas, struct draw_rect rect,
               float fraction, struct shape_look look);
/* The circle's outline, `line` thick, inside `rect`. */
void shape_ring(const struct canvas *canvas, struct draw_rect rect, int line,
                struct shape_look look);
/* From (x, y) to (x + w, y + h) of `rect`, `line` thick, round ends. */
void shape_stroke(const struct canvas *canvas, struct draw_rect rect, int line,
                  struct shape_look look);
/* The pixels that shape_stroke may touch. */
struct draw_rect shape_stroke_bounds(struct draw_rect rect, int line);
