/*
 * What the app remembers, shared by app.c and the screens and by nobody else.
 *
 * Screens only read it while they draw; they change it in their `act`.
 */
#pragma once

#include "ui/kiosk/app.h"
#include "ui/kiosk/speech.h"

enum {
    APP_COMMANDS_MAX = 32,
    APP_ARRIVED_MS = 60000, /* how long an arrival can be undone at once */
    APP_LEFT_MS = 60000,    /* and a departure, by one's own symbol */
    APP_SAME_TOUCH_MS = 600,
    APP_IDLE_MS = 90000, /* */
    /* The last of it, in APP_FADE_STEPS: a slow hand has twenty seconds to
     * touch anything and keep the day open (EN 301 549, 11.2.2.1). */
    APP_FADE_MS = 21000,
    APP_FADE_STEPS = 3,
    APP_CLOSED_MS = 8000,      /* how long an ended signal is told */
    APP_WHOSE_MS = 30000,      /* LA-9: a session this fresh says whose it is */
    APP_PAUSE_MS = 30 * 60000, /* LA-11: how long an open signal is a pause */
    APP_SCAN_ROUNDS = 3,       /* nobody chose: scanning rests */
    APP_CORNER_MS = 2500,      /* how long a corner of the cover is held */
    APP_CORNER_MM = 22,
    APP_STAFF_IDLE_MS = 60000,  /* the staff's corner closes by itself */
    APP_DEVICE_IDLE_MS = 300000 /* long enough to type a code elsewhere */
};

enum app_screen {
    SCREEN_COVER,
    SCREEN_GROUPS,
    SCREEN_CHOOSE,
    SCREEN_HOME,
    SCREEN_DAY,
    SCREEN_STEP,
    SCREEN_WORK,
    SCREEN_CHOICE,
    SCREEN_CHANGE,
    SCREEN_PAUSE,
    SCREEN_STRATEGIES,
    SCREEN_LEAVE,
    SCREEN_ABOUT,
    SCREEN_SIGNAL,
    SCREEN_STAFF_WHO,
    SCREEN_STAFF_PIN,
    SCREEN_STAFF,
    SCREEN_STAFF_PERSON,
    SCREEN_STAFF_SIGNAL,
    SCREEN_DEVICE,
    SCREEN_COUNT
};

enum app_undo_kind { UNDO_NONE, UNDO_ARRIVAL, UNDO_DONE, UNDO_UNDONE };

struct app_undo {
    enum app_undo_kind kind;
    char item[UUID_SIZE];
    int step;         /* -1: the whole item */
    int64_t until_ms; /* -1: as long as the session */
};

struct app_touch_state {
    bool down, inside;
    int corner; /* of the cover, that it rests in: -1 left, 1 right, else 0 */
    int64_t finger;
    char element[DRAW_ID_SIZE];
    struct draw_rect rect;
    enum app_screen screen;
    int x, y;
    int64_t since_ms; /* how long it has been inside */
};

/* The staff's corner: who of them stands here, by what they typed. */
enum app_pin_says { PIN_SAYS_NOTHING, PIN_OTHER, PIN_WAIT, PIN_BUSY };

struct app_staff {
    char mate[UUID_SIZE]; /* who says they are here */
    char pin[16];
    enum app_pin_says says;
    int wait_minutes;
    char session[72]; /* core's token; empty: nobody is in */
    char person[UUID_SIZE];
    char signal[UUID_SIZE];
    int page;      /* of today's, to come back to */
    char code[16]; /* for the first account, if there is none */
    int code_minutes;
};

/* Where scanning is (scan.h). */
struct app_scan {
    bool on;
    int group;  /* -1: nowhere yet */
    int inside; /* which of the group; -1: the group as a whole */
    int rounds;
    int64_t due_ms, pressed_ms;
};

/* What is heard just now (app_voice.c). */
struct app_voice {
    struct speech now; /* serial 0: silence */
    uint64_t serial;   /* of the newest */
    bool all;          /* on to the end of the frame */
    bool hushed;       /* the touch or key that is under way silenced it */
    struct speech_place place;
};

/* The signal that is told: the world's copy, kept past its end. */
struct app_watch {
    bool open;      /* the world has it still */
    bool withdrawn; /* the person took it back here */
    int64_t ended_ms;
    struct view_signal signal; /* id empty: none */
};

struct app {
    const struct app_world *world;
    enum app_screen screen;
    char person[UUID_SIZE];   /* whose session this is; empty: nobody */
    char arriving[UUID_SIZE]; /* whose arrival is not answered yet */
    char group[UUID_SIZE];    /* on the symbol page */
    int page, day_page;       /* day_page: to come back to from a step */
    char item[UUID_SIZE];     /* of step, work, choice and change */
    enum app_screen from;     /* where step was opened: home or day */
    enum app_screen after;    /* where the change card leads on */
    char after_item[UUID_SIZE];
    char shown[VIEW_ITEMS_MAX][UUID_SIZE]; /* changes shown in this session */
    int shown_count;
    bool whose;             /* the symbol page asks whose signal it is */
    enum app_screen before; /* what the signal screen lies over */
    struct app_touch_state touch;
    struct draw_rect last_rect; /* of the last touch that counted */
    int64_t last_ms;
    int64_t touched_ms;
    char focus[DRAW_ID_SIZE];
    struct app_scan scan;
    struct app_voice voice;
    enum app_theme theme;    /* taken at the cover: a day does not grow dark */
    char held[DRAW_ID_SIZE]; /* drawn pressed until core has answered */
    struct app_undo undo;
    char left[UUID_SIZE]; /* who left last, for a change of mind */
    int64_t left_ms;
    char pause_of[UUID_SIZE]; /* a pause with a length that was chosen */
    int64_t pause_until_ms;
    int pause_minutes;
    struct app_watch watch;
    struct app_staff staff;
    json_t *waiting[APP_COMMANDS_MAX];
    int first, count;
    struct draw_list *list; /* for finding what a finger is on */
};

struct kit;

/* --- reading --- */

const struct view_person *app_find_person(const struct app *app,
                                          const char *id);
/* The person of the session, NULL: nobody, or gone from the world. */
const struct view_person *app_who(const struct app *app);
const struct view_item *app_find_item(const struct app *app, const char *id);
bool app_clock_sure(const struct app *app);
const char *app_lang(const struct app *app);
/* An item of today that has changed and was not shown; NULL: none. */
const struct view_item *app_unseen_change(const struct app *app);
bool app_paused(const struct app *app);
/* Nothing asks and nothing announces: a pause, or a signal is open (LA-11) */
bool app_quiet(const struct app *app);
/* The signal to tell of, or NULL. */
const struct view_signal *app_signal(const struct app *app);

/* How whoever stands here reaches the screen: their own way, the centre's for
 * whoever is not known. Never NULL. */
const struct view_reach *app_reach(const struct app *app);
bool app_left_handed(const struct app *app);
bool app_low(const struct app *app);

/* --- reaching --- */

/* The enabled button or choice of that id in the frame as it is now; lives
 * until the next frame. NULL: none. */
const struct draw_element *app_touchable(struct app *app, const char *id);
/* What a touch on the element does. */
bool app_act(struct app *app, const char *element);
/* A finger that has rested long enough; returns when it will have. */
int64_t app_touch_due(struct app *app);
/* The next step of scanning; returns when it is due. */
int64_t app_scan_due(struct app *app);
void app_scan_stop(struct app *app);
/* The ring around what is scanned, and the element that has the focus. */
void app_scan_view(struct kit *kit);

/* --- read-aloud --- */

bool app_ear_shown(const struct app *app);
void app_voice_stop(struct app *app);
/* At the beginning of each touch and key: silence; true if it was not. */
bool app_voice_hush(struct app *app);
void app_voice_ear(struct app *app);
/* app_act, and what was touched is heard by whoever wants it so. */
bool app_voice_act(struct app *app, const char *id);
/* What does nothing was touched; the focus moved by a key. */
void app_voice_touched(struct app *app, int x, int y);
void app_voice_focused(struct app *app);
/* The mark on what is heard. */
void app_voice_view(struct kit *kit);

/* --- changing --- */

void app_show(struct app *app, enum app_screen screen);
void app_go_home(struct app *app);
void app_to_cover(struct app *app);
void app_open_item(struct app *app, const char *id, enum app_screen from);
void app_enter(struct app *app, const char *person);
/* Adds a command about somebody (may be empty); the caller may add fields to
 * what comes back. NULL when there are too many already. */
json_t *app_command(struct app *app, const char *what, const char *about);
/* `done`, `undone`, `choose` and `change_seen` name an item and its date. */
json_t *app_item_command(struct app *app, const char *what,
                         const struct view_item *item);
void app_mark_done(struct app *app, const struct view_item *item, int step,
                   bool done);
void app_undo_last(struct app *app);
/* Looks at the world's signals: opens, follows and ends what is told. */
void app_follow_signals(struct app *app);
/* When the words of the signal next change by themselves, -1: they do not. */
int64_t app_signal_due(const struct app *app);
/* After how long without an answer it is said that it takes time: T2. */
int64_t app_signal_slow_ms(const struct app *app);
/* From the signal's screen back to what it lies over. */
void app_signal_leave(struct app *app);
/* How long ago the signal was raised, as well as this boot can tell. */
int64_t app_signal_age(const struct app *app, const struct view_signal *signal);
/* The next time that something changes by itself, at the most `due`. */
int64_t app_sooner(int64_t due, int64_t other);

/* --- the staff's corner (app_staff.c) --- */

/* One of its screens: no participant's day, no scanning, a minute's patience.
 */
bool app_in_corner(const struct app *app);
/* How long nobody touches this screen before it closes; -1: it does not. */
int64_t app_idle_ms(const struct app *app);
/* A corner of the cover was held long enough. */
void app_open_corner(struct app *app, int corner);
/* Where the cover's two corners are: -1, 1, or 0 for neither. */
int app_corner_at(const struct app *app, int x, int y);
/* Ends the session, if there is one. */
void app_staff_end(struct app *app);
/* As app_command, carried by the session. */
json_t *app_staff_command(struct app *app, const char *what, const char *about);
/* True if the answer was the corner's own. */
bool app_staff_answer(struct app *app, const json_t *command,
                      const json_t *answer);
void screen_staff_who(struct kit *kit);
bool screen_staff_who_act(struct app *app, const char *element);
void screen_staff_pin(struct kit *kit);
bool screen_staff_pin_act(struct app *app, const char *element);
void screen_staff(struct kit *kit);
bool screen_staff_act(struct app *app, const char *element);
void screen_staff_person(struct kit *kit);
bool screen_staff_person_act(struct app *app, const char *element);
void screen_staff_signal(struct kit *kit);
bool screen_staff_signal_act(struct app *app, const char *element);
void screen_device(struct kit *kit);
bool screen_device_act(struct app *app, const char *element);

/* --- the screens --- */

struct app_screen_row {
    const char *name;
    bool own_row; /* has something in the middle slots of the bar */
    void (*view)(struct kit *kit);
    /* True if the element was the screen's own. */
    bool (*act)(struct app *app, const char *element);
};

void screen_cover(struct kit *kit);
bool screen_cover_act(struct app *app, const char *element);
void screen_groups(struct kit *kit);
bool screen_groups_act(struct app *app, const char *element);
void screen_choose(struct kit *kit);
bool screen_choose_act(struct app *app, const char *element);
/* As a touch on that person's symbol. */
void screen_choose_person(struct app *app, const char *id);
/* Whether the symbol pages begin with the groups. */
bool screen_choose_has_groups(const struct app *app);
void screen_home(struct kit *kit);
bool screen_home_act(struct app *app, const char *element);
void screen_day(struct kit *kit);
bool screen_day_act(struct app *app, const char *element);
void screen_step(struct kit *kit);
bool screen_step_act(struct app *app, const char *element);
void screen_work(struct kit *kit);
bool screen_work_act(struct app *app, const char *element);
void screen_choice(struct kit *kit);
bool screen_choice_act(struct app *app, const char *element);
void screen_change(struct kit *kit);
bool screen_change_act(struct app *app, const char *element);
/* Shows the card of a change, and tells core that it was shown. */
void screen_change_open(struct app *app, const struct view_item *item);
void screen_pause(struct kit *kit);
bool screen_pause_act(struct app *app, const char *element);
void screen_strategies(struct kit *kit);
bool screen_strategies_act(struct app *app, const char *element);
void screen_leave(struct kit *kit);
bool screen_leave_act(struct app *app, const char *element);
void screen_about(struct kit *kit);
bool screen_about_act(struct app *app, const char *element);
void screen_signal(struct kit *kit);
bool screen_signal_act(struct app *app, const char *element);
/* What is told of the signal, in the one sentence of its band. */
void screen_signal_sentence(const struct app *app,
                            const struct view_signal *signal, const char **icon,
                            char *out, size_t size);
