/*
 * What a plan does not say yet: the nine questions of each thing (TP-1,
 * TP-11), and what somebody who plans may want to know about a day.
 *
 * A pure core over views. It never refuses anything: a gap is told to staff,
 * and to the participant only what is answered is shown.
 */
#pragma once

#include "firmware/store/view.h"

enum plan_question {
    QUESTION_WHAT,
    QUESTION_WHEN,
    QUESTION_HOW_LONG,
    QUESTION_WHERE,
    QUESTION_WITH,
    QUESTION_HOW,
    QUESTION_WHY,
    QUESTION_THEN,
    QUESTION_LEARN, /* what one learns, or what one has with one */
    QUESTION_COUNT
};

/* A bit (1 << question) for each that is answered. `ends_day`: it is the last
 * thing, and the day's own end card says what comes then. */
unsigned gaps_answered(const struct view_item *item, bool ends_day);
/* What staff is asked to fill in; learning is free. */
unsigned gaps_missing(const struct view_item *item, bool ends_day);

enum plan_notice {
    NOTICE_EMPTY,      /* nothing at all is planned */
    NOTICE_OVERLAP,    /* `item` begins before `other` is over */
    NOTICE_NO_PICTURE, /* `item` has none, or a step of it */
    NOTICE_HOURS,      /* `item` is outside the opening hours */
    NOTICE_AT_ONCE,    /* what, where and with whom changed at once (TP-6) */
    NOTICE_FEW_CHOICES,
    NOTICE_TOO_MANY /* more than a screen can hold were left out */
};

struct plan_note {
    enum plan_notice kind;
    int item, other; /* index in the day; -1: none */
};

enum { PLAN_NOTES_MAX = 32 };

/* In the order of the day; at most `max`. `opens`, `closes`: minutes, -1 if
 * the centre does not say. Returns how many. */
int gaps_notes(const struct view_day *day, int opens, int closes,
               struct plan_note *out, int max);

/* How many of what, where and with whom are others than they were. */
int gaps_changed_at_once(const struct view_item *item);

/* Something that a group does somewhere. */
struct plan_use {
    const char *group, *place, *title; /* borrowed */
    int start, end;
};

/* The first use after `at` that wants the same place at the same time for
 * another group; -1: none. */
int gaps_same_room(const struct plan_use *uses, int count, int at);
