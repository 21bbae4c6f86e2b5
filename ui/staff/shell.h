/*
 * What every page stands in: the head with the ways to the other rooms, the
 * strip of open signals, the page itself, the foot. Pure.
 *
 * A signal is seen from every page within two seconds: the strip is kept fresh
 * by live.mjs, and a card drawn in it counts as drawn.
 */
#pragma once

#include "ui/staff/room.h"

enum nav {
    NAV_NONE,
    NAV_TODAY,
    NAV_PLAN,
    NAV_PEOPLE,
    NAV_REVIEW,
    NAV_MORE, /* pictures, accounts, the box */
    NAV_COUNT
};

struct shell {
    const char *title; /* of the window, and the page's h1 unless `bare` */
    enum nav nav;
    const char *style;  /* a file of the room's own: "plan.css"; may be NULL */
    const char *script; /* "plan.mjs"; may be NULL */
    const char *signal; /* the one the page is about: not in the strip, its
                           card is kept fresh instead; may be NULL */
    bool bare;          /* the page writes its own h1 */
    bool narrow;        /* a form: no wider than it reads well */
    bool paper;         /* to be printed: no ways, no strip */
};

/* Up to and with <main>. Draws the strip, the band for what was saved
 * (?saved=1) and the one for visit->problem without a field. */
void shell_open(struct visit *visit, const struct shell *shell);
void shell_close(struct visit *visit);

/* The strip alone, for the script that keeps it fresh; without the signal
 * `but` (may be NULL). */
void shell_strip(struct visit *visit, const char *but);

/* A path with its picture: /picture/ID.png. */
void shell_picture(struct html *html, const char *picture, int size,
                   const char *alt);
/* A band across the page: something to know. */
void shell_band(struct html *html, const char *says);
/* A table that may be wider than a phone: it is moved by finger and by
 * keyboard, and has a name. */
void shell_wide(struct visit *visit, const char *name);
void shell_wide_end(struct visit *visit);
