/*
 * What may be chosen for a person's screen, and what each choice is called.
 * Each list ends with a NULL value; values are those of event bodies.
 */
#pragma once

#include "ui/staff/field.h"

struct setting {
    const char *name, *label;
    const char *hint;                /* may be NULL */
    const char *const (*choices)[2]; /* {value, words} …, {NULL, NULL} */
    bool reach;                      /* stands in `reach` */
    bool number;                     /* a whole number in the body */
};

/* The value as a body has it: a number, a truth or a word. New reference. */
json_t *setting_json(const struct setting *setting, const char *value);

extern const struct setting settings[];
extern const int settings_count;

/* The value that stands for this person, as its choice has it. */
const char *setting_value(const struct setting *setting,
                          const struct view_person *person, char out[16]);
