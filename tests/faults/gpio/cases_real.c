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
        printf("rig: press %d\n", i); /* whoever runs QEMU does */
        if (box_in_log(box, i) == 0)
            break;
        rig_worst(&row, rig_ms() - at);
        rig_sleep(300);
    }
    box_look(box);
    rig_count(&row, row.times, box->in_log);
    box_stop(box);
    rig_row(&row);
}
