/*
 * bench-probe PLAN: what programs cost, seen from outside, in turn.
 *
 * PLAN is JSON:
 *   {"starts":N,"rounds":N,"idle_s":N,"cold":N,"programs":[{
 *      "name":"bare", "argv":[…], "evict":[files besides those it maps],
 *      "before":[[x,y]],       touches from the first screen to the page
 *      "steps":[["day",x,y],…] a round that ends where it began },…]}
 *
 * Each program gets a screen of its own (screen.h) and is learned first,
 * untimed: its first screen, and the one after each touch. Then they take
 * turns, A B C A B C: starts, rounds of touches, an idle while. A JSON line a
 * program and measure goes to standard output, times in ms, in the order they
 * were taken, so that those of the same turn are a pair.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "firmware/base/text.h"
#include "tests/bench/screen.h"
#include "tests/bench/tree.h"

enum {
    PROGRAMS_MAX = 4,
    STEPS_MAX = 6,
    ARGS_MAX = 40,
    LATE_MS = 20000,
    POLL_NS = 50000
};

struct step {
    const char *name;
    int x, y;
    struct look after;
    json_t *whole_ms, *answer_ms;
};

struct program {
    const char *name;
    char *argv[ARGS_MAX];
    const json_t *evict;
    struct screen screen;
    struct tree tree;
    struct look first, page;
    struct step before[2], steps[STEPS_MAX];
    int before_count, step_count;
    json_t *first_ms, *page_ms, *cpu_ms;
    char **files;
    int file_count;
};

static struct program programs[PROGRAMS_MAX];
static int program_count;

/* --- the plan --- */

static void
read_steps(const json_t *list, struct step *steps, int max, int *count)
{
    size_t at;
    const json_t *one;
    json_array_foreach(list, at, one)
    {
        if ((int)at == max)
            break;
        size_t skip = json_is_string(json_array_get(one, 0)) ? 1 : 0;
        steps[at] = (struct step){
            .name = skip ? json_string_value(json_array_get(one, 0)) : "",
            .x = (int)json_integer_value(json_array_get(one, skip)),
            .y = (int)json_integer_value(json_array_get(one, skip + 1)),
            .whole_ms = json_array(),
            .answer_ms = json_array()};
        *count = (int)at + 1;
    }
}

static void
read_program(const json_t *from, struct program *program)
{
    size_t at;
    const json_t *word;
    program->name = json_string_value(json_object_get(from, "name"));
    json_array_foreach(json_object_get(from, "argv"), at, word)
    {
        if (at < ARGS_MAX - 1)
            program->argv[at] = strdup(json_string_value(word));
    }
    program->evict = json_object_get(from, "evict");
    read_steps(json_object_get(from, "before"), program->before, 2,
               &program->before_count);
    read_steps(json_object_get(from, "steps"), program->steps, STEPS_MAX,
               &program->step_count);
    program->first_ms = json_array();
    program->page_ms = json_array();
    program->cpu_ms = json_array();
}

static void
say(const struct program *program, const char *measure, json_t *what)
{
    json_t *line = json_pack("{s:s,s:s,s:o}", "name", program->name, "measure",
                             measure, "got", what);
    (void)json_dumpf(line, stdout, JSON_COMPACT | JSON_REAL_PRECISION(6));
    (void)putchar('\n');
    (void)fflush(stdout);
    json_decref(line);
}

/* --- waiting for what was learned --- */

static double
ms_since(int64_t from)
{
    return (double)(probe_ns() - from) / 1e6;
}

/* For eyes: what was waited for and what came, as probe-*.ppm. */
static void
keep_looks(const struct look *wanted, const struct look *got)
{
    const struct look *looks[] = {wanted, got};
    static const char *const names[] = {"probe-wanted.ppm", "probe-got.ppm"};
    for (int n = 0; n < 2; n++) {
        FILE *out = fopen(names[n], "we");
        if (out == NULL)
            return;
        (void)fprintf(out, "P6 %d %d 255\n", LOOK_W, LOOK_H);
        for (int i = 0; i < LOOK_W * LOOK_H; i++) {
            uint32_t p = looks[n]->pixels[i];
            (void)fprintf(out, "%c%c%c", (int)(p >> 16 & 255),
                          (int)(p >> 8 & 255), (int)(p & 255));
        }
        (void)fclose(out);
    }
}

static bool
await(const struct program *program, const struct look *look)
{
    int64_t from = probe_ns();
    while (!screen_is(&program->screen, look)) {
        if (ms_since(from) > LATE_MS) {
            static struct look got;
            screen_look(&program->screen, &got);
            keep_looks(look, &got);
            return false;
        }
        probe_rest(POLL_NS);
    }
    return true;
}

/* The place that is touched: whatever changes there first is the answer. */
static uint64_t
spot(const struct program *program, const struct step *step)
{
    uint64_t sum = 0;
    for (int y = step->y - 60; y < step->y + 60; y += 2)
        for (int x = step->x - 60; x < step->x + 60; x += 2)
            sum =
                sum * 31 + program->screen.pixels[(ptrdiff_t)y * SCREEN_W + x];
    return sum;
}

static bool
touch(struct program *program, struct step *step, bool count)
{
    screen_move(&program->screen, step->x, step->y);
    probe_rest(30000000);
    uint64_t before = spot(program, step);
    int64_t at = screen_button(&program->screen, true);
    double answer = 0;
    while (answer == 0 && ms_since(at) < 120) {
        if (spot(program, step) != before)
            answer = ms_since(at);
        else
            probe_rest(POLL_NS);
    }
    while (ms_since(at) < 80)
        probe_rest(1000000);
    at = screen_button(&program->screen, false);
    if (!await(program, &step->after))
        return false;
    double whole = ms_since(at);
    if (count) {
        (void)json_array_append_new(step->whole_ms, json_real(whole));
        (void)json_array_append_new(
            step->answer_ms, answer > 0 ? json_real(answer) : json_null());
    }
    return true;
}

/* --- learning --- */

/* A touch that shows nothing new would be measured as no time at all. */
static bool
learn_step(struct program *program, struct step *step)
{
    static struct look before;
    screen_look(&program->screen, &before);
    screen_move(&program->screen, step->x, step->y);
    probe_rest(50000000);
    (void)screen_button(&program->screen, true);
    probe_rest(80000000);
    (void)screen_button(&program->screen, false);
    probe_rest(200000000);
    bool still = screen_settle(&program->screen, 700, 20000);
    screen_look(&program->screen, &step->after);
    if (!screen_is(&program->screen, &before))
        return still;
    keep_looks(&before, &step->after);
    (void)fprintf(stderr,
                  "bench-probe: %s: the touch of %s at %d,%d shows "
                  "nothing new\n",
                  program->name, step->name, step->x, step->y);
    return false;
}

/* Untimed. The second time round is what the rounds look like: whoever was
 * here and left is greeted otherwise than whoever comes first. */
static bool
go_round(struct program *program)
{
    for (int i = 0; i < program->step_count; i++)
        if (!learn_step(program, &program->steps[i]))
            return false;
    return true;
}

static bool
learn(struct program *program)
{
    struct look black;
    screen_look(&program->screen, &black);
    if (!tree_start(&program->tree, program->argv, program->screen.display))
        return false;
    int64_t from = probe_ns();
    while (screen_is(&program->screen, &black) && ms_since(from) < LATE_MS)
        probe_rest(10000000);
    bool ok = screen_settle(&program->screen, 1500, 60000) &&
              !screen_is(&program->screen, &black);
    screen_look(&program->screen, &program->first);
    for (int i = 0; i < program->before_count && ok; i++)
        ok = learn_step(program, &program->before[i]);
    screen_look(&program->screen, &program->page);
    program->file_count = tree_files(&program->tree, &program->files);
    ok = ok && go_round(program) && go_round(program);
    ok = ok && screen_is(&program->screen, &program->page);
    tree_end(&program->tree);
    if (!ok)
        (void)fprintf(stderr, "bench-probe: %s: not learned\n", program->name);
    return ok;
}

/* --- starts --- */

static bool
reach_page(struct program *program)
{
    for (int i = 0; i < program->before_count; i++)
        if (!touch(program, &program->before[i], false))
            return false;
    return true;
}

/* Its first screen, then the page: the touch that opens it is no wait of the
 * program's, so of that way only what follows the lifted finger counts. */
static bool
start_once(struct program *program, bool count)
{
    int64_t from = probe_ns();
    if (!tree_start(&program->tree, program->argv, program->screen.display) ||
        !await(program, &program->first))
        return false;
    double first = ms_since(from);
    double page = first;
    for (int i = 0; i < program->before_count; i++) {
        struct step *step = &program->before[i];
        size_t had = json_array_size(step->whole_ms);
        if (!touch(program, step, true))
            return false;
        page += json_real_value(json_array_get(step->whole_ms, had));
    }
    struct tree_cost cost = tree_cost(&program->tree, false);
    if (count) {
        (void)json_array_append_new(program->first_ms, json_real(first));
        (void)json_array_append_new(program->page_ms, json_real(page));
        (void)json_array_append_new(program->cpu_ms,
                                    json_real((double)cost.cpu_ns / 1e6));
    }
    return true;
}

static bool
measure_starts(int starts)
{
    for (int n = 0; n < starts; n++)
        for (int i = 0; i < program_count; i++) {
            struct program *program = &programs[i];
            bool ok = start_once(program, true);
            if (ok && n == starts - 1) {
                probe_rest(4000000000);
                struct tree_cost cost = tree_cost(&program->tree, true);
                say(program, "memory",
                    json_pack("{s:I,s:I,s:i}", "pss_kb", cost.pss_kb, "rss_kb",
                              cost.rss_kb, "processes", cost.processes));
            }
            tree_end(&program->tree);
            if (!ok)
                return false;
        }
    for (int i = 0; i < program_count && starts > 0; i++) {
        say(&programs[i], "first_ms", programs[i].first_ms);
        say(&programs[i], "page_ms", programs[i].page_ms);
        say(&programs[i], "cpu_ms", programs[i].cpu_ms);
    }
    return true;
}

static void
evict(const struct program *program)
{
    size_t at;
    const json_t *file;
    tree_evict(program->files, program->file_count);
    json_array_foreach(program->evict, at, file)
    {
        char *path = strdup(json_string_value(file));
        tree_evict(&path, 1);
        free(path);
    }
}

static bool
measure_cold(int times)
{
    for (int i = 0; i < program_count && times > 0; i++) {
        struct program *program = &programs[i];
        int64_t most = 0;
        for (int n = 0; n < times; n++) {
            evict(program);
            bool ok = start_once(program, false);
            struct tree_cost cost = tree_cost(&program->tree, false);
            tree_end(&program->tree);
            if (!ok)
                return false;
            most = cost.read_bytes > most ? cost.read_bytes : most;
        }
        say(program, "cold_bytes", json_integer(most));
    }
    return true;
}

/* --- touches and idleness, all of them alive --- */

static int64_t
pause_ns(void)
{
    static uint32_t state = 20261127;
    state = state * 1664525u + 1013904223u;
    return 150000000 + (int64_t)(state >> 16) % 200 * 1000000;
}

static bool
measure_rounds(int rounds)
{
    struct tree_cost before[PROGRAMS_MAX] = {{.cpu_ns = 0}};
    for (int i = 0; i < program_count; i++)
        before[i] = tree_cost(&programs[i].tree, false);
    for (int n = 0; n < rounds; n++)
        for (int i = 0; i < program_count; i++)
            for (int s = 0; s < programs[i].step_count; s++) {
                probe_rest(pause_ns());
                if (!touch(&programs[i], &programs[i].steps[s], true)) {
                    (void)fprintf(
                        stderr, "bench-probe: %s: no %s in round %d\n",
                        programs[i].name, programs[i].steps[s].name, n);
                    return false;
                }
            }
    for (int i = 0; i < program_count && rounds > 0; i++) {
        struct program *program = &programs[i];
        struct tree_cost after = tree_cost(&program->tree, false);
        for (int s = 0; s < program->step_count; s++) {
            const struct step *step = &program->steps[s];
            say(program, "touch",
                json_pack("{s:s,s:O,s:O}", "step", step->name, "whole_ms",
                          step->whole_ms, "answer_ms", step->answer_ms));
        }
        say(program, "cpu_touch_ms",
            json_real((double)(after.cpu_ns - before[i].cpu_ns) / 1e6 /
                      (rounds * program->step_count)));
    }
    return true;
}

static void
measure_idle(int seconds)
{
    struct tree_cost before[PROGRAMS_MAX] = {{.cpu_ns = 0}};
    if (seconds == 0)
        return;
    probe_rest(4000000000);
    for (int i = 0; i < program_count; i++)
        before[i] = tree_cost(&programs[i].tree, false);
    probe_rest((int64_t)seconds * 1000000000);
    for (int i = 0; i < program_count; i++) {
        struct tree_cost after = tree_cost(&programs[i].tree, false);
        say(&programs[i], "idle",
            json_pack("{s:f,s:f}", "wakeups_s",
                      (double)(after.wakeups - before[i].wakeups) / seconds,
                      "cpu_percent",
                      (double)(after.cpu_ns - before[i].cpu_ns) / 1e7 /
                          seconds));
    }
}

static bool
measure_alive(int rounds, int idle_s)
{
    bool ok = true;
    if (rounds == 0 && idle_s == 0)
        return true;
    for (int i = 0; i < program_count && ok; i++)
        ok = tree_start(&programs[i].tree, programs[i].argv,
                        programs[i].screen.display) &&
             await(&programs[i], &programs[i].first) &&
             reach_page(&programs[i]);
    probe_rest(500000000);
    for (int i = 0; i < program_count && ok; i++)
        ok = go_round(&programs[i]);
    ok = ok && measure_rounds(rounds);
    if (ok)
        measure_idle(idle_s);
    for (int i = 0; i < program_count; i++)
        tree_end(&programs[i].tree);
    return ok;
}

/* --- */

static bool
open_all(const json_t *plan)
{
    size_t at;
    const json_t *one;
    json_array_foreach(json_object_get(plan, "programs"), at, one)
    {
        if (at == PROGRAMS_MAX)
            return false;
        struct program *program = &programs[program_count++];
        read_program(one, program);
        if (!screen_open(&program->screen)) {
            (void)fputs("bench-probe: no Xvfb\n", stderr);
            return false;
        }
    }
    for (int i = 0; i < program_count; i++)
        if (!learn(&programs[i]))
            return false;
    return program_count > 0;
}

static int
number(const json_t *plan, const char *field)
{
    return (int)json_integer_value(json_object_get(plan, field));
}

int
main(int argc, char *argv[])
{
    json_error_t why;
    json_t *plan = argc == 2 ? json_load_file(argv[1], 0, &why) : NULL;
    if (plan == NULL) {
        (void)fprintf(stderr, "usage: bench-probe PLAN\n");
        return 2;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_TIMERSLACK, 1000);
    bool ok = open_all(plan) && measure_starts(number(plan, "starts")) &&
              measure_cold(number(plan, "cold")) &&
              measure_alive(number(plan, "rounds"), number(plan, "idle_s"));
    for (int i = 0; i < program_count; i++) {
        tree_end(&programs[i].tree);
        screen_close(&programs[i].screen);
    }
    json_decref(plan);
    return ok ? 0 : 1;
}
