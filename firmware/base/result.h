/*
 * How a call that can fail says so: a value the caller can act on.
 *
 * Zero is success, so `if (x_open(…)) goto out;` reads as it runs. Each value
 * is a decision that a caller makes differently. The layer that turns errno,
 * an SQLite code or a library's error into a result logs it, once; callers
 * pass it on in silence. A broken promise between two functions of ours is an
 * assert, never a result; input from outside is never asserted.
 */
#pragma once

enum result {
    RESULT_OK = 0,
    RESULT_IO,      /* the machine failed us: disk, socket, device */
    RESULT_INVALID, /* what we were given is wrong, and stays wrong */
    RESULT_FULL,    /* a limit is reached; nothing was changed */
    RESULT_BUSY,    /* someone else holds it; later may work */
    RESULT_ABSENT,  /* there is no such thing */
    RESULT_COUNT
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* "ok", "io", "invalid", "full", "busy" or "absent". */
const char *result_name(enum result result);
