/*
 * bench-commit DIR PAIRS PAUSE-MS: the durable check-in beside the least that
 * any durable check-in can be, the same bytes written raw and synced, and
 * beside SQL alone (plain.h), in turn and in the same folder (goals P11 and
 * P12).
 *
 * PAUSE-MS 0: work upon work, everything warm, which is how P12 was set; with a
 * pause everything is cold, as it is when people come. The check-in is core's
 * own command, with an id of its own as every program gives it, from JSON to
 * answer. Core's turn runs in the pause, as it does in the program: the
 * checkpoint is off the path or it shows. Prints one JSON line; times are
 * microseconds.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "tests/bench/gen.h"
#include "tests/bench/measure.h"
#include "tests/bench/plain.h"

enum { PAIRS_MAX = 5000, RAW_BYTES = 4 * 4120, RAW_TURNS = 90 };

struct bench {
    struct folder folder;
    struct clock *clock;
    struct core *core;
    struct plain *plain;
    int raw_fd;
    int refused;
    double raw[PAIRS_MAX], plain_sql[PAIRS_MAX], own[PAIRS_MAX],
        ratio[PAIRS_MAX];
};

static void
rest(int ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000L};
    while (nanosleep(&left, &left) != 0)
        ;
}

/* Over and over the same megabyte and a half, as a WAL is. */
static double
write_raw(struct bench *bench, int n)
{
    static char bytes[RAW_BYTES];
    double began = measure_now_us();
    memset(bytes, n, sizeof bytes);
    if (pwrite(bench->raw_fd, bytes, sizeof bytes,
               (off_t)(n % RAW_TURNS) * RAW_BYTES) != (ssize_t)sizeof bytes ||
        fdatasync(bench->raw_fd) != 0)
        bench->refused++;
    return measure_now_us() - began;
}

static double
check_in(struct bench *bench, int n)
{
    char id[UUID_SIZE];
    char person[UUID_SIZE];
    gen_person(n % 60, person);
    uuid_make(id, clock_now(bench->clock).utc_ms);
    json_t *command =
        json_pack("{s:s,s:s,s:s}", "do", n / 60 % 2 == 0 ? "arrive" : "leave",
                  "about", person, "id", id);
    double began = measure_now_us();
    json_t *answer = core_command(bench->core, command, THROUGH_KIOSK);
    double took = measure_now_us() - began;
    bench->refused += !json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    json_decref(command);
    return took;
}

static double
check_in_plainly(struct bench *bench, int n)
{
    double began = measure_now_us();
    bench->refused += !plain_check_in(bench->plain, n);
    return measure_now_us() - began;
}

/* Whoever comes first finds things cold; all three take their turn at it. */
static void
run_once(struct bench *bench, int i, int pause_ms)
{
    for (int turn = 0; turn < 3; turn++) {
        int which = (i + turn) % 3;
        if (which == 0)
            bench->raw[i] = write_raw(bench, i);
        else if (which == 1)
            bench->plain_sql[i] = check_in_plainly(bench, i);
        else
            bench->own[i] = check_in(bench, i);
        rest(pause_ms);
    }
    bench->ratio[i] = bench->own[i] / bench->raw[i];
}

static void
run_pairs(struct bench *bench, int pairs, int pause_ms)
{
    for (int i = 0; i < pairs; i++) {
        run_once(bench, i, pause_ms);
        /* Core's own quiet time, told to it rather than waited for. */
        if (i % 40 == 39) {
            bench->refused +=
                clock_test_advance(bench->clock, 2000) != RESULT_OK;
            plain_rest(bench->plain);
        }
        (void)core_turn(bench->core, clock_now(bench->clock));
    }
}

static enum result
begin(struct bench *bench, const char *dir)
{
    struct gen_plan plan = {60, 1, 20777, 0};
    char path[FOLDER_PATH_SIZE];
    enum result result = gen_centre(dir, &plan, NULL);
    if (result == RESULT_OK)
        result = folder_open(&bench->folder, dir);
    if (result == RESULT_OK)
        result = clock_open(&bench->clock, bench->folder.path);
    if (result == RESULT_OK)
        result = clock_test_set(bench->clock, INT64_C(1795420800000), false,
                                CLOCK_SYNCED);
    if (result == RESULT_OK)
        result = core_open(&bench->core, &bench->folder, bench->clock);
    folder_path(&bench->folder, "plain.db", path);
    bench->plain = plain_open(path);
    folder_path(&bench->folder, "raw", path);
    bench->raw_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return bench->raw_fd < 0 || bench->plain == NULL ? RESULT_IO : result;
}

int
main(int argc, char *argv[])
{
    static struct bench b;
    log_open("bench-commit");
    int pairs = argc == 4 ? (int)strtol(argv[2], NULL, 10) : 0;
    if (pairs < 20 || pairs > PAIRS_MAX)
        return 2;
    if (begin(&b, argv[1]) != RESULT_OK)
        return 1;
    for (int i = 0; i < RAW_TURNS; i++) /* the file has its size */
        (void)write_raw(&b, i);
    run_pairs(&b, pairs, (int)strtol(argv[3], NULL, 10));
    double raw_p50 = measure_percentile(b.raw, pairs, 50);
    double own_p50 = measure_percentile(b.own, pairs, 50);
    printf("{\"pairs\":%d,\"refused\":%d,\"raw_p50\":%.0f,\"raw_p99\":%.0f,"
           "\"own_p50\":%.0f,\"own_p99\":%.0f,\"ratio_p50\":%.3f,"
           "\"ratio_p99\":%.3f,\"over_p50\":%.0f,\"plain_over_p50\":%.0f}\n",
           pairs, b.refused, raw_p50, measure_percentile(b.raw, pairs, 99),
           own_p50, measure_percentile(b.own, pairs, 99),
           measure_percentile(b.ratio, pairs, 50),
           measure_percentile(b.own, pairs, 99) /
               measure_percentile(b.raw, pairs, 99),
           own_p50 - raw_p50,
           measure_percentile(b.plain_sql, pairs, 50) - raw_p50);
    plain_close(b.plain);
    core_close(b.core);
    clock_close(b.clock);
    close(b.raw_fd);
    return b.refused == 0 ? 0 : 1;
}
