/*
 * The colours of a participant's screen: warm paper and deep blue-green ink,
 * or dusk, or ink alone. No red, no warning yellow, no pure white (LA-1).
 *
 * Every text stands on its ground with a contrast of at least 4.5:1 and every
 * edge of a control with 3:1, in the theme of high contrast both with 7:1; tests/screens reads the pairs from the frames.
 */
#pragma once

#include <stdint.h>

#include "ui/kiosk/app.h"

struct palette {
    uint32_t ground;    /* the paper */
    uint32_t card;      /* what lies on it */
    uint32_t button;    /* what can be touched */
    uint32_t pressed;   /* what is touched just now */
    uint32_t now;       /* what is now */
    uint32_t note;      /* a band that tells something */
    uint32_t ink;       /* words */
    uint32_t soft;      /* words that come second */
    uint32_t edge;      /* the outline of what can be touched */
    uint32_t line;      /* a quiet outline of what cannot */
    uint32_t accent;    /* dots, discs, marks */
    uint32_t on_accent; /* words on the accent */
    uint32_t off;       /* a dot that has gone out */
    uint32_t plate;     /* a light plate under pictures in the dim theme */
};

const struct palette *theme_palette(enum app_theme theme);

/* The theme of the hour, for a box that is told to dim by itself: dim from
 * the centre's dim_from until dim_to, which are when it closes and opens, or
 * 18:00 and 07:00, if nothing is said. A theme that the centre has chosen
 * stands all day. An unsure clock (`minute` -1) is light. */
enum app_theme theme_at(const struct view_centre *centre, int minute);

/* The theme of a screen: what the person wants goes before the box's own.
 * `quiet`: a pause, a signal; dim, but never for high contrast. */
enum app_theme theme_for(enum app_theme box, enum view_theme want, bool quiet);

/* WCAG 2.2 contrast ratio of two colours, 1..21. */
double theme_contrast(uint32_t a, uint32_t b);
