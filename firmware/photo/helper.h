/*
 * Runs one small program to its end: bytes in on its standard input, bytes
 * out on its standard output, and no longer than it may.
 *
 * It gets an empty environment and no descriptor but the three. Blocks.
 */
#pragma once

#include <limits.h>
#include <stddef.h>
#include <sys/types.h>

#include "firmware/base/result.h"

enum {
    HELPER_OUT_OF_TIME = -1, /* it was ended by us */
    HELPER_KILLED = -2       /* by the kernel, or it said too much */
};

struct helper_job {
    const char *program;
    const void *input;
    size_t input_length;
    unsigned char *output;
    size_t output_room;
    int wait_ms;
    size_t output_length; /* out */
};

/* Where the program NAME lies: what the environment's `variable` says, else
 * beside the running program, else in ../bin of it. RESULT_IO (logged). */
MUST_CHECK enum result helper_find(const char *name, const char *variable,
                                   char out[PATH_MAX]);

/* *status: what it exited with, or one of the above. RESULT_IO if it could
 * not be started (logged). */
MUST_CHECK enum result helper_run(struct helper_job *job, int *status);

/* Only starts it: *fd is its standard input and output (the caller's to
 * close), *pid is to be waited for. RESULT_IO (logged). */
MUST_CHECK enum result helper_start(const char *program, int *fd, pid_t *pid);
