/*
 * A pack of symbols: a folder or a zip of drawings (SVG) and pictures (PNG,
 * JPEG), with or without a table that names them.
 *
 * Mulberry's own layout (EN/… and scripts/data/symbol-info.csv), a folder
 * with a table beside it, or what a customer saved from ARASAAC, Widgit or
 * Pictogram: files named by word or number. Each becomes a picture
 * "pack-<set>-<name>", so the same pack twice is the same pictures, and one
 * drawn anew takes the old one's place. Every picture has a licence, a maker
 * and a source (methods.md TP-9); what may not be sold on is told.
 *
 * One file that cannot be read refuses all. Drawings and pictures are opened
 * in cells of their own (firmware/photo); what stands already, of the same
 * bytes, is not drawn again.
 */
#pragma once

#include "firmware/exchange/import.h"

enum { PACK_PICTURES_MAX = 5000 };

struct pack_about { /* what the person says of it; NULL: not said */
    const char *set, *licence, *author;
};

/* As pictures_import: picture_saved events, PNGs laid into `work`, *blobs. */
MUST_CHECK enum result pack_import(const struct import_context *context,
                                   const struct pack_about *about,
                                   const char *path, const char *work,
                                   struct report *report, json_t **events,
                                   json_t **blobs);
