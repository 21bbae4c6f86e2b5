/*
 * A plan as a document for troskel-paper (firmware/paper/README.md): the day as
 * a list with the pictures where the screen has them, the week, cards to cut
 * out, and the card of a journey.
 *
 * Builds JSON out of views; knows no page and starts nothing. Pictures come
 * through the caller, each once.
 */
#pragma once

#include <jansson.h>

#include "firmware/store/view.h"

/* PNG bytes of a picture; the callee hands them over (free). */
typedef enum result document_picture_fn(void *user, const char *id,
                                        unsigned char **bytes, size_t *length);

struct document {
    const char *lang, *centre; /* borrowed */
    const char *name;          /* whose it is */
    const char *picture;       /* theirs; may be "" */
    const char *made;          /* "2026-11-27T09:20:00.000Z" */
    document_picture_fn *picture_of;
    void *user;
    json_t *pictures; /* made by the functions below; starts as NULL */
};

/* Each gives the whole document; the caller owns it. */
json_t *document_day(struct document *document, const struct view_day *day);
/* `days` in order, `count` of them. */
json_t *document_week(struct document *document, const struct view_day *days,
                      int count);
json_t *document_cards(struct document *document, const struct view_day *day);

struct journey {
    const char *what, *picture;            /* "Taxi" */
    const char *when, *who, *where, *note; /* each may be "" */
};
json_t *document_journey(struct document *document, int32_t date,
                         const struct journey *journey);
