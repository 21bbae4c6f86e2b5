/* A chip that is not simulated by the kernel: PL061 of QEMU's arm64 board,
 * whose line 3 QEMU pulls for about 100 ms at each system_powerdown (G6). */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/faults/gpio/box.h"
#include "tests/faults/gpio/rig.h"

static const char config[] = "button = Knappen\n"
                             "chip = 9030000.pl061\n"
                             "offset = 3\n"
                             "active = high\n"
                             "bias = as-is\n";

static void
ask_for_press(int number)
{
    printf("press please %d\n", number); /* whoever runs QEMU does */
}

/* Nobody watches: these have to be lost. */
static void
press_unwatched(struct box *box, struct row *row)
{
    box_stop(box);
    box_mark(box);
    row->control = "program stopped";
    for (row->control_times = 0; row->control_times < 3; row->control_times++) {
        ask_for_press(row->times + 1 + row->control_times);
        rig_sleep(2000);
    }
    box_look(box);
    row->control_lost = row->control_times - box->on_disk;
}

void
case_real(struct box *box)
{
    struct row row = {.goal = "G6",
                      .what = "PL061 pulsed from outside -> event in the log",
                      .times = rig_times(20, 1000),
                      .limit_ms = BOX_WAIT_MS};
    if (chown("/dev/gpiochip0", 0, BOX_GPIO_GROUP) != 0 ||
        chmod("/dev/gpiochip0", 0660) != 0)
        rig_give_up("there is no GPIO chip");
    box_start(box, config);
    if (box_state(box, "ok") == 0)
        rig_give_up("troskel-button finds no line");
    box_mark(box);
    for (int i = 1; i <= row.times; i++) {
        double at = rig_ms();
        ask_for_press(i);
        if (box_in_log(box, i) == 0)
            break;
        rig_worst(&row, rig_ms() - at);
        rig_sleep(300);
    }
    box_look(box);
    rig_count(&row, row.times, box->in_log);
    press_unwatched(box, &row);
    rig_row(&row);
}
