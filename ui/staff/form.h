/*
 * The fields of a request: of its query, of a form's body, of an upload.
 *
 * Pure: reads the caller's bytes in place and points into them, so the bytes
 * must live as long as the form and have one byte to spare behind `length`.
 * Every value of a field is whole UTF-8 without NUL or other control
 * characters than tab and line end (CR LF becomes LF); a file's bytes are
 * whatever they are. What is not so, or goes beyond a limit, refuses the
 * whole: half a form is never acted on.
 *
 * Formats: application/x-www-form-urlencoded (WHATWG URL standard, section 5)
 * and multipart/form-data (RFC 7578).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum {
    FORM_FIELDS_MAX = 800, /* a matrix of steps, people and days is large */
    FORM_NAME_MAX = 64,
    FORM_BOUNDARY_MAX = 70 /* RFC 2046 */
};

struct form_field {
    const char *name;
    const char *value; /* ends with a NUL that does not count */
    size_t length;
    const char *file; /* the name a file came with; NULL: a plain field */
};

struct form {
    struct form_field fields[FORM_FIELDS_MAX];
    int count;
};

/* RESULT_INVALID: not such a form; RESULT_FULL: more fields than we take. */
MUST_CHECK enum result form_read_pairs(struct form *form, char *bytes,
                                       size_t length);
/* `type` is the Content-Type, whose boundary parts the fields. */
MUST_CHECK enum result form_read_parts(struct form *form, char *bytes,
                                       size_t length, const char *type);
/* Whichever of the two `type` says; RESULT_INVALID for another. */
MUST_CHECK enum result form_read(struct form *form, char *bytes, size_t length,
                                 const char *type);

/* What every value is held to, in place: whole UTF-8, LF, no other control
 * characters. False for what is not. Needs the byte behind for its NUL. */
bool form_plain(char *text, size_t *length);

/* The first field of that name, NULL if there is none or it is a file. */
const char *form_text(const struct form *form, const char *name);
/* Like form_text, "" if there is none: for writing it back. */
const char *form_typed(const struct form *form, const char *name);
/* True if a field `name` with this very value is there: a ticked box. */
bool form_has(const struct form *form, const char *name, const char *value);
/* The next field `name` behind `after` (NULL: the first); NULL at the end. */
const struct form_field *form_next(const struct form *form, const char *name,
                                   const struct form_field *after);
/* A file that was chosen (an empty one was not); NULL if there is none. */
const struct form_field *form_file(const struct form *form, const char *name);
/* A whole number within bounds, and nothing else; *out stays otherwise. */
bool form_number(const struct form *form, const char *name, long least,
                 long most, long *out);
