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
#include "firmware/store/counts.h"
#include "tests/bench/gen_core.h"

static enum result
make(const char *dir, const struct gen_plan *plan)
{
    struct folder folder;
    struct store *store = NULL;
    struct gen_result made = {0};
    int64_t pages = 0;
    int64_t bytes = 0;
    enum result result = folder_make(dir, true);
    if (result == RESULT_OK)
        result = folder_open(&folder, dir);
    if (result == RESULT_OK)
        result = store_open(&store, &folder, STORE_CREATE);
    if (result == RESULT_OK)
        result = gen_centre(store, plan, &made);
    if (result == RESULT_OK)
        result = store_file_size(store, &pages, &bytes);
    if (result == RESULT_OK)
        printf("%" PRId64 " events, %.1f bytes each\n", made.events,
               made.events == 0 ? 0
                                : (double)((pages - made.empty_pages) * bytes) /
                                      (double)made.events);
    store_close(store);
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
