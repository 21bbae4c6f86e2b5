#include "firmware/core/fault.h"

enum fault_turn
fault_take(struct fault *fault, bool bad, int64_t now_ms, int64_t after_ms)
{
    if (bad == fault->stands) {
        fault->turning = false;
        return FAULT_SAME;
    }
    if (!fault->turning)
        fault->since_ms = now_ms;
    fault->turning = true;
    if (now_ms - fault->since_ms < (bad ? after_ms : FAULT_CALM_MS))
        return FAULT_SAME;
    fault->turning = false;
    fault->stands = bad;
    return bad ? FAULT_BEGINS : FAULT_ENDS;
}

bool
fault_opening_hours(const struct view_centre *centre, int minute,
                    enum clock_quality quality)
{
    if (quality == CLOCK_UNSURE || centre->opens < 0 || centre->closes < 0 ||
        centre->opens == centre->closes)
        return true;
    if (centre->opens < centre->closes)
        return minute >= centre->opens && minute < centre->closes;
    return minute >= centre->opens || minute < centre->closes;
}

bool
fault_walk_due(const struct view_walk *walk, struct clock_time now, int days)
{
    static const int64_t day_ms = INT64_C(24) * 3600 * 1000;
    if (walk == NULL || walk->seen_utc_ms == 0)
        return true;
    return now.quality != CLOCK_UNSURE &&
           now.utc_ms - walk->seen_utc_ms > days * day_ms;
}
