/*
 * What every importer is given, and how it hands back a batch.
 *
 * An importer is a pure function: bytes and a picture of the centre in, a
 * JSON array of saving events (firmware/README.md) and a report out. It opens
 * no file, asks no clock and no database. Ids come from names, so the same
 * file twice is the same thing. One refused line, and there is no array.
 *
 * The context and all it points at is the caller's and is borrowed during the
 * call. firmware/exchange/centre.h fills one from a store and a library.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "firmware/base/uuid.h"
#include "firmware/exchange/report.h"
#include "firmware/store/library.h"
#include "firmware/store/view.h"

enum {
    IMPORT_LABEL_MAX = 40, /* characters of a title, a place, a name */
    IMPORT_LINE_MAX = 60,  /* of a why, a bring, a strategy */
    IMPORT_STEP_MAX = 30,  /* of a step in the order of work */
    IMPORT_EVENTS_MAX = 5000,
    IMPORT_TEXT_SIZE = 4100 /* a whole cell */
};

/* An item that stands in the centre from an earlier import. */
struct import_standing {
    const char *id, *source, *uid; /* "" if not said */
    int32_t date;                  /* -1: an item of a weekday */
};

typedef void import_standing_fn(void *user, const struct import_standing *item);

struct import_context {
    const char *lang;   /* the centre's: pictures are sought in it */
    const char *centre; /* its id, for the hash of tags */
    const char *zone;   /* IANA name; the centre's */
    const char *source; /* the file's own name, without folders */
    int32_t today;      /* civil day, in the centre's zone */
    const struct view_group *groups; /* that stand in the centre */
    int group_count;
    const struct view_person *people;
    int person_count;
    void *user; /* handed to those below; any of them may be NULL */
    /* The picture that fits a title (library_match). */
    enum result (*match)(void *user, const char *lang, const char *title,
                         struct library_hit *out);
    /* The picture of one word, such as a symbol or an emoji's code. */
    enum result (*picture)(void *user, const char *lang, const char *word,
                           struct library_hit *out);
    /* The newest person_saved body of a person; NULL: none. Caller's to
     * decref. */
    json_t *(*body)(void *user, const char *person);
    /* Every standing item of that origin ("calendar", "template"). `audience`
     * is import_audience_key's text; NULL: of every audience. */
    enum result (*standing)(void *user, const char *origin,
                            const char *audience, import_standing_fn *each,
                            void *each_user);
    /* What the library calls in `to` the picture that is called exactly
     * `name` in `from`; RESULT_ABSENT if none is. */
    enum result (*translate)(void *user, const char *from, const char *name,
                             const char *to, char out[LIBRARY_NAME_SIZE]);
    /* The newest picture_saved body about that id, or NULL. Caller's to
     * decref. */
    json_t *(*saved)(void *user, const char *about);
};

/* Who an item is for. */
enum import_whom { IMPORT_ALL, IMPORT_GROUP, IMPORT_PERSON };

struct import_audience {
    enum import_whom whom;
    char id[UUID_SIZE]; /* empty for all */
};

/* "all", "group:<id>", "person:<id>" */
enum { IMPORT_KEY_SIZE = 48 };
void import_audience_key(const struct import_audience *audience,
                         char out[IMPORT_KEY_SIZE]);
json_t *import_audience_json(const struct import_audience *audience);

/* The group of that name among those that stand, -1 if none. */
int import_find_group(const struct import_context *context, const char *name);
/* By symbol, else by first name. -1: nobody; -2: more than one. */
int import_find_person(const struct import_context *context, const char *name);

/* Adds one saving event; takes `body` over. `about` may be NULL. */
void import_add(json_t *events, const char *kind, const char *about,
                json_t *body);

/* One line of text as a screen can show it: white space is one space, control
 * and direction marks are gone. In place. */
void import_clean(char *text);

/* The picture for a title, told in the report. False if there is none; then
 * `picture` is empty. `emoji` ("1F331", may be empty) helps when no word
 * does. */
bool import_match(const struct import_context *context, struct report *report,
                  int line, const char *title, const char *emoji,
                  char picture[LIBRARY_ID_SIZE]);

/* The picture of one word; "own-empty" and a warning if there is none. */
void import_symbol(const struct import_context *context, struct report *report,
                   int line, const char *word, char picture[LIBRARY_ID_SIZE]);

/* What an import has now, of all that may stand from an earlier one. */
struct import_kept {
    const char *origin;                  /* "calendar", "template" */
    const struct import_audience *whose; /* NULL: of every audience */
    const json_t *ids;                   /* an object's keys: still there */
    const json_t *uids;                  /* likewise: UIDs of this file */
    int32_t from;                        /* what was before stays */
};

/* Removes what stands from an earlier import of this source (or of one of
 * `uids`) on or after `from` and is not among `ids`. */
MUST_CHECK enum result import_remove_gone(const struct import_context *context,
                                          const struct import_kept *kept,
                                          json_t *events,
                                          struct report *report);

/* Gives the body the picture that its name tells of, if one does: a group is
 * often called after a room or a work. */
void import_put_picture(const struct import_context *context, const char *name,
                        json_t *body);
