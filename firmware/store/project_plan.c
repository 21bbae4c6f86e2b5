#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"
#include "firmware/store/words_of.h"

enum { TITLE_CHARS = 40, WHY_CHARS = 60, PICTURE_CHARS = 71 };

/* 0: all, 1: a group, 2: one person; with the group's or person's id. */
static int
read_audience(struct body *b, const char **id)
{
    static const char *const kinds[] = {"all", "group", "person", NULL};
    struct body inner = {b->store, json_object_get(b->json, "audience"), false};
    int kind = body_word(&inner, "kind", kinds, -1);
    *id = body_id(&inner, "id", kind > 0);
    if (kind < 0 || inner.wrong)
        body_refuse(b, "audience", "missing or wrong");
    return kind;
}

static void
check_when(struct body *b, int64_t date, int64_t weekday, int start, int end)
{
    if ((date == INT64_MIN) == (weekday == 0))
        body_refuse(b, "date", "either a date or a weekday");
    if (start >= 0 && end >= 0 && end <= start)
        body_refuse(b, "end", "not after the start");
    if (start < 0 && end >= 0)
        body_refuse(b, "start", "missing where there is an end");
}

static enum result
save_when(struct store *store, struct body *b, const struct event *event)
{
    int64_t date = body_date(b, "date", false);
    int64_t weekday = body_int(b, "weekday", 1, 7, 0);
    int64_t from = body_date(b, "from", false);
    int64_t to = body_date(b, "to", false);
    int start = body_time(b, "start");
    int end = body_time(b, "end");
    int all_day = body_bool(b, "all_day");
    check_when(b, date, weekday, start, end);
    if (b->wrong)
        return RESULT_INVALID;
    const int64_t none = INT64_MIN;
    return db_run(store,
                  "UPDATE item SET date=nullif(?1,?8),weekday=nullif(?2,0),"
                  "from_day=nullif(?3,?8),to_day=nullif(?4,?8),"
                  "start=nullif(?5,-1),end=nullif(?6,-1),all_day=?7"
                  " WHERE id=?9",
                  "iiiidddit", date, weekday, from, to, start, end, all_day,
                  none, event->about);
}

static enum result
save_answers(struct store *store, struct body *b, const struct event *event)
{
    const char *place = body_text(b, "place", TITLE_CHARS, false);
    const char *why = body_text(b, "why", WHY_CHARS, false);
    const char *bring = body_text(b, "bring", WHY_CHARS, false);
    const char *learn = body_text(b, "learn", WHY_CHARS, false);
    const char *known = body_text(b, "known_when", WHY_CHARS, false);
    char *with = body_texts(b, "with", VIEW_WITH_MAX);
    char *how = body_cards(b, "how", VIEW_STEPS_MAX);
    char *options = body_cards(b, "options", VIEW_OPTIONS_MAX);
    const json_t *notice_list = json_object_get(b->json, "notices");
    char *notices = json_is_array(notice_list)
                        ? json_dumps(notice_list, JSON_COMPACT)
                        : NULL;
    enum result result = RESULT_INVALID;
    if (!b->wrong)
        result = db_run(store,
                        "UPDATE item SET place=?,why=?,bring=?,learn=?,"
                        "with_list=?,how=?,options=?,notices=?,known_when=?"
                        " WHERE id=?",
                        "tttttttttt", place, why, bring, learn, with, how,
                        options, notices, known, event->about);
    free(with);
    free(how);
    free(options);
    free(notices);
    return result;
}

static enum result
save_source(struct store *store, struct body *b, const struct event *event)
{
    const char *source = body_text(b, "source", 200, false);
    const char *uid = body_text(b, "uid", 500, false);
    const char *recurrence = body_text(b, "recurrence", 60, false);
    int energy = body_word(b, "energy", words_of_energy, ENERGY_UNSAID);
    /* Where somebody put it; else an item keeps the place in the order that
     * it got when it was new. */
    int64_t order = body_int(b, "order", 0, INT64_C(1) << 40, 0);
    if (b->wrong)
        return RESULT_INVALID;
    return db_run(store,
                  "UPDATE item SET source=?1,uid=?2,recurrence=?3,"
                  "energy=nullif(?4,0),ord=coalesce(nullif(?5,0),ord)"
                  " WHERE id=?6",
                  "tttdit", source, uid, recurrence, energy, order,
                  event->about);
}

enum result
project_item(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *audience_id = NULL;
    int audience = read_audience(&b, &audience_id);
    const char *title = body_text(&b, "title", TITLE_CHARS, true);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, false);
    const char *origin = body_text(&b, "origin", 20, true);
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    enum result result = db_run(
        store,
        "INSERT INTO item(id,ord,audience,audience_id,title,picture,origin,"
        "all_day) VALUES(?1,?2,?3,?4,?5,?6,?7,0) ON CONFLICT(id) DO UPDATE SET"
        " audience=?3,audience_id=?4,title=?5,picture=?6,origin=?7",
        "tidtttt", event->about, event->seq, audience, audience_id, title,
        picture, origin);
    if (result == RESULT_OK)
        result = save_when(store, &b, event);
    if (result == RESULT_OK)
        result = save_answers(store, &b, event);
    return result == RESULT_OK ? save_source(store, &b, event) : result;
}

enum result
project_item_removed(struct store *store, const struct event *event)
{
    return db_run(store, "DELETE FROM item WHERE id=?", "t", event->about);
}

enum result
project_change(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t date = body_date(&b, "date", true);
    int kind = body_word(&b, "change", words_of_change, CHANGE_NONE);
    (void)body_text(&b, "title", TITLE_CHARS, kind == CHANGE_REPLACED);
    (void)body_text(&b, "picture", PICTURE_CHARS, false);
    (void)body_text(&b, "place", TITLE_CHARS, kind == CHANGE_PLACE);
    (void)body_text(&b, "reason", WHY_CHARS, false);
    int start = body_time(&b, "start");
    (void)body_time(&b, "end");
    (void)body_text(&b, "why", WHY_CHARS, false);
    (void)body_text(&b, "bring", WHY_CHARS, false);
    (void)body_text(&b, "learn", WHY_CHARS, false);
    (void)body_text(&b, "known_when", WHY_CHARS, false);
    free(body_texts(&b, "with", VIEW_WITH_MAX));
    free(body_cards(&b, "how", VIEW_STEPS_MAX));
    free(body_cards(&b, "options", VIEW_OPTIONS_MAX));
    if (kind == CHANGE_NONE)
        body_refuse(&b, "change", "missing");
    if (kind == CHANGE_TIME && start < 0)
        body_refuse(&b, "start", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    char *text = json_dumps(b.json, JSON_COMPACT | JSON_SORT_KEYS);
    enum result result =
        db_run(store, "INSERT OR REPLACE INTO change VALUES(?,?,?,?,?)",
               "tidti", event->about, date, kind, text, event->seq);
    free(text);
    return result;
}

enum result
project_change_seen(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *item = body_id(&b, "item", true);
    int64_t date = body_date(&b, "date", true);
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "INSERT OR REPLACE INTO change_seen VALUES(?,?,?,?)",
                  "ttii", event->about, item, date, event->seq);
}

enum result
project_done(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *item = body_id(&b, "item", true);
    int64_t date = body_date(&b, "date", true);
    int64_t step = body_int(&b, "step", 0, VIEW_STEPS_MAX - 1, -1);
    if (b.wrong)
        return RESULT_INVALID;
    const char *sql =
        event->kind == EVENT_DONE
            ? "INSERT OR IGNORE INTO done SELECT ?1,p.n,i.n,?4"
              " FROM subject p,subject i WHERE p.id=?2 AND i.id=?3"
            : "DELETE FROM done WHERE date=?1"
              " AND person=(SELECT n FROM subject WHERE id=?2)"
              " AND item=(SELECT n FROM subject WHERE id=?3) AND step=?4";
    return db_run(store, sql, "itti", date, event->about, item, step);
}

enum result
project_chosen(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *item = body_id(&b, "item", true);
    int64_t date = body_date(&b, "date", true);
    int64_t option = body_int(&b, "option", -3, VIEW_OPTIONS_MAX - 1, -4);
    if (option == -4)
        body_refuse(&b, "option", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    if (option == -1)
        return db_run(store,
                      "DELETE FROM choice WHERE person=? AND item=? AND date=?",
                      "tti", event->about, item, date);
    return db_run(store, "INSERT OR REPLACE INTO choice VALUES(?,?,?,?)",
                  "ttii", event->about, item, date, option);
}
