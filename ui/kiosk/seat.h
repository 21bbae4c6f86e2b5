/*
 * Fingers, pointer and keys of the box itself, by libinput.
 *
 * Devices are found through udev, also those that come later; where no udev
 * runs, what stands in /dev/input at the start. The program opens the devices
 * itself: its user belongs to the group input, no session manager is needed.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"
#include "ui/kiosk/present.h"

struct seat; /* opaque */

/* `w` and `h`: the panel's pixels. The caller owns it until seat_close, which
 * takes NULL. */
MUST_CHECK enum result seat_open(struct seat **out, int w, int h);
void seat_close(struct seat *seat);

/* Readable when there is input. */
int seat_fd(const struct seat *seat);
/* The next input in pixels of the panel; false: none waits. */
bool seat_read(struct seat *seat, struct present_input *input);
