/*
 * A command without a running core: the caller becomes core for as long as
 * the command takes. Refused (RESULT_BUSY) while a core has the folder.
 */
#pragma once

#include <jansson.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/result.h"

/* Takes the command over; the caller owns *answer. RESULT_ABSENT: no
 * database. */
MUST_CHECK enum result core_here(const struct folder *folder,
                                 struct clock *clock, json_t *command,
                                 json_t **answer);
