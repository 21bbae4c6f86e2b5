/*
 * Open Board Format out: choices as boards that other programs read.
 *
 * One .obf holds one board with its pictures inside it; an .obz holds a board
 * for each choice, the first one the root, and the pictures as files. Every
 * picture has its licence block (type, author, source). An image carries our
 * own id (ext_troskel_picture), so that what comes back is what it was.
 *
 * https://www.openboardformat.org (open-board-0.1)
 */
#pragma once

#include <jansson.h>

#include "firmware/base/result.h"
#include "firmware/store/library.h"
#include "firmware/store/view.h"

enum { BOARD_OUT_MAX = 32 };

struct board_out_card {
    const char *id; /* of the item; makes the board's */
    const char *title;
    const struct view_card *options;
    int option_count;
};

struct board_out {
    const char *lang; /* "sv" */
    struct board_out_card cards[BOARD_OUT_MAX];
    int count;
    void *user; /* handed to the two below */
    /* PNG bytes, the caller's to free; RESULT_ABSENT: no such picture, or no
     * consent to it any more. */
    enum result (*png)(void *user, const char *picture, unsigned char **bytes,
                       size_t *length);
    enum result (*credit)(void *user, const char *picture,
                          struct library_credit *out);
};

/* One board of all cards, pictures inside. The caller owns it; NULL without
 * memory. */
json_t *board_out_obf(const struct board_out *boards);

/* The zip's bytes, which the caller frees. */
MUST_CHECK enum result board_out_obz(const struct board_out *boards,
                                     unsigned char **bytes, size_t *length);
