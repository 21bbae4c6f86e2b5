/*
 * A thing while it is being written: what stands in the plan, what was typed,
 * and the body that core is asked to save, all in the form of that body
 * (firmware/README.md, item_saved).
 *
 * Pure but for the pictures that are proposed out of the library.
 */
#pragma once

#include <jansson.h>

#include "ui/staff/room.h"

enum { DRAFT_PICTURE_SIZE = VIEW_PICTURE_SIZE };

/* "title", "how-0" … "how-7", "option-0" … "option-3". */
struct draft_row {
    const char *list; /* NULL: the thing itself; "how", "options" */
    int at;
};
bool draft_row_of(const char *name, struct draft_row *row);
void draft_row_name(const struct draft_row *row, char out[16]);

/* From what was typed. A picture that is nowhere chosen stays out; "none" is
 * a choice of none and stays until draft_finish. The caller owns it. */
json_t *draft_from_form(const struct form *form);

/* Text and picture of a row; "" if there is none. */
const char *draft_text(const json_t *draft, const struct draft_row *row);
const char *draft_picture(const json_t *draft, const struct draft_row *row);
void draft_set_picture(json_t *draft, const struct draft_row *row,
                       const char *picture);
/* A row changes places with the one before it. */
void draft_raise(json_t *draft, const struct draft_row *row);

/* Proposes a picture where there are words and none was chosen. */
void draft_propose(json_t *draft, struct library *library, const char *lang);
/* What core is given: without empty rows and without "none". */
void draft_finish(json_t *draft);

/* A field as words for people: "Maria, Idris", "Ta på jacka · Gå ut". */
void draft_words(const json_t *draft, const char *field, char *out,
                 size_t size);
