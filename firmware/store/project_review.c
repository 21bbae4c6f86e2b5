/* What review keeps: how long things stay, what is held, purges, attendance,
 * and what goes to the journal. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/attend.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/retain.h"
#include "firmware/store/view_review.h"

enum { NOTE_CHARS = 200, JOURNAL_CHARS = 1000, DAY_MINUTES = 1440 };

static const char *const hold_words[] = {"none", "legal", "archive", NULL};
static const char *const attend_words[] = {"hourly", "half-full", NULL};
static const char *const code_words[] = {
    "none", "sick", "holiday", "away", "planning", "planned", NULL};

static bool
about_is(struct body *b, const struct event *event)
{
    if (event->about[0] == '\0')
        body_refuse(b, "about", "missing");
    return !b->wrong;
}

enum result
project_retention(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t length[PURPOSE_COUNT];
    for (int i = 0; i < PURPOSE_COUNT; i++)
        length[i] =
            body_int(&b, purpose_name((enum purpose)i), 0, RETENTION_MOST, 0);
    if (b.wrong)
        return RESULT_INVALID;
    enum result result = db_run(store, "DELETE FROM retention", "");
    for (int i = 0; i < PURPOSE_COUNT && result == RESULT_OK; i++)
        if (length[i] > 0)
            result = db_run(store, "INSERT INTO retention VALUES(?,?)", "di", i,
                            length[i]);
    return result;
}

enum result
project_hold(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    bool set = event->kind == EVENT_HOLD_SET;
    int kind = body_word(&b, "why", hold_words, HOLD_NONE);
    const char *note = body_text(&b, "note", NOTE_CHARS, false);
    if (set && kind == HOLD_NONE)
        body_refuse(&b, "why", "missing");
    if (!about_is(&b, event))
        return RESULT_INVALID;
    if (!set)
        return db_run(store, "DELETE FROM hold WHERE person=?", "t",
                      event->about);
    return db_run(store,
                  "INSERT INTO hold VALUES(?1,?2,?3,0) ON CONFLICT(person)"
                  " DO UPDATE SET kind=?2,note=?3",
                  "tdt", event->about, kind, note);
}

/* Everything up to and with `until` is in other hands now. */
enum result
project_handed_over(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t until = body_int(&b, "until", 0, INT64_MAX, -1);
    if (until < 0)
        body_refuse(&b, "until", "missing");
    if (!about_is(&b, event))
        return RESULT_INVALID;
    return db_run(store, "UPDATE hold SET handed=max(handed,?) WHERE person=?",
                  "it", until, event->about);
}

static enum result
approve(struct store *store, const struct event *event)
{
    char *text = json_dumps(event->body, JSON_COMPACT | JSON_SORT_KEYS);
    enum result result = db_run(
        store, "INSERT OR REPLACE INTO purge VALUES(?,?,?,?,?,NULL,NULL)",
        "tdtit", event->about, (int)PURGE_APPROVED, text, event->at.utc_ms,
        event->who);
    free(text);
    return result;
}

enum result
project_purge(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t gone = body_int(&b, "gone", 0, INT64_MAX, 0);
    if (event->body == NULL && event->kind == EVENT_PURGE_APPROVED)
        body_refuse(&b, "before", "missing");
    if (!about_is(&b, event))
        return RESULT_INVALID;
    if (event->kind == EVENT_PURGE_APPROVED)
        return approve(store, event);
    if (event->kind == EVENT_PURGED)
        return db_run(store, "UPDATE purge SET state=?,gone=? WHERE id=?",
                      "dit", (int)PURGE_TAKEN, gone, event->about);
    return db_run(store, "UPDATE purge SET state=?,done_at=? WHERE id=?", "dit",
                  (int)PURGE_CLEAN, event->at.utc_ms, event->about);
}

enum result
project_rules(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int kind = body_word(&b, "kind", attend_words, -1);
    int64_t full = body_int(&b, "full", 0, DAY_MINUTES, 0);
    int64_t half = body_int(&b, "half", 0, DAY_MINUTES, 0);
    int64_t round = body_int(&b, "round", 1, 60, 1);
    int planning = body_bool(&b, "planning");
    if (kind < 0)
        body_refuse(&b, "kind", "missing");
    if (kind == ATTEND_HALF_FULL && (full < half || full == 0))
        body_refuse(&b, "full", "not more than half a day");
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "INSERT OR REPLACE INTO rules VALUES(1,?,?,?,?,?)",
                  "diiid", kind, full, half, round, planning);
}

/* The whole week anew: {"days":[{"weekday":1,"start":"09:00","end":"15:00"}]} */
enum result
project_agreed(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const json_t *days = json_object_get(event->body, "days");
    if (!json_is_array(days) || json_array_size(days) > 7)
        body_refuse(&b, "days", "not a list of at most seven days");
    if (!about_is(&b, event))
        return RESULT_INVALID;
    enum result result =
        db_run(store, "DELETE FROM agreed WHERE person=?", "t", event->about);
    for (size_t i = 0; i < json_array_size(days) && result == RESULT_OK; i++) {
        struct body day = b;
        day.json = json_array_get(days, i);
        int64_t weekday = body_int(&day, "weekday", 1, 7, 0);
        int start = body_time(&day, "start");
        int end = body_time(&day, "end");
        if (weekday == 0 || start < 0 || end <= start)
            body_refuse(&day, "days", "a day has a weekday, a start, an end");
        if (day.wrong)
            return RESULT_INVALID;
        result = db_run(store, "INSERT OR REPLACE INTO agreed VALUES(?,?,?,?)",
                        "tidd", event->about, weekday, start, end);
    }
    return result;
}

enum result
project_day_note(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t date = body_date(&b, "date", true);
    int code = body_word(&b, "code", code_words, CODE_NONE);
    int64_t rest = body_int(&b, "rest", 0, DAY_MINUTES, 0);
    if (!about_is(&b, event))
        return RESULT_INVALID;
    if (code == CODE_NONE && rest == 0)
        return db_run(store, "DELETE FROM day_note WHERE person=? AND day=?",
                      "ti", event->about, date);
    return db_run(store, "INSERT OR REPLACE INTO day_note VALUES(?,?,?,?,?)",
                  "tidii", event->about, date, code, rest, event->seq);
}

/* Confirmed again is a row more: what was confirmed before stays. */
enum result
project_sheet(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t month = body_date(&b, "month", true);
    if (!about_is(&b, event))
        return RESULT_INVALID;
    char *text = json_dumps(event->body, JSON_COMPACT | JSON_SORT_KEYS);
    enum result result = db_run(store, "INSERT INTO sheet VALUES(?,?,?,?,?,?)",
                                "tiitit", event->about, month, event->seq, text,
                                event->at.utc_ms, event->who);
    free(text);
    return result;
}

enum result
project_journal(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    if (event->kind == EVENT_JOURNAL_TRANSFERRED) {
        if (!about_is(&b, event))
            return RESULT_INVALID;
        return db_run(store,
                      "UPDATE journal SET transferred_at=?,transferred_by=?"
                      " WHERE id=?",
                      "itt", event->at.utc_ms, event->who, event->about);
    }
    const char *person = body_id(&b, "person", true);
    int64_t date = body_date(&b, "date", true);
    const char *text = body_text(&b, "text", JOURNAL_CHARS, true);
    const char *source = body_text(&b, "source", NOTE_CHARS, true);
    if (!about_is(&b, event))
        return RESULT_INVALID;
    return db_run(store,
                  "INSERT OR REPLACE INTO journal VALUES(?,?,?,?,?,?,?,NULL,"
                  "NULL,?)",
                  "ttitttii", event->about, person, date, text, source,
                  event->who, event->at.utc_ms, event->seq);
}
