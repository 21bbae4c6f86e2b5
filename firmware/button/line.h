/*
 * One GPIO line, whatever libgpiod the machine has: the button's contact with
 * both edges, or the lamp.
 *
 * Found by its name, or by its chip's label and an offset; never by a chip's
 * number, which changes when it is plugged in again. No debounce in the
 * kernel, which can hide a press without a trace (reliability.md finding 4).
 * Nothing here blocks. When the chip is gone (RESULT_ABSENT) the caller closes
 * the line and opens it again until it is found.
 *
 * "Down" and "lit" are the active state: active-low is for the kernel to
 * know. line_gpiod1.c is for libgpiod 1.6, line_gpiod2.c for 2.x, line_none.c
 * for a machine without.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"

enum { LINE_NAME_SIZE = 64 };

enum line_bias {
    LINE_BIAS_AS_IS,
    LINE_BIAS_NONE,
    LINE_BIAS_UP,
    LINE_BIAS_DOWN
};
enum line_use { LINE_BUTTON, LINE_LAMP };

struct line_wanted {
    char name[LINE_NAME_SIZE]; /* of the line; empty: chip and offset */
    char chip[LINE_NAME_SIZE]; /* label of the chip; empty: any */
    unsigned offset;
    bool active_low;
    enum line_bias bias;
};

struct line_edge {
    bool down;
    bool gap;         /* edges before this one are lost */
    uint64_t time_ns; /* the kernel's CLOCK_MONOTONIC */
};

struct line; /* opaque */

/* Looks through /dev/gpiochip*. RESULT_ABSENT if there is no such line,
 * RESULT_BUSY if another program holds it, RESULT_IO if we may not. Not
 * logged: the caller asks again and again. The caller owns *out. */
MUST_CHECK enum result line_open(struct line **out,
                                 const struct line_wanted *wanted,
                                 enum line_use use);
void line_close(struct line *line); /* NULL is fine */

/* To poll for POLLIN; of a button only. */
int line_fd(const struct line *line);
/* "gpiochip0 17", for a technician. Lives as long as the line. */
const char *line_where(const struct line *line);

/* RESULT_BUSY if no edge waits, RESULT_ABSENT if the chip is gone. */
MUST_CHECK enum result line_read(struct line *line, struct line_edge *edge);
/* RESULT_ABSENT if the chip is gone. */
MUST_CHECK enum result line_level(struct line *line, bool *down);
/* Lights a lamp. RESULT_ABSENT if the chip is gone. */
MUST_CHECK enum result line_set(struct line *line, bool lit);
