#include "tests/faults/gpio/finger.h"

#include "tests/faults/gpio/rig.h"

void
finger_move(const struct sim *sim, enum sim_line line, bool down)
{
    sim_drive(sim, line, line == SIM_LOW ? !down : down);
}

void
finger_press(const struct sim *sim, enum sim_line line, double ms)
{
    finger_move(sim, line, true);
    rig_sleep(ms);
    finger_move(sim, line, false);
}

double
finger_chatter(const struct sim *sim)
{
    double begin = rig_ms();
    double before = begin;
    double longest = 0;
    for (int i = 0; i < FINGER_CHATTER_EDGES; i++) {
        rig_sleep_until(begin + i * FINGER_CHATTER_MS);
        sim_drive(sim, SIM_MAKE, i % 2 == 0);
        sim_drive(sim, SIM_CONTROL, i % 2 == 0);
        double now = rig_ms();
        if (now - before > longest)
            longest = now - before;
        before = now;
    }
    return longest;
}
