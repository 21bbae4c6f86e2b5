/*
 * Pictures, decoded at exactly the size they are shown and kept so.
 *
 * PNG bytes come from whoever the painter was given (library, photos). They
 * are decoded by libpng's simplified API, averaged over areas down to size
 * (or blended up), kept premultiplied, at most PICTURES_BYTES of them; the
 * one longest unused goes first. A cache file spares the decoding. A picture
 * larger than PICTURE_SIDE_MAX a side, or one that does not decode, counts as
 * missing. What is missing is remembered until pictures_forget.
 */
#pragma once

#include "firmware/base/result.h"
#include "ui/kiosk/paint_cache.h"
#include "ui/kiosk/paint_canvas.h"

enum { PICTURES_MAX = 256, PICTURES_BYTES = 16 << 20, PICTURE_SIDE_MAX = 4096 };

/* The PNG of a picture; the caller frees *bytes. */
typedef enum result picture_source_fn(void *user, const char *id,
                                      unsigned char **bytes, size_t *length);

struct picture {
    char id[DRAW_PICTURE_SIZE];
    int room_w, room_h; /* what it was fitted into */
    bool grey;
    bool missing;
    uint32_t *pixels; /* w·h, premultiplied ARGB, owned; NULL if missing */
    bool fresh;       /* not in the cache file yet, and may be */
    int w, h;
    uint64_t used; /* 0: the slot is free */
};

struct pictures {
    picture_source_fn *source;
    void *user;
    struct cache *cache; /* borrowed; NULL: none */
    struct picture kept[PICTURES_MAX];
    size_t bytes;
    uint64_t uses;
    uint64_t decoded; /* how many were decoded, for tests */
};

void pictures_init(struct pictures *pictures, picture_source_fn *source,
                   void *user);
void pictures_finish(struct pictures *pictures);

/* Drops what is known to be missing, and every photo: consent may have been
 * withdrawn. */
void pictures_forget(struct pictures *pictures);

/* The picture fitted into w × h; valid until the next call. NULL: there is
 * none such. */
const struct picture *pictures_get(struct pictures *pictures, const char *id,
                                   int w, int h, bool grey);

/* Puts one decoded picture into the cache file; false: none is left to put. */
bool pictures_store(struct pictures *pictures);

/* Centred in `rect`; `faded` 0..1 of the way to what lies beneath. */
void picture_paint(const struct picture *picture, const struct canvas *canvas,
                   struct draw_rect rect, float faded);
