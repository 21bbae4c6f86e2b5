/* gpio-rig [--long] [--seed N]: the cases, one after the other. */
#include "tests/faults/gpio/rig.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/faults/gpio/box.h"
#include "tests/faults/gpio/sim.h"

static unsigned seed = 1;
static bool in_full;
static int passed, failed;

void
rig_give_up(const char *format, ...)
{
    va_list rest;
    fputs("rig: ", stdout);
    va_start(rest, format);
    vprintf(format, rest);
    va_end(rest);
    putchar('\n');
    exit(3);
}

double
rig_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void
rig_sleep_until(double ms)
{
    struct timespec at = {.tv_sec = (time_t)(ms / 1e3)};
    at.tv_nsec = (long)((ms - (double)at.tv_sec * 1e3) * 1e6);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) != 0)
        continue;
}

void
rig_sleep(double ms)
{
    rig_sleep_until(rig_ms() + ms);
}

int
rig_random(int below)
{
    /* xorshift32: the same from the same seed on every libc. */
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return (int)(seed % (unsigned)below);
}

int
rig_times(int in_short, int in_long)
{
    return in_full ? in_long : in_short;
}

bool
rig_long(void)
{
    return in_full;
}

void
rig_say(const char *format, ...)
{
    va_list rest;
    fputs("  ", stdout);
    va_start(rest, format);
    vprintf(format, rest);
    va_end(rest);
    putchar('\n');
}

void
rig_worst(struct row *row, double ms)
{
    if (ms > row->worst_ms)
        row->worst_ms = ms;
}

void
rig_count(struct row *row, int wanted, int got)
{
    if (got < wanted)
        row->lost += wanted - got;
    else
        row->made_up += got - wanted;
}

void
rig_row(const struct row *row)
{
    bool well = row->lost == 0 && row->made_up == 0 &&
                row->worst_ms <= row->limit_ms &&
                (row->control == NULL || row->control_lost > 0);
    printf("| %-3s | %-52s | %5d | %4d | %5d | %6.0f / %-5.0f | ", row->goal,
           row->what, row->times, row->lost, row->made_up, row->worst_ms,
           row->limit_ms);
    if (row->control == NULL)
        printf("%-46s", "-");
    else
        printf("%s: lost %d of %d", row->control, row->control_lost,
               row->control_times);
    printf(" | %s |\n", well ? "ok" : "FAILED");
    passed += well;
    failed += !well;
}

static void
simulated(struct box *box)
{
    struct sim sim = {0};
    case_press(box, &sim);
    case_burst(box, &sim);
    case_chatter(box, &sim);
    case_spikes(box, &sim);
    case_overflow(box, &sim);
    case_held(box, &sim);
    case_stuck(box, &sim);
    case_missing(box, &sim);
    case_chip(box, &sim);
    case_label(box, &sim);
    case_mid_press(box, &sim);
    case_refused(box, &sim);
    case_wire(box, &sim);
}

int
main(int argc, char **argv)
{
    static const struct option options[] = {{"long", no_argument, 0, 'l'},
                                            {"real", no_argument, 0, 'r'},
                                            {"seed", required_argument, 0, 's'},
                                            {0, 0, 0, 0}};
    static struct box box;
    bool real = false;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int option;
         (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == 'l')
            in_full = true;
        else if (option == 'r')
            real = true;
        else if (option == 's' && atoi(optarg) > 0)
            seed = (unsigned)atoi(optarg);
        else
            return 2;
    }
    rig_say("seed %u", seed);
    printf("| goal | %-51s | times | lost | false | worst / most ms | "
           "negative control | |\n|---|---|---|---|---|---|---|---|\n",
           "what was done");
    box_make(&box, "/box");
    if (real)
        case_real(&box);
    else
        simulated(&box);
    box_finish(&box);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
