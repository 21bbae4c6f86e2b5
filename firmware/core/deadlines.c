#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum { PAUSE_MS = 30 * 60 * 1000, PAUSES_AT_ONCE = 64 };

enum result
core_append_own(struct core *core, struct clock_time now, enum event_kind kind,
                const char *about, json_t *body)
{
    struct event event = {
        .at = now, .through = THROUGH_CORE, .kind = kind, .body = body};
    text_copy(event.boot_id, sizeof event.boot_id, clock_boot_id(core->clock));
    text_copy(event.about, sizeof event.about, about);
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = store_append(core->store, &event);
    if (result == RESULT_OK)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    json_decref(body);
    if (result == RESULT_OK) {
        core->version++;
        core->unmoved = true;
        core->last_write_ms = now.boot_ms;
    }
    core->broken = core->broken || result == RESULT_IO;
    return result;
}

/* What time alone asks for one signal, if anything. */
static enum result
keep_deadline(struct core *core, const struct view_centre *centre,
              const struct view_signal *signal, struct clock_time now)
{
    if (signal->kind == SIGNAL_TEST)
        return signal_age_ms(signal, now) < SIGNAL_TEST_MS
                   ? RESULT_OK
                   : core_append_own(core, now, EVENT_SIGNAL_CLOSED, signal->id,
                                     json_pack("{s:s}", "why", "expired"));
    int level = signal_level(signal, now, centre->t1_ms, centre->t2_ms);
    if (level == signal->level)
        return RESULT_OK;
    return core_append_own(core, now, EVENT_SIGNAL_ESCALATED, signal->id,
                           json_pack("{s:i}", "level", level));
}

/* LA-11: a pause that nobody ended ends by itself, and the day goes on with
 * what is now. The boot clock counts, which cannot jump; for a pause from
 * before this boot the time since the boot does at least, and wall time if it
 * is sure. */
static int64_t
pause_age(const struct view_pause *pause, struct clock_time now)
{
    if (pause->this_boot)
        return now.boot_ms - pause->at_boot_ms;
    int64_t age = now.boot_ms;
    if (now.quality != CLOCK_UNSURE && now.utc_ms - pause->at_utc_ms > age)
        age = now.utc_ms - pause->at_utc_ms;
    return age;
}

static void
end_pauses(struct core *core, struct clock_time now)
{
    struct view_pause pauses[PAUSES_AT_ONCE];
    int count = 0;
    if (view_pauses(core->store, clock_boot_id(core->clock), pauses,
                    PAUSES_AT_ONCE, &count) != RESULT_OK)
        return;
    for (int i = 0; i < count; i++)
        if (pause_age(&pauses[i], now) >= PAUSE_MS &&
            core_append_own(core, now, EVENT_RESUMED, pauses[i].person, NULL) !=
                RESULT_OK)
            return; /* the next turn tries again */
}

void
core_keep_deadlines(struct core *core, struct clock_time now)
{
    struct view_signal signals[VIEW_SIGNALS_MAX];
    struct view_centre centre;
    int count = 0;
    end_pauses(core, now);
    if (view_signals(core->store, clock_boot_id(core->clock), false, signals,
                     VIEW_SIGNALS_MAX, &count) != RESULT_OK ||
        count == 0 || view_centre(core->store, &centre) != RESULT_OK)
        return;
    for (int i = 0; i < count; i++)
        if (keep_deadline(core, &centre, &signals[i], now) != RESULT_OK)
            return; /* the next turn tries again */
}
