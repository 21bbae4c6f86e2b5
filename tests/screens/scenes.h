/*
 * Every screen in every state worth a look, as a list of scenes: for pictures
 * to judge by eye, and for the tests that hold for all frames.
 */
#pragma once

#include "tests/screens/made_up.h"

struct scene {
    const char *name;
    void (*set)(struct made_up *made);
};

extern const struct scene scenes[];
extern const int scene_count;
