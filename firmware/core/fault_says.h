/*
 * What a fault is called to staff and technicians: one plain sentence with the
 * place, in their language. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/store/view.h"

enum { FAULT_SAYS_SIZE = 200 };

/* Cuts nothing: `out` holds the longest place. */
void fault_says(const char *lang, const struct view_fault *fault,
                char out[FAULT_SAYS_SIZE]);
