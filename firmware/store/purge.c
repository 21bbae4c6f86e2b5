#include "firmware/store/purge.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/purge_inside.h"
#include "firmware/store/view_review.h"

enum { STEP_EVENTS = 1000, STEP_SUBJECTS = 400 };

/* --- lists --- */

enum result
seqs_add(struct seqs *seqs, int64_t seq)
{
    if (seqs->count == seqs->room) {
        size_t room = seqs->room == 0 ? 64 : seqs->room * 2;
        int64_t *more = realloc(seqs->at, room * sizeof *more);
        if (more == NULL)
            return RESULT_FULL;
        seqs->at = more;
        seqs->room = room;
    }
    seqs->at[seqs->count++] = seq;
    return RESULT_OK;
}

void
seqs_finish(struct seqs *seqs)
{
    free(seqs->at);
    *seqs = (struct seqs){0};
}

enum result
purge_take_all(struct store *store, const struct seqs *seqs)
{
    enum result result = RESULT_OK;
    for (size_t i = 0; i < seqs->count && result == RESULT_OK; i++)
        result = purge_take_event(store, seqs->at[i]);
    return result;
}

/* --- up to where --- */

/* Events whose clock was unsure say nothing about when: they go with those
 * around them. */
static enum result
last_before(struct store *store, int32_t day, int64_t *seq)
{
    int64_t first = 0;
    *seq = 0;
    if (day == INT32_MIN)
        return RESULT_OK;
    enum result result =
        db_number(store, &first,
                  "SELECT seq FROM event WHERE at>=? AND clock<>? ORDER BY seq"
                  " LIMIT 1",
                  "id", civil_to_utc(day, 0, NULL), (int)CLOCK_UNSURE);
    if (result == RESULT_ABSENT)
        first = store_seq(store) + 1;
    else if (result != RESULT_OK)
        return result;
    *seq = first - 1;
    return RESULT_OK;
}

enum result
purge_cut_find(struct store *store, struct purge_cut *cut)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < PURPOSE_COUNT && result == RESULT_OK; i++)
        result = last_before(store, cut->day[i], &cut->seq[i]);
    return result;
}

enum result
purge_cut_due(struct store *store, int32_t today, struct purge_cut *cut)
{
    struct retention retention;
    enum result result = view_retention(store, &retention);
    if (result != RESULT_OK)
        return result;
    for (int i = 0; i < PURPOSE_COUNT; i++)
        cut->day[i] = retention_day(&retention, (enum purpose)i, today);
    return purge_cut_find(store, cut);
}

/* --- one subject --- */

struct subject {
    int64_t n;
    char id[UUID_SIZE];
    /* what stands of it, if it is a signal, an item or a note */
    bool whole; /* it is one of these */
    bool whole_due;
    enum purpose whole_purpose;
    char person[UUID_SIZE]; /* whose it is, or itself */
    enum review_hold hold;
    int64_t handed; /* the last event that was handed over */
};

/* A signal goes when it is over and its last word is old enough. A walk test
 * is no person's and tells when a button was tried last: it stays. */
static enum result
learn_signal(struct store *store, const struct purge_cut *cut,
             struct subject *subject, int64_t last)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT kind,state,person FROM signal WHERE id=?", "t",
                 subject->id);
    int row = db_step(store, q);
    if (row == 1) {
        subject->whole = true;
        subject->whole_purpose = PURPOSE_STRESS;
        subject->whole_due = sqlite3_column_int(q, 0) != (int)SIGNAL_TEST &&
                             sqlite3_column_int(q, 1) >= (int)SIGNAL_CLOSED &&
                             last <= cut->seq[PURPOSE_STRESS];
        db_column_text(q, 2, subject->person, sizeof subject->person);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static enum result
learn_item(struct store *store, const struct purge_cut *cut,
           struct subject *subject)
{
    int64_t day = cut->day[PURPOSE_PLAN];
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT coalesce(date,to_day)<?2,audience,audience_id FROM"
                 " item WHERE id=?1",
                 "ti", subject->id, day);
    int row = db_step(store, q);
    if (row == 1) {
        subject->whole = true;
        subject->whole_purpose = PURPOSE_PLAN;
        subject->whole_due = day != INT32_MIN && sqlite3_column_int(q, 0) == 1;
        if (sqlite3_column_int(q, 1) == 2)
            db_column_text(q, 2, subject->person, sizeof subject->person);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static enum result
learn_note(struct store *store, const struct purge_cut *cut,
           struct subject *subject, int64_t last)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT person,transferred_at FROM journal WHERE id=?",
                 "t", subject->id);
    int row = db_step(store, q);
    if (row == 1) {
        subject->whole = true;
        subject->whole_purpose = PURPOSE_METHODS;
        subject->whole_due = sqlite3_column_type(q, 1) != SQLITE_NULL &&
                             last <= cut->seq[PURPOSE_METHODS];
        db_column_text(q, 0, subject->person, sizeof subject->person);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static enum result
learn_hold(struct store *store, struct subject *subject)
{
    const char *person =
        subject->person[0] != '\0' ? subject->person : subject->id;
    sqlite3_stmt *q = db_query(
        store, "SELECT kind,handed FROM hold WHERE person=?", "t", person);
    int row = db_step(store, q);
    if (row == 1) {
        subject->hold = (enum review_hold)sqlite3_column_int(q, 0);
        subject->handed = sqlite3_column_int64(q, 1);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

struct said {
    int64_t last;   /* the newest event about it */
    bool item_said; /* something was said of it as of an item */
};

static enum result
learn_words(struct store *store, int64_t n, struct said *said)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT seq,kind FROM event WHERE about=? AND " DB_IN_EVENT_ABOUT
        " ORDER BY seq",
        "i", n);
    int row;
    *said = (struct said){0};
    while ((row = db_step(store, q)) == 1) {
        enum event_kind kind = (enum event_kind)sqlite3_column_int(q, 1);
        said->last = sqlite3_column_int64(q, 0);
        said->item_said = said->item_said || kind == EVENT_ITEM_SAVED ||
                          kind == EVENT_ITEM_REMOVED;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static enum result
learn(struct store *store, const struct purge_cut *cut, struct subject *subject,
      struct said *said)
{
    enum result result = learn_words(store, subject->n, said);
    if (result == RESULT_OK)
        result = learn_signal(store, cut, subject, said->last);
    if (result == RESULT_OK && !subject->whole)
        result = learn_item(store, cut, subject);
    if (result == RESULT_OK && !subject->whole)
        result = learn_note(store, cut, subject, said->last);
    /* An item that was taken away. */
    if (result == RESULT_OK && !subject->whole && said->item_said) {
        subject->whole = true;
        subject->whole_purpose = PURPOSE_PLAN;
        subject->whole_due = said->last <= cut->seq[PURPOSE_PLAN];
    }
    return result == RESULT_OK ? learn_hold(store, subject) : result;
}

/* --- which of its events --- */

/* The day its body speaks of: a column of its own, or a field. A day that
 * cannot be read is in no past. */
static int32_t
day_spoken_of(sqlite3_stmt *q)
{
    const char *date = (const char *)sqlite3_column_text(q, 2);
    int32_t day = INT32_MAX;
    if (sqlite3_column_type(q, 3) != SQLITE_NULL)
        return sqlite3_column_int(q, 3);
    return date != NULL && civil_parse_date(date, &day) == RESULT_OK
               ? day
               : INT32_MAX;
}

static enum purpose
due(const struct purge_cut *cut, const struct subject *subject,
    enum event_kind kind, int64_t seq, int32_t day)
{
    enum purpose purpose = purpose_of(kind);
    if (subject->whole && subject->whole_due)
        return subject->whole_purpose;
    switch (due_by(kind)) {
    case DUE_BY_ORDER:
        return seq <= cut->seq[purpose] ? purpose : PURPOSE_NONE;
    case DUE_BY_DATE:
        return day < cut->day[purpose] ? purpose : PURPOSE_NONE;
    case DUE_WHOLE:
    case DUE_NEVER:
        break;
    }
    return PURPOSE_NONE;
}

static void
count_kept(const struct subject *subject, int64_t events,
           struct purge_count *count)
{
    bool legal = subject->hold == HOLD_LEGAL;
    *(legal ? &count->held : &count->waiting) += events;
    if (subject->person[0] == '\0' && events > 0)
        (*(legal ? &count->people_held : &count->people_waiting))++;
}

/* What of the subject goes: into `seqs`, and counted. */
static enum result
choose(struct store *store, const struct purge_cut *cut,
       const struct subject *subject, struct seqs *seqs,
       struct purge_count *count)
{
    int64_t kept = 0;
    enum result result = RESULT_OK;
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT seq,kind,coalesce(json_extract(body,'$.date'),"
                 " json_extract(body,'$.month'),json_extract(body,'$.to'))"
                 ",day FROM event WHERE about=? "
                 "AND " DB_IN_EVENT_ABOUT " ORDER BY seq",
                 "i", subject->n);
    int row = 0;
    while (result == RESULT_OK && (row = db_step(store, q)) == 1) {
        int64_t seq = sqlite3_column_int64(q, 0);
        enum purpose purpose =
            due(cut, subject, (enum event_kind)sqlite3_column_int(q, 1), seq,
                day_spoken_of(q));
        if (purpose == PURPOSE_NONE)
            continue;
        if (subject->hold == HOLD_LEGAL ||
            (subject->hold == HOLD_ARCHIVE && seq > subject->handed)) {
            kept++;
            continue;
        }
        count->events[purpose]++;
        result = seqs_add(seqs, seq);
    }
    db_done(q);
    if (kept > 0)
        count_kept(subject, kept, count);
    return row < 0 ? RESULT_IO : result;
}

/* Half a signal would be no signal: whole things go whole or stay. */
static bool
all_or_none(const struct subject *subject, const struct seqs *seqs,
            const struct said *said)
{
    return !subject->whole || !subject->whole_due || seqs->count == 0 ||
           seqs->at[seqs->count - 1] == said->last;
}

static enum result
take_subject(struct store *store, const struct purge_cut *cut,
             struct subject *subject, struct purge_count *count, bool dry)
{
    struct said said;
    struct seqs seqs = {0};
    struct purge_count mine = *count;
    enum result result = learn(store, cut, subject, &said);
    if (result == RESULT_OK)
        result = choose(store, cut, subject, &seqs, &mine);
    if (result == RESULT_OK && all_or_none(subject, &seqs, &said)) {
        *count = mine;
        if (!dry && seqs.count > 0) {
            result = purge_take_all(store, &seqs);
            if (result == RESULT_OK)
                result = subject->whole && subject->whole_due
                             ? purge_state_whole(store, subject->id)
                             : purge_state_after(store, subject->id, subject->n,
                                                 cut);
        }
    }
    seqs_finish(&seqs);
    return result;
}

/* --- what is about nobody in particular --- */

static enum result
take_nobodys(struct store *store, const struct purge_cut *cut,
             struct purge_count *count, bool dry)
{
    struct seqs seqs = {0};
    enum result result = RESULT_OK;
    int64_t until = 0;
    for (int i = 0; i < PURPOSE_COUNT; i++)
        until = cut->seq[i] > until ? cut->seq[i] : until;
    sqlite3_stmt *q = db_query(
        store, "SELECT seq,kind FROM event WHERE seq<=? AND about IS NULL", "i",
        until);
    int row = 0;
    while (result == RESULT_OK && (row = db_step(store, q)) == 1) {
        int64_t seq = sqlite3_column_int64(q, 0);
        enum event_kind kind = (enum event_kind)sqlite3_column_int(q, 1);
        enum purpose purpose = purpose_of(kind);
        if (due_by(kind) != DUE_BY_ORDER || seq > cut->seq[purpose])
            continue;
        count->events[purpose]++;
        result = seqs_add(&seqs, seq);
    }
    db_done(q);
    if (row < 0)
        result = RESULT_IO;
    if (!dry && result == RESULT_OK)
        result = purge_take_all(store, &seqs);
    if (!dry && result == RESULT_OK && cut->day[PURPOSE_STRESS] != INT32_MIN)
        result = db_run(store, "DELETE FROM pause WHERE person='' AND at<?",
                        "i", civil_to_utc(cut->day[PURPOSE_STRESS], 0, NULL));
    seqs_finish(&seqs);
    return result;
}

/* --- all of them --- */

static enum result
next_subject(struct store *store, int64_t after, struct subject *out)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT n,id FROM subject WHERE n>? ORDER BY n LIMIT 1",
                 "i", after);
    int row = db_step(store, q);
    *out = (struct subject){0};
    if (row == 1) {
        out->n = sqlite3_column_int64(q, 0);
        db_column_text(q, 1, out->id, sizeof out->id);
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
purge_count(struct store *store, const struct purge_cut *cut,
            struct purge_count *out)
{
    struct subject subject = {0};
    enum result result;
    *out = (struct purge_count){0};
    while ((result = next_subject(store, subject.n, &subject)) == RESULT_OK)
        if ((result = take_subject(store, cut, &subject, out, true)) !=
            RESULT_OK)
            return result;
    if (result != RESULT_ABSENT)
        return result;
    result = take_nobodys(store, cut, out, true);
    return result == RESULT_OK
               ? purge_ticks(store, cut->day[PURPOSE_PLAN], out, true)
               : result;
}

static int64_t
events_of(const struct purge_count *count)
{
    int64_t sum = 0;
    for (int i = 0; i < PURPOSE_COUNT; i++)
        sum += count->events[i];
    return sum;
}

/* RESULT_ABSENT: no subject is left. */
static enum result
take_some(struct store *store, const struct purge_cut *cut, int64_t *cursor,
          struct purge_count *gone)
{
    int64_t before = events_of(gone);
    struct subject subject = {.n = *cursor};
    enum result result = RESULT_OK;
    for (int i = 0; i < STEP_SUBJECTS && result == RESULT_OK &&
                    events_of(gone) - before < STEP_EVENTS;
         i++) {
        result = next_subject(store, *cursor, &subject);
        if (result == RESULT_OK)
            result = take_subject(store, cut, &subject, gone, false);
        if (result == RESULT_OK)
            *cursor = subject.n;
    }
    return result;
}

enum result
purge_step(struct store *store, const struct purge_cut *cut, int64_t *cursor,
           struct purge_count *gone)
{
    bool last = false;
    enum result result = store_begin(store);
    if (result != RESULT_OK)
        return result;
    result = purge_open_door(store);
    if (result == RESULT_OK)
        result = take_some(store, cut, cursor, gone);
    if (result == RESULT_ABSENT) {
        last = true;
        result = take_nobodys(store, cut, gone, false);
        if (result == RESULT_OK)
            result = purge_ticks(store, cut->day[PURPOSE_PLAN], gone, false);
    }
    if (result == RESULT_OK)
        result = purge_close_door(store);
    if (result == RESULT_OK)
        result = store_commit(store);
    else
        store_rollback(store);
    return result == RESULT_OK && last ? RESULT_ABSENT : result;
}
