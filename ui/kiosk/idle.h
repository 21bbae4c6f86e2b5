/*
 * What the kiosk does while nobody waits, so that a touch finds it done.
 *
 * When a frame is on the glass, the frames that the likely touches bring are
 * made ready, a picture at a time: a touch in between waits for no more than
 * one. After a second and a half of quiet the syllables are read, what was
 * decoded is put into the cache file, and memory is given back. Then nothing,
 * until another frame is shown.
 */
#pragma once

#include <stdint.h>

#include "firmware/base/clock.h"

struct kiosk;
struct draw_list;

struct idle {
    struct draw_list *list; /* a frame that may come next; kiosk frees it */
    uint64_t hash;          /* of the frame that this is done for */
    int next, at;           /* which step, and how far in its list */
    int64_t since_ms;       /* when it began, by the kernel's clock */
};

/* One step. Returns when the next is due in boot_ms, -1: there is none. */
int64_t idle_turn(struct kiosk *kiosk, struct clock_time now);
