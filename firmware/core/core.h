/*
 * The rules: what may happen, said as commands, kept as events.
 *
 * Owns the store while it lives, so there is one of it per folder. Every
 * command is one transaction: it is in the log when its answer says ok, and
 * nothing of it is there otherwise. Sockets are server.c's business.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/result.h"
#include "firmware/store/event.h"

struct core; /* opaque */

/* RESULT_BUSY: another core has the folder; RESULT_ABSENT: no database (make
 * one with `troskel init`). `clock` is borrowed. The caller owns *out. */
MUST_CHECK enum result core_open(struct core **out, const struct folder *folder,
                                 struct clock *clock);
void core_close(struct core *core); /* NULL is fine */

/* Carries a command out on behalf of a client that said it is `as`. Gives the
 * answer, which the caller owns; or NULL when a password is being made into a
 * key (some tenths of a second): then the answer comes through core_answers
 * with this *ticket, during a later core_turn. */
json_t *core_ask(struct core *core, const json_t *command,
                 enum event_through as, uint64_t *ticket);
/* Takes the answer over. */
typedef void core_answer_fn(void *user, uint64_t ticket, json_t *answer);
void core_answers(struct core *core, core_answer_fn *answered, void *user);
/* To poll for reading while an answer is on its way, else -1; changes from
 * turn to turn. */
int core_fd(const struct core *core);

/* The same, and waits for the answer: for tests and for short programs. */
json_t *core_command(struct core *core, const json_t *command,
                     enum event_through as);

/* Takes in what the spool holds, and moves the WAL while nobody waits.
 * Returns when it wants to be called next, in boot_ms. */
int64_t core_turn(struct core *core, struct clock_time now);

/* Grows with everything a client may have to read anew: events, and what is
 * not in the log (the button's state, an open staff page, the test clock). */
uint64_t core_version(const struct core *core);
/* {"changed":seq,"button":"ok","receiver":false,"faults":[{"what":"button",
 * "place":"Köket","state":"stuck"}],"walk":"Köket"}; the caller owns it.
 * `walk` only while a walk test of that button is awaited. */
json_t *core_status(struct core *core);
/* A client's line ended: what it stood for is not there any more. */
void core_peer_gone(struct core *core, enum event_through as);
/* "off", "sent", "coming", "here". */
const char *core_lamp(struct core *core);
/* True when the disk failed under a commit: nothing that this process holds
 * may be trusted any more, so it ends and starts again from the file. */
bool core_broken(const struct core *core);
