/*
 * The pane of glass: its pixels and how many of them make a millimetre.
 *
 * Every size on a screen comes from millimetres, so that a touch target is as
 * large on a 7-inch panel as on a 15.6-inch one (EN 301 549, methods LA-4).
 */
#pragma once

#include <stdbool.h>

struct panel {
    int width, height; /* pixels */
    double px_per_mm;
};

/* The four panels that are in the field, by their pixels: 800×480 7″,
 * 720×1280 7″ portrait, 1280×800 10.1″, 1920×1080 15.6″, also turned; else
 * as if 10.1″ in the diagonal. */
struct panel panel_for(int width, int height);

int panel_px(const struct panel *panel, double mm); /* rounded */
bool panel_portrait(const struct panel *panel);
