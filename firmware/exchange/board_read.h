/*
 * The buttons of a board, in the order a reader's eye takes them. Pure.
 */
#pragma once

#include <jansson.h>

#include "firmware/exchange/board.h"

struct board_button {
    char label[IMPORT_TEXT_SIZE / 8]; /* whole; may be empty */
    const json_t *image;              /* of the board; NULL: none */
};

struct board {
    char name[VIEW_NAME_SIZE];
    char lang[8]; /* "sv"; the centre's where the board does not say */
    struct board_button buttons[BOARD_BUTTONS_MAX];
    int count;
};

/* False, and told in the report, if it is no board. `json` is borrowed as long
 * as the board is used. Hidden buttons are left out. */
bool board_read(const json_t *json, const char *lang, struct report *report,
                struct board *board);

/* The board to begin with, of an .obz: what the manifest says, or else what
 * is there. NULL: none. Lives as long as `manifest` and `first`. */
const char *board_root(const json_t *manifest, const char *first);
