/* Attendance: what was agreed, what was touched, what staff noted. */
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view_review.h"

enum result
view_rules(struct store *store, struct attend_rules *out)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT kind,full,half,round,planning FROM rules", "");
    int row = db_step(store, q);
    (void)attend_preset("hour", out);
    if (row == 1)
        *out = (struct attend_rules){
            (enum attend_kind)sqlite3_column_int(q, 0),
            sqlite3_column_int(q, 1), sqlite3_column_int(q, 2),
            sqlite3_column_int(q, 3), sqlite3_column_int(q, 4) != 0};
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_agreed_times(struct store *store, const char *person,
                  struct review_agreed out[7])
{
    sqlite3_stmt *q =
        db_query(store, "SELECT weekday,start,end FROM agreed WHERE person=?",
                 "t", person);
    int row;
    for (int i = 0; i < 7; i++)
        out[i] = (struct review_agreed){-1, -1};
    while ((row = db_step(store, q)) == 1) {
        int weekday = sqlite3_column_int(q, 0);
        if (weekday >= 1 && weekday <= 7)
            out[weekday - 1] = (struct review_agreed){sqlite3_column_int(q, 1),
                                                      sqlite3_column_int(q, 2)};
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static int
days_of_month(int32_t month)
{
    struct civil_ymd ymd = civil_ymd_of(month);
    int days = 28;
    while (civil_ymd_valid(ymd.year, ymd.month, days + 1))
        days++;
    return days;
}

static enum result
begin_month(struct store *store, struct review_sheet *sheet)
{
    struct review_agreed agreed[7];
    enum result result = view_agreed_times(store, sheet->person, agreed);
    sheet->count = days_of_month(sheet->month);
    for (int i = 0; i < sheet->count; i++) {
        struct attend_day *day = &sheet->days[i];
        *day = (struct attend_day){
            .day = sheet->month + i, .came = -1, .went = -1};
        const struct review_agreed *of = &agreed[civil_weekday(day->day) - 1];
        day->planned = of->start >= 0 ? of->end - of->start : 0;
    }
    return result;
}

/* Seconds since midnight in UTC of a day, as a minute of it. */
static int
minute_of(int32_t day, int64_t seconds)
{
    struct civil at = civil_from_utc(((int64_t)day * 86400 + seconds) * 1000);
    return at.minute + (at.day - day) * 1440;
}

static enum result
read_visits(struct store *store, struct review_sheet *sheet)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT day,first,last FROM daysum WHERE day BETWEEN ?1 AND ?2 AND"
        " person=(SELECT n FROM subject WHERE id=?3)",
        "iit", (int64_t)sheet->month, (int64_t)sheet->month + sheet->count - 1,
        sheet->person);
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct attend_day *day =
            &sheet->days[sqlite3_column_int(q, 0) - sheet->month];
        day->state = ATTEND_KNOWN;
        day->came = minute_of(day->day, sqlite3_column_int64(q, 1));
        day->went = minute_of(day->day, sqlite3_column_int64(q, 2));
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static void
not_known(struct review_sheet *sheet, int32_t day, enum attend_state state)
{
    int at = day - sheet->month;
    if (at < 0 || at >= sheet->count)
        return;
    sheet->days[at].state = state;
    sheet->days[at].went = -1;
}

/* Departures that nobody saw: those that were noticed, and the visit that is
 * on since an earlier day. */
static enum result
read_unknown(struct store *store, struct review_sheet *sheet, int32_t today)
{
    int64_t at = 0;
    sqlite3_stmt *q = db_query(
        store, "SELECT day,state FROM departure WHERE person=? AND day>=?",
        "ti", sheet->person, (int64_t)sheet->month);
    int row;
    while ((row = db_step(store, q)) == 1)
        not_known(sheet, sqlite3_column_int(q, 0),
                  sqlite3_column_int(q, 1) == 0 ? ATTEND_UNKNOWN
                                                : ATTEND_NEVER_KNOWN);
    db_done(q);
    if (row < 0)
        return RESULT_IO;
    enum result result =
        db_number(store, &at,
                  "SELECT at FROM presence WHERE person=? AND left_at IS NULL",
                  "t", sheet->person);
    if (result == RESULT_OK) {
        int32_t day = civil_from_utc(at).day;
        not_known(sheet, day, day >= today ? ATTEND_HERE : ATTEND_UNKNOWN);
    }
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

static enum result
read_notes(struct store *store, struct review_sheet *sheet)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT day,code,rest FROM day_note WHERE person=? AND"
                 " day BETWEEN ? AND ?",
                 "tii", sheet->person, (int64_t)sheet->month,
                 (int64_t)sheet->month + sheet->count - 1);
    int row;
    while ((row = db_step(store, q)) == 1) {
        struct attend_day *day =
            &sheet->days[sqlite3_column_int(q, 0) - sheet->month];
        day->code = (enum attend_code)sqlite3_column_int(q, 1);
        day->rest = sqlite3_column_int(q, 2);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static json_t *
day_body(const struct attend_day *day)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(day->day, date);
    return json_pack("{s:s,s:i,s:i,s:i,s:i,s:i,s:s}", "date", date, "planned",
                     day->planned, "present", day->present, "rest", day->rest,
                     "halves", day->halves, "counted", day->counted, "code",
                     attend_code_name(day->code));
}

json_t *
view_sheet_body(const struct review_sheet *sheet)
{
    char month[CIVIL_DATE_SIZE];
    json_t *days = json_array();
    civil_format_date(sheet->month, month);
    for (int i = 0; i < sheet->count; i++)
        if (sheet->days[i].planned > 0 || sheet->days[i].code != CODE_NONE ||
            sheet->days[i].state != ATTEND_ABSENT)
            json_array_append_new(days, day_body(&sheet->days[i]));
    return json_pack("{s:s,s:o,s:i,s:i,s:i,s:i,s:i}", "month", month, "days",
                     days, "full", sheet->sum.full, "half", sheet->sum.half,
                     "counted", sheet->sum.counted, "present",
                     sheet->sum.present, "planned", sheet->sum.planned);
}

static enum result
read_confirmed(struct store *store, struct review_sheet *sheet)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT s.at,s.seq,f.name,s.body FROM sheet s LEFT JOIN staff f"
        " ON f.id=s.who WHERE s.person=? AND s.month=? ORDER BY s.seq",
        "ti", sheet->person, (int64_t)sheet->month);
    int row;
    while ((row = db_step(store, q)) == 1) {
        json_t *now = view_sheet_body(sheet);
        json_t *then =
            json_loads((const char *)sqlite3_column_text(q, 3), 0, NULL);
        sheet->confirmed_at = sqlite3_column_int64(q, 0);
        sheet->confirmed_seq = sqlite3_column_int64(q, 1);
        db_column_text(q, 2, sheet->confirmed_by, sizeof sheet->confirmed_by);
        sheet->confirmations++;
        sheet->changed_since = !json_equal(now, then);
        json_decref(now);
        json_decref(then);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_sheet(struct store *store, const char *person, int32_t month,
           int32_t today, struct review_sheet *out)
{
    struct attend_rules rules;
    *out = (struct review_sheet){.month = month};
    text_copy(out->person, sizeof out->person, person);
    enum result result = view_rules(store, &rules);
    if (result == RESULT_OK || result == RESULT_ABSENT)
        result = begin_month(store, out);
    if (result == RESULT_OK)
        result = read_visits(store, out);
    if (result == RESULT_OK)
        result = read_unknown(store, out, today);
    if (result == RESULT_OK)
        result = read_notes(store, out);
    for (int i = 0; i < out->count && result == RESULT_OK; i++) {
        attend_count(&rules, &out->days[i]);
        if (out->days[i].day <= today)
            attend_add(&out->days[i], &out->sum);
    }
    return result == RESULT_OK ? read_confirmed(store, out) : result;
}

int64_t
view_sheet_seq(struct store *store, const char *person)
{
    int64_t seq = 0;
    if (db_number(store, &seq,
                  "SELECT max(seq) FROM event WHERE about="
                  "(SELECT n FROM subject WHERE id=?) AND " DB_IN_EVENT_ABOUT,
                  "t", person) != RESULT_OK)
        return 0;
    return seq;
}
