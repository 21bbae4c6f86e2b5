/* Fingers: what counts as a touch, and for whom. */
#include "firmware/base/text.h"
#include "ui/kiosk/state.h"

static bool
inside(const struct draw_rect *rect, int x, int y)
{
    return x >= rect->x && y >= rect->y && x < rect->x + rect->w &&
           y < rect->y + rect->h;
}

static void
rest_on(struct app *app, const struct draw_element *element)
{
    struct app_touch_state *touch = &app->touch;
    touch->inside = element != NULL;
    touch->since_ms = app->world->now.boot_ms;
    (void)text_copy(touch->element, sizeof touch->element,
                    element == NULL ? "" : element->id);
    touch->rect = element == NULL ? (struct draw_rect){0} : element->rect;
}

static bool
dead(const struct app *app)
{
    return app->world->now.boot_ms - app->last_ms < app_reach(app)->dead_ms;
}

static void
finger_down(struct app *app, int64_t finger, int x, int y)
{
    struct app_touch_state *touch = &app->touch;
    if (touch->down)
        return;
    app->touched_ms = app->world->now.boot_ms;
    (void)app_voice_hush(app);
    if (dead(app))
        return;
    app_scan_stop(app);
    app->focus[0] = '\0';
    app_view(app, app->list);
    touch->down = true;
    touch->finger = finger;
    touch->screen = app->screen;
    touch->x = x;
    touch->y = y;
    rest_on(app, draw_hit(app->list, x, y));
    touch->corner = touch->element[0] == '\0' && app->screen == SCREEN_COVER
                        ? app_corner_at(app, x, y)
                        : 0;
}

static void
finger_move(struct app *app, int64_t finger, int x, int y)
{
    struct app_touch_state *touch = &app->touch;
    if (!touch->down || touch->finger != finger)
        return;
    touch->x = x;
    touch->y = y;
    if (app_corner_at(app, x, y) != touch->corner)
        touch->corner = 0;
    bool was = touch->inside;
    touch->inside = touch->element[0] != '\0' && inside(&touch->rect, x, y);
    if (touch->inside && !was)
        touch->since_ms = app->world->now.boot_ms;
    if (touch->inside || touch->screen != app->screen ||
        app_reach(app)->touch != TOUCH_ANYWHERE)
        return;
    app_view(app, app->list);
    rest_on(app, draw_hit(app->list, x, y));
}

/* A second touch on the same spot within 600 ms is the same touch, also when
 * the first one has brought another screen there. */
static bool
same_touch(const struct app *app, int x, int y)
{
    return app->world->now.boot_ms - app->last_ms < APP_SAME_TOUCH_MS &&
           inside(&app->last_rect, x, y);
}

static bool
held_enough(const struct app *app)
{
    return app->world->now.boot_ms - app->touch.since_ms >=
           app_reach(app)->hold_ms;
}

/* The touch counts, if it is one. The rest of it touches nothing. */
static void
finish(struct app *app)
{
    struct app_touch_state touch = app->touch;
    app->touch.element[0] = '\0';
    app->touch.inside = false;
    /* For a whole touch, what lies under it now is another screen's. */
    app->touch.screen = SCREEN_COUNT;
    app->touched_ms = app->world->now.boot_ms;
    if (touch.element[0] == '\0' || touch.screen != app->screen ||
        !inside(&touch.rect, touch.x, touch.y) ||
        same_touch(app, touch.x, touch.y) ||
        app_touchable(app, touch.element) == NULL)
        return;
    app->last_rect = touch.rect;
    app->last_ms = app->world->now.boot_ms;
    (void)app_voice_act(app, touch.element);
}

static void
finger_up(struct app *app, int64_t finger, int x, int y)
{
    if (!app->touch.down || app->touch.finger != finger)
        return;
    finger_move(app, finger, x, y);
    app->touch.corner = 0;
    app->touch.down = false;
    app->touched_ms = app->world->now.boot_ms;
    if (app->touch.element[0] == '\0' && app->touch.screen == app->screen &&
        !app->voice.hushed)
        app_voice_touched(app, x, y);
    else if (held_enough(app))
        finish(app);
    app->touch.element[0] = '\0';
    app->voice.hushed = false;
}

void
app_touch(struct app *app, enum app_phase phase, int64_t finger, int x, int y)
{
    switch (phase) {
    case TOUCH_DOWN:
        finger_down(app, finger, x, y);
        break;
    case TOUCH_MOVE:
        finger_move(app, finger, x, y);
        break;
    case TOUCH_UP:
        finger_up(app, finger, x, y);
        break;
    }
}

/* A corner of the cover opens what nobody comes upon by chance. */
static int64_t
corner_due(struct app *app)
{
    struct app_touch_state *touch = &app->touch;
    int64_t now = app->world->now.boot_ms;
    int corner = touch->corner;
    if (!touch->down || corner == 0 || app->screen != SCREEN_COVER)
        return -1;
    if (now - touch->since_ms < APP_CORNER_MS)
        return touch->since_ms + APP_CORNER_MS;
    touch->corner = 0;
    touch->screen = SCREEN_COUNT; /* the rest of it touches nothing */
    app->touched_ms = now;
    app_open_corner(app, corner);
    return now;
}

int64_t
app_touch_due(struct app *app)
{
    const struct app_touch_state *touch = &app->touch;
    int64_t corner = corner_due(app);
    if (corner >= 0)
        return corner;
    int hold_ms = app_reach(app)->hold_ms;
    if (hold_ms <= 0 || !touch->down || !touch->inside)
        return -1;
    if (!held_enough(app))
        return touch->since_ms + hold_ms;
    finish(app);
    return app->world->now.boot_ms; /* what it did may have changed all */
}
