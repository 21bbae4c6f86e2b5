/*
 * Any picture somebody gives us, by its bytes and not by its name: a drawing
 * through troskel-svg, a photo through troskel-photo.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "firmware/exchange/report.h"
#include "firmware/photo/photo.h"

/* False, and told of `place` in the report, if it is none. `photo` is the
 * caller's to photo_finish, either way. */
bool draw_any(const char *bytes, size_t length, const char *place,
              struct report *report, struct photo *photo);

/* SHA-256 of the bytes, in hexadecimal: what a picture was made of. */
void draw_any_made_of(const char *bytes, size_t length,
                      char out[PHOTO_HASH_SIZE]);
