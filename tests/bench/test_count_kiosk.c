/*
 * What the screen's program costs while nothing happens, and what it keeps:
 * goals P1, P2, P8 and P9 (tests/bench/README.md). Real processes; what is
 * counted is the kernel's own account of them, no wall time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/bench/gen.h"
#include "tests/bench/kiosk.h"
#include "tests/test.h"

/* Ten seconds that no minute ends in; what asking costs is within. */
enum {
    IDLE_MS = 10000,
    IDLE_WAKEUPS = 5,
    IDLE_CPU_US = 4000,
    ALONE_WAKEUPS = 20,
    GRID_PSS_KB = 26 * 1024,
    PEOPLE_PSS_KB = 8 * 1024,
    START_FILES_KB = 2 * 1024,
    TAPS_OWN_KB = 512
};

static struct rig rig;

static bool
begin(int people, int years, bool core)
{
    char dir[200];
    memset(&rig, 0, sizeof rig);
    (void)text_copy(rig.clock, sizeof rig.clock, "2026-11-23T09:05");
    (void)text_format(dir, sizeof dir, "%s/c%d", test_folder(), people);
    return rig_make(&rig, dir, people, years, GEN_DONE) &&
           (!core || rig_start_core(&rig)) && rig_start_kiosk(&rig);
}

static bool
shows(const char *screen)
{
    json_t *told = rig_ask(&rig, "{\"do\":\"describe\"}");
    const char *is = json_string_value(json_object_get(told, "screen"));
    bool so = is != NULL && strcmp(is, screen) == 0;
    if (!so)
        printf("    the screen is %s\n", is == NULL ? "nothing" : is);
    json_decref(told);
    return so;
}

/* The clock back to a whole minute, then rest: no minute ends in it. */
static void
rest_and_count(struct rig_cost *spent)
{
    CHECK(rig_ok(&rig, "{\"do\":\"clock\",\"set\":\"2026-11-23T09:05\"}"));
    CHECK(rig_ok(&rig, rig.core > 0 ? "{\"do\":\"settle\"}"
                                    : "{\"do\":\"describe\"}"));
    rig_rest(rig.core > 0 ? 3000 : 12000); /* core was sought often at first */
    struct rig_cost before = rig_cost(&rig, false);
    rig_rest(IDLE_MS);
    struct rig_cost after = rig_cost(&rig, false);
    spent->wakeups = after.wakeups - before.wakeups;
    spent->cpu_us = after.cpu_us - before.cpu_us;
    spent->frames = after.frames - before.frames;
    printf("    P9 %" PRId64 " wake-ups, %.2f ms of CPU, %" PRId64
           " frames in ten seconds\n",
           spent->wakeups, (double)spent->cpu_us / 1000, spent->frames);
}

static bool
tap_person(int n)
{
    char id[UUID_SIZE], element[60];
    gen_person(n, id);
    (void)text_format(element, sizeof element, "person:%s", id);
    return rig_tap(&rig, element);
}

/* --- P9 --- */

TEST(a_day_that_stands_on_the_screen_costs_nothing)
{
    struct rig_cost spent = {0};
    bool started = begin(60, 0, true);
    CHECK(started);
    if (started) {
        CHECK(rig_tap(&rig, "choose"));
        CHECK(tap_person(3));
        CHECK(shows("home"));
        rest_and_count(&spent);
        CHECK(shows("home"));
        CHECK_INT(spent.frames, 0);
        CHECK(spent.wakeups > 0 && spent.wakeups <= IDLE_WAKEUPS);
        CHECK(spent.cpu_us > 0 && spent.cpu_us <= IDLE_CPU_US);
    }
    rig_finish(&rig);
}

TEST(without_core_it_wakes_at_most_twice_a_second)
{
    struct rig_cost spent = {0};
    bool started = begin(60, 0, false);
    CHECK(started);
    if (started) {
        rest_and_count(&spent);
        CHECK_INT(spent.frames, 0);
        CHECK(spent.wakeups > 0 && spent.wakeups <= ALONE_WAKEUPS);
        CHECK(spent.cpu_us > 0 && spent.cpu_us <= IDLE_CPU_US);
    }
    rig_finish(&rig);
}

/* --- P1, P2 --- */

static int64_t
pss_on_the_grid(int people)
{
    struct rig_cost cost = {0};
    bool started = begin(people, people < 100 ? 1 : 0, true);
    CHECK(started);
    if (started) {
        CHECK(rig_tap(&rig, "choose"));
        CHECK(shows("choose"));
        cost = rig_cost(&rig, true);
    }
    rig_finish(&rig);
    return cost.pss_kb;
}

TEST(a_page_of_symbols_fits_in_26_mb_and_a_thousand_people_in_8_more)
{
    int64_t sixty = pss_on_the_grid(60);
    int64_t thousand = pss_on_the_grid(1000);
    printf("    P1 %.1f MB with 60 people; P2 %+.1f MB with 1000\n",
           (double)sixty / 1024, (double)(thousand - sixty) / 1024);
    CHECK(sixty > 1024 && sixty <= GRID_PSS_KB);
    CHECK(thousand - sixty <= PEOPLE_PSS_KB);
}

/* The second start is the usual one: what was decoded lies in its file. */
TEST(a_start_to_the_page_of_symbols_needs_few_bytes_of_files)
{
    int64_t kb = 0;
    bool started = begin(60, 10, true);
    CHECK(started);
    if (started) {
        CHECK(rig_tap(&rig, "choose"));
        rig_rest(5000); /* they are put there while nobody waits */
        rig_end_kiosk(&rig);
        CHECK(rig_start_kiosk(&rig) && rig_tap(&rig, "choose"));
        kb = rig_touched_kb(&rig);
    }
    printf("    P5 %.1f MB of files\n", (double)kb / 1024);
    CHECK(kb > 1024 && kb <= START_FILES_KB);
    rig_finish(&rig);
}

/* Through the pages: four touches a round; every so often into a day and out
 * again, which is six and an arrival. The long form, TROSKEL_LONG=1, is twenty
 * thousand touches with two thousand arrivals. */
static struct rounds {
    int count, every;
} rounds;

static void
choose_rounds(void)
{
    const char *is_long = getenv("TROSKEL_LONG");
    rounds = is_long != NULL && is_long[0] == '1' ? (struct rounds){4000, 2}
                                                  : (struct rounds){480, 10};
}

static int
touches_of(int first, int count)
{
    int touches = 0;
    for (int n = first; n < first + count; n++)
        touches += n % rounds.every == 0 ? 6 : 4;
    return touches;
}

static bool
go_round(int n)
{
    bool ok = rig_tap(&rig, "choose") && rig_tap(&rig, "next") &&
              rig_tap(&rig, "previous");
    if (n % rounds.every != 0)
        return ok && rig_tap(&rig, "back");
    return ok && tap_person(n / rounds.every % 10) && rig_tap(&rig, "leave") &&
           rig_tap(&rig, "leave_yes");
}

/* What is laid out ahead, and put in its file, waits for a moment in which
 * nobody touches: `rests` gives it some, for a busy machine has none by itself. */
static bool
go_rounds(int from, int to, bool rests)
{
    for (int n = from; n < to; n++) {
        if (!go_round(n)) {
            printf("    it was round %d\n", n);
            return false;
        }
        if (rests)
            rig_rest(n % 10 == 0 ? 600 : 100);
    }
    return true;
}

TEST(two_thousand_touches_keep_nothing)
{
    enum { WARM = 110 };
    choose_rounds();
    bool started = begin(60, 0, true);
    CHECK(started);
    if (started) {
        /* Everybody whom the rounds meet was met once. */
        CHECK(go_rounds(0, WARM, true));
        rig_rest(3000);
        struct rig_cost before = rig_cost(&rig, true);
        CHECK(go_rounds(WARM, WARM + rounds.count, false));
        struct rig_cost after = rig_cost(&rig, true);
        int touches = touches_of(WARM, rounds.count);
        printf("    P2 %+d kB after %d touches; P8 %.2f ms of CPU a touch\n",
               (int)(after.own_kb - before.own_kb), touches,
               (double)(after.cpu_us - before.cpu_us) / 1000 / touches);
        CHECK(after.own_kb - before.own_kb <= TAPS_OWN_KB);
    }
    rig_finish(&rig);
}
