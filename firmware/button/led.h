/*
 * A lamp that can be dimmed: an LED of the kernel's class, whatever drives it
 * (leds-pwm on a PWM pin, a driver chip). Its brightness is a small text file;
 * only that is ever written.
 *
 * `name` is one under /sys/class/leds, or a folder by its whole path. Nothing
 * here blocks or logs; when the LED is gone (RESULT_ABSENT) the caller closes
 * it and opens it again until it is found.
 */
#pragma once

#include "firmware/base/result.h"

struct led {
    int fd;  /* of `brightness`, -1: not open */
    int max; /* what `brightness` takes */
    int now; /* what was written last, -1: nothing yet */
};

/* RESULT_IO: it is there and we may not, or it is not an LED. */
MUST_CHECK enum result led_open(struct led *led, const char *name);
void led_close(struct led *led); /* may be closed already */

/* From 0, dark, to LED_FULL. Writes only what differs. */
enum { LED_FULL = 1000 };
MUST_CHECK enum result led_set(struct led *led, int level);
