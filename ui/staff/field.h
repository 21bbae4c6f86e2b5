/*
 * Forms and their fields: label, control, and beside it what is wrong with
 * what was typed. Pure.
 *
 * A field shows what was typed (visit->form) when the page is drawn again
 * after a problem, else `value`. Names of fields are the names core speaks of
 * in its answers, so that its "where" finds its field.
 */
#pragma once

#include "ui/staff/room.h"

/* <form method="post"> with the secret of the session. */
void field_form(struct visit *visit, const char *path);
/* The same for what carries files. */
void field_form_files(struct visit *visit, const char *path);
void field_form_end(struct visit *visit);
void field_hidden(struct visit *visit, const char *name, const char *value);
void field_hidden_number(struct visit *visit, const char *name, int64_t value);

/* One line; `most` characters. `hint` may be NULL. */
struct field {
    const char *name, *label, *value;
    const char *hint;
    const char *type;     /* of <input>: "text" if NULL; "time", "date" … */
    const char *complete; /* autocomplete; "off" if NULL */
    int most;             /* characters; 0: as many as one likes */
    bool needed;
};
void field_line(struct visit *visit, const struct field *field);
/* Several lines. */
void field_lines(struct visit *visit, const struct field *field, int rows);

struct choice {
    const char *value, *words;
    const char *picture; /* may be NULL */
};
/* One of several, as a list that opens. */
void field_select(struct visit *visit, const struct field *field,
                  const struct choice *choices, int count);
/* One of several, all seen (radio buttons). */
void field_one_of(struct visit *visit, const struct field *field,
                  const struct choice *choices, int count);
/* Any of several; `chosen` says of each. */
void field_any_of(struct visit *visit, const struct field *field,
                  const struct choice *choices, int count,
                  bool (*chosen)(void *user, const char *value), void *user);
/* A box to tick; sent as "1". */
void field_tick(struct visit *visit, const char *name, const char *label,
                bool ticked);
void field_file(struct visit *visit, const struct field *field,
                const char *accept);
/* The button that sends. `kind`: "main", "quiet" or "grave". */
void field_button(struct visit *visit, const char *label, const char *kind);
/* The same, with a name and a value, for forms with several. */
void field_button_as(struct visit *visit, const char *label, const char *kind,
                     const char *name, const char *value);
/* A whole form of one button: POST to `path` with one hidden field (may be
 * NULL). */
void field_act(struct visit *visit, const char *path, const char *label,
               const char *kind, const char *name, const char *value);
/* What is wrong with `name`, if it is what is wrong. */
void field_problem(struct visit *visit, const char *name);
