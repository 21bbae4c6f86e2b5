/*
 * bench-gen [--commands] DIR PEOPLE YEARS [LAST-DAY] [TICKS]: makes a folder for
 * tests that holds a centre of so many people, open for so many years. Prints
 * how many events that was, and the database's bytes for each of them.
 *
 * --commands: by core's own commands, a commit and a sync each (gen_core.h).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "tests/bench/gen_core.h"

static enum result
make(const char *dir, const struct gen_plan *plan)
{
    struct gen_result made;
    enum result result = gen_centre(dir, plan, &made);
    if (result == RESULT_OK)
        printf("%" PRId64 " events, %.1f bytes each\n", made.events,
               made.bytes_each);
    return result;
}

int
main(int argc, char *argv[])
{
    struct gen_plan plan = {.ticks = GEN_DONE};
    log_open("bench-gen");
    bool commands = argc > 1 && strcmp(argv[1], "--commands") == 0;
    argc -= commands;
    argv += commands;
    if (argc < 4 || civil_parse_date(argc > 4 ? argv[4] : "2026-11-20",
                                     &plan.last_day) != RESULT_OK) {
        fputs("usage: bench-gen [--commands] DIR PEOPLE YEARS [LAST-DAY] "
              "[TICKS]\n",
              stderr);
        return 2;
    }
    plan.people = (int)strtol(argv[2], NULL, 10);
    plan.years = (int)strtol(argv[3], NULL, 10);
    if (argc > 5)
        plan.ticks = (int)strtol(argv[5], NULL, 10);
    if (plan.people < 1 || plan.people > GEN_PEOPLE_MAX || plan.years < 0 ||
        plan.ticks < 0 || plan.ticks > GEN_DONE)
        return 2;
    enum result result =
        commands ? gen_by_commands(argv[1], &plan) : make(argv[1], &plan);
    if (result != RESULT_OK)
        fprintf(stderr, "bench-gen: %s\n", result_name(result));
    return result == RESULT_OK ? 0 : 1;
}
