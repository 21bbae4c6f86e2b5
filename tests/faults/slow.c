/*
 * D10: a slow card. Commands and presses while each sync takes 50 ms longer;
 * and the real kiosk, watched frame by frame while a sync takes long: it shows
 * what was touched only after the sync has returned, "Sparar …" before.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/house.h"

enum {
    FLUSH_MS = 50,
    P99_MS = 150,
    MOST_MS = 1000,
    SAVING_MS = 300, /* ui/kiosk/app.h: not before */
    LATE_MS = 700,   /* and here: a busy machine gets some */
    SHOWN_MS = 20000
};

/* --- the kiosk's control socket --- */

struct glass {
    FILE *ask, *answer;
};

static void
glass_open(struct glass *glass, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int64_t began = rig_now_ms();
    int fd = -1;
    text_copy(address.sun_path, sizeof address.sun_path, path);
    while (fd < 0) {
        rig_need(rig_now_ms() - began < SHOWN_MS);
        rig_nap(20);
        fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
            close(fd);
            fd = -1;
        }
    }
    glass->ask = fdopen(fd, "w");
    glass->answer = fdopen(dup(fd), "r");
    rig_need(glass->ask != NULL && glass->answer != NULL);
}

static void
glass_close(struct glass *glass)
{
    (void)fclose(glass->ask);
    (void)fclose(glass->answer);
}

/* The caller owns the answer. */
static json_t *
glass_ask(struct glass *glass, json_t *request)
{
    static char line[262144];
    char *text = json_dumps(request, JSON_COMPACT);
    json_decref(request);
    rig_need(text != NULL && fprintf(glass->ask, "%s\n", text) > 0 &&
             fflush(glass->ask) == 0);
    free(text);
    rig_need(fgets(line, sizeof line, glass->answer) != NULL);
    json_t *answer = json_loads(line, 0, NULL);
    rig_need(answer != NULL);
    return answer;
}

static bool
glass_tap(struct glass *glass, const char *element)
{
    json_t *answer =
        glass_ask(glass, json_pack("{s:s,s:s}", "do", "tap", "id", element));
    bool ok = json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    return ok;
}

static json_t *
glass_look(struct glass *glass)
{
    return glass_ask(glass, json_pack("{s:s}", "do", "describe"));
}

static bool
stands(const json_t *frame, const char *element)
{
    const json_t *one;
    size_t at;
    json_array_foreach(json_object_get(frame, "elements"), at, one)
    {
        if (text_equal(json_string_value(json_object_get(one, "id")), element))
            return true;
    }
    return false;
}

/* Taps it as soon as it is there. */
static void
tap_when_there(struct glass *glass, const char *element)
{
    int64_t began = rig_now_ms();
    while (!glass_tap(glass, element)) {
        if (rig_now_ms() - began >= SHOWN_MS) {
            json_dumpf(glass_look(glass), stdout, JSON_COMPACT);
            rig_give_up(element, __FILE__, __LINE__);
        }
        rig_nap(20);
    }
}

/* From the signal of the presses to the cover, and to somebody's own page. */
static void
go_home(struct glass *glass)
{
    char element[60];
    char id[UUID_SIZE];
    centre_person(0, id);
    text_format(element, sizeof element, "person:%s", id);
    tap_when_there(glass, "home");
    tap_when_there(glass, "choose");
    json_t *frame = glass_look(glass);
    if (text_equal(json_string_value(json_object_get(frame, "screen")),
                   "groups"))
        tap_when_there(glass, "group:0190a000-0000-7000-8000-000000000021");
    json_decref(frame);
    tap_when_there(glass, element);
    tap_when_there(glass, "pause");
    tap_when_there(glass, "resume");
}

/* --- one touch, watched --- */

struct seen {
    int64_t saving_ms, unsaved_ms, done_ms; /* -1: was not seen */
    bool early; /* the touch stood there as done before any sync returned */
};

static uint64_t
wal_syncs(const struct house *house)
{
    return __atomic_load_n(&house->shim->syncs[SHIM_WAL], __ATOMIC_ACQUIRE);
}

static struct seen
watch(const struct house *house, struct glass *glass, const char *from,
      const char *to)
{
    struct seen seen = {-1, -1, -1, false};
    uint64_t before;
    int64_t began;
    int64_t end = rig_now_ms() + SHOWN_MS;
    do {
        rig_need(rig_now_ms() < end);
        before = wal_syncs(house);
        began = rig_now_ms();
    } while (!glass_tap(glass, from));
    while (seen.done_ms < 0) {
        json_t *frame = glass_look(glass);
        /* Counted after the frame: one sync more can only excuse it. */
        bool synced = wal_syncs(house) != before;
        int64_t ms = rig_now_ms() - began;
        if (seen.saving_ms < 0 && stands(frame, "note:saving"))
            seen.saving_ms = ms;
        if (seen.unsaved_ms < 0 && stands(frame, "note:unsaved"))
            seen.unsaved_ms = ms;
        if (stands(frame, to)) {
            seen.done_ms = ms;
            seen.early = !synced;
        }
        json_decref(frame);
        rig_need(ms < SHOWN_MS);
        rig_nap(5);
    }
    return seen;
}

/* --- the two halves of the row --- */

struct slow {
    struct house house;
    struct glass glass;
    int64_t early, unsaid, touches;
    int64_t first_ms; /* the earliest "Sparar …" */
    int64_t last_ms;  /* the latest */
};

/* A touch under a sync that takes `sync_ms` longer. */
static void
touch_once(struct slow *slow, uint32_t sync_ms, bool *paused)
{
    slow->house.shim->sync_ms = sync_ms;
    struct seen seen =
        watch(&slow->house, &slow->glass, *paused ? "resume" : "pause",
              *paused ? "pause" : "resume");
    *paused = !*paused;
    slow->touches++;
    slow->early += seen.early;
    printf("sync %u ms: saving %lld, not saved %lld, done %lld ms%s\n", sync_ms,
           (long long)seen.saving_ms, (long long)seen.unsaved_ms,
           (long long)seen.done_ms, seen.early ? " (early)" : "");
    if (seen.saving_ms >= 0 && seen.saving_ms < slow->first_ms)
        slow->first_ms = seen.saving_ms;
    if (seen.saving_ms > slow->last_ms)
        slow->last_ms = seen.saving_ms;
    /* What takes longer is said; beyond a second that it is not saved. */
    slow->unsaid += sync_ms > LATE_MS && seen.saving_ms < 0;
    slow->unsaid += sync_ms > 2 * MOST_MS && seen.unsaved_ms < 0;
    slow->house.shim->sync_ms = 0;
}

static void
watch_touches(struct slow *slow)
{
    static const uint32_t waits[] = {50, 900, 2500, 0, 500, 1500};
    bool paused = false;
    int rounds = rig.lengthy ? 120 : 12;
    for (int i = 0; i < rounds; i++)
        touch_once(slow, i < 6 ? waits[i] : (uint32_t)rig_below(2600), &paused);
}

static int
by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

struct times {
    int64_t p99_ms, most_ms;
};

/* How long `count` check-ins took, and every tenth a press; its answer comes
 * after a sync of the spool, or it is early. */
static struct times
time_commands(struct slow *slow, int count)
{
    int64_t *took = calloc((size_t)count, sizeof *took);
    const uint64_t *spool = &slow->house.shim->syncs[SHIM_SPOOL];
    rig_need(took != NULL);
    slow->house.shim->sync_ms = FLUSH_MS;
    for (int i = 0; i < count; i++) {
        int64_t began = rig_now_ms();
        rig_need(house_ask(&slow->house, began + SHOWN_MS));
        took[i] = rig_now_ms() - began;
        if (i % 10 != 0)
            continue;
        uint64_t before = __atomic_load_n(spool, __ATOMIC_ACQUIRE);
        bool pressed = rig_press(&slow->house.folder, 5000);
        slow->house.presses += pressed;
        slow->early +=
            pressed && __atomic_load_n(spool, __ATOMIC_ACQUIRE) == before;
    }
    slow->house.shim->sync_ms = 0;
    qsort(took, (size_t)count, sizeof *took, by_size);
    struct times times = {took[count * 99 / 100], took[count - 1]};
    printf("p99 %lld, most %lld ms\n", (long long)times.p99_ms,
           (long long)times.most_ms);
    free(took);
    return times;
}

/* A machine that is busy with something else is not a core that is slow: that
 * one is so three times. */
static struct times
best_times(struct slow *slow, int count)
{
    struct times best = {SHOWN_MS, SHOWN_MS};
    for (int i = 0; i < 3 && (best.p99_ms > P99_MS || best.most_ms > MOST_MS);
         i++) {
        struct times times = time_commands(slow, count);
        if (times.p99_ms < best.p99_ms)
            best = times;
    }
    return best;
}

/* The same touches with a core that does not sync have to be seen as early. */
static bool
control_falls(struct slow *slow)
{
    int64_t early = slow->early;
    int64_t unsaid = slow->unsaid;
    bool paused = false;
    rig_kill(&slow->house.pids[0], SIGTERM);
    setenv("TROSKEL_SYNC", "OFF", 1);
    slow->house.pids[0] =
        rig_start("troskel-core", &slow->house.folder, NULL, true);
    unsetenv("TROSKEL_SYNC");
    rig_need(rig_wait_core(&slow->house.folder, SHOWN_MS) >= 0);
    tap_when_there(&slow->glass, "pause");
    tap_when_there(&slow->glass, "resume");
    for (int i = 0; i < 2; i++)
        touch_once(slow, 900, &paused);
    bool fell = slow->early > early;
    slow->early = early;
    slow->unsaid = unsaid;
    slow->touches -= 2;
    return fell;
}

int
rig_slow(void)
{
    static struct slow slow = {.first_ms = SHOWN_MS, .last_ms = -1};
    struct row row = {.goal = "D10", .held = true, .worst_ms = -1};
    int count = rig.lengthy ? 5000 : 200;
    house_make(&slow.house, true);
    house_settle(&slow.house);
    struct times times = best_times(&slow, count);
    row.worst_ms = times.most_ms;
    glass_open(&slow.glass, slow.house.control);
    go_home(&slow.glass);
    watch_touches(&slow);
    row.held = times.p99_ms <= P99_MS && row.worst_ms <= MOST_MS &&
               slow.unsaid == 0 && slow.first_ms >= SAVING_MS &&
               slow.last_ms <= LATE_MS;
    row.untrue = slow.early;
    text_format(row.what, sizeof row.what,
                "%d commands with syncs of 50 ms more: p99 %lld ms; %lld "
                "touches watched: \"Sparar\" after %lld to %lld ms",
                count, (long long)times.p99_ms, (long long)slow.touches,
                (long long)slow.first_ms, (long long)slow.last_ms);
    row.control_fell = control_falls(&slow);
    text_format(row.control, sizeof row.control,
                "a core that does not sync is seen to be early");
    glass_close(&slow.glass);
    house_settle(&slow.house);
    slow.house.worst_ms = 0; /* the commands' own stands in the row */
    house_judge(&slow.house, &row);
    return row_print(&row);
}
