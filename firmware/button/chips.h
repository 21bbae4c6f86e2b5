/*
 * Which GPIO chips the machine has just now: the paths of /dev/gpiochip*, in
 * the order of their numbers ("gpiochip10" after "gpiochip9").
 *
 * A pure look at a folder, whatever libgpiod there is.
 */
#pragma once

enum { CHIPS_MAX = 32, CHIPS_PATH_SIZE = 64 };

struct chips {
    char paths[CHIPS_MAX][CHIPS_PATH_SIZE];
    int count; /* what is beyond CHIPS_MAX is left out */
};

/* `dev` is "/dev". A folder that cannot be read has no chips. */
void chips_find(struct chips *chips, const char *dev);
