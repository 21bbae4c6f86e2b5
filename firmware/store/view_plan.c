#include "firmware/store/view_plan.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/words_of.h"

enum result
view_whom_day(struct store *store, const struct view_whom *whom, int32_t date,
              struct view_day *out)
{
    if (whom->kind == AUDIENCE_PERSON)
        return view_day(store, whom->id, date, out);
    return view_group_day(store, whom->id, date, out);
}

int64_t
view_seq_about(struct store *store, const char *id)
{
    int64_t seq = 0;
    if (db_number(store, &seq,
                  "SELECT max(seq) FROM event WHERE about=(SELECT n FROM"
                  " subject WHERE id=?) AND " DB_IN_EVENT_ABOUT,
                  "t", id) != RESULT_OK)
        return 0;
    return seq;
}

enum result
view_facts(struct store *store, const char *item, struct view_facts *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT audience,audience_id,date,weekday,from_day,to_day,ord,origin,"
        "energy,coalesce((SELECT name FROM person WHERE id=audience_id),"
        " (SELECT name FROM grp WHERE id=audience_id)) FROM item WHERE id=?",
        "t", item);
    *out = (struct view_facts){.date = -1};
    int row = db_step(store, q);
    if (row == 1) {
        text_copy(out->id, sizeof out->id, item);
        out->whom.kind = (enum view_audience)sqlite3_column_int(q, 0);
        db_column_text(q, 1, out->whom.id, sizeof out->whom.id);
        out->date = db_column_int(q, 2, -1);
        out->weekday = db_column_int(q, 3, 0);
        out->from = db_column_int(q, 4, -1);
        out->to = db_column_int(q, 5, -1);
        out->order = sqlite3_column_int64(q, 6);
        db_column_text(q, 7, out->origin, sizeof out->origin);
        out->energy = (enum view_energy)db_column_int(q, 8, ENERGY_UNSAID);
        db_column_text(q, 9, out->whom_name, sizeof out->whom_name);
    }
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    if (row == 0)
        return RESULT_ABSENT;
    out->seq = view_seq_about(store, item);
    return RESULT_OK;
}

enum result
view_change_body(struct store *store, const char *item, int32_t date,
                 json_t **body)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT body FROM change WHERE item=? AND date=?", "ti",
                 item, (int64_t)date);
    *body = NULL;
    int row = db_step(store, q);
    if (row == 1)
        *body = json_loads((const char *)sqlite3_column_text(q, 0), 0, NULL);
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    return *body == NULL ? RESULT_ABSENT : RESULT_OK;
}

static bool
is_so(enum result result)
{
    return result == RESULT_OK;
}

bool
view_change_was_seen(struct store *store, const char *item, int32_t date)
{
    int64_t one = 0;
    return is_so(db_number(store, &one,
                           "SELECT 1 FROM change g JOIN change_seen s ON"
                           " s.item=g.item AND s.date=g.date AND s.seq>=g.seq"
                           " WHERE g.item=? AND g.date=?",
                           "ti", item, (int64_t)date));
}

bool
view_item_touched(struct store *store, const char *item)
{
    int64_t one = 0;
    return is_so(db_number(store, &one,
                           "SELECT 1 WHERE EXISTS(SELECT 1 FROM done WHERE"
                           " item=(SELECT n FROM subject WHERE id=?1))"
                           " OR EXISTS(SELECT 1 FROM choice WHERE"
                           " item=?1)",
                           "t", item));
}

/* Everybody of the audience ?1 (kind) ?2 (id): a list of people. */
#define PEOPLE_OF                                                              \
    "SELECT id FROM person WHERE ?1=0 OR (?1=2 AND id=?2) OR (?1=1 AND id IN"  \
    " (SELECT person FROM person_group WHERE grp=?2))"

bool
view_day_stood(struct store *store, const struct view_whom *whom, int32_t date,
               int64_t utc_ms)
{
    int64_t one = 0;
    return is_so(db_number(
        store, &one,
        "SELECT 1 FROM item i WHERE (i.date=?3 OR (i.weekday=1+(?3+3)%7 AND"
        " coalesce(i.from_day,?3)<=?3 AND coalesce(i.to_day,?3)>=?3)) AND"
        " (i.audience=0 OR (i.audience=?1 AND i.audience_id=?2) OR"
        "  (?1=2 AND i.audience=1 AND i.audience_id IN"
        "   (SELECT grp FROM person_group WHERE person=?2))) AND"
        " (SELECT min(e.at) FROM event e WHERE e.about="
        "  (SELECT n FROM subject WHERE id=i.id) AND " DB_IN_EVENT_ABOUT
        ")<?4 LIMIT 1",
        "dtii", (int)whom->kind, whom->id, (int64_t)date, utc_ms));
}

bool
view_whom_was_here(struct store *store, const struct view_whom *whom,
                   int32_t date)
{
    int64_t one = 0;
    return is_so(db_number(
        store, &one,
        "SELECT 1 FROM daysum d JOIN subject s ON s.n=d.person WHERE d.day=?3"
        " AND s.id IN (" PEOPLE_OF ") LIMIT 1",
        "dti", (int)whom->kind, whom->id, (int64_t)date));
}

bool
view_whom_exists(struct store *store, const struct view_whom *whom)
{
    int64_t one = 0;
    if (whom->kind == AUDIENCE_ALL)
        return whom->id[0] == '\0';
    return is_so(whom->kind == AUDIENCE_GROUP
                     ? db_number(store, &one, "SELECT 1 FROM grp WHERE id=?",
                                 "t", whom->id)
                     : db_number(store, &one, "SELECT 1 FROM person WHERE id=?",
                                 "t", whom->id));
}

void
view_whom_name(struct store *store, const struct view_whom *whom,
               char out[VIEW_NAME_SIZE])
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT coalesce((SELECT name FROM person WHERE id=?1),"
                 "(SELECT name FROM grp WHERE id=?1),'')",
                 "t", whom->id);
    out[0] = '\0';
    if (db_step(store, q) == 1)
        db_column_text(q, 0, out, VIEW_NAME_SIZE);
    db_done(q);
}

enum result
view_change_seers(struct store *store, const struct view_changed *which,
                  struct view_change_seer *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT g.item,g.date,p.id,p.name,p.symbol_picture,"
        " coalesce(s.seq,0)>=g.seq FROM change g JOIN item i ON i.id=g.item"
        " JOIN person p ON (i.audience=0 OR (i.audience=2 AND"
        "  i.audience_id=p.id) OR (i.audience=1 AND EXISTS(SELECT 1 FROM"
        "  person_group m WHERE m.person=p.id AND m.grp=i.audience_id)))"
        " LEFT JOIN change_seen s ON s.person=p.id AND s.item=g.item AND"
        "  s.date=g.date WHERE g.date BETWEEN ?1 AND ?2 AND g.kind<>?4 AND"
        "  (?3='' OR p.id=?3) ORDER BY g.date,coalesce(i.start,9999),i.ord,"
        "  p.name",
        "iitd", (int64_t)which->from, (int64_t)which->to, which->person,
        (int)CHANGE_DETAILS);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct view_change_seer *seen = &out[(*count)++];
        db_column_text(q, 0, seen->item, sizeof seen->item);
        seen->date = sqlite3_column_int(q, 1);
        db_column_text(q, 2, seen->person, sizeof seen->person);
        db_column_text(q, 3, seen->name, sizeof seen->name);
        db_column_text(q, 4, seen->picture, sizeof seen->picture);
        seen->seen = sqlite3_column_int(q, 5) != 0;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
