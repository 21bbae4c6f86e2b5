/*
 * Read-aloud: what is said just now, and when it ends.
 *
 * Nothing speaks by itself. The ear reads the frame from its first element to
 * its last; whoever wants it so hears what they touch. Any touch and any key
 * makes it silent, and so does another screen.
 */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/kiosk/kit.h"
#include "ui/kiosk/state.h"

/* Who wants things read aloud: oneself, else the centre; before somebody is
 * known, the ear is there if anybody here uses it. */
static enum view_voice
wanted(const struct app *app)
{
    const struct app_world *world = app->world;
    enum view_voice own = app_reach(app)->voice;
    if (own == VOICE_USUAL)
        own = world->centre.reach.voice;
    if (own != VOICE_USUAL || app_who(app) != NULL)
        return own;
    for (int i = 0; i < world->people_count; i++)
        if (world->people[i].reach.voice >= VOICE_EAR)
            return VOICE_EAR;
    return VOICE_USUAL;
}

bool
app_ear_shown(const struct app *app)
{
    return app->world->voice_works && wanted(app) >= VOICE_EAR;
}

static int
or_else(int own, int centre, int usual)
{
    if (own > 0)
        return own;
    return centre > 0 ? centre : usual;
}

static struct speech_tongues
tongues_of(const struct app *app)
{
    return (struct speech_tongues){app_lang(app), app->world->centre.lang};
}

/* A new sound: serial is never 0 and never twice the same. */
static void
begin(struct app *app, const struct speech *speech)
{
    const struct view_reach *own = app_reach(app);
    const struct view_reach *centre = &app->world->centre.reach;
    const struct view_person *person = app_who(app);
    app->voice.now = *speech;
    app->voice.now.serial = ++app->voice.serial;
    app->voice.now.rate =
        or_else(own->voice_rate, centre->voice_rate, VIEW_VOICE_RATE);
    app->voice.now.volume =
        or_else(own->voice_volume, centre->voice_volume, VIEW_VOICE_VOLUME);
    app->voice.now.wordless = person != NULL && person->level == LEVEL_PICTURE;
    app->touched_ms = app->world->now.boot_ms; /* a day is not closed while
                                                  it is read */
}

void
app_voice_stop(struct app *app)
{
    app->voice.now.serial = 0;
    app->voice.all = false;
}

bool
app_voice_hush(struct app *app)
{
    app->voice.hushed = app->voice.now.serial != 0;
    app_voice_stop(app);
    return app->voice.hushed;
}

static void
go_on(struct app *app)
{
    struct speech speech = {0};
    struct speech_tongues tongues = tongues_of(app);
    app_view(app, app->list);
    if (speech_next(app->list, &tongues, &app->voice.place, &speech))
        begin(app, &speech);
    else
        app_voice_stop(app);
}

void
app_voice_ear(struct app *app)
{
    /* The touch that made it silent was meant for that alone. */
    bool silenced = app->voice.hushed || app->voice.now.serial != 0;
    app->voice.hushed = false;
    app_voice_stop(app);
    if (silenced)
        return;
    app->voice.all = true;
    app->voice.place = (struct speech_place){.index = -1};
    go_on(app);
}

static void
say_one(struct app *app, const struct draw_element *element)
{
    struct speech speech = {0};
    struct speech_tongues tongues = tongues_of(app);
    if (!speech_of(app->list, &tongues, element, &speech))
        return;
    app->voice.all = false;
    app->voice.place = (struct speech_place){.index = 0};
    (void)text_copy(app->voice.place.id, sizeof app->voice.place.id,
                    element->id);
    begin(app, &speech);
}

/* Where a PIN is typed nobody else hears which keys. */
static bool
by_touch(const struct app *app)
{
    return app->world->voice_works && app->screen != SCREEN_STAFF_PIN &&
           wanted(app) == VOICE_TOUCH;
}

/* What is touched does what it does; what it is called is heard then, also
 * when another screen has come. */
bool
app_voice_act(struct app *app, const char *id)
{
    struct speech speech = {0};
    struct speech_tongues tongues = tongues_of(app);
    const struct draw_element *element = NULL;
    if (by_touch(app) && !text_equal(id, "ear")) {
        app_view(app, app->list);
        element = draw_find(app->list, id);
    }
    bool said =
        element != NULL && speech_of(app->list, &tongues, element, &speech);
    bool acted = app_act(app, id);
    if (said) {
        app->voice.place = (struct speech_place){.index = 0};
        (void)text_copy(app->voice.place.id, sizeof app->voice.place.id, id);
        begin(app, &speech);
    }
    return acted;
}

void
app_voice_touched(struct app *app, int x, int y)
{
    if (!by_touch(app))
        return;
    app_view(app, app->list);
    for (int i = app->list->element_count - 1; i >= 0; i--) {
        const struct draw_element *element = &app->list->elements[i];
        const struct draw_rect *rect = &element->rect;
        if (x < rect->x || y < rect->y || x >= rect->x + rect->w ||
            y >= rect->y + rect->h)
            continue;
        say_one(app, element);
        return;
    }
}

void
app_voice_focused(struct app *app)
{
    if (!by_touch(app) || app->focus[0] == '\0')
        return;
    app_view(app, app->list);
    const struct draw_element *element = draw_find(app->list, app->focus);
    if (element != NULL)
        say_one(app, element);
}

bool
app_speech(const struct app *app, struct speech *out)
{
    *out = app->voice.now;
    return out->serial != 0;
}

void
app_speech_ended(struct app *app, uint64_t serial)
{
    if (serial != app->voice.now.serial || serial == 0)
        return; /* of something that nobody waits for any more */
    if (app->voice.all)
        go_on(app);
    else
        app_voice_stop(app);
}

/* --- how it looks --- */

static bool
speaks_all(const struct app *app)
{
    return app->voice.now.serial != 0 && app->voice.all;
}

void
kit_ear(struct kit *kit)
{
    if (kit->layout.ear.w == 0)
        return;
    bool speaks = speaks_all(kit->app);
    kit_button(kit, kit->layout.ear, "ear", speaks ? "own-ear-off" : "own-ear",
               speaks ? word(kit->lang, "Sluta läsa")
                      : word(kit->lang, "Läs upp"));
}

/* A line under what is heard, as a finger under a line of a book, and its
 * outline. */
void
app_voice_view(struct kit *kit)
{
    const struct app *app = kit->app;
    const struct draw_element *element = NULL;
    if (app->voice.now.serial == 0)
        return;
    if (app->voice.all && app->voice.place.index < kit->list->element_count &&
        text_equal(kit->list->elements[app->voice.place.index].id,
                   app->voice.place.id))
        element = &kit->list->elements[app->voice.place.index];
    else
        element = draw_find(kit->list, app->voice.place.id);
    if (element != NULL)
        kit_spoken(kit, element->rect);
}
