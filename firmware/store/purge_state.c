/* What follows for the state when events of one subject are gone. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/store/purge_inside.h"

static bool
is_replayed(enum event_kind kind)
{
    return kind == EVENT_ARRIVED || kind == EVENT_ARRIVAL_UNDONE ||
           kind == EVENT_LEFT || kind == EVENT_DEPARTURE_UNDONE ||
           kind == EVENT_STAFF_CAME || kind == EVENT_STAFF_WENT ||
           kind == EVENT_VISIT_SETTLED || kind == EVENT_PAUSED ||
           kind == EVENT_RESUMED;
}

/* Visits and pauses follow from one another: what stays is played again. */
static enum result
clear_replayed(struct store *store, const char *id, int64_t subject)
{
    enum result result =
        db_run(store, "DELETE FROM presence WHERE person=?", "t", id);
    if (result == RESULT_OK)
        result =
            db_run(store, "DELETE FROM daysum WHERE person=?", "i", subject);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM departure WHERE person=?", "t", id);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM staff_here WHERE staff=?", "t", id);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM pause WHERE person=?", "t", id);
    return result;
}

struct replayed {
    struct store *store;
    enum result result;
};

static bool
replay(void *user, const struct event *event)
{
    struct replayed *replayed = user;
    if (is_replayed(event->kind))
        replayed->result = project_event(replayed->store, event);
    return replayed->result == RESULT_OK;
}

static enum result
delete_dated(struct store *store, const char *id, const struct purge_cut *cut)
{
    int64_t plan = cut->day[PURPOSE_PLAN];
    int64_t presence = cut->day[PURPOSE_PRESENCE];
    enum result result = db_run(
        store,
        "DELETE FROM done WHERE person=(SELECT n FROM subject WHERE id=?)"
        " AND date<?",
        "ti", id, plan);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM choice WHERE person=? AND date<?",
                        "ti", id, plan);
    if (result == RESULT_OK)
        result =
            db_run(store, "DELETE FROM change_seen WHERE person=? AND date<?",
                   "ti", id, plan);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM change WHERE item=? AND date<?",
                        "ti", id, plan);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM day_note WHERE person=? AND day<?",
                        "ti", id, presence);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM sheet WHERE person=? AND month<?",
                        "ti", id, presence);
    return result;
}

/* What was laid out is known while the log says that it was. */
static enum result
delete_laying(struct store *store, const char *id, int64_t subject)
{
    return db_run(store,
                  "DELETE FROM laying WHERE id=?1 AND NOT EXISTS(SELECT 1 FROM"
                  " event WHERE about=?2 AND kind=?3 AND " DB_IN_EVENT_ABOUT
                  ")",
                  "tid", id, subject, (int)EVENT_PLAN_LAID);
}

enum result
purge_state_after(struct store *store, const char *id, int64_t subject,
                  const struct purge_cut *cut)
{
    struct replayed replayed = {store, RESULT_OK};
    enum result result = clear_replayed(store, id, subject);
    if (result == RESULT_OK)
        result = store_events_about(store, id, replay, &replayed);
    if (result == RESULT_OK)
        result = replayed.result;
    if (result == RESULT_OK)
        result = delete_laying(store, id, subject);
    return result == RESULT_OK ? delete_dated(store, id, cut) : result;
}

enum result
purge_state_whole(struct store *store, const char *id)
{
    enum result result =
        db_run(store, "DELETE FROM signal WHERE id=?", "t", id);
    if (result == RESULT_OK)
        result =
            db_run(store, "DELETE FROM signal_end WHERE signal=?", "t", id);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM item WHERE id=?", "t", id);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM change WHERE item=?", "t", id);
    if (result == RESULT_OK)
        result = db_run(store, "DELETE FROM journal WHERE id=?", "t", id);
    return result;
}
