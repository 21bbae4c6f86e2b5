/*
 * The files of files/, compiled in: every one of them, by its name.
 */
#pragma once

#include <stddef.h>

struct file {
    const char *name; /* "style.css"; NULL ends the table */
    const unsigned char *bytes;
    size_t length;
};

extern const struct file files[];
