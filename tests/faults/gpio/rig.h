/*
 * What all cases share: time, chance, the table.
 *
 * A row passes when nothing was lost, nothing false was told, the worst time
 * is within its goal, and its negative control lost what it has to lose: a
 * control that loses nothing shows that the case proves nothing.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What has to come within a second on the real box: an emulated one on a busy
 * machine gets three. */
enum { RIG_SOON_MS = 3000 };

struct row {
    const char *goal; /* "G1" of reliability.md */
    const char *what;
    int times, lost, made_up; /* made_up: presses nobody made */
    double worst_ms, limit_ms;
    const char *control; /* what it is; NULL: none */
    int control_times, control_lost;
};

/* "rig: …" and exit 3: the machine is not as the rig needs it. */
void rig_give_up(const char *format, ...)
    __attribute__((noreturn, format(printf, 1, 2)));

double rig_ms(void); /* CLOCK_MONOTONIC */
void rig_sleep(double ms);
void rig_sleep_until(double ms);
int rig_random(int below); /* from the seed that is printed */
int rig_times(int in_short, int in_long);
bool rig_long(void);

/* Something a person may want to know besides the table. */
void rig_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void rig_row(const struct row *row);
void rig_worst(struct row *row, double ms);
void rig_count(struct row *row, int wanted, int got);

struct box;
struct sim;
void case_press(struct box *box, struct sim *sim);
void case_burst(struct box *box, struct sim *sim);
void case_chatter(struct box *box, struct sim *sim);
void case_overflow(struct box *box, struct sim *sim);
void case_spikes(struct box *box, struct sim *sim);
void case_held(struct box *box, struct sim *sim);
void case_stuck(struct box *box, struct sim *sim);
void case_chip(struct box *box, struct sim *sim);
void case_missing(struct box *box, struct sim *sim);
void case_label(struct box *box, struct sim *sim);
void case_mid_press(struct box *box, struct sim *sim);
void case_refused(struct box *box, struct sim *sim);
void case_wire(struct box *box, struct sim *sim);
void case_real(struct box *box);
