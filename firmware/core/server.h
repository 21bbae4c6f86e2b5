/*
 * Core's door: clients on run/core.sock, their commands in, answers and
 * pushes out. A client that does not read is let go; it comes again.
 */
#pragma once

#include "firmware/base/loop.h"
#include "firmware/core/core.h"

enum { SERVER_CLIENTS_MAX = 64, SERVER_OWED_MAX = 8 };

struct server; /* opaque */

/* Listens and joins the loop; both are borrowed. The caller owns *out. */
MUST_CHECK enum result server_open(struct server **out,
                                   const struct folder *folder,
                                   struct loop *loop, struct core *core);
void server_close(struct server *server); /* NULL is fine */

/* Tells the clients if something is new since the last call. */
void server_tell(struct server *server);

/* After core_turn: the loop wakes when a key that core waits for is made. */
void server_wait_for_core(struct server *server);
