/*
 * The table beside the pictures of a pack: which file is called what in which
 * language, and under what licence.
 *
 * Reads Mulberry's symbol-info.csv and any table with a column for the file
 * (its name, with or without ending, or its number) and one for each language
 * (sv, svenska, symbol-sv …) or one for the name. Pure.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "firmware/exchange/report.h"

enum { PACK_NAME_MAX = 80 /* characters of a name */ };

/* {key: {"words":{lang:name},"keywords":{lang:words},"licence","author",
 * "source"}}, keyed by pack_table_key of the file. A cell that is too long or
 * looks like a personal identity number is refused in the report. `lang` is
 * that of a column called no more than "name". The caller owns it. */
json_t *pack_table_read(const char *bytes, size_t length, const char *lang,
                        struct report *report);

/* "EN/Change_,_to.SVG" → "change_,_to": without folder and ending, folded. */
void pack_table_key(const char *file, char *out, size_t size);

/* "computer_1" → "computer", "change_,_to" → "change": a name to show until
 * somebody says more. */
void pack_table_plain(const char *stem, char *out, size_t size);
