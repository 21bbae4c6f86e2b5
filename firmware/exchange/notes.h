/*
 * The table that lies beside a folder's files and says more of each: "bilder.csv",
 * "roster.csv". Its columns are the importer's; one of them names the file.
 *
 * A cell that is too long, or looks like a personal identity number, refuses
 * the import, with its line.
 */
#pragma once

#include <jansson.h>

#include "firmware/exchange/columns.h"

enum { NOTES_CELL_MAX = 120, NOTES_FIELDS_MAX = 12 };

struct notes_form {
    const char *const *names;           /* of the table, NULL at the end */
    const struct columns_field *fields; /* at most NOTES_FIELDS_MAX */
    int file;                           /* the field that names the file */
};

/* File name → its cells by field; the caller's. Without a table it is empty;
 * NULL: no memory. */
json_t *notes_read(const char *folder, const struct notes_form *form,
                   struct report *report);
/* What the table says of a file, or "". Lives as long as `notes`. */
const char *notes_of(const json_t *notes, const char *file, int field);
