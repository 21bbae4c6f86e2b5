#include "firmware/core/signal.h"

bool
signal_open(enum view_signal_state state)
{
    return state != SIGNAL_CLOSED && state != SIGNAL_WITHDRAWN;
}

bool
signal_merges(int64_t last_boot_ms, int64_t boot_ms)
{
    return boot_ms - last_boot_ms <= SIGNAL_MERGE_MS;
}

/* Where each step leads. Staff may come without a device, so closing and
 * being with the person need no acknowledgement before (methods §3, bad
 * input). A page that draws late must not take an acknowledgement back. */
static enum view_signal_state
target_of(enum signal_step step)
{
    static const enum view_signal_state targets[SIGNAL_STEP_COUNT] = {
        [SIGNAL_STEP_DELIVER] = SIGNAL_DELIVERED,
        [SIGNAL_STEP_ACKNOWLEDGE] = SIGNAL_ACKNOWLEDGED,
        [SIGNAL_STEP_WITH] = SIGNAL_WITH,
        [SIGNAL_STEP_CLOSE] = SIGNAL_CLOSED,
        [SIGNAL_STEP_WITHDRAW] = SIGNAL_WITHDRAWN};
    return targets[step];
}

enum signal_answer
signal_take(enum view_signal_state *state, enum signal_step step)
{
    enum view_signal_state target = target_of(step);
    if (*state == target)
        return SIGNAL_STAYS;
    if (!signal_open(*state))
        return step == SIGNAL_STEP_DELIVER ? SIGNAL_STAYS : SIGNAL_REFUSED;
    /* The states are in the order of a signal's life: what is behind it is
     * no news. */
    if (target < *state)
        return SIGNAL_STAYS;
    *state = target;
    return SIGNAL_MOVES;
}

enum signal_lamp
signal_lamp_for(const struct view_signal *signals, int count)
{
    enum signal_lamp lamp = LAMP_OFF;
    for (int i = 0; i < count; i++) {
        if (!signal_open(signals[i].state) || signals[i].kind == SIGNAL_TEST)
            continue;
        enum signal_lamp one = signals[i].state == SIGNAL_WITH ? LAMP_HERE
                               : signals[i].state == SIGNAL_ACKNOWLEDGED
                                   ? LAMP_COMING
                                   : LAMP_SENT;
        /* The one that nobody answered yet is what the lamp must not hide. */
        if (lamp == LAMP_OFF || one < lamp)
            lamp = one;
    }
    return lamp;
}

const char *
signal_lamp_name(enum signal_lamp lamp)
{
    static const char *const names[] = {"off", "sent", "coming", "here"};
    return names[lamp];
}

int64_t
signal_age_ms(const struct view_signal *signal, struct clock_time now)
{
    if (signal->this_boot)
        return now.boot_ms - signal->raised_boot_ms;
    int64_t age = now.boot_ms;
    if (now.quality != CLOCK_UNSURE && now.utc_ms - signal->raised_utc_ms > age)
        age = now.utc_ms - signal->raised_utc_ms;
    return age;
}

bool
signal_is_old(const struct view_signal *signal, struct clock_time now)
{
    return signal_open(signal->state) &&
           signal_age_ms(signal, now) >= SIGNAL_OLD_MS;
}

int
signal_level(const struct view_signal *signal, struct clock_time now,
             int64_t t1_ms, int64_t t2_ms)
{
    if (signal->state >= SIGNAL_ACKNOWLEDGED || signal->kind == SIGNAL_TEST)
        return signal->level;
    int64_t age = signal_age_ms(signal, now);
    int level = age >= t2_ms ? 2 : age >= t1_ms ? 1 : 0;
    return level > signal->level ? level : signal->level;
}
