/*
 * A program's line to core: commands out, answers and "changed" in.
 *
 * Commands wait in order and are sent one at a time; each carries its own id,
 * so one that was sent twice because core died in between is carried out
 * once. The line is found again by itself. Nothing blocks.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/result.h"

enum {
    CLIENT_WAITING_MAX = 64,
    CLIENT_RETRY_MS = 250, /* while it may be starting anew */
    CLIENT_SOON_MAX = 40,  /* that is for ten seconds; then */
    CLIENT_SELDOM_MS = 2000,
    CLIENT_AGAIN_MS = 1000 /* see client_keep_trying */
};

struct client; /* opaque */

/* `answer` is core's reply ({"ok":true,…} or {"ok":false,"why":…,"says":…});
 * it is borrowed during the call. */
typedef void client_answer_fn(void *user, const json_t *answer);
/* Core pushed something: {"changed":seq} or {"lamp":"sent"}; borrowed. */
typedef void client_push_fn(void *user, const json_t *push);

/* `as` is "kiosk", "staff", "button" or "command". The caller owns it. */
MUST_CHECK enum result client_open(struct client **out,
                                   const struct folder *folder, const char *as,
                                   struct clock *clock, client_push_fn *push,
                                   void *user);
void client_close(struct client *client);

/* The descriptor to poll for reading, -1 while there is no line. It changes
 * when the line is lost; ask after every client_turn. */
int client_fd(const struct client *client);

/* What core could not store (the disk failed, or is full) is not answered but
 * kept, and asked again under its own id until it is stored: for a screen,
 * where whoever touched it has gone long since. */
void client_keep_trying(struct client *client);

/* Takes the command over (also on failure). Adds an id if it has none.
 * RESULT_FULL when CLIENT_WAITING_MAX wait. `answer` may be NULL. */
MUST_CHECK enum result client_ask(struct client *client, json_t *command,
                                  client_answer_fn *answer, void *user);

/* Reads what came, sends what waits, connects if need be. Returns when it
 * wants to be called again in boot_ms, -1 if only its descriptor matters. */
int64_t client_turn(struct client *client, struct clock_time now);

/* True while core answers. */
bool client_connected(const struct client *client);
bool client_is_waiting(const struct client *client);
/* How long the oldest command has waited for its answer, 0 if none does. */
int64_t client_waiting_ms(const struct client *client, struct clock_time now);

/* For short programs: connect, ask once, wait for the answer. The caller owns
 * *answer; the command is taken over. RESULT_ABSENT if no core runs there,
 * RESULT_BUSY if it did not answer in `wait_ms`. */
MUST_CHECK enum result client_once(const struct folder *folder, const char *as,
                                   json_t *command, int wait_ms,
                                   json_t **answer);
