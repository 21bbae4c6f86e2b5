/*
 * The pictures of a document: PNG as base64 in its JSON, decoded when first
 * drawn and scaled to what a printer can show.
 */
#pragma once

#include <cairo.h>
#include <jansson.h>

enum { PICTURE_SIDE_MAX = 4096 }; /* of what comes in */

struct shelf {
    const json_t *pictures; /* name: base64; may be NULL */
    json_t *kept;           /* name: index into surfaces */
    cairo_surface_t *surfaces[400];
    size_t count;
    int side; /* nothing is kept larger than this */
};

void shelf_init(struct shelf *shelf, const json_t *pictures);
void shelf_finish(struct shelf *shelf);

/* Still the shelf's. NULL if there is no such picture or it is damaged. */
cairo_surface_t *shelf_picture(struct shelf *shelf, const char *name);

/* As large as fits into the box, in its middle, its sides' relation kept. */
void picture_draw(cairo_t *cairo, cairo_surface_t *picture, double x, double y,
                  double width, double height);
