/*
 * What `troskel run` starts, and with which words.
 *
 * A pure core: options in, command lines out. Lines borrow the wish's texts.
 */
#pragma once

#include <stdbool.h>

enum { RUN_PROGRAMS = 4, RUN_WORDS_MAX = 24 };

struct run_wish {
    const char *dir;
    const char *size;    /* of the screen: "1280x800"; NULL: as it is */
    const char *backend; /* NULL: the kiosk chooses */
    const char *theme;
    const char *sound;   /* what is read aloud comes out of it */
    const char *control; /* the kiosk's control socket */
    const char *port;    /* of the staff's page */
    bool no_kiosk;
};

struct run_program {
    const char *name;                 /* "troskel-core" */
    const char *words[RUN_WORDS_MAX]; /* argv, ends with NULL */
};

/* Core first. Returns how many. */
int run_programs(const struct run_wish *wish,
                 struct run_program out[RUN_PROGRAMS]);
