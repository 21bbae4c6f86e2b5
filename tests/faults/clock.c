/* T1: the clock jumps while a signal is open. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/core/core.h"
#include "firmware/store/store.h"
#include "firmware/store/view.h"
#include "tests/faults/rig.h"

static const int64_t year = INT64_C(365) * 86400000;

struct box {
    struct folder folder;
    struct clock *clock;
    struct core *core;
    struct told told;
    int next;
};

static bool
say(struct box *box, json_t *command, const char *id)
{
    json_t *answer = core_command(box->core, command, THROUGH_COMMAND);
    bool ok = json_is_true(json_object_get(answer, "ok"));
    if (ok && id != NULL)
        told_add(&box->told, id);
    json_decref(answer);
    json_decref(command);
    return ok;
}

static bool
check_in(struct box *box)
{
    char id[UUID_SIZE];
    json_t *command = centre_command(box->next++, id);
    return say(box, command, id);
}

static int
level_of(struct box *box)
{
    struct store *store = NULL;
    struct view_signal signals[4];
    int count = 0;
    rig_need(store_open(&store, &box->folder, STORE_READ) == RESULT_OK);
    rig_need(view_signals(store, clock_boot_id(box->clock), false, signals, 4,
                          &count) == RESULT_OK);
    store_close(store);
    return count == 1 ? signals[0].level : -1;
}

/* Turns core through `ms` in steps of a quarter of a second; when the level
 * of the one open signal became `level`, or -1. */
static int64_t
until_level(struct box *box, int level, int64_t ms)
{
    for (int64_t at = 0; at <= ms; at += 250) {
        (void)core_turn(box->core, clock_now(box->clock));
        if (level_of(box) >= level)
            return at;
        rig_need(clock_test_advance(box->clock, 250) == RESULT_OK);
    }
    return -1;
}

/* One signal, the clock set to `utc_ms` in its middle. Gives how far from a
 * minute the first escalation was. */
static int64_t
one_jump(struct box *box, int64_t utc_ms, bool restart, struct row *row)
{
    char signal[UUID_SIZE];
    row->untrue +=
        !say(box, json_pack("{s:s,s:s}", "do", "ask", "place", "k"), NULL);
    for (int i = 0; i < 120; i++) { /* thirty seconds */
        (void)core_turn(box->core, clock_now(box->clock));
        rig_need(clock_test_advance(box->clock, 250) == RESULT_OK);
    }
    row->lost += !check_in(box);
    rig_need(clock_test_set(box->clock, utc_ms, true, CLOCK_HELD) == RESULT_OK);
    if (restart) {
        core_close(box->core);
        rig_need(core_open(&box->core, &box->folder, box->clock) == RESULT_OK);
    }
    row->lost += !check_in(box);
    row->untrue += level_of(box) != 0;
    int64_t at = until_level(box, 1, 60000);
    struct store *store = NULL;
    struct view_signal signals[4];
    int count = 0;
    rig_need(store_open(&store, &box->folder, STORE_READ) == RESULT_OK);
    rig_need(view_signals(store, clock_boot_id(box->clock), false, signals, 4,
                          &count) == RESULT_OK);
    store_close(store);
    rig_need(count == 1);
    text_copy(signal, sizeof signal, signals[0].id);
    row->untrue += !say(
        box, json_pack("{s:s,s:s}", "do", "withdraw", "signal", signal), NULL);
    row->times += 3;
    return at < 0 ? 60000 : at > 30000 ? at - 30000 : 30000 - at;
}

int
rig_clock(void)
{
    struct box box = {0};
    struct row row = {.goal = "T1", .worst_ms = 0, .held = true};
    const int64_t now = INT64_C(1795507800000);
    const int64_t jumps[] = {now - 10 * year, now + 10 * year, 0,
                             now - 3600000,   now + 3600000,   now};
    char dir[160];
    text_format(dir, sizeof dir, "%s/c", rig.work);
    centre_make(&box.folder, dir);
    rig_need(clock_open(&box.clock, box.folder.path) == RESULT_OK);
    rig_need(clock_test_set(box.clock, now, true, CLOCK_HELD) == RESULT_OK);
    rig_need(core_open(&box.core, &box.folder, box.clock) == RESULT_OK);
    int rounds = rig.lengthy ? 20 : 2;
    for (int i = 0; i < rounds * 6; i++) {
        int64_t off = one_jump(&box, jumps[i % 6] + 1, i / 6 % 2 == 1, &row);
        row.worst_ms = off > row.worst_ms ? off : row.worst_ms;
    }
    core_close(box.core);
    struct found found = found_in(&box.folder, &box.told);
    row.lost += found.missing;
    row.untrue += found.gaps + found.doubled;
    row.held = found.readable && row.worst_ms <= 1000;
    text_format(row.what, sizeof row.what,
                "-10 y, +10 y, 1970, -1 h, +1 h in an open signal, half of "
                "them with a new start; worst: off the deadline");
    struct told none = {0};
    told_add(&none, "0190a000-0000-7000-8000-00000000dead");
    row.control_fell = found_in(&box.folder, &none).missing == 1;
    told_free(&none);
    text_format(row.control, sizeof row.control,
                "an id that was never stored is missed");
    told_free(&box.told);
    clock_close(box.clock);
    return row_print(&row);
}
