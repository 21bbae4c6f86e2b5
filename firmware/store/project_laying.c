#include <stdlib.h>

#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"

enum { NAME_CHARS = 40, LAYING_MAX = 1000 };

/* Each entry is {"day":0..,"body":{an item without audience and date}}. Its
 * fields are checked when it is laid out. */
static bool
entries_sound(const json_t *items, int days)
{
    size_t at;
    json_t *entry;
    if (!json_is_array(items) || json_array_size(items) > LAYING_MAX)
        return false;
    json_array_foreach(items, at, entry)
    {
        const json_t *day = json_object_get(entry, "day");
        if (!json_is_integer(day) || json_integer_value(day) < 0 ||
            json_integer_value(day) >= days ||
            !json_is_object(json_object_get(entry, "body")))
            return false;
    }
    return true;
}

enum result
project_template(struct store *store, const struct event *event)
{
    if (event->kind == EVENT_TEMPLATE_REMOVED)
        return db_run(store, "DELETE FROM template WHERE id=?", "t",
                      event->about);
    struct body b = body_of(store, event);
    const char *name = body_text(&b, "name", NAME_CHARS, true);
    int64_t days = body_int(&b, "days", 1, 7, 0);
    const json_t *items = json_object_get(event->body, "items");
    if (days == 0)
        body_refuse(&b, "days", "missing");
    else if (!entries_sound(items, (int)days))
        body_refuse(&b, "items", "not a list that may stand here");
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    char *text = json_dumps(items, JSON_COMPACT | JSON_SORT_KEYS);
    enum result result =
        db_run(store, "INSERT OR REPLACE INTO template VALUES(?,?,?,?,?)",
               "ttiti", event->about, name, days, text, event->seq);
    free(text);
    return result;
}

enum result
project_laying(struct store *store, const struct event *event)
{
    if (event->kind == EVENT_LAYING_UNDONE)
        return db_run(store, "UPDATE laying SET undone=1 WHERE id=?", "t",
                      event->about);
    struct body b = body_of(store, event);
    const json_t *items = json_object_get(event->body, "items");
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (!json_is_array(items) || json_array_size(items) > LAYING_MAX)
        body_refuse(&b, "items", "not a list that may stand here");
    if (b.wrong)
        return RESULT_INVALID;
    char *text = json_dumps(items, JSON_COMPACT);
    enum result result =
        db_run(store, "INSERT OR REPLACE INTO laying VALUES(?,?,?,0,?)", "titi",
               event->about, event->at.utc_ms, text, event->seq);
    free(text);
    return result;
}

/* One person's days are as nobody had touched them: marks, choices, and which
 * changes were seen. The log keeps what was. */
enum result
project_week_reset(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t from = body_date(&b, "from", true);
    int64_t to = body_date(&b, "to", true);
    if (!b.wrong && (to < from || to - from > 6))
        body_refuse(&b, "to", "not within a week of the first day");
    if (b.wrong)
        return RESULT_INVALID;
    enum result result =
        db_run(store,
               "DELETE FROM done WHERE date BETWEEN ?2 AND ?3 AND person="
               "(SELECT n FROM subject WHERE id=?1)",
               "tii", event->about, from, to);
    if (result == RESULT_OK)
        result = db_run(
            store, "DELETE FROM choice WHERE person=? AND date BETWEEN ? AND ?",
            "tii", event->about, from, to);
    if (result == RESULT_OK)
        result = db_run(store,
                        "DELETE FROM change_seen WHERE person=? AND date"
                        " BETWEEN ? AND ?",
                        "tii", event->about, from, to);
    return result;
}

/* The day is as planned again, and nobody had seen it otherwise. */
enum result
project_change_withdrawn(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t date = body_date(&b, "date", true);
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "DELETE FROM change WHERE item=? AND date=?", "ti",
                  event->about, date);
}
