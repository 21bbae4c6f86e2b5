/*
 * What carries the lamp's state into the room: one line, two lines, or an LED
 * that can be dimmed; found again when it was gone.
 *
 * Times are boot_ms of the machine's own clock.
 */
#pragma once

#include "firmware/base/clock.h"
#include "firmware/button/config.h"
#include "firmware/button/lamp.h"
#include "firmware/button/led.h"

enum { LIGHTS_RETRY_MS = 1000, LIGHTS_LINES = 2 };

struct lights {
    const struct config *config;      /* borrowed */
    struct line *lines[LIGHTS_LINES]; /* NULL: none, or gone */
    bool lit[LIGHTS_LINES];
    struct led led;
    enum lamp_state state;
    int64_t since_ms; /* of `state` */
    int64_t look_ms;  /* when a line is asked whether it is there still */
    int64_t retry_ms;
};

void lights_init(struct lights *lights, const struct config *config);
void lights_finish(struct lights *lights);

/* Shows the state, at once if what carries it is there. */
void lights_show(struct lights *lights, enum lamp_state state, int64_t now_ms);

/* Lets time pass; returns when it wants to be called again, -1: never. */
int64_t lights_turn(struct lights *lights, int64_t now_ms);
