/*
 * Which page an address means: the table of routes, and how a path is read.
 *
 * Pure. A path has to be one of the table's to the letter: nothing is
 * unescaped, no segment is empty, none is a dot. What stands in a segment of
 * a pattern has its form or the path is no path of ours:
 *
 *   :id       a lower-case UUID
 *   :date     2026-11-24          :month  2026-11
 *   :key      a-z 0-9 - _ , 1 to 40 of them
 *   :picture  letters, digits and hyphens, then ".png"
 *   :file     a-z 0-9 - and one dot
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/uuid.h"

struct visit; /* room.h */

enum request_method {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_OTHER, /* known to HTTP, used by no page of ours */
    METHOD_UNKNOWN
};

enum {
    ROUTE_IDS_MAX = 2,
    ROUTE_KEY_SIZE = 80,
    ROUTE_PATH_MAX = 200, /* longer is refused with 414 */
    ROUTE_BODY_MAX = 64 * 1024
};

enum {
    /* Core stores that this visitor looked at the person id[0], before
     * anything is drawn or done; without that, nothing is shown, neither for a
     * GET nor when what was sent has to be drawn again. */
    ROUTE_PERSON = 1 << 0,
    /* Also for a session that is locked for want of touch. */
    ROUTE_LOCKED = 1 << 1,
    /* Asked by our script, not by a form: the mark is in a header, and a
     * refusal is a status without a page. */
    ROUTE_SCRIPTED = 1 << 2,
    /* What core answers late (a password's hash): it waits in a line of its
     * own, so that a signal never waits behind it. */
    ROUTE_SLOW = 1 << 3,
    /* Also without login. */
    ROUTE_PUBLIC = 1 << 4,
    /* Voice is recorded on this page: its policy lets the microphone in. */
    ROUTE_MICROPHONE = 1 << 5
};

struct route {
    const char *path;           /* NULL ends a table */
    enum request_method method; /* METHOD_GET (answers HEAD too) or _POST */
    unsigned roles;             /* firmware/base/role.h; who may */
    unsigned flags;             /* ROUTE_… */
    size_t body_max;            /* of a POST; 0: ROUTE_BODY_MAX */
    /* Draws the page into visit->html. For a POST: again, when something in
     * what was sent stands in the way (visit->problem says it). */
    void (*draw)(struct visit *visit);
    /* POST: reads visit->form and says what is to happen (room.h). */
    void (*post)(struct visit *visit);
};

struct route_path {
    char id[ROUTE_IDS_MAX][UUID_SIZE];
    int ids;
    bool dated;
    int32_t date; /* of :date, or the first day of :month */
    char key[ROUTE_KEY_SIZE];
};

/* The tables of all rooms, NULL at the end. */
extern const struct route *const route_tables[];

/* The route for `method`; NULL if there is none: *allow then says which
 * methods the path has ("GET, HEAD", with POST), NULL if there is no such
 * path. */
const struct route *route_find(const struct route *const *tables,
                               const char *path, enum request_method method,
                               struct route_path *out, const char **allow);
/* The page's name in the log of who looked: "/people/:id/help" is
 * "people-help". */
enum { ROUTE_WORD_SIZE = 25 };
void route_word(const char *pattern, char out[ROUTE_WORD_SIZE]);
/* True if the path has the form of the pattern; fills *out. */
bool route_fits(const char *pattern, const char *path, struct route_path *out);
