#include "firmware/button/press.h"

void
press_init(struct press *press)
{
    *press = (struct press){0};
}

/* Notes that the contact moved. True if it was moving still, and not for so
 * long that it could hide a hand. */
static bool
still_moving(struct press *press, int64_t now_ms)
{
    bool quiet = !press->moved || now_ms - press->edge_ms >= PRESS_LOCKOUT_MS;
    if (quiet)
        press->episode_ms = now_ms;
    press->moved = true;
    press->edge_ms = now_ms;
    return !quiet && now_ms - press->episode_ms < PRESS_EPISODE_MS;
}

static enum press_told
tell(struct press *press, unsigned flags, int64_t now_ms)
{
    if (still_moving(press, now_ms) || press->stuck)
        return PRESS_NOTHING;
    press->episode_ms = now_ms;
    press->flags = flags;
    return PRESS_PRESSED;
}

static void
set_down(struct press *press, bool down, int64_t now_ms)
{
    if (down && !press->down)
        press->down_since_ms = now_ms;
    press->down = down;
    press->known = true;
}

enum press_told
press_edge(struct press *press, bool down, int64_t now_ms)
{
    bool expected = !press->known || press->down != down;
    set_down(press, down, now_ms);
    if (down)
        return tell(press, expected ? 0 : PRESS_GAP, now_ms);
    if (!expected)
        return tell(press, PRESS_GAP, now_ms);
    (void)still_moving(press, now_ms);
    return PRESS_NOTHING;
}

enum press_told
press_level(struct press *press, bool down, int64_t now_ms)
{
    bool first = !press->known;
    bool changed = press->down != down;
    set_down(press, down, now_ms);
    if (!changed)
        return PRESS_NOTHING;
    if (down)
        return tell(press, first ? PRESS_HELD : PRESS_GAP, now_ms);
    (void)still_moving(press, now_ms);
    return PRESS_NOTHING;
}

enum press_told
press_gap(struct press *press, int64_t now_ms)
{
    return tell(press, PRESS_GAP, now_ms);
}

void
press_gone(struct press *press)
{
    press->known = false;
    press->down = false;
    press->stuck = false;
}

enum press_told
press_advance(struct press *press, int64_t now_ms)
{
    int64_t due = press_due(press);
    if (due < 0 || now_ms < due)
        return PRESS_NOTHING;
    press->stuck = press->down;
    return press->down ? PRESS_STUCK : PRESS_FREE;
}

int64_t
press_due(const struct press *press)
{
    if (press->down && !press->stuck)
        return press->down_since_ms + PRESS_STUCK_MS;
    /* A stuck contact that lets go for an instant is not released. */
    if (!press->down && press->stuck)
        return press->edge_ms + PRESS_LOCKOUT_MS;
    return -1;
}
