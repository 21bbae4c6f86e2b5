/*
 * Sets of pictures that centres have, and what their owners say of them: for
 * a pack that says nothing itself. Pure.
 */
#pragma once

#include <stddef.h>

struct pack_set {
    const char *key;  /* begins the name of the folder or the zip */
    const char *name; /* as the credits show it */
    const char *licence, *author, *source;
};

/* By the name of a folder or a zip ("arasaac-sv.zip"); NULL: unknown. */
const struct pack_set *pack_set_of(const char *name);

/* "Våra bilder.zip" → "vara-bilder": letters a-z, digits and dashes, at most
 * `size` with the NUL. What cannot be written so gets a number made of it, so
 * that two names stay two. "" only for "". */
void pack_set_slug(const char *name, char *out, size_t size);
