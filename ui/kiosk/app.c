#include "ui/kiosk/app.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "ui/kiosk/kit.h"
#include "ui/kiosk/state.h"

static const struct app_screen_row screens[SCREEN_COUNT] = {
    [SCREEN_COVER] = {"cover", true, screen_cover, screen_cover_act},
    [SCREEN_GROUPS] = {"groups", true, screen_groups, screen_groups_act},
    [SCREEN_CHOOSE] = {"choose", true, screen_choose, screen_choose_act},
    [SCREEN_HOME] = {"home", true, screen_home, screen_home_act},
    [SCREEN_DAY] = {"day", true, screen_day, screen_day_act},
    [SCREEN_STEP] = {"step", true, screen_step, screen_step_act},
    [SCREEN_WORK] = {"work", true, screen_work, screen_work_act},
    [SCREEN_CHOICE] = {"choice", false, screen_choice, screen_choice_act},
    [SCREEN_CHANGE] = {"change", true, screen_change, screen_change_act},
    [SCREEN_PAUSE] = {"pause", false, screen_pause, screen_pause_act},
    [SCREEN_STRATEGIES] = {"strategies", false, screen_strategies,
                           screen_strategies_act},
    [SCREEN_LEAVE] = {"leave", false, screen_leave, screen_leave_act},
    [SCREEN_ABOUT] = {"about", true, screen_about, screen_about_act},
    [SCREEN_SIGNAL] = {"signal", true, screen_signal, screen_signal_act},
    [SCREEN_STAFF_WHO] = {"staff-who", true, screen_staff_who,
                          screen_staff_who_act},
    [SCREEN_STAFF_PIN] = {"staff-pin", true, screen_staff_pin,
                          screen_staff_pin_act},
    [SCREEN_STAFF] = {"staff", true, screen_staff, screen_staff_act},
    [SCREEN_STAFF_PERSON] = {"staff-person", true, screen_staff_person,
                             screen_staff_person_act},
    [SCREEN_STAFF_SIGNAL] = {"staff-signal", true, screen_staff_signal,
                             screen_staff_signal_act},
    [SCREEN_DEVICE] = {"device", false, screen_device, screen_device_act}};

struct app *
app_open(const struct app_world *world)
{
    struct app *app = calloc(1, sizeof *app);
    struct draw_list *list = calloc(1, sizeof *list);
    /* A kiosk without this much memory draws nothing at all: the unit starts
     * it again. */
    if (app == NULL || list == NULL)
        abort();
    app->world = world;
    app->theme = world->theme;
    app->list = list;
    app->undo.step = -1;
    app->last_ms = INT64_MIN / 2;
    app->touched_ms = world->now.boot_ms;
    app_to_cover(app);
    app_follow_signals(app);
    return app;
}

void
app_close(struct app *app)
{
    if (app == NULL)
        return;
    for (int i = 0; i < app->count; i++)
        json_decref(app->waiting[(app->first + i) % APP_COMMANDS_MAX]);
    free(app->list);
    free(app);
}

const char *
app_person(const struct app *app)
{
    if (app->person[0] != '\0')
        return app->person;
    return app->arriving[0] != '\0' ? app->arriving : NULL;
}

bool
app_tells_about(const struct app *app)
{
    return app->screen == SCREEN_ABOUT;
}

/* --- the frame --- */

/* LA-11: also whoever goes on with their day while a signal is open. */
static bool
dimmed(const struct app *app)
{
    return app->screen == SCREEN_PAUSE || app->screen == SCREEN_SIGNAL ||
           app->screen == SCREEN_STRATEGIES || app_quiet(app);
}

/* How many of the last steps of fading have passed. */
static int
fade_step(const struct app *app)
{
    int64_t idle = app->world->now.boot_ms - app->touched_ms;
    int64_t since = idle - (app_idle_ms(app) - APP_FADE_MS);
    if (app_idle_ms(app) < 0 || since < 0)
        return 0;
    int64_t step = 1 + since / (APP_FADE_MS / APP_FADE_STEPS);
    return step > APP_FADE_STEPS ? APP_FADE_STEPS : (int)step;
}

void
app_view(const struct app *app, struct draw_list *list)
{
    const struct app_screen_row *row = &screens[app->screen];
    struct kit kit;
    kit_begin(&kit, app, list, row, dimmed(app));
    row->view(&kit);
    kit_end(&kit);
    app_scan_view(&kit);
    app_voice_view(&kit);
    int step = fade_step(app);
    if (step > 0) {
        struct draw_rect whole = {0, 0, list->width, list->height};
        draw_veil(list, whole, kit.palette->ground,
                  (float)step / (APP_FADE_STEPS + 1));
    }
}

/* --- acting --- */

static bool
act_ask(struct app *app)
{
    if (app_signal(app) != NULL && app->watch.open) {
        if (app->screen != SCREEN_SIGNAL)
            app->before = app->screen;
        app_show(app, SCREEN_SIGNAL);
        return true;
    }
    json_t *command = app_command(app, "ask", app->person);
    if (command != NULL) {
        (void)json_object_set_new(command, "place", json_string("kiosk"));
        (void)text_copy(app->held, sizeof app->held, "ask");
    }
    return true;
}

/* What the frame's own elements do, the same on every screen; a screen that
 * wants another way back takes the touch first. */
static bool
act_frame(struct app *app, const char *element)
{
    if (text_equal(element, "ear")) {
        app_voice_ear(app);
        return true;
    }
    if (text_equal(element, "ask"))
        return act_ask(app);
    if (text_equal(element, "undo")) {
        app_undo_last(app);
        return true;
    }
    if (text_equal(element, "leave")) {
        app_show(app, SCREEN_LEAVE);
        return true;
    }
    if (text_equal(element, "home") || text_equal(element, "back")) {
        if (app->person[0] != '\0')
            app_go_home(app);
        else
            app_to_cover(app);
        return true;
    }
    return false;
}

bool
app_act(struct app *app, const char *element)
{
    app->touched_ms = app->world->now.boot_ms;
    if (!text_equal(element, "ear"))
        app_voice_stop(app);
    return screens[app->screen].act(app, element) || act_frame(app, element);
}

const struct draw_element *
app_touchable(struct app *app, const char *id)
{
    app_view(app, app->list);
    const struct draw_element *element = draw_find(app->list, id);
    if (element == NULL || !element->enabled ||
        (element->role != ROLE_BUTTON && element->role != ROLE_CHOICE))
        return NULL;
    return element;
}

bool
app_tap(struct app *app, const char *id)
{
    const struct draw_element *element = app_touchable(app, id);
    if (element == NULL)
        return false;
    char copy[DRAW_ID_SIZE];
    (void)text_copy(copy, sizeof copy, element->id);
    return app_voice_act(app, copy);
}

/* --- what may come next --- */

/* Played on a copy. What reaches beyond the copy is a command, and elements
 * that lead to one are not played: they change the world, and only core says
 * how. */
bool
app_ahead(struct app *app, int n, struct draw_list *list)
{
    static const char *const likely[APP_AHEAD_MAX] = {"choose", "next", "day",
                                                      "leave"};
    if (n < 0 || n >= APP_AHEAD_MAX || app_touchable(app, likely[n]) == NULL)
        return false;
    struct app *copy = malloc(sizeof *copy);
    if (copy == NULL)
        return false;
    *copy = *app;
    bool shown = app_act(copy, likely[n]);
    for (int i = app->count; i < copy->count; i++)
        json_decref(copy->waiting[(copy->first + i) % APP_COMMANDS_MAX]);
    shown = shown && copy->count == app->count;
    if (shown)
        app_view(copy, list);
    free(copy);
    return shown;
}
