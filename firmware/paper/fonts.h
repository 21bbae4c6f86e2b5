/*
 * The typefaces a document is set in: Andika, and Noto for what Andika has
 * not. At most ten files, all opened here, because nothing can be opened once
 * the door is closed; cairo keeps ten faces open and no more.
 */
#pragma once

#include <pango/pango.h>

/* Before the door is closed. The context is this process's, for good; NULL if
 * there is no memory. */
PangoContext *fonts_prepare(void);
