#include "ui/kiosk/idle.h"

#include <malloc.h>

#include "ui/kiosk/kiosk.h"

enum {
    STEP_SYLLABLES = APP_AHEAD_MAX, /* before it: app_ahead's frames */
    STEP_STORE,
    STEP_ENDED,
    LATER_MS = 1500
};

/* True: there is more of the same step. */
static bool
do_step(struct kiosk *kiosk)
{
    struct idle *idle = &kiosk->idle;
    if (idle->next == STEP_STORE)
        return paint_store(kiosk->paint);
    if (idle->next == STEP_SYLLABLES) {
        paint_prepare(kiosk->paint, kiosk->world.seen.centre.lang);
        return false;
    }
    return (idle->at > 0 || app_ahead(kiosk->app, idle->next, idle->list)) &&
           paint_ahead(kiosk->paint, idle->list, &idle->at);
}

int64_t
idle_turn(struct kiosk *kiosk, struct clock_time now)
{
    struct idle *idle = &kiosk->idle;
    /* A test clock may stand still. */
    int64_t real_ms = (int64_t)(clock_kernel_ns() / 1000000);
    if (idle->hash != kiosk->hash) {
        idle->hash = kiosk->hash;
        idle->next = idle->at = 0;
        idle->since_ms = real_ms;
    }
    if (idle->next == STEP_ENDED)
        return -1;
    if (idle->next >= STEP_SYLLABLES && real_ms - idle->since_ms < LATER_MS)
        return now.boot_ms + idle->since_ms + LATER_MS - real_ms;
    if (!do_step(kiosk)) {
        idle->next++;
        idle->at = 0;
    }
    if (idle->next == STEP_ENDED)
        malloc_trim(0); /* what decoding took */
    return now.boot_ms;
}
