/* As many presses as one hand can make, while the program now and then cannot
 * look (performance.md P13): none is lost, they stay in order, and each keeps
 * the time at which the kernel saw it, not when it was read. */
#include <signal.h>
#include <unistd.h>

#include "tests/faults/gpio/box.h"
#include "tests/faults/gpio/finger.h"
#include "tests/faults/gpio/reader.h"
#include "tests/faults/gpio/rig.h"

enum {
    MOST = 1000,
    DOWN_MS = 15,
    EVERY_MS = 80, /* the lock-out is 50 of them */
    ROUND = 20,
    STOPPED = 5 /* of a round's presses the last come unread */
};

static const char config[] = "button = Knappen\n"
                             "line = BUTTON\n"
                             "active = high\n"
                             "bias = as-is\n";

/* When the finger began to move, and when it had. */
static struct moved {
    double from_ms, to_ms;
} moved[MOST];

static void
press_all(struct box *box, struct sim *sim, int presses)
{
    for (int i = 0; i < presses; i++) {
        if (i % ROUND == ROUND - STOPPED)
            kill(box->button, SIGSTOP);
        double at = rig_ms();
        finger_move(sim, SIM_MAKE, true);
        moved[i] = (struct moved){at, rig_ms()};
        rig_sleep_until(at + DOWN_MS);
        finger_move(sim, SIM_MAKE, false);
        rig_sleep_until(at + EVERY_MS);
        if (i % ROUND == ROUND - 1)
            kill(box->button, SIGCONT);
    }
    kill(box->button, SIGCONT);
}

/* How far outside the finger's own times a time lies. */
static double
off_by(const struct moved *press, double ms)
{
    double early = press->from_ms - ms;
    double late = ms - press->to_ms;
    return early > 0 ? early : late > 0 ? late : 0;
}

static void
compare(const struct box *box, int presses, struct row *row)
{
    uint64_t before_ns = 0;
    for (int i = 0; i < presses && i < box->record_count; i++) {
        const struct record *record = &box->records[i];
        rig_worst(row, off_by(&moved[i], (double)record->kernel_ns / 1e6));
        /* What the log has, in whole ms; a guest never sleeps. */
        rig_worst(row, off_by(&moved[i], (double)record->boot_ms));
        row->lost += record->kernel_ns <= before_ns || record->count != 1;
        before_ns = record->kernel_ns;
    }
}

/* The control: when a hurried reader, which asks the clock instead, reads what
 * had waited. */
static void
read_late(const struct sim *sim, struct row *row)
{
    int reader = reader_open(sim->node, sim->first + SIM_CONTROL, 0);
    row->control_times = STOPPED;
    for (int i = 0; i < STOPPED; i++) {
        double at = rig_ms();
        finger_press(sim, SIM_CONTROL, DOWN_MS);
        moved[i] = (struct moved){at, at};
        rig_sleep_until(at + EVERY_MS);
    }
    if (reader_ups(reader) != STOPPED)
        rig_give_up("the control does not hear its presses");
    for (int i = 0; i < STOPPED; i++)
        row->control_lost += off_by(&moved[i], rig_ms()) > row->limit_ms;
    close(reader);
}

void
case_burst(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "P13",
                      .what = "presses without a pause: order and times kept",
                      .control = "a reader's own clock",
                      .times = rig_times(200, MOST),
                      .limit_ms = 10};
    sim_plug(sim, "panel", "panel-a", 3, false);
    sim_grant(sim, BOX_GPIO_GROUP);
    box_start(box, config);
    if (box_state(box, "ok") == 0)
        rig_give_up("troskel-button finds no line");
    rig_sleep(EVERY_MS);
    box_mark(box);
    press_all(box, sim, row.times);
    (void)box_on_disk(box, row.times);
    (void)box_in_log(box, row.times);
    rig_sleep(EVERY_MS);
    box_look(box);
    rig_count(&row, row.times, box->on_disk);
    rig_count(&row, row.times, box->in_log);
    row.lost += box->out_of_order;
    compare(box, row.times, &row);
    read_late(sim, &row);
    box_stop(box);
    sim_unplug(sim);
    rig_row(&row);
}
