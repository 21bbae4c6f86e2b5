/*
 * The built-in picture library: pictures.db, made by the build from OpenMoji,
 * CLDR names and our own concept list (assets/pictures), read-only for good.
 *
 * A picture is known by its id: the OpenMoji hexcode ("1F98A") or "own-<name>"
 * for a drawing of ours. A concept is a thing of a centre's day ("fika") with
 * names in each language and one picture.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum { LIBRARY_ID_SIZE = 72, LIBRARY_NAME_SIZE = 164, LIBRARY_HITS_MAX = 60 };

struct library; /* opaque; one thread */

struct library_hit {
    char id[LIBRARY_ID_SIZE];
    char name[LIBRARY_NAME_SIZE]; /* in the language that was asked for */
};

struct library_credit {
    char set[48];     /* "OpenMoji 17.0.0", "Tröskel" */
    char licence[48]; /* SPDX: "CC-BY-SA-4.0" */
    char author[96];
    char source[160]; /* where it is published */
};

/* $TROSKEL_PICTURES, else beside the program (../share/troskel/pictures.db,
 * ../pictures.db of the build tree). RESULT_ABSENT if there is none. */
const char *library_path(void);

/* The caller owns it until library_close, which takes NULL. */
MUST_CHECK enum result library_open(struct library **out, const char *path);
void library_close(struct library *library);

/* How often a picture stands in this centre's plan (view_picture_uses). */
struct library_use {
    char id[LIBRARY_ID_SIZE];
    int times;
};

/* Prefix of any word, the best first; concepts before the rest, å is not a.
 * Where that finds little: the parts of a compound ("fikapaus"), a word with
 * one slip in it ("bibliotket"), any of several words.
 * `lang`: sv, da, nb, nn, fi, en, ar. */
MUST_CHECK enum result library_search(struct library *library, const char *lang,
                                      const char *query,
                                      struct library_hit *out, int max,
                                      int *count);

/* The same; of what fits, what is most used here comes first, after the
 * picture that is called exactly so. `uses` most used first, `used` of them;
 * no more than LIBRARY_USES_MAX are looked at. NULL and 0: library_search. */
enum { LIBRARY_USES_MAX = 64 };
MUST_CHECK enum result library_search_used(struct library *library,
                                           const char *lang, const char *query,
                                           const struct library_use *uses,
                                           int used, struct library_hit *out,
                                           int max, int *count);

/* The picture that fits a title such as "Fika med gruppen": the concept its
 * first telling word names. RESULT_ABSENT if none does: better no picture
 * than a wrong one. */
MUST_CHECK enum result library_match(struct library *library, const char *lang,
                                     const char *title,
                                     struct library_hit *out);

/* PNG bytes, square, 320 px, transparent ground. The caller frees *bytes. */
MUST_CHECK enum result library_png(struct library *library, const char *id,
                                   unsigned char **bytes, size_t *length);

/* The picture's name; RESULT_ABSENT for an unknown id. */
MUST_CHECK enum result library_name(struct library *library, const char *lang,
                                    const char *id,
                                    char out[LIBRARY_NAME_SIZE]);
MUST_CHECK enum result library_credit(struct library *library, const char *id,
                                      struct library_credit *out);

/* Every concept in the list's order, for a contact sheet. */
MUST_CHECK enum result library_concepts(struct library *library,
                                        const char *lang,
                                        struct library_hit *out, int max,
                                        int *count);
