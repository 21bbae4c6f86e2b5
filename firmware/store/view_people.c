#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view.h"
#include "firmware/store/view_json.h"

/* Both queries have these, and what is theirs alone behind them. */
enum { REACH_COLUMN_COUNT = 14 };
#define REACH_COLUMNS                                                          \
    "r.scan,r.scan_ms,r.touch,r.hold_ms,r.dead_ms,r.left,r.low,r.theme,"       \
    "r.dim_from,r.dim_to,r.tag,r.voice,r.voice_rate,r.voice_volume"

static void
read_reach(sqlite3_stmt *q, int at, struct view_reach *reach)
{
    reach->scan = (enum view_scan)sqlite3_column_int(q, at);
    reach->scan_ms = db_column_int(q, at + 1, VIEW_SCAN_MS);
    reach->touch = (enum view_touch)sqlite3_column_int(q, at + 2);
    reach->hold_ms = sqlite3_column_int(q, at + 3);
    reach->dead_ms = sqlite3_column_int(q, at + 4);
    reach->left = sqlite3_column_int(q, at + 5) != 0;
    reach->low = sqlite3_column_int(q, at + 6) != 0;
    reach->theme = (enum view_theme)sqlite3_column_int(q, at + 7);
    reach->dim_from = db_column_int(q, at + 8, -1);
    reach->dim_to = db_column_int(q, at + 9, -1);
    db_column_text(q, at + 10, reach->tag, sizeof reach->tag);
    reach->voice = (enum view_voice)sqlite3_column_int(q, at + 11);
    reach->voice_rate = sqlite3_column_int(q, at + 12);
    reach->voice_volume = sqlite3_column_int(q, at + 13);
}

enum result
view_centre(struct store *store, struct view_centre *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT id,name,lang,zone,opens,closes,calm_place,calm_picture,"
        "t1_ms,t2_ms," REACH_COLUMNS
        ",(SELECT days FROM walk_rule) FROM centre c LEFT JOIN reach r ON "
        "r.about=c.id",
        "");
    *out = (struct view_centre){.opens = -1, .closes = -1};
    int row = db_step(store, q);
    if (row != 1)
        return row == 0 ? RESULT_ABSENT : RESULT_IO;
    db_column_text(q, 0, out->id, sizeof out->id);
    db_column_text(q, 1, out->name, sizeof out->name);
    db_column_text(q, 2, out->lang, sizeof out->lang);
    db_column_text(q, 3, out->zone, sizeof out->zone);
    out->opens = db_column_int(q, 4, -1);
    out->closes = db_column_int(q, 5, -1);
    db_column_text(q, 6, out->calm_place, sizeof out->calm_place);
    db_column_text(q, 7, out->calm_picture, sizeof out->calm_picture);
    view_agreed(store, out->calm_picture);
    out->t1_ms = sqlite3_column_int64(q, 8);
    out->t2_ms = sqlite3_column_int64(q, 9);
    read_reach(q, 10, &out->reach);
    out->walk_days = db_column_int(q, 10 + REACH_COLUMN_COUNT, VIEW_WALK_DAYS);
    db_done(q);
    return RESULT_OK;
}

/* Rows of id, name, picture. */
static enum result
read_named(struct store *store, sqlite3_stmt *q, struct view_group *out,
           int max, int *count)
{
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_group *group = &out[(*count)++];
        db_column_text(q, 0, group->id, sizeof group->id);
        db_column_text(q, 1, group->name, sizeof group->name);
        db_column_text(q, 2, group->picture, sizeof group->picture);
        view_agreed(store, group->picture);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_groups(struct store *store, struct view_group *out, int max, int *count)
{
    return read_named(
        store,
        db_query(store,
                 "SELECT id,name,picture FROM grp ORDER BY ord,name"
                 " LIMIT ?",
                 "d", max),
        out, max, count);
}

enum result
view_places(struct store *store, struct view_group *out, int max, int *count)
{
    return read_named(
        store,
        db_query(store,
                 "SELECT id,name,picture FROM place ORDER BY name,id"
                 " LIMIT ?",
                 "d", max),
        out, max, count);
}

enum result
view_staff(struct store *store, struct view_staff *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT id,name,picture FROM staff ORDER BY name,id LIMIT ?",
        "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_staff *staff = &out[(*count)++];
        db_column_text(q, 0, staff->id, sizeof staff->id);
        db_column_text(q, 1, staff->name, sizeof staff->name);
        db_column_text(q, 2, staff->picture, sizeof staff->picture);
        view_agreed(store, staff->picture);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* A photo stands for its person only while they agree to it. */
#define PERSON_COLUMNS                                                         \
    "SELECT p.id,p.name,p.symbol,"                                             \
    " CASE WHEN p.photo IS NOT NULL AND c.given=1 AND EXISTS("                 \
    "  SELECT 1 FROM picture x WHERE x.id=p.photo) THEN p.photo"               \
    "  ELSE p.symbol_picture END,"                                             \
    " (SELECT grp FROM person_group g WHERE g.person=p.id AND g.ord="          \
    "  (SELECT min(ord) FROM person_group m WHERE m.person=p.id)),"            \
    " p.place,coalesce(p.lang,(SELECT lang FROM centre)),p.mode,p.level,"      \
    " p.text,p.direction,p.mark,p.time,p.greys,p.how_many,p.strategies,"       \
    " s.at,s.boot,s.up,s.left_at,z.person IS NOT NULL,"                        \
    " coalesce((SELECT n.name FROM picture_name n WHERE n.person=p.id"         \
    "  AND n.picture=p.symbol_picture),p.symbol)," REACH_COLUMNS               \
    ",p.ended IS NOT NULL,p.off"                                               \
    " FROM person p LEFT JOIN consent c ON c.about=p.id AND c.what='photo'"    \
    " LEFT JOIN presence s ON s.person=p.id"                                   \
    " LEFT JOIN pause z ON z.person=p.id"                                      \
    " LEFT JOIN reach r ON r.about=p.id"

static void
read_visit(sqlite3_stmt *q, const char *boot_id, struct view_person *person)
{
    char boot[40];
    bool known = sqlite3_column_type(q, 16) != SQLITE_NULL;
    person->here = known && sqlite3_column_type(q, 19) == SQLITE_NULL;
    person->left_utc_ms = sqlite3_column_int64(q, 19);
    if (!person->here)
        return;
    person->arrived_utc_ms = sqlite3_column_int64(q, 16);
    person->arrived_boot_ms = sqlite3_column_int64(q, 18);
    db_column_text(q, 17, boot, sizeof boot);
    person->arrived_this_boot = text_equal(boot, boot_id);
}

static void
read_person(sqlite3_stmt *q, const char *boot_id, struct view_person *person)
{
    *person = (struct view_person){.place = 0};
    db_column_text(q, 0, person->id, sizeof person->id);
    db_column_text(q, 1, person->name, sizeof person->name);
    db_column_text(q, 2, person->symbol, sizeof person->symbol);
    db_column_text(q, 3, person->picture, sizeof person->picture);
    db_column_text(q, 4, person->group, sizeof person->group);
    person->place = sqlite3_column_int(q, 5);
    db_column_text(q, 6, person->lang, sizeof person->lang);
    person->mode = (enum view_mode)sqlite3_column_int(q, 7);
    person->level = (enum view_level)sqlite3_column_int(q, 8);
    person->text = (enum view_text)sqlite3_column_int(q, 9);
    person->direction = (enum view_direction)sqlite3_column_int(q, 10);
    person->mark = (enum view_mark)sqlite3_column_int(q, 11);
    person->time = (enum view_time)sqlite3_column_int(q, 12);
    person->greys = sqlite3_column_int(q, 13) != 0;
    person->how_many = sqlite3_column_int(q, 14);
    person->strategy_count =
        view_json_cards((const char *)sqlite3_column_text(q, 15),
                        person->strategies, VIEW_STRATEGIES_MAX);
    read_visit(q, boot_id, person);
    person->paused = sqlite3_column_int(q, 20) != 0;
    read_reach(q, 22, &person->reach);
    person->ended = sqlite3_column_int(q, 22 + REACH_COLUMN_COUNT) != 0;
    person->off = sqlite3_column_int(q, 23 + REACH_COLUMN_COUNT) != 0;
    db_column_text(q, 21, person->label, sizeof person->label);
}

enum result
view_people(struct store *store, const char *boot_id, struct view_person *out,
            int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 PERSON_COLUMNS " LEFT JOIN person_group o ON o.person=p.id"
                                " AND o.ord=0 LEFT JOIN grp g ON g.id=o.grp"
                                " WHERE p.ended IS NULL"
                                " ORDER BY g.ord,g.name,p.place,p.symbol"
                                " LIMIT ?",
                 "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_person(q, boot_id, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_person(struct store *store, const char *boot_id, const char *id,
            struct view_person *out)
{
    sqlite3_stmt *q = db_query(store, PERSON_COLUMNS " WHERE p.id=?", "t", id);
    int row = db_step(store, q);
    if (row == 1)
        read_person(q, boot_id, out);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_brief(struct store *store, const char *id, struct view_brief *out)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT p.id,p.name,p.ended IS NOT NULL,s.at,s.left_at,"
        "EXISTS(SELECT 1 FROM pause z WHERE z.person=p.id)"
        " FROM person p LEFT JOIN presence s ON s.person=p.id WHERE p.id=?",
        "t", id);
    int row = db_step(store, q);
    *out = (struct view_brief){.here = false};
    if (row == 1) {
        db_column_text(q, 0, out->id, sizeof out->id);
        db_column_text(q, 1, out->name, sizeof out->name);
        out->ended = sqlite3_column_int(q, 2) != 0;
        out->left_utc_ms = sqlite3_column_int64(q, 4);
        out->here = sqlite3_column_type(q, 3) != SQLITE_NULL &&
                    sqlite3_column_type(q, 4) == SQLITE_NULL;
        out->arrived_utc_ms = out->here ? sqlite3_column_int64(q, 3) : 0;
        out->paused = sqlite3_column_int(q, 5) != 0;
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

/* Looks for `what` among rows of (id, name…): an id, else one name alone. */
static enum result
find_named(struct store *store, const char *sql, const char *what,
           char id[UUID_SIZE])
{
    char wanted[VIEW_NAME_SIZE];
    char name[VIEW_NAME_SIZE];
    sqlite3_stmt *q = db_query(store, sql, "");
    int hits = 0;
    int row;
    text_fold(wanted, sizeof wanted, what);
    text_trim(wanted);
    while ((row = db_step(store, q)) == 1) {
        text_fold(name, sizeof name, (const char *)sqlite3_column_text(q, 1));
        bool is_id = text_equal((const char *)sqlite3_column_text(q, 0), what);
        if (!is_id && !text_equal(name, wanted))
            continue;
        db_column_text(q, 0, id, UUID_SIZE);
        hits = is_id ? 1 : hits + 1;
        if (is_id)
            break;
    }
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    return hits == 1 ? RESULT_OK : hits == 0 ? RESULT_ABSENT : RESULT_INVALID;
}

enum result
view_find_person(struct store *store, const char *what, char id[UUID_SIZE])
{
    enum result result =
        find_named(store,
                   "SELECT id,CASE WHEN ended IS NULL THEN symbol ELSE id END"
                   " FROM person",
                   what, id);
    return result != RESULT_ABSENT
               ? result
               : find_named(store,
                            "SELECT id,name FROM person WHERE ended IS NULL",
                            what, id);
}

enum result
view_find_group(struct store *store, const char *what, char id[UUID_SIZE])
{
    return find_named(store, "SELECT id,name FROM grp", what, id);
}

enum result
view_find_staff(struct store *store, const char *what, char id[UUID_SIZE])
{
    return find_named(store, "SELECT id,name FROM staff", what, id);
}

enum result
view_photo(struct store *store, const char *picture, unsigned char **bytes,
           size_t *length)
{
    /* A picture of a person asks for that person's consent each time. */
    sqlite3_stmt *q = db_query(
        store,
        "SELECT b.bytes FROM picture p JOIN blob b ON b.hash=p.hash"
        " WHERE p.id=? AND (p.person IS NULL OR EXISTS(SELECT 1 FROM consent c"
        "  WHERE c.about=p.person AND c.what='photo' AND c.given=1))",
        "t", picture);
    int row = db_step(store, q);
    enum result result = row < 0 ? RESULT_IO : RESULT_ABSENT;
    *bytes = NULL;
    if (row == 1) {
        *length = (size_t)sqlite3_column_bytes(q, 0);
        *bytes = malloc(*length > 0 ? *length : 1);
        result = *bytes == NULL ? RESULT_FULL : RESULT_OK;
        if (*bytes != NULL && *length > 0)
            memcpy(*bytes, sqlite3_column_blob(q, 0), *length);
    }
    db_done(q);
    return result;
}

enum result
view_pauses(struct store *store, const char *boot_id, struct view_pause *out,
            int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT person,at,boot,up FROM pause ORDER BY at LIMIT ?", "d",
        max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_pause *pause = &out[(*count)++];
        char boot[40];
        db_column_text(q, 0, pause->person, sizeof pause->person);
        pause->at_utc_ms = sqlite3_column_int64(q, 1);
        db_column_text(q, 2, boot, sizeof boot);
        pause->this_boot = text_equal(boot, boot_id);
        pause->at_boot_ms = sqlite3_column_int64(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
