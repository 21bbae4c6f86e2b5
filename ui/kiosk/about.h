/*
 * What the page about this screen tells, row by row: for participants and
 * those close to them what can be set, whom to ask and how to complain (EN
 * 301 549, 12.1 and 12.2); then whose pictures, names and letters are shown,
 * and under what licence. Filled by the program once somebody opens it.
 */
#pragma once

#include "firmware/store/view.h"

enum { ABOUT_ROWS_MAX = 64, ABOUT_TEXT_SIZE = 164 };

struct about_row {
    char title[ABOUT_TEXT_SIZE]; /* "OpenMoji 17.0.0" */
    char text[ABOUT_TEXT_SIZE];  /* "CC-BY-SA-4.0 · OpenMoji" */
};

struct about {
    struct about_row rows[ABOUT_ROWS_MAX];
    int count;
};
