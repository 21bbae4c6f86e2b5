/*
 * What troskel-kiosk was asked on its command line.
 */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "firmware/base/result.h"
#include "ui/kiosk/app.h"
#include "ui/kiosk/present.h"

enum options_task {
    TASK_RUN,
    TASK_SHEET, /* draw a contact sheet and end */
    TASK_DRAW,  /* draw one frame and end (preview.h) */
    TASK_HELP,
    TASK_VERSION
};

/* Strings are those of argv. */
struct options {
    enum options_task task;
    const char *dir; /* the state folder; NULL: none (only for a sheet) */
    struct present_options screen;
    double px_per_mm; /* 0: as panel.h knows the panel */
    enum app_theme theme;
    bool theme_by_hour;  /* then `theme` is light until the world is known */
    bool left, low;      /* app.h */
    const char *control; /* socket for scripts; NULL: none */
    const char *shots;   /* folder for a picture of each new frame */
    const char *sheet;   /* file */
    const char *sound;   /* what is heard comes out of it; "none": nothing */
    const char *lang;
    const char *query; /* NULL: every concept */
    const char *draw, *person, *item, *at, *as, *out;
};

/* RESULT_INVALID: `says` holds one sentence about what is wrong. */
enum { OPTIONS_SAYS_SIZE = 160 };
MUST_CHECK enum result options_read(struct options *options, int argc,
                                    char *argv[], char says[OPTIONS_SAYS_SIZE]);
void options_help(FILE *to);
