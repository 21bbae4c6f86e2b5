/* What staff say afterwards of a visit: when somebody came or went, that
 * nobody knows, and who of the staff is at work. The touches stay in the log. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"

/* A local minute of a civil day as daysum has it: seconds since midnight in
 * UTC. */
static int64_t
second_at(int32_t day, int minute)
{
    return civil_to_utc(day, minute, NULL) / 1000 - (int64_t)day * 86400;
}

/* The day's row: what is not said stays, and a day without one begins with
 * what is said. */
static enum result
set_summary(struct store *store, const struct event *event, int64_t day,
            int came, int went)
{
    int64_t first = came < 0 ? 0 : second_at((int32_t)day, came);
    int64_t last = went < 0 ? 0 : second_at((int32_t)day, went);
    if (came >= 0) {
        enum result result = db_run(
            store,
            "INSERT INTO daysum SELECT ?1,n,?3,?3 FROM subject WHERE id=?2"
            " ON CONFLICT(day,person) DO UPDATE SET first=?3,"
            " last=max(last,?3)",
            "iti", day, event->about, first);
        if (result != RESULT_OK)
            return result;
    }
    if (went < 0)
        return RESULT_OK;
    return db_run(store,
                  "UPDATE daysum SET last=?1 WHERE day=?2 AND person="
                  "(SELECT n FROM subject WHERE id=?3)",
                  "iit", last, day, event->about);
}

/* The visit that is on, or was the last, if it is of that day. */
static enum result
set_presence(struct store *store, const struct event *event, int64_t day,
             int came, int went)
{
    int64_t from = civil_to_utc((int32_t)day, 0, NULL);
    int64_t until = civil_to_utc((int32_t)day + 1, 0, NULL);
    enum result result = RESULT_OK;
    if (came >= 0)
        result = db_run(store,
                        "UPDATE presence SET at=?1 WHERE person=?2"
                        " AND at>=?3 AND at<?4",
                        "itii", civil_to_utc((int32_t)day, came, NULL),
                        event->about, from, until);
    if (result == RESULT_OK && went >= 0)
        result = db_run(store,
                        "UPDATE presence SET left_at=?1 WHERE person=?2"
                        " AND at>=?3 AND at<?4",
                        "itii", civil_to_utc((int32_t)day, went, NULL),
                        event->about, from, until);
    return result;
}

/* Nobody knows when they went: never the whole day, never nothing (NY-5). */
static enum result
set_unknown(struct store *store, const struct event *event, int64_t day)
{
    int64_t from = civil_to_utc((int32_t)day, 0, NULL);
    int64_t until = civil_to_utc((int32_t)day + 1, 0, NULL);
    enum result result =
        db_run(store, "INSERT OR REPLACE INTO departure VALUES(?,?,1)", "ti",
               event->about, day);
    if (result == RESULT_OK)
        result = db_run(store,
                        "UPDATE presence SET left_at=at WHERE person=?1"
                        " AND at>=?2 AND at<?3 AND left_at IS NULL",
                        "tii", event->about, from, until);
    return result;
}

enum result
project_visit_settled(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t day = body_date(&b, "date", true);
    int came = body_time(&b, "came");
    int went = body_time(&b, "went");
    bool unknown = body_bool(&b, "unknown");
    if (event->about[0] == '\0')
        return project_refuse(store, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    enum result result = set_summary(store, event, day, came, went);
    if (result == RESULT_OK)
        result = set_presence(store, event, day, came, went);
    if (result == RESULT_OK && went >= 0)
        result = db_run(store, "DELETE FROM departure WHERE person=? AND day=?",
                        "ti", event->about, day);
    return result == RESULT_OK && unknown ? set_unknown(store, event, day)
                                          : result;
}

enum result
project_departure_missing(struct store *store, const struct event *event)
{
    int64_t at = 0;
    enum result result =
        db_number(store, &at,
                  "SELECT at FROM presence WHERE person=? AND left_at IS NULL",
                  "t", event->about);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT ? RESULT_OK : result;
    int32_t day = civil_from_utc(at).day;
    if (day >= civil_from_utc(event->at.utc_ms).day)
        return RESULT_OK;
    return db_run(store, "INSERT OR REPLACE INTO departure VALUES(?,?,0)", "ti",
                  event->about, (int64_t)day);
}

enum result
project_staff_here(struct store *store, const struct event *event)
{
    if (event->about[0] == '\0')
        return project_refuse(store, "about", "missing");
    if (event->kind == EVENT_STAFF_CAME)
        return db_run(store, "INSERT OR REPLACE INTO staff_here VALUES(?,?)",
                      "ti", event->about, event->at.utc_ms);
    return db_run(store, "DELETE FROM staff_here WHERE staff=?", "t",
                  event->about);
}
