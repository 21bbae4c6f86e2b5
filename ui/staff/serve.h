/*
 * From a request to its answer: reads who asks, lets the room draw or say what
 * is to be stored, asks core, and replies. Writes nothing itself.
 *
 * The database is opened when it is first asked for, so that the pages can
 * stand before there is one (503 until then). A visit that waits for core is
 * answered after SERVE_WAIT_MS all the same, and then says that it is not sure
 * whether it is stored.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/core/client.h"
#include "ui/staff/room.h"
#include "ui/staff/spawn.h"
#include "ui/staff/web.h"

enum { SERVE_WAIT_MS = 8000, SERVE_SLOW_WAIT_MS = 30000 };

struct serve {
    /* Set by the owner before serve_open; all borrowed. */
    const struct folder *folder;
    struct clock *clock;
    struct spawn *spawn;
    struct serve_core {
        bool answers; /* core does, as far as is known */
        /* Takes the command over. `slow`: in the other line. */
        enum result (*ask)(void *user, json_t *command, bool slow,
                           client_answer_fn *answer, void *answer_user);
        void *user;
    } core;

    struct store *store;     /* NULL until there is a database */
    uint64_t file;           /* which file that is (inode) */
    struct library *library; /* NULL: no pictures but photos */
    struct view_centre centre;
    /* When a page last said that it draws, and that it is there; of the
     * kernel's clock, 0: never. */
    uint64_t drawing_ms, alive_ms;
    struct visit_frame *visits; /* on their way */
    struct waiting *waitings;   /* commands on their way */
};

MUST_CHECK enum result serve_open(struct serve *serve);
/* Also after a serve_open that did not succeed. Nobody waits any more: the
 * web is closed before. */
void serve_close(struct serve *serve);

/* web_ask_fn, with the serve as user. */
void serve_ask(void *user, struct web_exchange *exchange,
               const struct web_request *request);
/* May this token go on listening? (web_options.still) */
bool serve_still(void *user, const char *token);
/* Answers those who waited too long. Returns when to be called next. */
int64_t serve_turn(struct serve *serve, int64_t boot_ms);
