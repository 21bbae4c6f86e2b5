/*
 * What stands from earlier imports, so that an importer can write over it and
 * take away what is gone. For readers and the writer alike.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "firmware/store/event.h"
#include "firmware/store/store.h"

/* The newest body of that kind about that id. RESULT_ABSENT if there is none.
 * The caller owns *body. */
MUST_CHECK enum result standing_body(struct store *store, enum event_kind kind,
                                     const char *about, json_t **body);

struct standing_item {
    const char *id, *source, *uid; /* "" if not said; live during the call */
    int32_t date;                  /* civil day; -1: an item of a weekday */
};

typedef void standing_item_fn(void *user, const struct standing_item *item);

/* Every item of that origin ("calendar", "template"), in the order it came.
 * `audience` is "all", "group:<id>" or "person:<id>"; NULL: all of them. */
MUST_CHECK enum result standing_items(struct store *store, const char *origin,
                                      const char *audience,
                                      standing_item_fn *each, void *user);

/* The id of a photo that carries this name in any language, whatever its
 * case, or is this id itself. RESULT_ABSENT if there is none. */
MUST_CHECK enum result standing_photo(struct store *store, const char *name,
                                      char *out, size_t size);
