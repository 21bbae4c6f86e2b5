/*
 * One process, one thread, one loop: poll(2) over a handful of descriptors
 * and one deadline.
 *
 * The caller owns every descriptor. A handler may add and remove sources,
 * its own too. SIGTERM and SIGINT arrive as data (signalfd) and end
 * loop_run; SIGPIPE is ignored. A deadline is in boot_ms of the process's
 * clock; -1 means none.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/result.h"

enum { LOOP_SOURCES_MAX = 128 };

/* `events` are poll(2)'s, as they came (POLLERR and POLLHUP too). */
typedef void loop_fn(void *user, int fd, short events);
/* Called once a turn with the time; returns when it wants the next call. */
typedef int64_t loop_turn_fn(void *user, struct clock_time now);

struct loop {
    struct clock *clock; /* borrowed */
    struct loop_source {
        int fd;
        short events;
        loop_fn *handle;
        void *user;
    } sources[LOOP_SOURCES_MAX];
    int count;
    int signal_fd;
    bool stopping;
    uint64_t turns; /* how often the loop woke up */
};

/* Blocks SIGTERM and SIGINT for the process and ignores SIGPIPE. */
MUST_CHECK enum result loop_init(struct loop *loop, struct clock *clock);
void loop_finish(struct loop *loop);

/* RESULT_FULL beyond LOOP_SOURCES_MAX. */
MUST_CHECK enum result loop_add(struct loop *loop, int fd, short events,
                                loop_fn *handle, void *user);
void loop_remove(struct loop *loop, int fd); /* unknown: nothing happens */
void loop_events(struct loop *loop, int fd, short events);

/* Until loop_stop, SIGTERM or SIGINT. `turn` may be NULL. Tells systemd that
 * the program is ready and that it lives (notify.h), after each turn. */
MUST_CHECK enum result loop_run(struct loop *loop, loop_turn_fn *turn,
                                void *user);
/* One wait of at most `wait_ms` (-1: until something) and its handlers. */
void loop_once(struct loop *loop, int64_t wait_ms);
void loop_stop(struct loop *loop);
