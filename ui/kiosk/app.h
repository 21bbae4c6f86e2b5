/*
 * The kiosk's whole behaviour, without a screen, a clock, a file or a socket:
 * state + event → state + commands, and state → draw list.
 *
 * The program (main.c) loads views from the store when core says that
 * something changed, hands touches over, sends the commands that come out,
 * and paints the list. Times are in boot_ms except where a minute of the day
 * is meant.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/access/qr.h"
#include "firmware/base/clock.h"
#include "firmware/store/view.h"
#include "ui/kiosk/about.h"
#include "ui/kiosk/draw.h"
#include "ui/kiosk/panel.h"
#include "ui/kiosk/speech.h"

/* How long a command waits until the screen says that it is being saved; and
 * that it is not, so that it stands there within a second. */
enum { APP_SAVING_MS = 300, APP_UNSAVED_MS = 800 };

enum app_theme { THEME_LIGHT, THEME_DIM, THEME_CONTRAST, THEME_COUNT };

enum { APP_TEAM_MAX = 60 };

/* Somebody of the staff who has a PIN. */
struct app_mate {
    char id[UUID_SIZE]; /* of the account */
    struct view_card card;
};

/* Where the staff pages are; `url` empty: nobody knows yet. */
struct app_device {
    char url[96];
    char print[96]; /* of the certificate, as browsers show it */
    struct qr qr;   /* of the url */
};

/* What the world is, filled by the program; app only reads it. */
struct app_world {
    struct panel panel;
    enum app_theme theme;
    bool left, low; /* this box, whoever stands there: see view_reach */
    struct draw_metrics metrics;
    struct clock_time now;
    int32_t today; /* civil day and minute of `now` in the centre's zone */
    int minute;
    struct view_centre centre;
    struct view_group groups[VIEW_GROUPS_MAX];
    int group_count;
    struct view_person *people; /* owned by the program */
    int people_count;
    struct view_day day; /* of the person app_person() names */
    struct view_signal signals[VIEW_SIGNALS_MAX];
    int signal_count;
    bool core_answers;    /* the line to core stands */
    int64_t unsaved_ms;   /* how long the oldest command has waited; beyond
                             APP_SAVING_MS the screen says so */
    bool button_works;    /* false: a fault card is due */
    bool nobody_receives; /* no staff page is open, and one should be; or core
                             has been silent for long */
    bool walk_due;        /* a button has not been tried for too long */
    bool walking;         /* the next press of one is the staff's test */
    bool voice_works;     /* there is a voice and a way to hear it */
    const struct about *about;          /* NULL: not read yet */
    struct app_mate team[APP_TEAM_MAX]; /* by name */
    int team_count;
    struct app_device device;
};

struct app; /* opaque; see app.c */

/* The caller owns it until app_close, which takes NULL. `world` is borrowed
 * for as long as the app lives, and may change between calls. */
struct app *app_open(const struct app_world *world);
void app_close(struct app *app);

/* Whose day `world->day` should hold, NULL: nobody is there. Changes only in
 * app_touch, app_key and app_advance. */
const char *app_person(const struct app *app);

/* A finger. Only release inside the element that was touched counts, unless
 * the person's reach says otherwise; the same element within 600 ms counts
 * once; further fingers are ignored. */
enum app_phase { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP };
void app_touch(struct app *app, enum app_phase phase, int64_t finger, int x,
               int y);
/* Acts on an element as a finished touch would; false: not there, or not
 * enabled. For keys, switches and the control socket. */
bool app_tap(struct app *app, const char *element);
/* KEY_SPACE and KEY_ENTER are also the switches of whoever scans: one of
 * them both starts and chooses, or space goes on and enter chooses. */
enum app_key { KEY_NEXT, KEY_PREVIOUS, KEY_ENTER, KEY_BACK, KEY_SPACE };
void app_key(struct app *app, enum app_key key);
/* The number of a tag that was held to a reader: as a touch on its owner's
 * symbol, where symbols are chosen; else, and for a tag that nobody has,
 * nothing. */
void app_tag(struct app *app, const char *number);

/* Lets time pass (idle fade, undo windows, notices, minute changes). Returns
 * the boot_ms at which something next changes by itself, -1: never. */
int64_t app_advance(struct app *app);

/* The world was loaded anew: drop what no longer is. */
void app_world_changed(struct app *app);

/* The next command for core, or NULL. The caller owns it. */
json_t *app_take_command(struct app *app);
/* Core's answer to a command, in the order they were taken. */
void app_answer(struct app *app, const json_t *command, const json_t *answer);

/* The frame that the n-th of the likely next touches would bring (0 is the
 * likeliest), so that it can be made ready; nothing happens. False: there is
 * no such touch here, or it would ask core for something. */
enum { APP_AHEAD_MAX = 4 };
bool app_ahead(struct app *app, int n, struct draw_list *list);

/* What is to be heard just now; false: silence. A serial that was not there
 * before is a new sound; whoever plays says when it has ended, or could not
 * be. */
bool app_speech(const struct app *app, struct speech *out);
void app_speech_ended(struct app *app, uint64_t serial);

/* The page about this screen is open, and wants world->about. */
bool app_tells_about(const struct app *app);

/* The frame as it is now. */
void app_view(const struct app *app, struct draw_list *list);
