/*
 * Asking core to do something, and what comes of it.
 *
 * Core writes, and nobody else; where none runs, this process takes core's
 * lock and carries the command out by the same rules.
 */
#pragma once

#include <jansson.h>

#include "firmware/command/line.h"
#include "firmware/command/reading.h"

/* Carries `command` out and gives it up. *answer is the caller's; a refusal
 * is an answer too ({"ok":false,…}). On another result than RESULT_OK the
 * reason has been said and *answer is NULL. */
MUST_CHECK enum result act_ask(const struct line *line,
                               const struct reading *reading, json_t *command,
                               json_t **answer);

/* Likewise, and tells how it went: the answer with --json, `done` (a Swedish
 * WORD(), NULL: nothing) to a person, the refusal on standard error. Returns
 * an enum line_exit. */
int act_tell(const struct line *line, const struct reading *reading,
             json_t *command, const char *done);

/* The second half of it: tells an answer and gives it up. */
int act_tell_answer(const struct line *line, json_t *answer, const char *done);

/* Says why core said no. Gives LINE_REFUSED. */
int act_refusal(const struct line *line, const json_t *answer);

/* The id of a signal: an id, or "latest" for the newest open one. Says if
 * there is none. */
MUST_CHECK enum result act_signal(const struct line *line,
                                  const struct reading *reading,
                                  const char *what, char id[UUID_SIZE]);

/* The id of an item in a person's day: an id, its title, or "now". Says if
 * there is none. */
MUST_CHECK enum result act_item(const struct line *line,
                                const struct reading *reading,
                                const char *person, int32_t date,
                                const char *what, char id[UUID_SIZE]);
