/*
 * A folder of a centre's own photos.
 *
 * Each JPEG or PNG is decoded in the sandbox (firmware/photo) and becomes a
 * picture named after its file; a table `bilder.csv` (or pictures.csv) beside
 * them may say more: file, name, licence, author, source, who is in it, the
 * place it shows. The id is made of the finished picture's SHA-256, so the
 * same photo twice is one picture. One file that cannot be read refuses all.
 */
#pragma once

#include "firmware/exchange/import.h"

enum { PICTURES_MAX = 500 };

/* picture_saved and place_saved. The finished PNGs are laid into the folder
 * `work` (it must exist; removing them is the caller's), and *blobs names them
 * as a batch does. RESULT_INVALID, and both NULL, after a refused line. */
MUST_CHECK enum result pictures_import(const struct import_context *context,
                                       const char *folder, const char *work,
                                       struct report *report, json_t **events,
                                       json_t **blobs);
