/*
 * A made-up centre in memory: a world for the app, and a small core that
 * carries out what the app asks, so that the whole way can be walked without
 * a database, a screen or a clock. The caller owns a `struct made_up` from
 * made_up_open until made_up_close.
 */
#pragma once

#include "ui/kiosk/app.h"

enum { MADE_UP_PEOPLE = 60, MADE_UP_COMMANDS = 4000 };

struct made_up {
    struct app_world world;
    struct view_person people[MADE_UP_PEOPLE];
    struct view_day plan; /* everybody's; shown to whoever is logged in */
    struct app *app;
    struct draw_list list; /* the last frame */
    bool core_works;       /* false: commands wait */
    bool core_refuses;
    bool no_account;   /* there is none: the box gives a code */
    bool session_over; /* core knows the corner's session no more */
    int pin_tries;
    int signals_raised;              /* what the next one is called by */
    json_t *asked[MADE_UP_COMMANDS]; /* every command, in order */
    int asked_count, answered;
};

/* 1280×800 unless said; Sunday 22 November 2026, 10:20, clock sure; three
 * groups; people here with six things to do. */
struct made_up *made_up_open(int width, int height);
void made_up_close(struct made_up *made);

/* Widths as of a wide typeface: 0.6 em a character. */
struct draw_metrics made_up_metrics(void);

void made_up_minute(struct made_up *made, int minute);
/* Lets time pass; the app is advanced. */
void made_up_wait(struct made_up *made, int64_t ms);
/* Core takes and answers what waits, and the world is loaded anew. */
void made_up_settle(struct made_up *made);
const struct draw_list *made_up_look(struct made_up *made);
const char *made_up_screen(struct made_up *made);

/* A finger down and up on the middle of an element, and core's answer. False:
 * there is no such element. Half a second and more passes before it. */
bool made_up_touch(struct made_up *made, const char *element);
/* Chooses the person's symbol from the cover, whatever page it is on. */
bool made_up_arrive(struct made_up *made, int person);
/* To home with everything seen and no undo left. */
void made_up_at_home(struct made_up *made);

const struct draw_element *made_up_find(struct made_up *made, const char *id);
/* True if some text of the frame has this in it. */
bool made_up_says(struct made_up *made, const char *text);
/* How often a command of this name was asked. */
int made_up_asked(const struct made_up *made, const char *what);
/* The last command, or NULL. */
const json_t *made_up_last(const struct made_up *made);

/* A signal as the store would show it, raised now. */
struct view_signal *made_up_signal(struct made_up *made,
                                   enum view_signal_kind kind);

struct view_item *made_up_item(struct made_up *made, int i);
/* The id of an element about the item. */
const char *made_up_item_element(struct made_up *made, int i);

/* A finger at the top of the pane that rests there. */
void made_up_hold(struct made_up *made, int x, int64_t ms);
/* Types a PIN and opens. */
bool made_up_type(struct made_up *made, const char *pin);
/* Into the staff's corner, as Maria. */
bool made_up_staff(struct made_up *made);
