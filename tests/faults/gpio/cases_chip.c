/* What a chip does: goes, comes back as another, drops what is too much. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/gpio/box.h"
#include "tests/faults/gpio/finger.h"
#include "tests/faults/gpio/reader.h"
#include "tests/faults/gpio/rig.h"

static const char by_name[] = "button = Knappen\n"
                              "line = BUTTON\n"
                              "active = high\n"
                              "bias = as-is\n"
                              "lamp = Lampan\n"
                              "line = LAMP\n";
static const char by_label[] = "button = Knappen\n"
                               "chip = panel-a\n"
                               "offset = 3\n"
                               "active = high\n"
                               "bias = as-is\n";

static void
plug(struct sim *sim, const char *label, unsigned first)
{
    sim_plug(sim, "panel", label, first, false);
    sim_grant(sim, BOX_GPIO_GROUP);
}

static void
begin(struct box *box, struct sim *sim, const char *config)
{
    plug(sim, "panel-a", 3);
    box_start(box, config);
    if (box_state(box, "ok") == 0)
        rig_give_up("troskel-button finds no line");
    rig_sleep(100);
    box_mark(box);
}

static void
finish(struct box *box, struct sim *sim)
{
    box_stop(box);
    sim_unplug(sim);
}

/* How the chip comes back. */
struct coming {
    const char *label;
    unsigned first;
    int decoys; /* plugged in before it, so that it gets another number */
};

/* Presses, on a line that a reader with the old descriptor listens to too. */
static void
press_after(struct box *box, struct sim *sim, int old, struct row *row)
{
    box_mark(box);
    finger_move(sim, SIM_MAKE, true);
    finger_move(sim, SIM_CONTROL, true);
    (void)box_on_disk(box, 1);
    rig_sleep(30);
    finger_move(sim, SIM_MAKE, false);
    finger_move(sim, SIM_CONTROL, false);
    (void)box_in_log(box, 1);
    rig_count(row, 1, box->on_disk);
    row->control_times++;
    row->control_lost += reader_ups(old) == 0;
}

/* Waits for a lamp that belongs to an open signal. */
static void
await_lamp(struct sim *sim, double since, struct row *row)
{
    while (!sim_lamp_lit(sim) && rig_ms() - since < BOX_WAIT_MS)
        rig_sleep(10);
    rig_worst(row, rig_ms() - since);
}

/* Out and in again. Gone is told within the goal, found within the goal, and
 * neither is a press. */
static void
go_and_come(struct box *box, struct sim *sim, const struct coming *coming,
            struct row *row, struct row *lamp)
{
    struct sim decoys[2] = {0};
    static const char *const names[] = {"decoy0", "decoy1"};
    int old = reader_open(sim->node, sim->first + SIM_CONTROL, 0);
    double at = rig_ms();
    box_mark(box);
    sim_unplug(sim);
    double told = box_state(box, "absent");
    for (int i = 0; i < coming->decoys; i++) {
        sim_plug(&decoys[i], names[i], "decoy", coming->first, true);
        if (i == 0) /* the other one is refused, as on the real box */
            sim_grant(&decoys[i], BOX_GPIO_GROUP);
    }
    double back = rig_ms();
    plug(sim, coming->label, coming->first);
    double found = box_state(box, "ok");
    if (told == 0 || found == 0) {
        row->lost++;
    } else {
        rig_worst(row, told - at);
        rig_worst(row, found - back);
    }
    rig_sleep(100);
    box_look(box);
    row->made_up += box->on_disk;
    press_after(box, sim, old, row);
    if (lamp != NULL)
        await_lamp(sim, back, lamp);
    close(old);
    for (int i = 0; i < coming->decoys; i++)
        sim_unplug(&decoys[i]);
    row->times++;
}

void
case_chip(struct box *box, struct sim *sim)
{
    static const struct coming comings[] = {
        {"panel-a", 3, 0}, /* as it was */
        {"panel-a", 3, 2}, /* renumbered, behind two others */
        {"panel-b", 3, 1}, /* renamed */
        {"panel-a", 20, 2} /* and its lines in other places */
    };
    int wanted = rig_times(8, 100);
    struct row row = {.goal = "G1",
                      .what =
                          "chip gone and back, renumbered, renamed, reordered",
                      .control = "old descriptor kept",
                      .limit_ms = 5000};
    struct row lamp = {.goal = "G1",
                       .what = "the lamp of an open signal is lit again",
                       .times = wanted,
                       .limit_ms = 5000};
    begin(box, sim, by_name);
    for (int i = 0; i < wanted; i++)
        go_and_come(box, sim, &comings[i % 4], &row, &lamp);
    finish(box, sim);
    rig_row(&row);
    rig_row(&lamp);
}

void
case_missing(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G1",
                      .what =
                          "no chip when the program starts; plugged in later",
                      .times = rig_times(3, 50),
                      .limit_ms = 5000};
    for (int i = 0; i < row.times; i++) {
        double at = rig_ms();
        box_start(box, by_name);
        double told = box_state(box, "absent");
        double there = rig_ms();
        plug(sim, "panel-a", 3);
        double found = box_state(box, "ok");
        rig_sleep(100);
        box_mark(box);
        finger_press(sim, SIM_MAKE, 50);
        (void)box_in_log(box, 1);
        rig_count(&row, 1, box->on_disk);
        row.lost += told == 0 || found == 0;
        rig_worst(&row, told - at);
        rig_worst(&row, found - there);
        finish(box, sim);
    }
    rig_row(&row);
}

void
case_label(struct box *box, struct sim *sim)
{
    static const struct coming comings[] = {{"panel-a", 3, 0},
                                            {"panel-a", 3, 2}};
    int wanted = rig_times(2, 20);
    struct row row = {.goal = "G1",
                      .what =
                          "the same, found by its chip's label and an offset",
                      .control = "old descriptor kept",
                      .limit_ms = 5000};
    begin(box, sim, by_label);
    for (int i = 0; i < wanted; i++)
        go_and_come(box, sim, &comings[i % 2], &row, NULL);
    finish(box, sim);
    rig_row(&row);
}

/* Noise until the kernel has kept far more edges than the program asked it to
 * keep. What it folds on a busy machine is not counted: a listener on a second
 * line, driven alike, tells how much came through. */
static void
make_noise(const struct sim *sim, int control)
{
    enum { UPS_ENOUGH = 300, MOVES_MAX = 20000 };
    int ups = 0;
    for (int i = 0; i < MOVES_MAX && ups < UPS_ENOUGH; i++) {
        sim_drive(sim, SIM_MAKE, i % 2 == 0);
        sim_drive(sim, SIM_CONTROL, i % 2 == 0);
        rig_sleep(0.5);
        ups += reader_ups(control);
    }
    if (ups < UPS_ENOUGH)
        rig_give_up("the simulated line hardly moves");
    sim_drive(sim, SIM_MAKE, false);
    sim_drive(sim, SIM_CONTROL, false);
}

/* While the reader stands still, a press and then so much noise that the
 * kernel drops the press's own edges. */
static void
overflow_once(struct box *box, struct sim *sim, int control, struct row *row)
{
    box_mark(box);
    kill(box->button, SIGSTOP);
    rig_sleep(20);
    finger_press(sim, SIM_MAKE, 30);
    make_noise(sim, control);
    rig_sleep(20);
    double at = rig_ms();
    kill(box->button, SIGCONT);
    double saved = box_on_disk(box, 1);
    if (saved != 0)
        rig_worst(row, saved - at);
    rig_sleep(200);
    box_look(box);
    row->lost += box->on_disk == 0;
    /* The press and the noise are one signal; how many presses that is, the
     * edges that remain decide. Without the mark nobody knows of the loss. */
    row->lost +=
        (box->flags & RECORD_GAP) == 0 || !box_said(box, "edges were lost");
}

void
case_overflow(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G4",
                      .what =
                          "kernel's buffer overflows: a press, marked and told",
                      .times = rig_times(5, 100),
                      .limit_ms = RIG_SOON_MS};
    begin(box, sim, by_name);
    int control = reader_open(sim->node, sim->first + SIM_CONTROL, 0);
    for (int i = 0; i < row.times; i++)
        overflow_once(box, sim, control, &row);
    close(control);
    finish(box, sim);
    rig_row(&row);
}

void
case_mid_press(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G4",
                      .what =
                          "chip gone while the button is down: that one press",
                      .times = rig_times(5, 50),
                      .limit_ms = 5000};
    begin(box, sim, by_name);
    for (int i = 0; i < row.times; i++) {
        box_mark(box);
        finger_move(sim, SIM_MAKE, true);
        rig_sleep(60);
        sim_unplug(sim);
        double gone = rig_ms();
        double told = box_state(box, "absent");
        plug(sim, "panel-a", 3);
        (void)box_state(box, "ok");
        rig_sleep(100);
        box_look(box);
        rig_count(&row, 1, box->on_disk);
        row.lost += !box_said(box, "is gone");
        rig_worst(&row, told - gone);
    }
    finish(box, sim);
    rig_row(&row);
}

static bool
has_no_rights(const struct box *box)
{
    char path[64];
    char line[256];
    bool none = false;
    bool plain = false;
    text_format(path, sizeof path, "/proc/%d/status", (int)box->button);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        unsigned uid;
        unsigned long long rights;
        if (sscanf(line, "CapEff: %llx", &rights) == 1)
            none = rights == 0;
        if (sscanf(line, "Uid: %u", &uid) == 1)
            plain = uid == BOX_USER;
    }
    if (file != NULL)
        fclose(file);
    return none && plain;
}

void
case_refused(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G7",
                      .what =
                          "no access to the chip: a fault; access: well again",
                      .times = rig_times(5, 50),
                      .control = "without access",
                      .limit_ms = 5000};
    sim_plug(sim, "panel", "panel-a", 3, false);
    for (int i = 0; i < row.times; i++) {
        sim_refuse(sim);
        double at = rig_ms();
        box_start(box, by_name);
        double told = box_state(box, "fault");
        rig_worst(&row, told - at);
        row.lost += told == 0 || !has_no_rights(box);
        box_mark(box);
        finger_press(sim, SIM_MAKE, 50);
        rig_sleep(100);
        box_look(box);
        row.control_times++;
        row.control_lost += box->on_disk == 0;
        double given = rig_ms();
        sim_grant(sim, BOX_GPIO_GROUP);
        double well = box_state(box, "ok");
        rig_worst(&row, well - given);
        rig_sleep(100);
        box_mark(box);
        finger_press(sim, SIM_MAKE, 50);
        (void)box_in_log(box, 1);
        rig_count(&row, 1, box->on_disk);
    }
    finish(box, sim);
    rig_row(&row);
}
