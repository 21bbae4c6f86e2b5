#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static void
read_signal(struct store *store, sqlite3_stmt *q, const char *boot_id,
            struct view_signal *out)
{
    char boot[40];
    *out = (struct view_signal){.presses = sqlite3_column_int(q, 7)};
    db_column_text(q, 0, out->id, sizeof out->id);
    out->kind = (enum view_signal_kind)sqlite3_column_int(q, 1);
    out->state = (enum view_signal_state)sqlite3_column_int(q, 2);
    db_column_text(q, 3, out->place, sizeof out->place);
    out->raised_utc_ms = sqlite3_column_int64(q, 4);
    db_column_text(q, 5, boot, sizeof boot);
    out->raised_boot_ms = sqlite3_column_int64(q, 6);
    out->this_boot = text_equal(boot, boot_id);
    db_column_text(q, 8, out->about, sizeof out->about);
    db_column_text(q, 9, out->about_name, sizeof out->about_name);
    db_column_text(q, 10, out->about_picture, sizeof out->about_picture);
    db_column_text(q, 11, out->staff, sizeof out->staff);
    db_column_text(q, 12, out->staff_name, sizeof out->staff_name);
    db_column_text(q, 13, out->staff_picture, sizeof out->staff_picture);
    out->last_boot_ms = sqlite3_column_int64(q, 14);
    out->level = sqlite3_column_int(q, 16);
    db_column_text(q, 15, out->last_boot, sizeof out->last_boot);
    view_agreed(store, out->staff_picture);
}

#define SIGNAL_COLUMNS                                                         \
    "SELECT s.id,s.kind,s.state,s.place,s.at,s.boot,s.up,s.presses,"           \
    " s.person,p.name,p.symbol_picture,s.staff,f.name,f.picture,"              \
    " s.last_up,s.last_boot,s.level"                                           \
    " FROM signal s LEFT JOIN person p ON p.id=s.person"                       \
    " LEFT JOIN staff f ON f.id=s.staff"

static enum result
read_one(struct store *store, sqlite3_stmt *q, const char *boot_id,
         struct view_signal *out)
{
    int row = db_step(store, q);
    if (row == 1)
        read_signal(store, q, boot_id, out);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_signal(struct store *store, const char *boot_id, const char *id,
            struct view_signal *out)
{
    return read_one(store,
                    db_query(store, SIGNAL_COLUMNS " WHERE s.id=?", "t", id),
                    boot_id, out);
}

enum result
view_signal_at(struct store *store, const char *boot_id,
               enum view_signal_kind kind, const char *place,
               struct view_signal *out)
{
    return read_one(store,
                    db_query(store,
                             SIGNAL_COLUMNS " WHERE s.state<4 AND s.kind=?"
                                            " AND s.place=?"
                                            " ORDER BY s.seq DESC LIMIT 1",
                             "dt", (int)kind, place),
                    boot_id, out);
}

enum result
view_signal_end(struct store *store, const char *signal,
                struct view_signal_end *out)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT unanswered,met,helped,before,inside,outside"
                 " FROM signal_end WHERE signal=?",
                 "t", signal);
    *out = (struct view_signal_end){.met = -1};
    int row = db_step(store, q);
    if (row == 1) {
        out->unanswered = sqlite3_column_int(q, 0) != 0;
        out->met = sqlite3_column_int(q, 1);
        out->helped = (unsigned)sqlite3_column_int(q, 2);
        out->before = (unsigned)sqlite3_column_int(q, 3);
        db_column_text(q, 4, out->inside, sizeof out->inside);
        db_column_text(q, 5, out->outside, sizeof out->outside);
    }
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_faults(struct store *store, struct view_fault *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT what,place,state,at FROM fault"
                               " ORDER BY at,what,place LIMIT ?",
                               "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_fault *fault = &out[(*count)++];
        fault->what = (enum view_fault_what)sqlite3_column_int(q, 0);
        db_column_text(q, 1, fault->place, sizeof fault->place);
        db_column_text(q, 2, fault->state, sizeof fault->state);
        fault->since_utc_ms = sqlite3_column_int64(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_walks(struct store *store, struct view_walk *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT place,signal,at,seen FROM walk ORDER BY place LIMIT ?",
        "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_walk *walk = &out[(*count)++];
        db_column_text(q, 0, walk->place, sizeof walk->place);
        db_column_text(q, 1, walk->signal, sizeof walk->signal);
        walk->pressed_utc_ms = sqlite3_column_int64(q, 2);
        walk->seen_utc_ms = sqlite3_column_int64(q, 3);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_signals(struct store *store, const char *boot_id, bool all,
             struct view_signal *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        SIGNAL_COLUMNS
        " WHERE s.state<4 OR (?1 AND s.at>="
        "  (SELECT max(at) FROM event WHERE seq>(SELECT max(seq) FROM event)-9)"
        "  -?2)"
        " ORDER BY s.state>=4,s.kind=2,s.seq DESC LIMIT ?3",
        "did", (int)all, (int64_t)DAY_MS, max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_signal(store, q, boot_id, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
