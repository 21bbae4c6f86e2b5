/*
 * Between app, which says what is to be heard, and the voice, which makes it
 * sound.
 */
#pragma once

#include "ui/kiosk/kiosk.h"

/* After app has had its turn and before the frame is shown. Returns when it
 * wants the next. */
int64_t heard_turn(struct kiosk *kiosk, struct clock_time now);
/* The world has changed: somebody may want things read aloud now. */
void heard_look(struct kiosk *kiosk);
