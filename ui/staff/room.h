/*
 * What a page is given, and what it may say back: the seam between the frame
 * (sockets, sessions, core's line) and the rooms (today/, plan/, people/,
 * review/, account/).
 *
 * A room is a table of routes (route.h). For a GET the frame calls `draw`,
 * which reads views and writes visit->html. For a POST it calls `post`, which
 * reads visit->form and says one of:
 *
 *   visit_ask    core is to do this; then go to visit->then, or draw again
 *   visit_spawn  a program of ours is to work on this first
 *   visit_go     nothing is to be stored; look there
 *   visit_wrong  a field is not as it has to be: draws the page again
 *
 * Nothing in a room blocks, opens or stores anything: core is the only writer.
 * A visit lives from its request to its answer; the rooms keep nothing.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/role.h"
#include "firmware/base/secret.h"
#include "firmware/store/library.h"
#include "firmware/store/view.h"
#include "ui/staff/form.h"
#include "ui/staff/html.h"
#include "ui/staff/route.h"

enum { VISIT_PATH_SIZE = 240 };

/* Who asks. Zeroed without a login. */
struct visitor {
    char account[UUID_SIZE]; /* also the id of the staff, if `staff` */
    bool staff;
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
    enum role role; /* ROLE_NONE: not logged in */
    char lang[4];
    char csrf[SECRET_CSRF_SIZE];
    bool locked; /* nobody touched for long: people are not shown */
    /* One's own groups, 0: all. Staff read the pages of people of theirs. */
    char groups[VIEW_GROUPS_MAX][UUID_SIZE];
    int group_count;
};

/* What stands in the way of saving, beside its field. */
struct visit_problem {
    char where[64]; /* the field's name; empty: the whole */
    char why[16];   /* core's code: "invalid", "changed" …; empty: none */
    char says[244]; /* in the visitor's language */
};

struct visit;
typedef void visit_answer_fn(struct visit *visit, const json_t *answer);
/* `status`: what the program exited with, negative if it was ended. */
typedef void visit_spawned_fn(struct visit *visit, int status,
                              const unsigned char *bytes, size_t length);

struct visit {
    const struct route *route;
    struct route_path path;
    const char *at;    /* the path as it came, without its query */
    bool get;          /* GET or HEAD */
    struct form query; /* behind the "?" */
    struct form form;  /* of a POST */
    struct visitor who;
    const char *lang; /* to be spoken */
    int32_t today;    /* civil day of `now` */
    struct clock_time now;

    /* What is read from; borrowed. `store` is NULL without a database. */
    const struct folder *folder;
    struct store *store;
    const char *boot_id;
    struct library *library; /* may be NULL */
    const struct view_centre *centre;
    bool core_answers;

    struct html html;
    int status; /* of the answer, 200 if not set */
    struct visit_problem problem;
    char then[VISIT_PATH_SIZE];

    /* An answer that is no page; owned by the visit. */
    const char *type;
    unsigned char *bytes;
    size_t length;
    char filename[96]; /* not empty: to be kept as a file */
    const char *cache; /* Cache-Control; NULL: no-store */
    bool tagged;       /* with an ETag */
    bool stream;       /* becomes a listening page */
    bool drawing;      /* a page says that it draws */
    bool alive;        /* a page says that it is there, drawing or hidden */
    char cookie[200];  /* Set-Cookie; empty: none */

    void *room; /* a room's own for this visit, freed with free() */
    struct visit_frame *frame; /* the frame's own */
};

/* --- what a post says --- */

/* Takes `command` over. `after` NULL: go to visit->then when core says ok,
 * otherwise draw again with core's problem. With `after`, it decides by calling
 * one of these once more, or draws into html. */
void visit_ask(struct visit *visit, json_t *command, visit_answer_fn *after);
/* Starts argv[0] (a program of ours, beside this one; argv ends with NULL),
 * gives it `length` bytes, hears at most 32 MiB for at most `wait_ms`. The
 * bytes are copied, the arguments too. Environment: TROSKEL_SESSION when
 * `as_visitor` (then the program asks core in the visitor's name). */
struct visit_job {
    const char *argv[24];
    const void *bytes;
    size_t length;
    int wait_ms;
    bool as_visitor;
    visit_spawned_fn *after;
};
void visit_spawn(struct visit *visit, const struct visit_job *job);
/* `path` begins with "/": 303 See Other. */
void visit_go(struct visit *visit, const char *path);
/* `says` in the visitor's language. The page is drawn again with 422. */
void visit_wrong(struct visit *visit, const char *where, const char *says);
/* Core said no: the page is drawn again with its problem. */
void visit_refused(struct visit *visit, const json_t *answer);
/* Where the visitor asks from: an address, for counting guesses. */
const char *visit_from(const struct visit *visit);
/* No page: a status alone, or bytes (copied) of a type. */
void visit_status(struct visit *visit, int status);
void visit_bytes(struct visit *visit, const char *type, const char *filename,
                 const void *bytes, size_t length);

/* This page shows a signal's card with what helps the person: core notes the
 * look. Nobody waits for it: a signal is never later for it. */
void visit_note_card(struct visit *visit, const char *signal);

/* --- how a post reads; each says what is wrong and returns false --- */

/* A text of at most `most` characters, trimmed; "" if it was not sent. */
bool visit_text(struct visit *visit, const char *name, size_t most, char *out,
                size_t size);
bool visit_needed(struct visit *visit, const char *name, size_t most, char *out,
                  size_t size);
/* "" or an id. */
bool visit_id(struct visit *visit, const char *name, char out[UUID_SIZE]);
/* Minutes of the day; -1 if nothing was sent. */
bool visit_time(struct visit *visit, const char *name, int *minute);
bool visit_date(struct visit *visit, const char *name, int32_t *day);

/* One of the visitor's own groups, or the visitor has none (then all are). */
bool visit_own_group(const struct visit *visit, const char *group);
/* True if the visitor's role is one of `roles`. */
bool visit_may(const struct visit *visit, unsigned roles);
/* A command for core, with "seen" from the form if it has one. */
json_t *visit_command(const struct visit *visit, const char *name);
