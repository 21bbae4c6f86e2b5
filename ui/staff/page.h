/*
 * What all pages share: head, shapes, foot, and the page that says no.
 *
 * Pure: writes into the caller's html. No style, script or address of anyone
 * else's is ever named, so the content policy can forbid them all.
 */
#pragma once

#include <stdbool.h>

#include "ui/staff/html.h"

/* The policy every page is sent with. */
extern const char page_policy[];

struct page {
    const char *lang, *title;
    const char *style;  /* of the room's own, in files/; may be NULL */
    const char *script; /* likewise */
    const char *csrf;   /* the secret that scripts carry; NULL: nobody is
                           logged in, so nothing is kept fresh */
    const char *fresh;  /* where the fresh parts are had: "/now"; may be NULL */
    const char *kind;   /* class of the body; may be NULL */
};

/* Opens the document up to and with <body>. What is fresh is kept so by
 * live.mjs; without script the page fetches itself anew. */
void page_begin(struct html *html, const struct page *page);
void page_end(struct html *html);

/* One of the shapes that page_begin defines: "pressed", "delivered",
 * "acknowledged", "with", "closed", "here", "away", "home", "unsure", and the
 * signs of the rooms: "today", "plan", "people", "review", "more", "me". */
void page_shape(struct html *html, const char *name);

/* A whole page for a refusal: what happened, and the way to the first page.
 * `says` may be NULL: what the status means. */
void page_refusal(struct html *html, const char *lang, int status,
                  const char *says);
