/* The staff's corner: how it opens, whose it is, and that it closes. */
#include <string.h>

#include "firmware/base/text.h"
#include "ui/kiosk/layout.h"
#include "ui/kiosk/state.h"

bool
app_in_corner(const struct app *app)
{
    return app->screen >= SCREEN_STAFF_WHO && app->screen <= SCREEN_DEVICE;
}

int64_t
app_idle_ms(const struct app *app)
{
    if (app->screen == SCREEN_COVER || app->screen == SCREEN_SIGNAL)
        return -1;
    if (app->screen == SCREEN_DEVICE)
        return APP_DEVICE_IDLE_MS;
    return app_in_corner(app) ? APP_STAFF_IDLE_MS : APP_IDLE_MS;
}

int
app_corner_at(const struct app *app, int x, int y)
{
    const struct panel *panel = &app->world->panel;
    int side = panel_px(panel, APP_CORNER_MM);
    if (y >= side)
        return 0;
    return x < side ? -1 : x >= panel->width - side ? 1 : 0;
}

void
app_open_corner(struct app *app, int corner)
{
    app->staff = (struct app_staff){.page = 0};
    if (corner > 0) {
        app_show(app, SCREEN_STAFF_WHO);
        return;
    }
    app_show(app, SCREEN_DEVICE);
    (void)app_command(app, "first_code", "");
}

/* What was typed is gone with it, and what of a signal is still open comes
 * back for whoever pressed. */
void
app_staff_end(struct app *app)
{
    bool was_in = app_in_corner(app);
    if (app->staff.session[0] != '\0')
        (void)app_staff_command(app, "logout", "");
    memset(&app->staff, 0, sizeof app->staff);
    if (was_in && app->watch.open)
        app->watch.signal.id[0] = '\0'; /* begins to be told anew */
    if (was_in)
        app->watch.open = false;
}

json_t *
app_staff_command(struct app *app, const char *what, const char *about)
{
    json_t *command = app_command(app, what, about);
    if (command != NULL)
        (void)json_object_set_new(command, "session",
                                  json_string(app->staff.session));
    return command;
}

static void
answer_pin(struct app *app, const json_t *answer, bool ok)
{
    struct app_staff *staff = &app->staff;
    const char *why = json_string_value(json_object_get(answer, "why"));
    json_int_t wait = json_integer_value(json_object_get(answer, "wait_ms"));
    memset(staff->pin, 0, sizeof staff->pin);
    app->held[0] = '\0';
    if (app->screen != SCREEN_STAFF_PIN)
        return;
    if (ok) {
        (void)text_copy(staff->session, sizeof staff->session,
                        json_string_value(json_object_get(answer, "session")));
        app_show(app, SCREEN_STAFF);
        return;
    }
    staff->says = text_equal(why, "locked")    ? PIN_WAIT
                  : text_equal(why, "refused") ? PIN_OTHER
                                               : PIN_BUSY;
    staff->wait_minutes = (int)((wait + 59999) / 60000);
}

static void
answer_code(struct app *app, const json_t *answer, bool ok)
{
    json_int_t left = json_integer_value(json_object_get(answer, "left_ms"));
    const char *code = json_string_value(json_object_get(answer, "code"));
    (void)text_copy(app->staff.code, sizeof app->staff.code, ok ? code : "");
    app->staff.code_minutes = (int)(left / 60000);
}

bool
app_staff_answer(struct app *app, const json_t *command, const json_t *answer)
{
    const char *what = json_string_value(json_object_get(command, "do"));
    const char *where = json_string_value(json_object_get(answer, "where"));
    bool ok = json_is_true(json_object_get(answer, "ok"));
    if (text_equal(what, "pin_login")) {
        answer_pin(app, answer, ok);
        return true;
    }
    if (text_equal(what, "first_code")) {
        answer_code(app, answer, ok);
        return true;
    }
    if (json_object_get(command, "session") == NULL)
        return false;
    app->held[0] = '\0';
    /* Core knows this session no more: nobody is in. */
    if (!ok && text_equal(where, "session") && app->staff.session[0] != '\0') {
        app->staff.session[0] = '\0';
        app_to_cover(app);
    }
    return true;
}
