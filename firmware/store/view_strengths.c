/*
 * What a person is good at, and those who are close to them.
 */
#include "firmware/store/db.h"
#include "firmware/store/view_support.h"

#define STRENGTH_COLUMNS                                                       \
    "SELECT id,word,picture,seen_by,seer,example,date,stage,shows_when,"       \
    "blocked_by,used_in,keeps,shown,seq,person FROM strength"

static void
read_strength(sqlite3_stmt *q, struct support_strength *out)
{
    *out = (struct support_strength){.seq = sqlite3_column_int64(q, 13)};
    db_column_text(q, 0, out->id, sizeof out->id);
    db_column_text(q, 1, out->word, sizeof out->word);
    db_column_text(q, 2, out->picture, sizeof out->picture);
    out->seen_by = (enum support_from)sqlite3_column_int(q, 3);
    db_column_text(q, 4, out->seer, sizeof out->seer);
    db_column_text(q, 5, out->example, sizeof out->example);
    out->date = sqlite3_column_int(q, 6);
    out->stage = (enum support_stage)sqlite3_column_int(q, 7);
    db_column_text(q, 8, out->shows_when, sizeof out->shows_when);
    db_column_text(q, 9, out->blocked_by, sizeof out->blocked_by);
    db_column_text(q, 10, out->used_in, sizeof out->used_in);
    out->keeps = sqlite3_column_int(q, 11) != 0;
    out->shown = sqlite3_column_int(q, 12) != 0;
}

enum result
view_strengths(struct store *store, const char *person,
               struct support_strength *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 STRENGTH_COLUMNS " WHERE person=? ORDER BY date,id"
                                  " LIMIT ?",
                 "td", person, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_strength(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_strength(struct store *store, const char *id, char person[UUID_SIZE],
              struct support_strength *out)
{
    sqlite3_stmt *q = db_query(store, STRENGTH_COLUMNS " WHERE id=?", "t", id);
    int row = db_step(store, q);
    if (row == 1) {
        read_strength(q, out);
        db_column_text(q, 14, person, UUID_SIZE);
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

#define RELATION_COLUMNS                                                       \
    "SELECT id,name,relation,reach,may_contact,may_receive,consent_by,"        \
    "consent_from,consent_to,seq,person FROM relation"

static void
read_relation(sqlite3_stmt *q, struct support_relation *out)
{
    *out = (struct support_relation){.seq = sqlite3_column_int64(q, 9)};
    db_column_text(q, 0, out->id, sizeof out->id);
    db_column_text(q, 1, out->name, sizeof out->name);
    db_column_text(q, 2, out->relation, sizeof out->relation);
    db_column_text(q, 3, out->reach, sizeof out->reach);
    out->may_contact = sqlite3_column_int(q, 4) != 0;
    out->may_receive = (enum support_receive)sqlite3_column_int(q, 5);
    db_column_text(q, 6, out->consent_by, sizeof out->consent_by);
    out->consent_from = db_column_int(q, 7, INT32_MIN);
    out->consent_to = db_column_int(q, 8, INT32_MIN);
}

enum result
view_relations(struct store *store, const char *person,
               struct support_relation *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 RELATION_COLUMNS " WHERE person=? ORDER BY name,id"
                                  " LIMIT ?",
                 "td", person, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_relation(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_relation(struct store *store, const char *id, char person[UUID_SIZE],
              struct support_relation *out)
{
    sqlite3_stmt *q = db_query(store, RELATION_COLUMNS " WHERE id=?", "t", id);
    int row = db_step(store, q);
    if (row == 1) {
        read_relation(q, out);
        db_column_text(q, 10, person, UUID_SIZE);
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

bool
support_may(const struct support_relation *relation, enum support_receive what,
            int32_t today)
{
    bool now =
        relation->consent_from != INT32_MIN &&
        relation->consent_from <= today &&
        (relation->consent_to == INT32_MIN || today <= relation->consent_to);
    return now && (what == RECEIVE_NOTHING ? relation->may_contact
                                           : relation->may_receive >= what);
}
