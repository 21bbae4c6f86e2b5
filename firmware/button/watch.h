/*
 * One button: finds its line, or both lines if it has two contacts, feeds
 * their edges and levels to the press logic, finds them again when their chip
 * was gone.
 *
 * The caller polls watch_fd of both and calls watch_turn once a turn. Times
 * are boot_ms of the machine's own clock: a contact bounces in real time. They
 * may be as old as the turn; an edge's time is the kernel's own stamp, however
 * long it waited while a press before it was stored.
 */
#pragma once

#include "firmware/base/clock.h"
#include "firmware/button/config.h"
#include "firmware/button/contact.h"
#include "firmware/button/press.h"

enum { WATCH_RETRY_MS = 1000, WATCH_LINES = 2 };

enum watch_state {
    WATCH_ABSENT, /* no such line just now, or one of two is missing */
    WATCH_OK,
    WATCH_STUCK,
    WATCH_FAULT, /* the line is another program's, or we may not */
    WATCH_WIRE   /* its two contacts say what cannot be; still watched */
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
    struct line *lines[WATCH_LINES]; /* by enum contact_which; NULL while
                                        absent, and the second if there is
                                        only one contact */
    enum watch_state state;
    struct contact contact;
    struct press press;
    int64_t retry_ms, level_ms;
    int64_t boot_ahead_ns; /* of the kernel's stamps */
};

void watch_init(struct watch *watch, int button,
                const struct config_button *config, watch_fn *told, void *user);
void watch_finish(struct watch *watch);

/* -1 while there is no such line. */
int watch_fd(const struct watch *watch, enum contact_which which);

/* A descriptor of it is ready (or has an error). */
void watch_ready(struct watch *watch, struct clock_time now);

/* Returns when it wants to be called again. */
int64_t watch_turn(struct watch *watch, struct clock_time now);
