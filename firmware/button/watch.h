/*
 * One button on one line: finds the line, feeds its edges and levels to the
 * press logic, finds it again when its chip was gone.
 *
 * The caller polls watch_fd and calls watch_turn once a turn. Times are
 * boot_ms of the machine's own clock: a contact bounces in real time.
 */
#pragma once

#include "firmware/base/clock.h"
#include "firmware/button/config.h"
#include "firmware/button/press.h"

enum { WATCH_RETRY_MS = 1000 };

enum watch_state {
    WATCH_ABSENT, /* no such line just now */
    WATCH_OK,
    WATCH_STUCK,
    WATCH_FAULT, /* the line is another program's, or we may not */
};

/* Something happened: PRESS_PRESSED with its flags and the kernel's stamp (0:
 * none), or a change of state (PRESS_STUCK, PRESS_FREE). */
typedef void watch_fn(void *user, int button, enum press_told told,
                      unsigned flags, uint64_t kernel_ns);

struct watch {
    int button;
    const struct config_button *config; /* borrowed */
    watch_fn *told;
    void *user;
    struct line *line; /* NULL while absent */
    enum watch_state state;
    struct press press;
    int64_t retry_ms, level_ms;
};

void watch_init(struct watch *watch, int button,
                const struct config_button *config, watch_fn *told, void *user);
void watch_finish(struct watch *watch);

/* -1 while there is no line. */
int watch_fd(const struct watch *watch);

/* Its descriptor is ready (or has an error). */
void watch_ready(struct watch *watch, struct clock_time now);

/* Returns when it wants to be called again. */
int64_t watch_turn(struct watch *watch, struct clock_time now);
