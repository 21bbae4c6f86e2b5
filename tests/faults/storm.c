/*
 * Rigs with real processes: D3 (writes and syncs that fail), W4 (kill -9 under
 * load), D8 (bytes and syncs of an event).
 */
#include <errno.h>
#include <signal.h>

#include "firmware/base/text.h"
#include "tests/faults/house.h"

/* --- D3 --- */

static void
storm_for(struct house *house, int64_t for_ms)
{
    int64_t end = rig_now_ms() + for_ms;
    while (rig_now_ms() < end) {
        house_keep_up(house);
        /* Quiet between the gusts, so that something also gets through. */
        bool gust = rig_chance(0.5);
        house->shim->error = rig_chance(0.3) ? ENOSPC : EIO;
        house->shim->sync_ppm = gust ? 100000 : 0;
        house->shim->write_ppm = gust && rig_chance(0.5) ? 50000 : 0;
        for (int i = 0; i < 10 && rig_now_ms() < end; i++) {
            (void)house_ask(house, rig_now_ms() + 500);
            if (rig_chance(0.2))
                house->presses += rig_press(&house->folder, 1000);
        }
    }
}

int
rig_storm(void)
{
    struct house house;
    struct row row = {.goal = "D3", .held = true, .worst_ms = -1};
    house_make(&house, false);
    storm_for(&house, rig.lengthy ? 600000 : 20000);
    uint64_t failed = house.shim->failed;
    house_settle(&house);
    /* The control: one id that nobody was told of. */
    struct told none = {0};
    told_add(&none, "0190a000-0000-7000-8000-00000000dead");
    row.control_fell = found_in(&house.folder, &none).missing == 1;
    told_free(&none);
    house_judge(&house, &row);
    row.held = row.held && failed > 20 && house.ended_by_itself > 0;
    text_format(row.what, sizeof row.what,
                "%lld writes and syncs failed under real programs; core gave "
                "its handle up %lld times",
                (long long)failed, (long long)house.ended_by_itself);
    text_format(row.control, sizeof row.control,
                "an id that was never stored is missed");
    return row_print(&row);
}

/* --- W4 --- */

int
rig_kills(void)
{
    struct house house;
    struct row row = {.goal = "W4", .held = true, .worst_ms = -1};
    int64_t kills = 0;
    int64_t end = rig_now_ms() + (rig.lengthy ? 600000 : 40000);
    house_make(&house, true);
    int64_t kill_ms = rig_now_ms() + 3000;
    while (rig_now_ms() < end) {
        house_keep_up(&house);
        (void)house_ask(&house, rig_now_ms() + 1000);
        if (rig_chance(0.1))
            house.presses += rig_press(&house.folder, 1000);
        if (rig_now_ms() < kill_ms)
            continue;
        int victim = (int)rig_below((uint64_t)house.count);
        rig_kill(&house.pids[victim], SIGKILL);
        house.due_ms[victim] = rig_now_ms() + 200;
        kills++;
        kill_ms = rig_now_ms() + 200 + (int64_t)rig_below(1500);
    }
    house_settle(&house);
    struct told none = {0};
    told_add(&none, "0190a000-0000-7000-8000-00000000dead");
    row.control_fell = found_in(&house.folder, &none).missing == 1;
    told_free(&none);
    house_judge(&house, &row);
    row.held = row.held && kills >= 15 && house.ended_by_itself == 0;
    text_format(row.what, sizeof row.what,
                "%lld times kill -9 of one of %d programs under load",
                (long long)kills, house.count);
    text_format(row.control, sizeof row.control,
                "an id that was never stored is missed");
    return row_print(&row);
}

/* --- D8 --- */

struct cost {
    int64_t events;
    double bytes, syncs, wal_syncs;
};

static uint64_t
sum(const uint64_t *of)
{
    return of[SHIM_DB] + of[SHIM_WAL] + of[SHIM_SPOOL];
}

/* What `events` check-ins cost, `apart_ms` from one to the next. */
static struct cost
cost_of(struct house *house, int events, int apart_ms, int after_ms)
{
    struct shim before = *house->shim;
    for (int i = 0; i < events; i++) {
        rig_need(house_ask(house, rig_now_ms() + 5000));
        for (int ms = 0; ms < apart_ms; ms += 50)
            rig_nap(50);
    }
    for (int ms = 0; ms < after_ms; ms += 50)
        rig_nap(50);
    struct shim after = *house->shim;
    return (struct cost){
        events, (double)(sum(after.bytes) - sum(before.bytes)) / events,
        (double)(sum(after.syncs) - sum(before.syncs)) / events,
        (double)(after.syncs[SHIM_WAL] - before.syncs[SHIM_WAL]) / events};
}

int
rig_bytes(void)
{
    struct house house;
    struct row row = {.goal = "D8", .worst_ms = -1};
    house_make(&house, false);
    house_settle(&house);
    (void)cost_of(&house, 2 * RIG_PEOPLE, 0, 2500); /* warm, moved */
    struct cost steady = cost_of(&house, RIG_PEOPLE, 0, 0);
    struct cost moved = cost_of(&house, RIG_PEOPLE, 0, 2500);
    struct cost apart = cost_of(&house, rig.lengthy ? 200 : 5, 2000, 0);
    house_judge(&house, &row);
    /* design.md section 8: at most 4.2 frames of 4120 bytes, one sync. */
    row.held = steady.syncs >= 1.0 && steady.syncs < 1.05 &&
               steady.bytes <= 4.2 * 4120 && apart.bytes <= 4.2 * 4120 &&
               apart.syncs <= 2.0 && moved.syncs <= 2.0;
    text_format(row.what, sizeof row.what,
                "a check-in: %.2f syncs, %.0f B; with moving the WAL %.2f, "
                "%.0f B; each by itself %.2f, %.0f B",
                steady.syncs, steady.bytes, moved.syncs, moved.bytes,
                apart.syncs, apart.bytes);
    /* The control: a count that does not move could not fail either. */
    row.control_fell = steady.bytes > 1000;
    text_format(row.control, sizeof row.control, "1 sync and %.0f B are seen",
                steady.bytes);
    return row_print(&row);
}
