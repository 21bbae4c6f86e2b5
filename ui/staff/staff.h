/*
 * troskel-staff: joins the views, the pages and the line to core. Reads the
 * database, writes nothing; its only wish towards core is that a signal was
 * drawn, and that somebody's page is open.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"

struct staff_options {
    const char *dir;
    const char *bind;
    int port;
    bool without_login;
};

/* Runs until SIGTERM or SIGINT. RESULT_INVALID for an address that others
 * reach without `without_login`. */
MUST_CHECK enum result staff_run(const struct staff_options *options);
