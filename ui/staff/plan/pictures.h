/*
 * Pictures to choose from: the centre's own photos first, then those that are
 * most used here, then the rest of the library, in the visitor's language.
 */
#pragma once

#include "ui/staff/room.h"

enum { PICTURES_FEW = 6, PICTURES_MANY = 24 };

/* Buttons (name "take", value "ROW:PICTURE") for what `query` finds. */
void pictures_put(struct visit *visit, const char *query, const char *row,
                  int max);
