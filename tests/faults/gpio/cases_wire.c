/* What a wire does: is cut, is shorted, is mended. Two contacts tell. */
#include "tests/faults/gpio/box.h"
#include "tests/faults/gpio/rig.h"
#include "tests/faults/gpio/sim.h"

static const char two_contacts[] = "button = Knappen\n"
                                   "line = BUTTON\n"
                                   "break = BUTTON_BREAK\n"
                                   "active = high\n"
                                   "bias = as-is\n";
static const char one_contact[] = "button = Knappen\n"
                                  "line = BUTTON\n"
                                  "active = high\n"
                                  "bias = as-is\n";

/* Which wires are whole. What is cut reads open, what is shorted closed. */
struct wires {
    bool make_cut, break_cut, make_shorted;
};

static void
move(const struct sim *sim, const struct wires *wires, bool down)
{
    bool make = (down && !wires->make_cut) || wires->make_shorted;
    bool rest = !down && !wires->break_cut;
    /* The contact that has to open does so first. */
    if (down)
        sim_drive(sim, SIM_BREAK, rest);
    sim_drive(sim, SIM_MAKE, make);
    if (!down)
        sim_drive(sim, SIM_BREAK, rest);
}

static void
press(const struct sim *sim, const struct wires *wires)
{
    move(sim, wires, true);
    rig_sleep(100);
    move(sim, wires, false);
    rig_sleep(200);
}

static void
begin(struct box *box, struct sim *sim, const char *config)
{
    move(sim, &(struct wires){0}, false);
    box_start(box, config);
    if (box_state(box, "ok") == 0)
        rig_give_up("troskel-button finds no line");
    rig_sleep(100);
    box_mark(box);
}

static void
whole(struct box *box, struct sim *sim)
{
    struct row row = {.goal = "G5",
                      .what = "two contacts, wires whole: presses and no fault",
                      .times = rig_times(10, 200),
                      .limit_ms = 0};
    begin(box, sim, two_contacts);
    for (int i = 0; i < row.times; i++) {
        press(sim, &(struct wires){0});
        row.made_up += !box_state_is(box, "ok");
    }
    box_look(box);
    rig_count(&row, row.times, box->on_disk);
    rig_row(&row);
}

/* The wire goes (told as one press, since it may have been a hand), the fault
 * is told, a hand is still seen, the wire is mended. */
static void
break_and_mend(struct box *box, struct sim *sim, const struct wires *wires,
               struct row *row)
{
    box_mark(box);
    double at = rig_ms();
    move(sim, wires, false);
    double told = box_state(box, "fault");
    rig_sleep(100);
    press(sim, wires);
    box_look(box);
    rig_count(row, 2, box->on_disk);
    row->made_up += !box_state_is(box, "fault");
    double mended = rig_ms();
    move(sim, &(struct wires){0}, false);
    double well = box_state(box, "ok");
    rig_sleep(200);
    box_look(box);
    row->made_up += box->on_disk > 2;
    if (told == 0 || well == 0)
        row->lost++;
    rig_worst(row, told - at);
    rig_worst(row, well - mended);
    row->times++;
}

/* Nobody knows that the making wire is cut until somebody presses: that press
 * counts, and is a fault as long as it lasts. */
static void
press_through_cut(struct box *box, struct sim *sim, struct row *row)
{
    static const struct wires cut = {.make_cut = true};
    box_mark(box);
    double at = rig_ms();
    move(sim, &cut, true);
    double told = box_state(box, "fault");
    move(sim, &cut, false);
    double well = box_state(box, "ok");
    rig_sleep(100);
    box_look(box);
    rig_count(row, 1, box->on_disk);
    row->lost += told == 0 || well == 0;
    rig_worst(row, told - at);
    row->times++;
}

static void
cut(struct box *box, struct sim *sim)
{
    static const struct wires ways[] = {{.break_cut = true},
                                        {.make_shorted = true}};
    struct row row = {.goal = "G5",
                      .what =
                          "cut, short, mended: fault told, presses not lost",
                      .control = "one contact, same cut",
                      .limit_ms = 5000};
    begin(box, sim, two_contacts);
    for (int i = 0; i < rig_times(5, 50); i++) {
        break_and_mend(box, sim, &ways[i % 2], &row);
        press_through_cut(box, sim, &row);
    }
    begin(box, sim, one_contact);
    for (row.control_times = 0; row.control_times < 5; row.control_times++)
        press(sim, &(struct wires){.make_cut = true});
    box_look(box);
    if (box_state_is(box, "ok"))
        row.control_lost = row.control_times - box->on_disk;
    rig_row(&row);
}

void
case_wire(struct box *box, struct sim *sim)
{
    sim_plug(sim, "panel", "panel-a", 3, false);
    sim_grant(sim, BOX_GPIO_GROUP);
    whole(box, sim);
    cut(box, sim);
    box_stop(box);
    sim_unplug(sim);
}
