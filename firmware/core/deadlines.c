#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum { PAUSE_MS = 30 * 60 * 1000 };

/* An event of core's own, in a transaction of its own. */
static enum result
append_alone(struct core *core, struct clock_time now, enum event_kind kind,
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
                   : append_alone(core, now, EVENT_SIGNAL_CLOSED, signal->id,
                                  json_pack("{s:s}", "why", "expired"));
    int level = signal_level(signal, now, centre->t1_ms, centre->t2_ms);
    if (level == signal->level)
        return RESULT_OK;
    return append_alone(core, now, EVENT_SIGNAL_ESCALATED, signal->id,
                        json_pack("{s:i}", "level", level));
}

/* LA-11: a pause that nobody ended ends by itself, and the day goes on with
 * what is now. Wall time has to be sure: a pause is no harm. */
static void
end_pauses(struct core *core, struct clock_time now)
{
    char person[UUID_SIZE];
    int64_t at = 0;
    if (now.quality == CLOCK_UNSURE ||
        view_oldest_pause(core->store, person, &at) != RESULT_OK ||
        now.utc_ms - at < PAUSE_MS)
        return;
    if (append_alone(core, now, EVENT_RESUMED, person, NULL) != RESULT_OK)
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
