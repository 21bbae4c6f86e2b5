/*
 * In which order switches walk a frame.
 *
 * What can be touched is taken in reading order. Up to SCAN_LINEAR_MAX things
 * come one by one; more come row by row, and in the row one by one, so that
 * nobody waits long. Pure; everything is in the caller's memory.
 */
#pragma once

#include "ui/kiosk/draw.h"

enum { SCAN_LINEAR_MAX = 6 };

/* Group `g` is element[first[g]] to element[first[g + 1] - 1], indices in the
 * list. */
struct scan_plan {
    short element[DRAW_ELEMENTS_MAX];
    short first[DRAW_ELEMENTS_MAX + 1];
    int count; /* of groups */
};

void scan_plan(struct scan_plan *plan, const struct draw_list *list);
/* How many are in a group. */
int scan_size(const struct scan_plan *plan, int group);
/* Around a group, or (`inside` >= 0) around one of it. */
struct draw_rect scan_rect(const struct scan_plan *plan,
                           const struct draw_list *list, int group, int inside);
