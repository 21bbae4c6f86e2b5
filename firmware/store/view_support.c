#include "firmware/store/view_support.h"

#include <jansson.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"

const char *const words_of_support_level[] = {"calm", "tense", "overloaded",
                                              NULL};
const char *const words_of_support_from[] = {"self", "staff", "relative",
                                             "peer", NULL};
const char *const words_of_support_stage[] = {"mapped", "understood", "used",
                                              NULL};
const char *const words_of_support_receive[] = {"nothing", "practical",
                                                "progress", NULL};
const char *const words_of_support_wish[] = {"yes", "no", "partly", NULL};
const char *const words_of_support_end[] = {"own_wish", "moved", "goal", "died",
                                            NULL};
const char *const words_of_support_topic[] = {
    "hopes", "important", "interests", "senses", "best_time", "must_not", NULL};

/* A JSON list of texts into rows of `size` bytes. */
static int
read_texts(const char *text, char *out, size_t size, int max)
{
    json_t *list = text == NULL ? NULL : json_loads(text, 0, NULL);
    int count = 0;
    size_t at;
    json_t *value;
    json_array_foreach(list, at, value)
    {
        if (count == max)
            break;
        text_copy(out + (size_t)count * size, size, json_string_value(value));
        count++;
    }
    json_decref(list);
    return count;
}

static void
read_strategy(sqlite3_stmt *q, struct support_strategy *out)
{
    *out = (struct support_strategy){.level = SUPPORT_CALM};
    db_column_text(q, 0, out->card.text, sizeof out->card.text);
    db_column_text(q, 1, out->card.picture, sizeof out->card.picture);
    out->level = (enum support_level)sqlite3_column_int(q, 2);
    out->context_count =
        read_texts((const char *)sqlite3_column_text(q, 3), out->contexts[0],
                   sizeof out->contexts[0], SUPPORT_CONTEXTS_MAX);
    db_column_text(q, 4, out->helper, sizeof out->helper);
    out->origin = (enum support_from)sqlite3_column_int(q, 5);
    out->stress = sqlite3_column_int(q, 6) != 0;
    out->listed = sqlite3_column_int(q, 7) != 0;
}

enum result
view_strategies(struct store *store, const char *person,
                struct support_strategies *out)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT text,picture,level,contexts,helper,origin,stress,"
                 "listed"
                 " FROM strategy WHERE person=? ORDER BY ord LIMIT ?",
                 "td", person, (int)SUPPORT_STRATEGIES_MAX);
    int row;
    int64_t table = 0;
    out->count = 0;
    while ((row = db_step(store, q)) == 1)
        read_strategy(q, &out->list[out->count++]);
    db_done(q);
    enum result result = row < 0 ? RESULT_IO : RESULT_OK;
    if (result == RESULT_OK)
        result =
            view_saved_seq(store, EVENT_STRATEGIES_SAVED, person, &out->seq);
    if (result == RESULT_OK)
        result = view_saved_seq(store, EVENT_PERSON_SAVED, person, &table);
    if (table > out->seq)
        out->seq = table;
    return result;
}

enum result
view_wellbeing(struct store *store, const char *person,
               struct support_wellbeing *out)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT level,i_notice,others_see,i_do,others_do,seq"
                 " FROM wellbeing WHERE person=?",
                 "t", person);
    int row;
    *out = (struct support_wellbeing){.seq = 0};
    while ((row = db_step(store, q)) == 1) {
        int level = sqlite3_column_int(q, 0);
        if (level < 0 || level >= SUPPORT_LEVELS)
            continue;
        db_column_text(q, 1, out->level[level].i_notice, SUPPORT_TEXT_SIZE);
        db_column_text(q, 2, out->level[level].others_see, SUPPORT_TEXT_SIZE);
        db_column_text(q, 3, out->level[level].i_do, SUPPORT_TEXT_SIZE);
        db_column_text(q, 4, out->level[level].others_do, SUPPORT_TEXT_SIZE);
        out->seq = sqlite3_column_int64(q, 5);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* Only those who still work here. */
static enum result
read_preferred(struct store *store, struct support_help *out, char *ids,
               int count)
{
    out->staff_count = 0;
    for (int i = 0; i < count; i++) {
        sqlite3_stmt *q =
            db_query(store, "SELECT id,name,picture FROM staff WHERE id=?", "t",
                     ids + (size_t)i * UUID_SIZE);
        int row = db_step(store, q);
        if (row == 1) {
            struct view_staff *staff = &out->staff[out->staff_count++];
            db_column_text(q, 0, staff->id, sizeof staff->id);
            db_column_text(q, 1, staff->name, sizeof staff->name);
            db_column_text(q, 2, staff->picture, sizeof staff->picture);
        }
        db_done(q);
        if (row < 0)
            return RESULT_IO;
    }
    return RESULT_OK;
}

enum result
view_help(struct store *store, const char *person, struct support_help *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT warning,helps,worse,demands,staff,seq FROM help WHERE person=?",
        "t", person);
    char ids[SUPPORT_LIST_MAX][UUID_SIZE];
    int count = 0;
    *out = (struct support_help){.seq = 0};
    int row = db_step(store, q);
    if (row == 1) {
#define LIST(column, field)                                                    \
    out->field##_count =                                                       \
        read_texts((const char *)sqlite3_column_text(q, column),               \
                   out->field[0], sizeof out->field[0], SUPPORT_LIST_MAX)
        LIST(0, warning);
        LIST(1, helps);
        LIST(2, worse);
        LIST(3, demands);
#undef LIST
        count = read_texts((const char *)sqlite3_column_text(q, 4), ids[0],
                           UUID_SIZE, SUPPORT_LIST_MAX);
        out->seq = sqlite3_column_int64(q, 5);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : read_preferred(store, out, ids[0], count);
}

enum result
view_own_words(struct store *store, const char *person,
               struct support_words *out)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT topic,text FROM own_words WHERE person=?", "t", person);
    int row;
    *out = (struct support_words){.seq = 0};
    while ((row = db_step(store, q)) == 1)
        for (int i = 0; i < SUPPORT_TOPICS; i++)
            if (text_equal((const char *)sqlite3_column_text(q, 0),
                           words_of_support_topic[i]))
                db_column_text(q, 1, out->text[i], SUPPORT_WORDS_SIZE);
    db_done(q);
    return row < 0 ? RESULT_IO
                   : view_saved_seq(store, EVENT_OWN_WORDS_SAVED, person,
                                    &out->seq);
}
