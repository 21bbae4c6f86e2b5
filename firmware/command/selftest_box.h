/*
 * What the self-test says of the box itself: its copies, and its daemons.
 */
#pragma once

#include "firmware/command/selftest_signal.h"

void selftest_box(const struct reading *reading, const char *lang,
                  selftest_fn *tell, void *user);
