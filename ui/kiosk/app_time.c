#include "ui/kiosk/state.h"

/* Ends what has run its time; returns when the next thing does. */
static int64_t
advance_undo(struct app *app, int64_t now)
{
    if (app->undo.kind == UNDO_NONE || app->undo.until_ms < 0)
        return -1;
    if (now < app->undo.until_ms)
        return app->undo.until_ms;
    app->undo.kind = UNDO_NONE;
    return -1;
}

/* The signal's screen stays while it is open; when nobody has touched it for
 * as long as a pause lasts, others may need the screen, and the band tells. */
static int64_t
advance_signal(struct app *app, int64_t now)
{
    int64_t end = app->touched_ms + APP_PAUSE_MS;
    if (now < end)
        return end;
    app_to_cover(app);
    return -1;
}

static int64_t
advance_idle(struct app *app, int64_t now)
{
    if (app->screen == SCREEN_SIGNAL)
        return advance_signal(app, now);
    if (app_idle_ms(app) < 0)
        return -1;
    int64_t end = app->touched_ms + app_idle_ms(app);
    if (now >= end) {
        app_to_cover(app);
        return -1;
    }
    int64_t due = end - APP_FADE_MS;
    while (due <= now)
        due += APP_FADE_MS / APP_FADE_STEPS;
    return due;
}

int64_t
app_advance(struct app *app)
{
    int64_t now = app->world->now.boot_ms;
    app_follow_signals(app);
    int64_t due = advance_undo(app, now);
    due = app_sooner(due, app_scan_due(app)); /* keeps the day open */
    due = app_sooner(due, advance_idle(app, now));
    due = app_sooner(due, app_signal_due(app));
    if (app->pause_of[0] != '\0' && now < app->pause_until_ms)
        due = app_sooner(due, app->pause_until_ms);
    due = app_sooner(due, app_touch_due(app));
    if (app_clock_sure(app)) {
        int64_t minute = 60000;
        due = app_sooner(due, now + minute - app->world->now.utc_ms % minute);
    }
    return due;
}
