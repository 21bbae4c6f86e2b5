/*
 * Inside core: one thing of the plan on its way to being another, and the
 * events that come of it.
 *
 * TP-5: today and tomorrow are out. What the day shows there is never edited
 * in silence: the item stays as it was planned and a change stands over it.
 * What comes every week is edited for one day (a change of that day) or from
 * a day on: then it ends before that day, and another begins, so that the days
 * that have been stay what they were.
 */
#pragma once

#include "firmware/core/inside.h"
#include "firmware/core/plan_body.h"
#include "firmware/store/view_plan.h"

struct edit {
    struct core *core;
    struct ask *ask;
    struct view_facts facts; /* facts.id empty: it is new */
    json_t *base;            /* as planned */
    json_t *stands;          /* the change over it on `date`; may be NULL */
    json_t *wanted;          /* what it is to be; owned */
    int32_t today, date;
    bool weekly, once; /* `once`: of a weekly one, this day alone */
};

/* Reads `item`, `date`, `scope` and `seen` of the command, and refuses what
 * somebody else changed since ("changed"). */
MUST_CHECK enum result edit_begin(struct edit *edit, struct core *core,
                                  struct ask *ask);
/* Another thing in the same command, without `seen`. */
MUST_CHECK enum result edit_begin_other(struct edit *edit, struct core *core,
                                        struct ask *ask, const char *item,
                                        int32_t date);
void edit_finish(struct edit *edit);

bool edit_is_out(const struct edit *edit, int32_t date); /* published */

/* As it is that day, with its change. The caller owns it. */
json_t *edit_effective(const struct edit *edit);

/* The thing becomes `wanted`. The command's own event is filled with one of
 * the events; the others are appended beside it. */
MUST_CHECK enum result edit_save(struct edit *edit);
/* It is not to be that day; `instead`: {"title":…,"picture":…} or "nothing"
 * or NULL (refused where the day is out). */
MUST_CHECK enum result edit_remove(struct edit *edit, const json_t *instead);
/* A new thing: refuses what may not be, adds the change of a day that is out.
 * `beside`: it is appended, and not the command's own event. */
MUST_CHECK enum result edit_add(struct core *core, struct ask *ask,
                                const char *id, const json_t *body,
                                bool beside);

/* Appends an event beside the command's own. */
MUST_CHECK enum result edit_put(struct core *core, struct ask *ask,
                                enum event_kind kind, const char *about,
                                json_t *body);

/* Refuses what is not sound, not there, or overlaps without `aware`. */
MUST_CHECK enum result edit_check(struct core *core, struct ask *ask,
                                  const json_t *body, const char *except);

/* "audience" of a body. */
struct view_whom plan_whom(const json_t *body);
/* The first day from `from` on that the body is about; -1: none. */
int32_t plan_first_day(const json_t *body, int32_t from);
