/*
 * From a request that may pass to its answer: reads the views, draws the page,
 * finds the picture. Writes nothing; that a signal was drawn goes through
 * `core.deliver`.
 *
 * The database is opened when it is first asked for, so that the pages can
 * stand before there is one (503 until then).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/store/library.h"
#include "firmware/store/view.h"
#include "ui/staff/request.h"
#include "ui/staff/web.h"

struct answers {
    /* Set by the owner before answers_open; all borrowed. */
    const struct folder *folder;
    struct clock *clock;
    bool open_to_network;
    struct answers_core {
        bool answers; /* core does, as far as is known */
        enum result (*deliver)(void *user, const char *signal);
        void *user;
    } core;

    struct store *store;     /* NULL until there is a database */
    struct library *library; /* NULL: no pictures but photos */
    struct view_centre centre;
    struct view_group groups[VIEW_GROUPS_MAX];
    struct view_signal signals[VIEW_SIGNALS_MAX];
    struct view_person *people; /* VIEW_PEOPLE_MAX */
    char *page;                 /* what is being answered */
};

MUST_CHECK enum result answers_open(struct answers *answers);
/* Also after an answers_open that did not succeed. */
void answers_close(struct answers *answers);

/* Fills *out, whose body lives until the next call. */
void answers_give(struct answers *answers,
                  const struct request_verdict *verdict, const char *body,
                  size_t body_length, struct web_answer *out);
