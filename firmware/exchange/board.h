/*
 * Open Board Format in: a board (.obf) or several with their pictures (.obz)
 * becomes choices of one person's.
 *
 * Tolerant of what other programs leave out: a missing root or grid, numbers
 * for ids, a grid whose size is wrong, pictures that are only an address or in
 * a form we do not read (their buttons come with words alone, and it is told).
 * A zip, a JSON or a picture that is broken or hostile refuses the file.
 *
 * Each four buttons are one choice on the day given, in the grid's order, at
 * most BOARD_ITEMS_MAX; of what is beyond, the pictures come and the choice
 * does not. The same file again is the same choices; one that shrank loses
 * its last ones. Only the root board is read.
 *
 * https://www.openboardformat.org (open-board-0.1)
 */
#pragma once

#include "firmware/exchange/import.h"

enum { BOARD_ITEMS_MAX = 6, BOARD_BUTTONS_MAX = 400 };

struct board_wish {
    const char *person; /* id */
    int32_t date;       /* civil day of the choices */
};

/* As pack_import: item_saved and picture_saved, PNGs laid into `work`. */
MUST_CHECK enum result board_import(const struct import_context *context,
                                    const struct board_wish *wish,
                                    const char *path, const char *work,
                                    struct report *report, json_t **events,
                                    json_t **blobs);
