#include "ui/kiosk/state.h"

#include "firmware/base/text.h"
#include "firmware/core/signal.h"

const struct view_signal *
app_signal(const struct app *app)
{
    return app->watch.signal.id[0] != '\0' ? &app->watch.signal : NULL;
}

int64_t
app_signal_age(const struct app *app, const struct view_signal *signal)
{
    const struct clock_time *now = &app->world->now;
    if (signal->this_boot)
        return now->boot_ms - signal->raised_boot_ms;
    /* It is from before this boot. Without a sure clock nobody knows how
     * long; it was at least a start of the box ago. */
    if (now->quality == CLOCK_UNSURE || now->utc_ms < signal->raised_utc_ms)
        return now->boot_ms;
    return now->utc_ms - signal->raised_utc_ms;
}

/* The newest that is open, the test presses of technicians left out. */
static const struct view_signal *
newest_open(const struct app_world *world)
{
    const struct view_signal *found = NULL;
    for (int i = 0; i < world->signal_count; i++) {
        const struct view_signal *signal = &world->signals[i];
        if (signal->kind == SIGNAL_TEST || signal->state == SIGNAL_CLOSED ||
            signal->state == SIGNAL_WITHDRAWN)
            continue;
        if (found == NULL || signal->raised_utc_ms > found->raised_utc_ms)
            found = signal;
    }
    return found;
}

void
app_signal_leave(struct app *app)
{
    if (app->screen != SCREEN_SIGNAL)
        return;
    if (app->person[0] == '\0')
        app_to_cover(app);
    else if (app->before == SCREEN_HOME || app->before == SCREEN_SIGNAL)
        app_go_home(app);
    else
        app_show(app, app->before);
}

/* A press while somebody's day lies open and was just touched is theirs,
 * unless core knows better (LA-9). */
static void
say_whose(struct app *app, const struct view_signal *signal)
{
    int64_t idle = app->world->now.boot_ms - app->touched_ms;
    if (signal->kind != SIGNAL_PRESS || signal->about[0] != '\0' ||
        app->person[0] == '\0' || idle > APP_WHOSE_MS ||
        app_signal_age(app, signal) > APP_WHOSE_MS)
        return;
    json_t *command = app_command(app, "whose", app->person);
    if (command != NULL)
        (void)json_object_set_new(command, "signal", json_string(signal->id));
}

static void
begin(struct app *app, const struct view_signal *signal)
{
    say_whose(app, signal);
    app->watch = (struct app_watch){.open = true, .signal = *signal};
    /* Staff stand here with their hands on it: it is told in the header. */
    if (app_in_corner(app))
        return;
    if (app->screen != SCREEN_SIGNAL)
        app->before = app->screen;
    app->touched_ms = app->world->now.boot_ms;
    app->whose = false;
    app_show(app, SCREEN_SIGNAL);
}

/* What became of a signal that is no longer open: the world may still have
 * it, and may not. */
static void
end(struct app *app)
{
    struct app_watch *watch = &app->watch;
    watch->open = false;
    watch->ended_ms = app->world->now.boot_ms;
    watch->signal.state = watch->withdrawn ? SIGNAL_WITHDRAWN : SIGNAL_CLOSED;
    for (int i = 0; i < app->world->signal_count; i++)
        if (text_equal(app->world->signals[i].id, watch->signal.id))
            watch->signal = app->world->signals[i];
    if (!app_in_corner(app))
        app->touched_ms = app->world->now.boot_ms;
}

void
app_follow_signals(struct app *app)
{
    struct app_watch *watch = &app->watch;
    const struct view_signal *signal = newest_open(app->world);
    if (signal != NULL) {
        if (watch->open && text_equal(watch->signal.id, signal->id))
            watch->signal = *signal;
        else
            begin(app, signal);
        return;
    }
    if (watch->open)
        end(app);
    else if (watch->signal.id[0] != '\0' &&
             app->world->now.boot_ms - watch->ended_ms >= APP_CLOSED_MS) {
        watch->signal.id[0] = '\0';
        app_signal_leave(app);
    }
}

int64_t
app_signal_slow_ms(const struct app *app)
{
    int64_t t2_ms = app->world->centre.t2_ms;
    return t2_ms > 0 ? t2_ms : SIGNAL_T2_MS;
}

int64_t
app_signal_due(const struct app *app)
{
    const struct app_watch *watch = &app->watch;
    int64_t now = app->world->now.boot_ms;
    if (watch->signal.id[0] == '\0')
        return -1;
    if (!watch->open)
        return watch->ended_ms + APP_CLOSED_MS;
    int64_t age = app_signal_age(app, &watch->signal);
    const int64_t turns[] = {SIGNAL_UNDELIVERED_MS, app_signal_slow_ms(app),
                             APP_PAUSE_MS};
    int64_t due = -1;
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++)
        if (age < turns[i])
            due = app_sooner(due, now + turns[i] - age);
    return due;
}
