#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"
#include "firmware/store/words_of.h"

/* Seconds since midnight in UTC of the civil day `day`. */
static int64_t
second_of(int64_t utc_ms, int64_t day)
{
    return utc_ms / 1000 - day * 86400;
}

static enum result
arrive(struct store *store, const struct event *event)
{
    enum result result = project_departure_missing(store, event);
    if (result != RESULT_OK)
        return result;
    result = db_run(
        store, "INSERT OR REPLACE INTO presence VALUES(?,?,?,?,NULL)", "titi",
        event->about, event->at.utc_ms, event->boot_id, event->at.boot_ms);
    if (result != RESULT_OK)
        return result;
    int64_t day = civil_from_utc(event->at.utc_ms).day;
    return db_run(store,
                  "INSERT INTO daysum SELECT ?1,n,?3,?3 FROM subject"
                  " WHERE id=?2 ON CONFLICT(day,person) DO UPDATE SET last=?3",
                  "iti", day, event->about, second_of(event->at.utc_ms, day));
}

/* Takes back the visit that is on; the day's row goes with it if the visit
 * was its first. */
static enum result
undo_arrival(struct store *store, const struct event *event)
{
    int64_t at = 0;
    enum result result =
        db_number(store, &at, "SELECT at FROM presence WHERE person=?", "t",
                  event->about);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT ? RESULT_OK : result;
    /* Around the day only: ten years of rows are not looked through. A zone
     * that was changed in between moves a visit by a day at most. */
    result =
        db_run(store,
               "DELETE FROM daysum WHERE day BETWEEN ?1-1 AND ?1+1"
               " AND person=(SELECT n FROM subject WHERE id=?2)"
               " AND day*86400+first=?3",
               "iti", (int64_t)civil_from_utc(at).day, event->about, at / 1000);
    if (result != RESULT_OK)
        return result;
    return db_run(store, "DELETE FROM presence WHERE person=?", "t",
                  event->about);
}

static enum result
depart(struct store *store, const struct event *event)
{
    enum result result =
        db_run(store, "UPDATE presence SET left_at=? WHERE person=?", "it",
               event->at.utc_ms, event->about);
    if (result != RESULT_OK)
        return result;
    int64_t day = civil_from_utc(event->at.utc_ms).day;
    return db_run(store,
                  "UPDATE daysum SET last=? WHERE day=? AND person="
                  "(SELECT n FROM subject WHERE id=?)",
                  "iit", second_of(event->at.utc_ms, day), day, event->about);
}

enum result
project_presence(struct store *store, const struct event *event)
{
    if (event->about[0] == '\0')
        return project_refuse(store, "about", "missing");
    if (event->kind == EVENT_ARRIVED)
        return arrive(store, event);
    if (event->kind == EVENT_ARRIVAL_UNDONE)
        return undo_arrival(store, event);
    if (event->kind == EVENT_LEFT)
        return depart(store, event);
    return db_run(store, "UPDATE presence SET left_at=NULL WHERE person=?", "t",
                  event->about);
}

/* The pause of nobody in particular stands under "". */
enum result
project_pause(struct store *store, const struct event *event)
{
    if (event->kind == EVENT_PAUSED)
        return db_run(store, "INSERT OR REPLACE INTO pause VALUES(?,?,?,?)",
                      "titi", event->about, event->at.utc_ms, event->boot_id,
                      event->at.boot_ms);
    return db_run(store, "DELETE FROM pause WHERE person=?", "t", event->about);
}
