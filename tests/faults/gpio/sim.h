/*
 * One GPIO chip that the kernel simulates (gpio-sim, by configfs), with the
 * lines of a button panel.
 *
 * To plug it in is to make it new: its number is the kernel's choice, its
 * label and where its lines begin are the caller's. A line that nobody drives
 * reads 0. Everything is the machine's, so there is no failure to pass on:
 * what the kernel refuses ends the rig with a sentence.
 *
 * https://docs.kernel.org/admin-guide/gpio/gpio-sim.html
 */
#pragma once

#include <stdbool.h>

enum sim_line {
    SIM_MAKE,    /* the button's contact that closes, active high */
    SIM_BREAK,   /* its contact that opens, active high */
    SIM_LAMP,    /* an output */
    SIM_LOW,     /* a second button, active low with a pull-up */
    SIM_CONTROL, /* what the negative controls listen to */
    SIM_LINES
};
enum { SIM_WIDTH = 32 };

struct sim {
    const char *name; /* of the folder in configfs; NULL: not plugged in */
    char node[64];    /* "/dev/gpiochip3" */
    unsigned first;   /* offset of SIM_MAKE */
    int pulls[SIM_LINES];
    char lamp[160]; /* the file that tells the lamp's value */
};

/* The names that the lines have: "BUTTON", "BUTTON_BREAK" … */
const char *sim_line_name(enum sim_line line);

/* Everybody but root is refused until sim_grant. A decoy's lines have other
 * names. */
void sim_plug(struct sim *sim, const char *name, const char *label,
              unsigned first, bool decoy);
void sim_unplug(struct sim *sim); /* not plugged in: nothing happens */

/* What a udev rule does on the box: the node is this group's. */
void sim_grant(const struct sim *sim, unsigned group);
void sim_refuse(const struct sim *sim);

void sim_drive(const struct sim *sim, enum sim_line line, bool high);
bool sim_lamp_lit(const struct sim *sim);
