/*
 * What is asked of `troskel import`, and what it told.
 */
#pragma once

#include "firmware/base/folder.h"
#include "ui/staff/room.h"

enum { IMPORT_NAME_SIZE = 120 };

/* What the command line is asked for; texts live as long as the struct. */
struct import_order {
    char id[UUID_SIZE], name[IMPORT_NAME_SIZE],
        path[FOLDER_PATH_SIZE + IMPORT_NAME_SIZE + 2];
    char sort[16], whose[UUID_SIZE + 8], set[256], licence[256], author[256];
    bool trial;
};

/* What came of it, with the way to read it in after a trial. `told` is what
 * the command line says with --json. */
void import_outcome(struct visit *visit, const struct import_order *order,
                    const json_t *told);
