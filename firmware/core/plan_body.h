/*
 * The body of an item as JSON (firmware/README.md): whether it may stand, in
 * what two of them differ, and what a participant is told of that.
 *
 * Knows no store and no clock. What it makes is the caller's.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    PLAN_MINUTES_MIN = 5,
    PLAN_MINUTES_MAX = 480,
    PLAN_TITLE_CHARS = 40,
    PLAN_LINE_CHARS = 60,
    PLAN_STEP_CHARS = 30
};

struct plan_problem {
    char where[64]; /* the field */
    char says[120]; /* English, for logs */
};

/* True if this may be planned. `dated`: it says a date or a weekday and for
 * whom; a template's body does not. */
bool plan_body_sound(const json_t *body, bool dated,
                     struct plan_problem *problem);

/* Drops what says nothing: null, "" and [], also in the cards. */
void plan_clean(json_t *body);

/* null, "" and [] are the same as nothing. */
bool plan_differs(const json_t *a, const json_t *b, const char *field);
/* Anything of what the day shows / of what only the thing's own page shows. */
bool plan_told_differs(const json_t *a, const json_t *b);
bool plan_details_differ(const json_t *a, const json_t *b);

/* Minutes; -1: not said. */
int plan_minute(const json_t *body, const char *field);
void plan_set_minute(json_t *body, const char *field, int minute);

/* What is told that day: the change from `planned` to `wanted`. NULL: nothing
 * is another, or memory is out. */
json_t *plan_change(const json_t *planned, const json_t *wanted, int32_t date,
                    const char *reason);
/* What tells that a change which was seen is taken back. */
json_t *plan_change_back(const json_t *planned, const json_t *stands,
                         int32_t date);
/* A field that a change cannot take away ("start", "end", "place"); NULL:
 * none is. */
const char *plan_taken_away(const json_t *planned, const json_t *wanted);

/* What is planned with a change laid over it (NULL: none). */
json_t *plan_overlaid(const json_t *planned, const json_t *change);
/* What can be laid out elsewhere: without whom, when by date, and where it
 * came from. */
json_t *plan_portable(const json_t *body);

/* Two things that follow each other exchange places: `second` begins where
 * `first` did, `first` ends where `second` did. False if one of them does not
 * say when. */
bool plan_exchange_times(json_t *first, json_t *second);
