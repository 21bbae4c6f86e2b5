/*
 * A screen of its own for a program under measure: Xvfb, whose frame lies in a
 * file that is read here as it is, and touches by XTest. What is seen is what
 * the X server has been given, not what the program says of itself.
 */
#pragma once

#include <X11/Xlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { SCREEN_W = 1280, SCREEN_H = 800 };

struct screen {
    pid_t server;
    char display[16]; /* ":7" */
    char folder[64];  /* in memory, so that nothing is written to a disk */
    Display *x;
    const uint8_t *file;
    size_t length;
    const uint32_t *pixels; /* SCREEN_W × SCREEN_H */
};

/* What was learned of a screen: every fourth pixel of every fourth row. */
enum { LOOK_W = SCREEN_W / 4, LOOK_H = SCREEN_H / 4 };
struct look {
    uint32_t pixels[LOOK_W * LOOK_H];
};

bool screen_open(struct screen *screen);
void screen_close(struct screen *screen);

void screen_move(struct screen *screen, int x, int y);
/* Down or up where the pointer is. Returns when it was sent (ns). */
int64_t screen_button(struct screen *screen, bool down);

void screen_look(const struct screen *screen, struct look *look);
/* True if at most one sample in 200 differs: a clock's digits may. */
bool screen_is(const struct screen *screen, const struct look *look);
/* Waits until nothing has changed for `still_ms`; false after `most_ms`. */
bool screen_settle(const struct screen *screen, int still_ms, int most_ms);

int64_t probe_ns(void);
void probe_rest(int64_t ns);
