/*
 * Who made a picture, wherever it stands.
 */
#pragma once

#include "firmware/store/library.h"
#include "firmware/store/view.h"

/* `library` may be NULL. RESULT_ABSENT: nobody knows the picture. */
MUST_CHECK enum result credit_of(struct store *store, struct library *library,
                                 const char *picture,
                                 struct library_credit *out);
