/*
 * Inside the picture library: the open database and its questions. Private to
 * library*.c.
 *
 * A statement is prepared when it is first asked for (the kiosk asks for
 * pictures alone, and a search index is twenty reads from a card) and reset
 * after each use, so nothing stays locked between calls.
 */
#pragma once

#include <sqlite3.h>

#include "firmware/base/result.h"
#include "firmware/store/library.h"

enum { LIBRARY_LANGS = 7, LIBRARY_QUERY_SIZE = 256 };

enum library_ask {
    ASK_PNG,
    ASK_NAME,
    ASK_CREDIT,
    ASK_CONCEPTS,
    ASK_CONCEPT,
    ASK_CONCEPT_PICTURE,
    ASK_HELPER,
    ASK_KNOWN,
    ASK_EMOJI,
    ASK_TITLE,
    ASK_USED,
    ASK_SPELL,
    ASK_SPELL_HEAD,
    ASK_SPELL_TAIL,
    ASK_SEARCH, /* and one more for each language */
    ASK_SHORT = ASK_SEARCH + LIBRARY_LANGS,
    ASK_COUNT = ASK_SHORT + LIBRARY_LANGS
};

struct library {
    sqlite3 *db;
    sqlite3_stmt *asked[ASK_COUNT];
};

/* Prepares what every reader asks: that it can be shows that the file is a
 * picture library. False: sqlite3_errmsg says why. */
bool library_prepare(struct library *library);

/* Index of `lang` among our languages; English for one we do not have. */
int library_lang(const char *lang);
const char *library_lang_name(int lang);

/* The statement with `first` and `second` as its first parameters (NULL:
 * none). It is reset first; the caller steps it by library_row and calls
 * library_done. NULL: the library has no such question, which library_row
 * says. */
sqlite3_stmt *library_ask(struct library *library, enum library_ask ask,
                          const char *first, const char *second);

/* RESULT_OK with a row, RESULT_ABSENT without, RESULT_IO (logged). */
MUST_CHECK enum result library_row(struct library *library, sqlite3_stmt *stmt);
void library_done(sqlite3_stmt *stmt);

/* Adds the rows of a statement of (id, name) that are not there yet, while
 * there is room, and is done with it. */
MUST_CHECK enum result library_collect(struct library *library,
                                       sqlite3_stmt *stmt,
                                       struct library_hit *out, int max,
                                       int *count);

/* The picture of an emoji that stands in `text`; RESULT_ABSENT if none does. */
MUST_CHECK enum result library_emoji(struct library *library, const char *lang,
                                     const char *text, struct library_hit *out);

/* Folded, and free of what is not text. False if nothing is left. */
bool library_clean(const char *text, char out[LIBRARY_QUERY_SIZE]);

/* Column `at`, whole, cut to the room there is. */
void library_text(sqlite3_stmt *stmt, int at, char *out, size_t size);
