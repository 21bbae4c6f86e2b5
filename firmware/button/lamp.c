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
