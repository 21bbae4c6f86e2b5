/*
 * The control socket: lines of JSON from scripts and tests, one request a
 * line, one answer a line, in order.
 *
 * SOCK_STREAM, mode 0600, so only the user who runs the kiosk speaks to it.
 * At most CONTROL_CLIENTS_MAX at once; further ones are let go. A line longer
 * than CONTROL_LINE_MAX is answered with an error and ends the connection.
 * A request that is not finished yet is asked again each turn, for at most
 * CONTROL_WAIT_MS of real time.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "firmware/base/loop.h"
#include "firmware/base/result.h"

enum {
    CONTROL_CLIENTS_MAX = 8,
    CONTROL_LINE_MAX = 65536,
    CONTROL_WAIT_MS = 10000,
    CONTROL_AGAIN_MS = 20
};

struct control; /* opaque */

/* Returns a new answer, or NULL: not yet, ask again. `request` is borrowed. */
typedef json_t *control_answer_fn(void *user, const json_t *request);

/* Replaces a dead socket at `path`; RESULT_BUSY if one is alive there. The
 * file goes away with control_close, which takes NULL. */
MUST_CHECK enum result control_open(struct control **out, const char *path,
                                    struct loop *loop,
                                    control_answer_fn *answer, void *user);
void control_close(struct control *control);

/* Answers every whole line that came. */
void control_turn(struct control *control);
/* When control_turn wants to be called even if nothing comes: soon while a
 * request waits for its answer, else -1. */
int64_t control_due(const struct control *control, int64_t now_ms);
