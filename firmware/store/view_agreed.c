/*
 * What a person agreed to, that they stopped coming, and who they are to
 * staff.
 */
#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view_support.h"

enum result
view_agreement(struct store *store, const char *person,
               struct support_agreement *out)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT wish,explained,by,date,review,words,seq FROM agreement"
                 " WHERE person=?",
                 "t", person);
    *out = (struct support_agreement){.review = INT32_MIN};
    int row = db_step(store, q);
    if (row == 1) {
        out->wish = (enum support_wish)sqlite3_column_int(q, 0);
        db_column_text(q, 1, out->explained, sizeof out->explained);
        db_column_text(q, 2, out->by, sizeof out->by);
        out->date = sqlite3_column_int(q, 3);
        out->review = db_column_int(q, 4, INT32_MIN);
        db_column_text(q, 5, out->words, sizeof out->words);
        out->seq = sqlite3_column_int64(q, 6);
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_ending(struct store *store, const char *person, struct support_ending *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT reason,date,contact,words,seq FROM ending WHERE person=?", "t",
        person);
    *out = (struct support_ending){.date = 0};
    int row = db_step(store, q);
    if (row == 1) {
        out->reason = (enum support_end)sqlite3_column_int(q, 0);
        out->date = sqlite3_column_int(q, 1);
        db_column_text(q, 2, out->contact, sizeof out->contact);
        db_column_text(q, 3, out->words, sizeof out->words);
        out->seq = sqlite3_column_int64(q, 4);
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_consent(struct store *store, const char *about, const char *what,
             struct support_consent *out)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT given,by,date FROM consent WHERE about=? AND what=?",
        "tt", about, what);
    *out = (struct support_consent){.known = false};
    int row = db_step(store, q);
    if (row == 1) {
        out->known = true;
        out->given = sqlite3_column_int(q, 0) != 0;
        db_column_text(q, 1, out->by, sizeof out->by);
        db_column_text(q, 2, out->date, sizeof out->date);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_ended(struct store *store, struct support_ended *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT id,name,symbol,symbol_picture,ended FROM person"
                 " WHERE ended IS NOT NULL ORDER BY ended DESC,name LIMIT ?",
                 "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct support_ended *one = &out[(*count)++];
        db_column_text(q, 0, one->id, sizeof one->id);
        db_column_text(q, 1, one->name, sizeof one->name);
        db_column_text(q, 2, one->symbol, sizeof one->symbol);
        db_column_text(q, 3, one->picture, sizeof one->picture);
        one->date = sqlite3_column_int(q, 4);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_person_groups(struct store *store, const char *person,
                   struct view_group *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT g.id,g.name,g.picture FROM person_group p JOIN grp g"
                 " ON g.id=p.grp WHERE p.person=? ORDER BY p.ord LIMIT ?",
                 "td", person, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_group *group = &out[(*count)++];
        db_column_text(q, 0, group->id, sizeof group->id);
        db_column_text(q, 1, group->name, sizeof group->name);
        db_column_text(q, 2, group->picture, sizeof group->picture);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_person_more(struct store *store, const char *person,
                 struct support_person *out)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT symbol_picture,photo,note,"
                               "ended IS NOT NULL,off FROM person WHERE id=?",
                               "t", person);
    *out = (struct support_person){.seq = 0};
    int row = db_step(store, q);
    if (row == 1) {
        db_column_text(q, 0, out->symbol_picture, sizeof out->symbol_picture);
        db_column_text(q, 1, out->photo, sizeof out->photo);
        db_column_text(q, 2, out->note, sizeof out->note);
        out->ended = sqlite3_column_int(q, 3) != 0;
        out->off = sqlite3_column_int(q, 4) != 0;
    }
    db_done(q);
    if (row != 1)
        return row == 0 ? RESULT_ABSENT : RESULT_IO;
    return view_saved_seq(store, EVENT_PERSON_SAVED, person, &out->seq);
}

enum result
view_saved_seq(struct store *store, enum event_kind kind, const char *about,
               int64_t *seq)
{
    *seq = 0;
    enum result result = db_number(
        store, seq,
        "SELECT seq FROM event WHERE about=(SELECT n FROM subject WHERE id=?)"
        " AND kind=? AND " DB_IN_EVENT_ABOUT " ORDER BY seq DESC LIMIT 1",
        "td", about, (int)kind);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}
