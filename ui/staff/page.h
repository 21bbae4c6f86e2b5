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

/* Opens the document up to and with <body>. With `live`, the script that
 * keeps the page fresh; without script the page fetches itself anew. */
void page_begin(struct html *html, const char *lang, const char *title,
                bool live);
void page_end(struct html *html);

/* One of the shapes that page_begin defines: "pressed", "delivered",
 * "acknowledged", "with", "closed", "here", "away", "home", "unsure". */
void page_shape(struct html *html, const char *name);

/* A whole page for a refusal: what happened, and the way to the first page. */
void page_refusal(struct html *html, const char *lang, int status);
