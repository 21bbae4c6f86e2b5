/*
 * troskel-staff: joins the web, the pages and the two lines to core in one
 * loop. Reads the database, writes nothing but its certificate and where it
 * can be reached; everything that is to happen, core is asked.
 */
#pragma once

#include "firmware/base/result.h"

struct staff_options {
    const char *dir;
    int port; /* 0: any that is free */
    const char *bind;
    const char *name; /* of this machine on its network; may be NULL */
};

/* Runs until SIGTERM or SIGINT. RESULT_INVALID for no address. */
MUST_CHECK enum result staff_run(const struct staff_options *options);
