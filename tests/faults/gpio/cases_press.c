/* What a finger does: presses, chatter, a button that is held. */
#include <stdio.h>
#include <unistd.h>

#include "tests/faults/gpio/box.h"
#include "tests/faults/gpio/finger.h"
#include "tests/faults/gpio/reader.h"
#include "tests/faults/gpio/rig.h"

/* The first is active high because a simulated line begins at 0, and as it is
 * because a requested pull would move the simulated wire; the second is wired
 * as on the real box. */
static const char config[] = "button = Knappen\n"
                             "line = BUTTON\n"
                             "active = high\n"
                             "bias = as-is\n"
                             "button = Andra\n"
                             "line = SECOND\n"
                             "lamp = Lampan\n"
                             "line = LAMP\n";

enum { QUIET_MS = 90 }; /* more than the lock-out between two presses */

static void
begin(struct box *box, struct sim *sim)
{
    sim_plug(sim, "panel", "panel-a", 3, false);
    sim_grant(sim, BOX_GPIO_GROUP);
    sim_drive(sim, SIM_LOW, true);
    box_start(box, config);
    if (box_state(box, "ok") == 0)
        rig_give_up("troskel-button finds no line");
    rig_sleep(QUIET_MS);
    box_mark(box);
}

static void
finish(struct box *box, struct sim *sim)
{
    box_stop(box);
    sim_unplug(sim);
}

/* Presses while nobody watches the line: they have to be lost, or the others
 * were not counted by what we think. */
static void
press_unwatched(struct box *box, struct sim *sim, struct row *row)
{
    box_stop(box);
    box_mark(box);
    row->control = "program stopped";
    row->control_times = 5;
    for (int i = 0; i < row->control_times; i++) {
        finger_press(sim, SIM_MAKE, 30);
        rig_sleep(QUIET_MS);
    }
    box_look(box);
    row->control_lost = row->control_times - box->on_disk;
}

static void
press_once(struct box *box, struct sim *sim, int number, struct row *disk,
           struct row *log)
{
    enum sim_line line = number % 2 == 0 ? SIM_MAKE : SIM_LOW;
    double at = rig_ms();
    finger_move(sim, line, true);
    double saved = box_on_disk(box, number);
    double logged = box_in_log(box, number);
    if (saved != 0)
        rig_worst(disk, saved - at);
    if (logged != 0)
        rig_worst(log, logged - at);
    rig_sleep_until(at + 20 + rig_random(100));
    finger_move(sim, line, false);
    rig_sleep(QUIET_MS);
}

void
case_press(struct box *box, struct sim *sim)
{
    struct row disk = {.goal = "A1",
                       .what = "press on one of two lines -> on disk",
                       .times = rig_times(20, 1000),
                       .limit_ms = RIG_SOON_MS};
    struct row log = {.goal = "A1",
                      .what = "the same presses -> event in core's log",
                      .times = disk.times,
                      .limit_ms = 5000};
    begin(box, sim);
    for (int i = 1; i <= disk.times; i++)
        press_once(box, sim, i, &disk, &log);
    box_look(box);
    rig_count(&disk, disk.times, box->on_disk);
    rig_count(&log, log.times, box->in_log);
    if (!sim_lamp_lit(sim))
        rig_give_up("the lamp is dark after presses");
    press_unwatched(box, sim, &disk);
    finish(box, sim);
    rig_row(&disk);
    rig_row(&log);
}

/* One burst. False if the machine stood still in the middle of it, so that it
 * was not the burst that we mean. */
static bool
chatter_once(struct box *box, struct sim *sim, int control, struct row *row)
{
    box_mark(box);
    (void)reader_ups(control);
    double at = rig_ms();
    bool steady = finger_chatter(sim) < 25;
    rig_sleep(2 * QUIET_MS);
    (void)box_on_disk(box, 1);
    box_look(box);
    int heard = reader_ups(control);
    if (!steady)
        return false;
    rig_worst(row, box->first_ms - at);
    rig_count(row, 1, box->on_disk);
    row->control_times++;
    row->control_lost += heard == 0;
    row->times++;
    return true;
}

void
case_chatter(struct box *box, struct sim *sim)
{
    int wanted = rig_times(20, 100);
    int tries = 0;
    struct row row = {.goal = "G3",
                      .what = "worn contact: edges each 3 ms for 360 ms",
                      .control = "kernel debounce 10 ms",
                      .limit_ms = RIG_SOON_MS};
    begin(box, sim);
    int control = reader_open(sim->node, sim->first + SIM_CONTROL, 10000);
    finger_press(sim, SIM_CONTROL, 100);
    rig_sleep(100);
    if (reader_ups(control) != 1)
        rig_give_up("the control does not even hear a calm press");
    while (row.times < wanted && tries++ < 10 * wanted)
        (void)chatter_once(box, sim, control, &row);
    if (tries > wanted)
        rig_say("G3: %d of %d bursts were disturbed by a machine that stood "
                "still, and made again",
                tries - row.times, tries);
    row.lost += wanted - row.times;
    close(control);
    finish(box, sim);
    rig_row(&row);
}

/* What a thunderstorm does to a long cable. An edge is a press: a false one
 * costs somebody a walk, a lost one more. So each is told, once. */
void
case_spikes(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G3",
                      .what = "spikes of at most 1 ms: each told, as one press",
                      .times = rig_times(30, 1000),
                      .control = "kernel debounce 10 ms",
                      .limit_ms = RIG_SOON_MS};
    begin(box, sim);
    int control = reader_open(sim->node, sim->first + SIM_CONTROL, 10000);
    for (row.control_times = 0; row.control_times < row.times;
         row.control_times++) {
        box_mark(box);
        double at = rig_ms();
        double ms = rig_random(1000) / 1e3;
        finger_press(sim, SIM_CONTROL, ms);
        finger_press(sim, SIM_MAKE, ms);
        (void)box_on_disk(box, 1);
        rig_worst(&row, box->first_ms - at);
        rig_sleep(QUIET_MS + rig_random(QUIET_MS));
        box_look(box);
        rig_count(&row, 1, box->on_disk);
    }
    row.control_lost = row.control_times - reader_ups(control);
    close(control);
    finish(box, sim);
    rig_row(&row);
}

void
case_held(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G2",
                      .what = "held before the program starts: a press at once",
                      .times = rig_times(10, 100),
                      .control = "reader of edges alone",
                      .limit_ms = RIG_SOON_MS};
    begin(box, sim);
    for (int i = 0; i < row.times; i++) {
        box_stop(box);
        finger_move(sim, SIM_MAKE, true);
        finger_move(sim, SIM_CONTROL, true);
        rig_sleep(QUIET_MS);
        box_mark(box);
        int control = reader_open(sim->node, sim->first + SIM_CONTROL, 0);
        double at = rig_ms();
        box_start(box, config);
        double saved = box_on_disk(box, 1);
        rig_worst(&row, saved - at);
        (void)box_state(box, "ok");
        rig_sleep(300); /* the level is read again in this time */
        box_look(box);
        rig_count(&row, 1, box->on_disk);
        row.lost += (box->flags & RECORD_HELD) == 0;
        row.control_times++;
        row.control_lost += reader_ups(control) == 0;
        close(control);
        finger_move(sim, SIM_MAKE, false);
        finger_move(sim, SIM_CONTROL, false);
        rig_sleep(QUIET_MS);
    }
    finish(box, sim);
    rig_row(&row);
}

void
case_stuck(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G2",
                      .what =
                          "held > 30 s: one press, told as stuck, well again",
                      .times = rig_times(1, 3),
                      .limit_ms = 35000};
    begin(box, sim);
    for (int i = 0; i < row.times; i++) {
        box_mark(box);
        double at = rig_ms();
        finger_move(sim, SIM_MAKE, true);
        double stuck = box_state(box, "stuck");
        finger_move(sim, SIM_MAKE, false);
        double well = box_state(box, "ok");
        box_look(box);
        rig_count(&row, 1, box->on_disk);
        if (stuck == 0 || well == 0)
            row.lost++;
        else
            rig_worst(&row, stuck - at);
        if (stuck != 0 && stuck - at < 29900)
            row.made_up++;
    }
    finish(box, sim);
    rig_row(&row);
}
