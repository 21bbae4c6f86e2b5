/*
 * Commands between our own processes: one JSON object a message over
 * SOCK_SEQPACKET, so a message is whole or not there. firmware/README.md
 * has the list of commands.
 *
 * Nothing here blocks. A message is at most CHANNEL_MESSAGE_MAX bytes; what
 * is larger goes through a file in inbox/ that the command names.
 */
#pragma once

#include <jansson.h>

#include "firmware/base/result.h"

enum { CHANNEL_MESSAGE_MAX = 65536 };

/* A listening socket at `path`, replacing a dead one; mode 0660. */
MUST_CHECK enum result channel_listen(const char *path, int *fd);
/* RESULT_ABSENT if nobody listens there. */
MUST_CHECK enum result channel_connect(const char *path, int *fd);
/* RESULT_ABSENT if nobody waits. */
MUST_CHECK enum result channel_accept(int listener, int *fd);

/* RESULT_FULL if it is too large or the peer does not read, RESULT_ABSENT if
 * the peer is gone. The message stays the caller's. */
MUST_CHECK enum result channel_send(int fd, const json_t *message);

/* RESULT_BUSY if nothing waits, RESULT_ABSENT if the peer is gone,
 * RESULT_INVALID if it was no JSON object. The caller owns *message. */
MUST_CHECK enum result channel_receive(int fd, json_t **message);

/* Waits up to `wait_ms` of real time for something to receive. */
MUST_CHECK enum result channel_wait(int fd, int wait_ms);
