/*
 * What helps a person: strategies, the plan of wellbeing, the card for staff
 * on their way, and the person's own words.
 */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view_support.h"

enum {
    TEXT_CHARS = 300,
    LINE_CHARS = 60,
    NAME_CHARS = 40,
    STRATEGY_CHARS = 60, /* of a table; the pages ask for at most 30 */
    PICTURE_CHARS = 71,
    WORDS_CHARS = 2000
};

static bool
about_someone(struct body *b, const struct event *event)
{
    if (event->about[0] == '\0')
        body_refuse(b, "about", "missing");
    return !b->wrong;
}

/* --- strategies --- */

/* What the kiosk shows after a press stands beside the person, so that its
 * screens read no other table: the worst level first (BO-1). */
static enum result
lay_out_stress(struct store *store, const char *person)
{
    return db_run(
        store,
        "UPDATE person SET strategies=(SELECT nullif(json_group_array("
        "json_object('picture',picture,'text',text)),'[]') FROM (SELECT"
        " picture,text FROM strategy WHERE person=?1 AND stress=1"
        " ORDER BY level DESC,ord LIMIT 4)) WHERE id=?1",
        "t", person);
}

static enum result
save_strategy(struct store *store, const struct event *event, size_t at,
              const json_t *entry)
{
    struct body b = {store, entry, false};
    const char *text = body_text(&b, "text", STRATEGY_CHARS, true);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, false);
    int level = body_word(&b, "level", words_of_support_level, SUPPORT_CALM);
    char *contexts = body_texts(&b, "contexts", SUPPORT_CONTEXTS_MAX);
    const char *helper = body_text(&b, "helper", LINE_CHARS, false);
    int origin = body_word(&b, "origin", words_of_support_from, FROM_STAFF);
    int stress = body_bool(&b, "stress");
    int listed = body_bool(&b, "listed");
    enum result result = RESULT_INVALID;
    if (!b.wrong)
        result =
            db_run(store, "INSERT INTO strategy VALUES(?,?,?,?,?,?,?,?,?,?)",
                   "tittdttddd", event->about, (int64_t)at, text, picture,
                   level, contexts, helper, origin, stress, listed);
    free(contexts);
    return result;
}

enum result
project_strategies(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const json_t *list = json_object_get(b.json, "list");
    size_t at;
    json_t *entry;
    if (!json_is_array(list) || json_array_size(list) > SUPPORT_STRATEGIES_MAX)
        body_refuse(&b, "list", "not a list that may stand here");
    if (!about_someone(&b, event))
        return RESULT_INVALID;
    enum result result =
        db_run(store, "DELETE FROM strategy WHERE person=?", "t", event->about);
    json_array_foreach(list, at, entry)
    {
        if (result == RESULT_OK)
            result = save_strategy(store, event, at, entry);
    }
    return result == RESULT_OK ? lay_out_stress(store, event->about) : result;
}

static bool
listed_in(const json_t *list, const char *text)
{
    size_t at;
    json_t *card;
    json_array_foreach(list, at, card)
    {
        if (text_equal(json_string_value(json_object_get(card, "text")), text))
            return true;
    }
    return false;
}

static enum result
forget_unlisted(struct store *store, const char *person, const json_t *list)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT ord,text FROM strategy WHERE person=? AND listed=1", "t",
        person);
    int64_t gone[SUPPORT_STRATEGIES_MAX];
    int count = 0, row;
    while ((row = db_step(store, q)) == 1 && count < SUPPORT_STRATEGIES_MAX)
        if (!listed_in(list, (const char *)sqlite3_column_text(q, 1)))
            gone[count++] = sqlite3_column_int64(q, 0);
    db_done(q);
    enum result result = row < 0 ? RESULT_IO : RESULT_OK;
    for (int i = 0; i < count && result == RESULT_OK; i++)
        result = db_run(store, "DELETE FROM strategy WHERE person=? AND ord=?",
                        "ti", person, gone[i]);
    return result;
}

static enum result
add_listed(struct store *store, const char *person, const json_t *card)
{
    const char *text = json_string_value(json_object_get(card, "text"));
    const char *picture = json_string_value(json_object_get(card, "picture"));
    int64_t there = 0;
    enum result result = db_number(
        store, &there, "SELECT ord FROM strategy WHERE person=? AND text=?",
        "tt", person, text);
    if (result == RESULT_OK)
        return db_run(store,
                      "UPDATE strategy SET picture=? WHERE person=? AND ord=?"
                      " AND listed=1",
                      "tti", picture, person, there);
    if (result != RESULT_ABSENT)
        return result;
    return db_run(store,
                  "INSERT INTO strategy SELECT ?1,coalesce(max(ord)+1,0),?2,?3,"
                  "?4,NULL,NULL,?5,1,1 FROM strategy WHERE person=?1",
                  "tttdd", person, text, picture, (int)SUPPORT_OVERLOADED,
                  (int)FROM_STAFF);
}

static bool
says_the_same(struct store *store, const char *person, const char *listed)
{
    int64_t same = 0;
    return db_number(store, &same,
                     "SELECT 1 FROM person WHERE id=? AND"
                     " coalesce(listed,'[]')=?",
                     "tt", person, listed) == RESULT_OK;
}

enum result
project_table_strategies(struct store *store, const char *person,
                         const json_t *list)
{
    size_t at;
    json_t *card;
    char *listed =
        list == NULL ? NULL : json_dumps(list, JSON_COMPACT | JSON_SORT_KEYS);
    if (list != NULL && listed == NULL)
        return RESULT_FULL;
    enum result result = RESULT_OK;
    if (listed != NULL && !says_the_same(store, person, listed)) {
        result = forget_unlisted(store, person, list);
        json_array_foreach(list, at, card)
        {
            if (result == RESULT_OK)
                result = add_listed(store, person, card);
        }
        if (result == RESULT_OK)
            result = db_run(store, "UPDATE person SET listed=? WHERE id=?",
                            "tt", listed, person);
        if (result == RESULT_OK)
            result = lay_out_stress(store, person);
    }
    free(listed);
    return result;
}

enum result
project_strategies_of_log(struct store *store)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT s.id,e.body FROM event e JOIN subject s ON s.n=e.about"
                 " WHERE e.kind=? ORDER BY e.seq",
                 "d", (int)EVENT_PERSON_SAVED);
    enum result result = RESULT_OK;
    int row = 0;
    while (result == RESULT_OK && (row = db_step(store, q)) == 1) {
        json_t *body =
            json_loads((const char *)sqlite3_column_text(q, 1), 0, NULL);
        result = project_table_strategies(
            store, (const char *)sqlite3_column_text(q, 0),
            json_object_get(body, "strategies"));
        json_decref(body);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : result;
}

/* --- the plan of wellbeing --- */

static enum result
save_level(struct store *store, const struct event *event, int level)
{
    struct body b = body_of(store, event);
    b.json = json_object_get(b.json, words_of_support_level[level]);
    if (b.json != NULL && !json_is_object(b.json))
        body_refuse(&b, words_of_support_level[level], "not an object");
    const char *i_notice = body_text(&b, "i_notice", TEXT_CHARS, false);
    const char *others_see = body_text(&b, "others_see", TEXT_CHARS, false);
    const char *i_do = body_text(&b, "i_do", TEXT_CHARS, false);
    const char *others_do = body_text(&b, "others_do", TEXT_CHARS, false);
    if (!about_someone(&b, event))
        return RESULT_INVALID;
    return db_run(store,
                  "INSERT OR REPLACE INTO wellbeing VALUES(?,?,?,?,?,?,?)",
                  "tdtttti", event->about, level, i_notice, others_see, i_do,
                  others_do, event->seq);
}

enum result
project_wellbeing(struct store *store, const struct event *event)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < SUPPORT_LEVELS && result == RESULT_OK; i++)
        result = save_level(store, event, i);
    return result;
}

/* --- "this is how you help me" --- */

static void
check_ids(struct body *b, const char *field)
{
    size_t at;
    json_t *id;
    unsigned char bytes[UUID_BYTES];
    json_array_foreach(json_object_get(b->json, field), at, id)
    {
        if (!uuid_parse(json_string_value(id), bytes))
            body_refuse(b, field, "not an id");
    }
}

enum result
project_help(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    char *warning = body_texts(&b, "warning", SUPPORT_LIST_MAX);
    char *helps = body_texts(&b, "helps", SUPPORT_LIST_MAX);
    char *worse = body_texts(&b, "worse", SUPPORT_LIST_MAX);
    char *staff = body_texts(&b, "staff", SUPPORT_LIST_MAX);
    char *demands = body_texts(&b, "demands", SUPPORT_LIST_MAX);
    enum result result = RESULT_INVALID;
    check_ids(&b, "staff");
    if (about_someone(&b, event))
        result =
            db_run(store, "INSERT OR REPLACE INTO help VALUES(?,?,?,?,?,?,?)",
                   "tttttti", event->about, warning, helps, worse, staff,
                   demands, event->seq);
    free(warning);
    free(helps);
    free(worse);
    free(staff);
    free(demands);
    return result;
}

/* --- the person's own words: as they were said, not a space taken away --- */

enum result
project_own_words(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *text[SUPPORT_TOPICS];
    for (int i = 0; i < SUPPORT_TOPICS; i++)
        text[i] = body_text(&b, words_of_support_topic[i], WORDS_CHARS, false);
    if (!about_someone(&b, event))
        return RESULT_INVALID;
    enum result result = db_run(store, "DELETE FROM own_words WHERE person=?",
                                "t", event->about);
    for (int i = 0; i < SUPPORT_TOPICS && result == RESULT_OK; i++)
        if (text[i] != NULL)
            result = db_run(store, "INSERT INTO own_words VALUES(?,?,?,?)",
                            "ttti", event->about, words_of_support_topic[i],
                            text[i], event->seq);
    return result;
}
