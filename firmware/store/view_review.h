/*
 * What review reads: retention, holds, purges, attendance sheets, the
 * journal, and a month's signals.
 */
#pragma once

#include "firmware/store/attend.h"
#include "firmware/store/purge.h"
#include "firmware/store/retain.h"
#include "firmware/store/view.h"

/* Why a person's data stays: a dispute, or the archive wants it first (those
 * born on the 5th, 15th and 25th). */
enum review_hold { HOLD_NONE, HOLD_LEGAL, HOLD_ARCHIVE };

struct review_held {
    char person[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    enum review_hold kind;
    char note[VIEW_TEXT_SIZE];
    int64_t handed; /* the last event that is in other hands */
};

MUST_CHECK enum result view_retention(struct store *store,
                                      struct retention *out);
MUST_CHECK enum result view_holds(struct store *store, struct review_held *out,
                                  int max, int *count);

enum review_purge_state { PURGE_APPROVED, PURGE_TAKEN, PURGE_CLEAN };

struct review_purge {
    char id[UUID_SIZE];
    enum review_purge_state state;
    int64_t at, done_at; /* UTC; 0: not yet */
    char who[VIEW_NAME_SIZE];
    char person[UUID_SIZE]; /* one person, whole; empty: what is due */
    int32_t day[PURPOSE_COUNT];
    int64_t events[PURPOSE_COUNT]; /* counted when it was approved */
    int64_t held, waiting, gone;
};

/* Newest first. */
MUST_CHECK enum result
view_purges(struct store *store, struct review_purge *out, int max, int *count);
/* The oldest that is not clean; RESULT_ABSENT: none. */
MUST_CHECK enum result view_purge_open(struct store *store,
                                       struct review_purge *out);
bool view_purge_known(struct store *store, const char *id);

/* --- attendance --- */

/* RESULT_ABSENT: nobody has chosen any. */
MUST_CHECK enum result view_rules(struct store *store,
                                  struct attend_rules *out);

struct review_agreed {
    int start, end; /* minutes; -1: not a day of theirs */
};
/* Monday first. */
MUST_CHECK enum result view_agreed_times(struct store *store,
                                         const char *person,
                                         struct review_agreed out[7]);

enum { REVIEW_DAYS_MAX = 31 };

struct review_sheet {
    char person[UUID_SIZE];
    int32_t month; /* its first day */
    int count;     /* days */
    struct attend_day days[REVIEW_DAYS_MAX];
    struct attend_sum sum;
    /* the newest confirmation; 0: none */
    int64_t confirmed_at, confirmed_seq;
    char confirmed_by[VIEW_NAME_SIZE];
    int confirmations;
    bool changed_since; /* what was confirmed says something else */
};

/* One person's month; `rules` NULL: what the centre chose, or by the hour.
 * `today` is not over: a visit that is on is ATTEND_HERE. */
MUST_CHECK enum result view_sheet(struct store *store, const char *person,
                                  int32_t month, int32_t today,
                                  struct review_sheet *out);
/* The newest event about the person: what a sheet is drawn from. */
int64_t view_sheet_seq(struct store *store, const char *person);
/* What a confirmation of it says; the caller owns it. */
json_t *view_sheet_body(const struct review_sheet *sheet);

/* --- the journal (R-1) --- */

struct review_note {
    char id[UUID_SIZE];
    char person[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    int32_t day;
    char text[4004];
    char source[VIEW_TEXT_SIZE];
    char who[VIEW_NAME_SIZE];
    int64_t at, transferred_at;
    char transferred_by[VIEW_NAME_SIZE];
};
/* Of one person (NULL: all), what is not transferred first, then newest. */
MUST_CHECK enum result view_journal(struct store *store, const char *person,
                                    struct review_note *out, int max,
                                    int *count);

MUST_CHECK enum result view_note(struct store *store, const char *id,
                                 struct review_note *out);

/* --- signals of a span of days --- */

struct review_signal {
    char id[UUID_SIZE];
    int64_t at;
    char place[VIEW_NAME_SIZE];
    char person[UUID_SIZE]; /* empty: not known */
};
/* Oldest first; walk tests and withdrawn mistakes of nobody are in it, tests
 * are not. */
MUST_CHECK enum result view_span_signals(struct store *store, int32_t from,
                                         int32_t to, struct review_signal *out,
                                         int max, int *count);
