#include "ui/kiosk/state.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

const struct view_person *
app_find_person(const struct app *app, const char *id)
{
    if (text_empty(id))
        return NULL;
    for (int i = 0; i < app->world->people_count; i++)
        if (text_equal(app->world->people[i].id, id))
            return &app->world->people[i];
    return NULL;
}

const struct view_person *
app_who(const struct app *app)
{
    return app_find_person(app, app->person);
}

const struct view_reach *
app_reach(const struct app *app)
{
    const struct view_person *person = app_who(app);
    return person != NULL ? &person->reach : &app->world->centre.reach;
}

bool
app_left_handed(const struct app *app)
{
    const struct app_world *world = app->world;
    return world->left || world->centre.reach.left || app_reach(app)->left;
}

bool
app_low(const struct app *app)
{
    const struct app_world *world = app->world;
    return world->low || world->centre.reach.low || app_reach(app)->low;
}

const struct view_item *
app_find_item(const struct app *app, const char *id)
{
    if (text_empty(id))
        return NULL;
    for (int i = 0; i < app->world->day.count; i++)
        if (text_equal(app->world->day.items[i].id, id))
            return &app->world->day.items[i];
    return NULL;
}

bool
app_clock_sure(const struct app *app)
{
    return app->world->now.quality != CLOCK_UNSURE;
}

const char *
app_lang(const struct app *app)
{
    const struct view_person *person = app_who(app);
    /* A signal speaks to the one whose it is known to be. */
    if (person == NULL && app->screen == SCREEN_SIGNAL &&
        app_signal(app) != NULL)
        person = app_find_person(app, app->watch.signal.about);
    return person != NULL && words_has(person->lang) ? person->lang
                                                     : app->world->centre.lang;
}

/* Core may be slow to say so; it is not shown twice for that. */
static bool
was_shown(const struct app *app, const char *item)
{
    for (int i = 0; i < app->shown_count; i++)
        if (text_equal(app->shown[i], item))
            return true;
    return false;
}

const struct view_item *
app_unseen_change(const struct app *app)
{
    if (app->person[0] == '\0')
        return NULL;
    for (int i = 0; i < app->world->day.count; i++) {
        const struct view_item *item = &app->world->day.items[i];
        if (item->change != CHANGE_NONE && !item->change_seen &&
            !was_shown(app, item->id))
            return item;
    }
    return NULL;
}

bool
app_paused(const struct app *app)
{
    const struct view_person *person = app_who(app);
    return person != NULL && person->paused;
}

bool
app_quiet(const struct app *app)
{
    return app_paused(app) ||
           (app->watch.open &&
            app_signal_age(app, &app->watch.signal) < APP_PAUSE_MS);
}

int64_t
app_sooner(int64_t due, int64_t other)
{
    if (due < 0)
        return other;
    return other < 0 || due < other ? due : other;
}

/* --- where one is --- */

void
app_show(struct app *app, enum app_screen screen)
{
    if (app->screen == SCREEN_COVER)
        app->theme = app->world->theme;
    app->screen = screen;
    app_voice_stop(app);
    app->scan.group = app->scan.inside = -1;
    app->scan.due_ms = app->world->now.boot_ms;
    app->focus[0] = '\0';
    app->held[0] = '\0';
    app->page = 0;
}

void
app_to_cover(struct app *app)
{
    app->person[0] = '\0';
    app->arriving[0] = '\0';
    app->group[0] = '\0';
    app->item[0] = '\0';
    app->whose = false;
    app->shown_count = 0;
    app->undo.kind = UNDO_NONE;
    app_staff_end(app);
    app_scan_stop(app);
    app_show(app, SCREEN_COVER);
}

void
app_go_home(struct app *app)
{
    app_show(app, app_paused(app) ? SCREEN_PAUSE : SCREEN_HOME);
}

void
app_enter(struct app *app, const char *person)
{
    (void)text_copy(app->person, sizeof app->person, person);
    app->arriving[0] = '\0';
    app->undo.kind = UNDO_NONE;
    app->touched_ms = app->world->now.boot_ms;
    app_go_home(app);
}

void
app_open_item(struct app *app, const char *id, enum app_screen from)
{
    const struct view_item *change =
        app_quiet(app) ? NULL : app_unseen_change(app);
    app->from = from;
    if (change == NULL) {
        (void)text_copy(app->item, sizeof app->item, id);
        app_show(app, SCREEN_STEP);
        return;
    }
    app->after = SCREEN_STEP;
    (void)text_copy(app->after_item, sizeof app->after_item, id);
    screen_change_open(app, change);
}

/* --- commands --- */

json_t *
app_command(struct app *app, const char *what, const char *about)
{
    if (app->count == APP_COMMANDS_MAX)
        return NULL;
    json_t *command = json_pack("{s:s, s:s}", "do", what, "through", "kiosk");
    if (command == NULL)
        return NULL;
    if (!text_empty(about))
        (void)json_object_set_new(command, "about", json_string(about));
    int at = (app->first + app->count++) % APP_COMMANDS_MAX;
    app->waiting[at] = command;
    return command;
}

json_t *
app_item_command(struct app *app, const char *what,
                 const struct view_item *item)
{
    json_t *command = app_command(app, what, app->person);
    if (command == NULL)
        return NULL;
    char date[CIVIL_DATE_SIZE];
    civil_format_date(item->date, date);
    (void)json_object_set_new(command, "item", json_string(item->id));
    (void)json_object_set_new(command, "date", json_string(date));
    return command;
}

json_t *
app_take_command(struct app *app)
{
    if (app->count == 0)
        return NULL;
    json_t *command = app->waiting[app->first];
    app->first = (app->first + 1) % APP_COMMANDS_MAX;
    app->count--;
    return command;
}

void
app_mark_done(struct app *app, const struct view_item *item, int step,
              bool done)
{
    json_t *command = app_item_command(app, done ? "done" : "undone", item);
    if (command == NULL)
        return;
    if (step >= 0)
        (void)json_object_set_new(command, "step", json_integer(step));
    app->undo = (struct app_undo){done ? UNDO_DONE : UNDO_UNDONE, "", step, -1};
    (void)text_copy(app->undo.item, sizeof app->undo.item, item->id);
}

void
app_undo_last(struct app *app)
{
    struct app_undo undo = app->undo;
    const struct view_item *item = app_find_item(app, undo.item);
    app->undo.kind = UNDO_NONE;
    switch (undo.kind) {
    case UNDO_ARRIVAL:
        (void)app_command(app, "arrive_undo", app->person);
        app_to_cover(app);
        break;
    case UNDO_DONE:
    case UNDO_UNDONE:
        if (item != NULL)
            app_mark_done(app, item, undo.step, undo.kind == UNDO_UNDONE);
        app->undo.kind = UNDO_NONE;
        break;
    case UNDO_NONE:
        break;
    }
}

/* --- core's answers --- */

static void
answer_arrive(struct app *app, const char *what, const char *about, bool ok)
{
    if (!text_equal(app->arriving, about))
        return; /* somebody else stands here by now */
    if (ok) {
        app_enter(app, about);
        app->left[0] = '\0';
        app->undo.kind = UNDO_ARRIVAL;
        app->undo.until_ms = app->world->now.boot_ms + APP_ARRIVED_MS;
        return;
    }
    app->held[0] = '\0';
    /* Too late to take the departure back: then it is an arrival. */
    if (text_equal(what, "leave_undo") &&
        app_command(app, "arrive", about) != NULL)
        return;
    app->arriving[0] = '\0';
}

static void
answer_leave(struct app *app, const char *about, bool ok)
{
    if (!ok)
        return;
    (void)text_copy(app->left, sizeof app->left, about);
    app->left_ms = app->world->now.boot_ms;
    if (text_equal(app->person, about))
        app_to_cover(app);
}

void
app_answer(struct app *app, const json_t *command, const json_t *answer)
{
    const char *what = json_string_value(json_object_get(command, "do"));
    const char *about = json_string_value(json_object_get(command, "about"));
    bool ok = json_is_true(json_object_get(answer, "ok"));
    if (what == NULL || app_staff_answer(app, command, answer))
        return;
    if (text_equal(what, "arrive") || text_equal(what, "leave_undo")) {
        answer_arrive(app, what, about, ok);
        return;
    }
    app->held[0] = '\0';
    if (text_equal(what, "leave"))
        answer_leave(app, about, ok);
}

/* --- the world --- */

/* What no longer is gives way to the calm page it was reached from. */
void
app_world_changed(struct app *app)
{
    if (app->person[0] != '\0' && app_who(app) == NULL)
        app_to_cover(app);
    if (app->arriving[0] != '\0' &&
        app_find_person(app, app->arriving) == NULL) {
        app->arriving[0] = '\0';
        app->held[0] = '\0';
    }
    bool needs_item =
        app->screen == SCREEN_STEP || app->screen == SCREEN_WORK ||
        app->screen == SCREEN_CHOICE || app->screen == SCREEN_CHANGE;
    if (needs_item && app_find_item(app, app->item) == NULL)
        app_go_home(app);
    if (app->screen == SCREEN_HOME && app_paused(app))
        app_show(app, SCREEN_PAUSE);
    else if (app->screen == SCREEN_PAUSE && !app_paused(app))
        app_show(app, SCREEN_HOME);
    app_follow_signals(app);
}
