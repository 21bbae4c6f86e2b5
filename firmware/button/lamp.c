#include "firmware/button/lamp.h"

#include "firmware/base/text.h"

static const char *const names[LAMP_STATE_COUNT] = {
    [LAMP_STATE_OFF] = "off",
    [LAMP_STATE_SENT] = "sent",
    [LAMP_STATE_COMING] = "coming",
    [LAMP_STATE_HERE] = "here",
};

const char *
lamp_name(enum lamp_state state)
{
    return names[state];
}

bool
lamp_from_name(const char *name, enum lamp_state *state)
{
    for (int i = 0; i < LAMP_STATE_COUNT; i++) {
        if (!text_equal(name, names[i]))
            continue;
        *state = (enum lamp_state)i;
        return true;
    }
    return false;
}

enum lamp_state
lamp_shown(enum lamp_state told_by_core, uint64_t presses_waiting)
{
    if (presses_waiting > 0 &&
        (told_by_core == LAMP_STATE_OFF || told_by_core == LAMP_STATE_HERE))
        return LAMP_STATE_SENT;
    return told_by_core;
}

bool
lamp_lit(enum lamp_state state)
{
    return state == LAMP_STATE_SENT || state == LAMP_STATE_COMING;
}

bool
lamp_second_lit(enum lamp_state state)
{
    return state == LAMP_STATE_COMING || state == LAMP_STATE_HERE;
}

bool
lamp_breathes(enum lamp_state state)
{
    return state == LAMP_STATE_SENT;
}

enum { FULL = 1000, LOW = 333 };

/* From full down to low and up again, slowest at both ends: 3t²-2t³. */
static int
breath(int64_t ms)
{
    int64_t half = LAMP_BREATH_MS / 2;
    int64_t at = ms % LAMP_BREATH_MS;
    int64_t t = (at < half ? half - at : at - half) * FULL / half;
    int64_t eased =
        t * t * (INT64_C(3) * FULL - 2 * t) / ((int64_t)FULL * FULL);
    return (int)(LOW + (int64_t)(FULL - LOW) * eased / FULL);
}

int
lamp_level(enum lamp_state state, int64_t ms)
{
    switch (state) {
    case LAMP_STATE_SENT:
        return breath(ms);
    case LAMP_STATE_COMING:
        return FULL;
    case LAMP_STATE_HERE:
        return LOW;
    case LAMP_STATE_OFF:
    case LAMP_STATE_COUNT:
        break;
    }
    return 0;
}
