/*
 * What those who plan read: whose an item is and how it comes back, what lies
 * beside it at the same time, who has seen a change, and what can be laid out
 * again or taken back.
 *
 * As view.h: fills memory of the caller and keeps nothing. Lists of JSON are
 * the caller's to release.
 */
#pragma once

#include <jansson.h>

#include "firmware/store/view.h"

enum view_audience { AUDIENCE_ALL, AUDIENCE_GROUP, AUDIENCE_PERSON };

struct view_whom {
    enum view_audience kind;
    char id[UUID_SIZE]; /* of the group or the person; empty: all */
};

enum {
    VIEW_OVERLAPS_MAX = 12,
    VIEW_CHANGE_SEERS_MAX = 400,
    VIEW_TEMPLATES_MAX = 60
};

/* What an item's row says beside the questions. */
struct view_facts {
    char id[UUID_SIZE];
    struct view_whom whom;
    char whom_name[VIEW_NAME_SIZE]; /* the group's or the person's; may be "" */
    int32_t date;                   /* -1: it comes every week */
    int weekday;                    /* 1..7; 0: it has a date */
    int32_t from, to;               /* of a weekly one; -1: open */
    int64_t order;
    int64_t seq; /* of the newest event about it: what an editor has seen */
    char origin[24];
    enum view_energy energy;
};

/* A group's day: what is said for the group and for everybody. An empty group:
 * for everybody alone. Nothing of any person's (done, chosen) is in it. */
MUST_CHECK enum result view_group_day(struct store *store, const char *group,
                                      int32_t date, struct view_day *out);
/* view_day for a person, view_group_day else. */
MUST_CHECK enum result view_whom_day(struct store *store,
                                     const struct view_whom *whom, int32_t date,
                                     struct view_day *out);

MUST_CHECK enum result view_facts(struct store *store, const char *item,
                                  struct view_facts *out);
/* The newest event about this id; 0: there is none. */
int64_t view_seq_about(struct store *store, const char *id);
/* The change that stands over the item that day, as its event's body.
 * RESULT_ABSENT: none. The caller owns *body. */
MUST_CHECK enum result view_change_body(struct store *store, const char *item,
                                        int32_t date, json_t **body);
/* True if anybody has seen the change that stands there. */
bool view_change_was_seen(struct store *store, const char *item, int32_t date);
/* True if somebody has ticked it or chosen in it. */
bool view_item_touched(struct store *store, const char *item);
/* True if the audience's day stood there before `utc_ms`: an item of theirs is
 * older. */
bool view_day_stood(struct store *store, const struct view_whom *whom,
                    int32_t date, int64_t utc_ms);
/* True if somebody of the audience has been here on that day. */
bool view_whom_was_here(struct store *store, const struct view_whom *whom,
                        int32_t date);
bool view_whom_exists(struct store *store, const struct view_whom *whom);
/* The name of the group or person; "" for all. */
void view_whom_name(struct store *store, const struct view_whom *whom,
                    char out[VIEW_NAME_SIZE]);

/* Something at the same time, for somebody of the same people. */
struct view_overlap {
    char item[UUID_SIZE];
    char title[VIEW_NAME_SIZE];
    char person[VIEW_NAME_SIZE]; /* one of those it is about */
    int start, end;
};

/* A stretch of somebody's day. */
struct view_stretch {
    struct view_whom whom;
    int32_t date;
    int start, end;     /* minutes of the day, both >= 0 */
    const char *except; /* the item that does not count, may be "" */
};

/* What overlaps it. Cancelled things do not count; changed times do. */
MUST_CHECK enum result view_overlaps(struct store *store,
                                     const struct view_stretch *stretch,
                                     struct view_overlap *out, int max,
                                     int *count);

/* A change of a day, and one person it is for. */
struct view_change_seer {
    char item[UUID_SIZE];
    int32_t date;
    char person[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
    bool seen;
};

/* Changes of which days, and whose: "" for everybody's. */
struct view_changed {
    int32_t from, to;
    const char *person;
};

/* For every one of them, in the order of days, items and people. */
MUST_CHECK enum result view_change_seers(struct store *store,
                                         const struct view_changed *which,
                                         struct view_change_seer *out, int max,
                                         int *count);

struct view_template {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    int days; /* 1: a day, 7: a week from Monday */
    int items;
    int64_t seq;
};

/* By name. */
MUST_CHECK enum result view_templates(struct store *store,
                                      struct view_template *out, int max,
                                      int *count);
/* *items: [{"day":0..,"body":{…}}]; may be NULL when not wanted. */
MUST_CHECK enum result view_template(struct store *store, const char *id,
                                     struct view_template *out, json_t **items);

/* What was laid out in one go. */
struct view_laying {
    char id[UUID_SIZE];
    int64_t at_utc_ms;
    int items;
    bool undone;
    int64_t seq;
};

/* The newest. RESULT_ABSENT: nothing ever was. */
MUST_CHECK enum result view_last_laying(struct store *store,
                                        struct view_laying *out);
/* *items: the ids, as strings. */
MUST_CHECK enum result view_laying(struct store *store, const char *id,
                                   struct view_laying *out, json_t **items);
