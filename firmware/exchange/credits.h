/*
 * Whose work is shown here: what Tröskel carries (assets/credits.tsv, put
 * beside the programs) and the sets a centre put in. For the command line, the
 * staff's page and the kiosk.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"
#include "firmware/store/store.h"

enum { CREDITS_MAX = 64, CREDITS_TEXT_SIZE = 204 };

struct credits_row {
    char what[CREDITS_TEXT_SIZE]; /* "OpenMoji", "Mulberry Symbols" */
    char version[32];
    char licence[64];
    char author[CREDITS_TEXT_SIZE];
    char source[CREDITS_TEXT_SIZE];
    char used_for[CREDITS_TEXT_SIZE];
    bool own;     /* the centre put it in */
    int pictures; /* of the centre's own */
};

struct credits {
    struct credits_row rows[CREDITS_MAX];
    int count;
};

/* $TROSKEL_CREDITS, else beside the program (../share/troskel/credits.tsv,
 * ../credits.tsv of the build tree). */
const char *credits_path(void);

/* What Tröskel carries; a table that is not there gives none. */
void credits_read(struct credits *credits, const char *path);
/* Then what the centre put in. `lang` names its own photos. */
MUST_CHECK enum result credits_add_store(struct credits *credits,
                                         struct store *store, const char *lang);

/* As people are told it: a centre's own photo has no licence with a name, and
 * perhaps nobody who is known to have taken it. */
const char *credits_licence(const char *licence, const char *lang);
const char *credits_author(const char *author, const char *lang);
