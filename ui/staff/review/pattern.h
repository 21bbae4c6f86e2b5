/*
 * What signals have in common (LA-16): hour, weekday, place, what was going on
 * before, whether one thing had just gone over into another. Pure: the caller
 * says of each signal what was known.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
    PATTERN_NAMES_MAX = 24,
    PATTERN_NAME_SIZE = 164,
    TRANSITION_MINUTES = 15
};

struct pattern_names {
    struct pattern_name {
        char name[PATTERN_NAME_SIZE];
        int count;
    } at[PATTERN_NAMES_MAX]; /* most first, after pattern_end */
    int count, others;       /* of names beyond the limit */
};

struct pattern {
    int total;
    int hours[24], weekdays[7]; /* Monday first */
    struct pattern_names places, before;
    int unknown_before; /* nobody knows whose day it was, or nothing was on */
    int transitions;    /* within 15 minutes after one */
};

struct pattern_signal {
    int minute, weekday; /* 0..1439, 1..7 */
    const char *place;
    const char *before; /* NULL: not known */
    int since_change;   /* minutes since a thing began or ended; -1: none */
};

void pattern_add(struct pattern *pattern, const struct pattern_signal *signal);
/* Sorts the names. */
void pattern_end(struct pattern *pattern);
