/*
 * The same years as gen_centre makes, by core's own commands: each arrival,
 * tick and departure is asked for, looked at by the rules, and committed by
 * itself, at the hour it happens.
 */
#pragma once

#include "tests/bench/gen.h"

/* Makes the folder `dir`, for tests. */
MUST_CHECK enum result gen_by_commands(const char *dir,
                                       const struct gen_plan *plan);
