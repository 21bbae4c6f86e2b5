/*
 * Passwords become keys, one at a time, in a process of their own, so that
 * whoever asks never waits and 19 MiB are needed once.
 *
 * Jobs stand in a queue of HASHER_QUEUE_MAX; when it is full the next is
 * refused, not kept. Everything ends in hasher_turn, which calls back.
 */
#pragma once

#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/result.h"
#include "firmware/base/secret.h"

enum { HASHER_QUEUE_MAX = 8, HASHER_WAIT_MS = 10000 };

struct hasher; /* opaque */

/* RESULT_OK and the key, or RESULT_IO: it could not be made (logged). */
typedef void hasher_fn(void *user, uint64_t ticket, enum result result,
                       const unsigned char key[SECRET_KEY_BYTES]);

/* Finds troskel-pass (TROSKEL_PASS, else beside the running program) when the
 * first job comes. The caller owns *out. */
MUST_CHECK enum result hasher_open(struct hasher **out, hasher_fn *done,
                                   void *user);
/* Ends what runs. NULL is fine. */
void hasher_close(struct hasher *hasher);

/* RESULT_FULL if HASHER_QUEUE_MAX wait; RESULT_INVALID: a password too long.
 * `password` is copied, and wiped when the job is done. */
MUST_CHECK enum result hasher_add(struct hasher *hasher, uint64_t ticket,
                                  const char *password,
                                  const unsigned char salt[SECRET_SALT_BYTES],
                                  int passes, int memory_kib);

/* To poll for reading while a job runs, else -1. Changes from job to job. */
int hasher_fd(const struct hasher *hasher);
int hasher_waiting(const struct hasher *hasher);

/* Takes what is ready, ends what takes too long, starts the next. By the
 * kernel's clock. */
void hasher_turn(struct hasher *hasher);
