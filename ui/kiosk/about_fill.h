/*
 * Whose pictures, names and letters are shown here, read once somebody opens
 * the page about this screen.
 */
#pragma once

#include "firmware/store/store.h"
#include "ui/kiosk/about.h"

/* `store` may be NULL: then what Tröskel carries. */
void about_fill(struct about *about, struct store *store, const char *lang);
