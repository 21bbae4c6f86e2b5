/*
 * Inside bundle: the list of files and the two places they come from.
 */
#pragma once

#include <zip.h>

#include "firmware/exchange/bundle.h"

struct bundle_file {
    char *name;        /* owned */
    zip_uint64_t size; /* as the zip says */
    zip_uint64_t place;
};

struct bundle {
    struct bundle_file *files;
    int count, room;
    size_t bytes;      /* of all files together */
    zip_t *zip;        /* NULL: a folder */
    char folder[1024]; /* "" for a zip */
};

/* Takes a copy of the name. BUNDLE_MANY or BUNDLE_LARGE beyond the limits. */
enum bundle_why bundle_add(struct bundle *bundle, const char *name,
                           zip_uint64_t size, zip_uint64_t place);

enum bundle_why bundle_list_zip(struct bundle *bundle,
                                char where[BUNDLE_NAME_SIZE]);
enum result bundle_read_zip(struct bundle *bundle,
                            const struct bundle_file *file, char *bytes);
