/*
 * What the database costs, as exact counts with hard limits: goals P10, P15,
 * P16 and P19 (tests/bench/README.md). Times are nowhere in it, so a busy
 * machine cannot move them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "firmware/store/counts.h"
#include "firmware/store/view.h"
#include "firmware/store/view_visits.h"
#include "tests/bench/gen.h"
#include "tests/test.h"

/* --- every sync this process asks for, whoever asks --- */

static int syncs;

int
fdatasync(int fd)
{
    syncs++;
    return (int)syscall(SYS_fdatasync, fd);
}

int
fsync(int fd)
{
    syncs++;
    return (int)syscall(SYS_fsync, fd);
}

/* --- a centre of so many years --- */

enum { PEOPLE = 60, LAST_DAY = 20777 /* Friday 2026-11-20 */ };

static enum result
make(struct folder *folder, int years, int ticks, double *bytes_each)
{
    struct gen_plan plan = {PEOPLE, years, LAST_DAY, ticks};
    struct gen_result made;
    char dir[FOLDER_PATH_SIZE];
    (void)text_format(dir, sizeof dir, "%s/%d-%d", test_folder(), years, ticks);
    enum result result = gen_centre(dir, &plan, &made);
    if (result == RESULT_OK)
        result = folder_open(folder, dir);
    if (bytes_each != NULL)
        *bytes_each = made.bytes_each;
    return result;
}

/* --- P10 --- */

struct cost {
    double syncs, frames;
    int commits;
};

static bool
comes_or_goes(struct core *core, int person, const char *what)
{
    char about[UUID_SIZE];
    char id[UUID_SIZE];
    gen_person(person, about);
    uuid_make(id, civil_to_utc(LAST_DAY + 3, 0, NULL));
    json_t *command =
        json_pack("{s:s,s:s,s:s}", "do", what, "about", about, "id", id);
    json_t *answer = core_command(core, command, THROUGH_KIOSK);
    bool ok = json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    json_decref(command);
    return ok;
}

/* Everybody comes, goes, and comes again, through core's own commands. */
static void
check_in(struct core *core, int rounds, int *refused)
{
    for (int i = 0; i < rounds * PEOPLE; i++)
        *refused += !comes_or_goes(core, i % PEOPLE,
                                   i / PEOPLE % 2 == 0 ? "arrive" : "leave");
}

static void
measure_check_ins(struct core *core, struct store *store, struct cost *cost)
{
    enum { ROUNDS = 4 };
    int refused = 0;
    store_count_from_here(store);
    check_in(core, 2, &refused); /* the WAL is warm */
    struct store_counts before = store_counted(store);
    syncs = 0;
    check_in(core, ROUNDS, &refused);
    struct store_counts counts = store_counted(store);
    CHECK_INT(refused, 0);
    cost->commits = (int)(counts.commits - before.commits);
    CHECK_INT(cost->commits, ROUNDS * PEOPLE);
    cost->syncs = (double)syncs / cost->commits;
    cost->frames = (double)(counts.frames - before.frames) / cost->commits;
}

TEST(a_check_in_is_one_sync_and_at_most_4_2_frames)
{
    struct folder folder;
    struct clock *clock = NULL;
    struct core *core = NULL;
    struct cost cost = {0};
    REQUIRE(make(&folder, 1, 2, NULL) == RESULT_OK);
    REQUIRE(clock_open(&clock, folder.path) == RESULT_OK);
    /* The Monday after: nobody has been here yet that day. */
    int64_t monday = civil_to_utc(LAST_DAY + 3, 9 * 60, NULL);
    CHECK(clock_test_set(clock, monday, true, CLOCK_SYNCED) == RESULT_OK);
    REQUIRE(core_open(&core, &folder, clock) == RESULT_OK);
    measure_check_ins(core, core->store, &cost);
    core_close(core);
    clock_close(clock);
    printf("    P10 %.3f syncs, %.2f frames a check-in (n=%d)\n", cost.syncs,
           cost.frames, cost.commits);
    CHECK(cost.syncs > 0.999 && cost.syncs < 1.001);
    CHECK(cost.frames > 1 && cost.frames <= 4.2);
}

/* A day is seldom a rush: between two people core finds time to move the WAL,
 * and a WAL that begins anew has a header to sync. That is no business of
 * whoever comes next. */
TEST(a_check_in_after_a_pause_is_one_sync_too)
{
    struct folder folder;
    struct clock *clock = NULL;
    struct core *core = NULL;
    int worst = 0;
    int refused = 0;
    REQUIRE(make(&folder, 1, 0, NULL) == RESULT_OK);
    REQUIRE(clock_open(&clock, folder.path) == RESULT_OK);
    int64_t monday = civil_to_utc(LAST_DAY + 3, 9 * 60, NULL);
    CHECK(clock_test_set(clock, monday, true, CLOCK_SYNCED) == RESULT_OK);
    REQUIRE(core_open(&core, &folder, clock) == RESULT_OK);
    for (int i = 0; i < PEOPLE; i++) {
        syncs = 0;
        refused += !comes_or_goes(core, i, "arrive");
        worst = syncs > worst && i > 0 ? syncs : worst;
        CHECK(clock_test_advance(clock, 5000) == RESULT_OK);
        (void)core_turn(core, clock_now(clock));
        (void)core_turn(core, clock_now(clock));
    }
    core_close(core);
    clock_close(clock);
    printf("    P10 %d syncs at most, five seconds between\n", worst);
    CHECK_INT(refused, 0);
    CHECK_INT(worst, 1);
}

/* --- P15, P16 --- */

struct pages {
    int who, last90, month, year, people, day, seq;
};

static int
pages_since(struct store *store)
{
    int pages = (int)store_counted(store).pages;
    store_count_from_here(store);
    return pages;
}

static void
count_lists(struct store *store, struct pages *out)
{
    static struct view_person people[PEOPLE];
    static struct view_day day;
    char id[UUID_SIZE];
    int count = 0;
    gen_person(7, id);
    CHECK(view_people(store, "", people, PEOPLE, &count) == RESULT_OK);
    out->people = pages_since(store);
    CHECK_INT(count, PEOPLE);
    CHECK(view_day(store, id, LAST_DAY, &day) == RESULT_OK);
    out->day = pages_since(store);
    CHECK_INT(day.count, GEN_DONE);
    CHECK(store_seq(store) > 0);
    out->seq = pages_since(store);
}

static void
count_reports(struct store *store, struct pages *out)
{
    static struct view_here here[PEOPLE];
    static struct view_visit visits[90];
    static struct view_month month[PEOPLE];
    char id[UUID_SIZE];
    int count = 0;
    gen_person(7, id);
    CHECK(view_who(store, here, PEOPLE, &count) == RESULT_OK);
    out->who = pages_since(store);
    CHECK(count > PEOPLE / 2 && count < PEOPLE); /* somebody is away */
    CHECK(view_last_days(store, id, LAST_DAY - 89, LAST_DAY, visits, 90,
                         &count) == RESULT_OK);
    out->last90 = pages_since(store);
    CHECK(count > 45 && count <= 65);
    CHECK(view_month(store, LAST_DAY - 30, LAST_DAY, month, PEOPLE, &count) ==
          RESULT_OK);
    out->month = pages_since(store);
    CHECK_INT(count, PEOPLE);
    CHECK(view_month(store, LAST_DAY - 364, LAST_DAY, month, PEOPLE, &count) ==
          RESULT_OK);
    out->year = pages_since(store);
    CHECK_INT(count, PEOPLE);
}

/* The first time round reads the schema and prepares; the second is counted,
 * with nothing in the cache. */
static void
count_pages(int years, struct pages *out)
{
    struct folder folder;
    struct store *store = NULL;
    memset(out, 0, sizeof *out);
    /* With ticks: what is not asked for may not be read through either. */
    REQUIRE(make(&folder, years, 2, NULL) == RESULT_OK);
    REQUIRE(store_open(&store, &folder, STORE_READ) == RESULT_OK);
    for (int i = 0; i < 2; i++) {
        store_count_from_here(store);
        count_lists(store, out);
        count_reports(store, out);
    }
    store_close(store);
    printf("    P15 %2d years: who %d, 90 days %d, month %d, year %d pages;"
           " people %d, a day %d, newest %d\n",
           years, out->who, out->last90, out->month, out->year, out->people,
           out->day, out->seq);
}

/* P16: at most 1.15 times, a level of each tree allowed. */
static void
check_no_more(const struct pages *many, const struct pages *one)
{
    CHECK(many->who * 100 <= one->who * 115);
    CHECK(many->last90 * 100 <= one->last90 * 115 + 200);
    CHECK(many->month * 100 <= one->month * 115 + 200);
    CHECK(many->year * 100 <= one->year * 115 + 200);
    CHECK(many->people * 100 <= one->people * 115 + 100);
    CHECK(many->day * 100 <= one->day * 115 + 100);
    CHECK(many->seq <= one->seq + 1);
}

TEST(questions_touch_few_pages_and_ten_years_are_no_more_than_one)
{
    struct pages one;
    struct pages ten;
    count_pages(1, &one);
    count_pages(10, &ten);
    CHECK(ten.who > 0 && ten.who <= 8);
    CHECK(ten.last90 > 0 && ten.last90 <= 16);
    CHECK(ten.month > 0 && ten.month <= 20);
    CHECK(ten.year > 0 && ten.year <= 100);
    check_no_more(&ten, &one);
}

TEST(twenty_years_touch_no_more_pages_than_one)
{
    struct pages one;
    struct pages twenty;
    count_pages(1, &one);
    count_pages(20, &twenty);
    check_no_more(&twenty, &one);
}

/* --- P19 --- */

TEST(an_arrival_or_departure_takes_at_most_65_bytes_all_in)
{
    struct folder folder;
    double bytes = 0;
    REQUIRE(make(&folder, 2, 0, &bytes) == RESULT_OK);
    printf("    P19 %.1f bytes each, arrivals and departures\n", bytes);
    CHECK(bytes > 20 && bytes <= 65);
}

TEST(a_day_with_eight_ticks_takes_at_most_65_bytes_an_event)
{
    struct folder folder;
    double bytes = 0;
    REQUIRE(make(&folder, 1, GEN_DONE, &bytes) == RESULT_OK);
    printf("    P19 %.1f bytes each, eight ticks a day with them\n", bytes);
    CHECK(bytes > 20 && bytes <= 65);
}
