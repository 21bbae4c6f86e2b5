/*
 * What is stored about one person, in words: once as a list of parts,
 * which the page and the paper are both drawn from, so that neither leaves
 * out what the other has.
 *
 * A part is {"title":…,"rows":[[label,text],…]}; without rows it says that
 * nothing is stored, which is something to know as well.
 */
#pragma once

#include "ui/staff/people/people.h"

/* The parts, in order; the days back from today are `days`. The caller owns
 * it. NULL: it cannot be read. */
json_t *stored_of(struct visit *visit, const struct subject *subject, int days);

/* --- for the files that say a part of it --- */

/* A part more; its rows are borrowed. */
json_t *stored_part(json_t *parts, const char *title);
/* A row more, unless there is nothing to say. */
void stored_row(json_t *rows, const char *label, const char *text);
/* The same for a civil day; INT32_MIN: nothing to say. */
void stored_day(struct visit *visit, json_t *rows, const char *label,
                int32_t day);

/* What helps them, what was agreed, who is close (stored_helps.c). */
void stored_helps(struct visit *visit, json_t *parts, const char *person);
/* What was planned, what happened, what staff noted (stored_days.c). */
void stored_days(struct visit *visit, json_t *parts, const char *person,
                 int days);
