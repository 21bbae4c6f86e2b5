/*
 * bench-queries DIR PEOPLE DAY [ROUNDS]: what staff ask most, through the
 * product's own functions and as the same SQL on the same file, in turn (goals
 * P15 and P17). DIR is one that bench-gen made, DAY its last.
 *
 * Prints one JSON line: for each question the median of pairs, and the
 * product's own median in µs.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/view_visits.h"
#include "tests/bench/gen.h"
#include "tests/bench/measure.h"

enum { ROUNDS_MAX = 2000, WARM = 20, DAYS = 366 };

struct bench {
    struct store *store;
    sqlite3 *db; /* the same file, without us */
    char person[UUID_SIZE];
    int people;
    int32_t day;
    int rows; /* of the last question */
    int64_t sum;
};

struct question {
    const char *name;
    bool (*ours)(struct bench *bench);
    const char
        *sql; /* its parameters, as far as it has them: person, from, to */
    int32_t days;
    bool ends; /* where the second column, a time, lies before the first day */
};

static bool
ask_who(struct bench *bench)
{
    static struct view_here here[GEN_PEOPLE_MAX];
    return view_who(bench->store, here, GEN_PEOPLE_MAX, &bench->rows) ==
           RESULT_OK;
}

static bool
ask_last90(struct bench *bench)
{
    static struct view_visit visits[90];
    return view_last_days(bench->store, bench->person, bench->day - 89,
                          bench->day, visits, 90, &bench->rows) == RESULT_OK;
}

static bool
ask_days(struct bench *bench, int32_t days)
{
    static struct view_month month[GEN_PEOPLE_MAX];
    return view_month(bench->store, bench->day - days + 1, bench->day, month,
                      GEN_PEOPLE_MAX, &bench->rows) == RESULT_OK;
}

static bool
ask_month(struct bench *bench)
{
    return ask_days(bench, 31);
}

static bool
ask_year(struct bench *bench)
{
    return ask_days(bench, 365);
}

#define SUMS                                                                   \
    "SELECT s.id,d.days,d.sum FROM (SELECT person,count(*) AS days,"           \
    "  sum(last-first) AS sum FROM daysum WHERE day BETWEEN ?2 AND ?3"         \
    "  GROUP BY person) d JOIN subject s ON s.n=d.person ORDER BY s.id"

static const struct question questions[] = {
    {"who", ask_who, "SELECT person,at FROM presence WHERE left_at IS NULL", 0,
     false},
    {"last90", ask_last90,
     "SELECT kind,at FROM event INDEXED BY event_about WHERE about="
     "(SELECT n FROM subject WHERE id=?1) AND kind NOT IN (17,18)"
     " ORDER BY seq DESC",
     90, true},
    {"month", ask_month, SUMS, 31, false},
    {"year", ask_year, SUMS, 365, false},
};
enum { QUESTIONS = sizeof questions / sizeof questions[0] };

/* Every row and every column is looked at, as any caller would. */
static bool
ask_plain(struct bench *bench, const struct question *question,
          sqlite3_stmt *statement)
{
    int64_t first_ms = civil_to_utc(bench->day - question->days + 1, 0, NULL);
    int count = sqlite3_bind_parameter_count(statement);
    int code;
    if (count > 0)
        sqlite3_bind_text(statement, 1, bench->person, -1, SQLITE_STATIC);
    if (count > 1)
        sqlite3_bind_int(statement, 2, bench->day - question->days + 1);
    if (count > 2)
        sqlite3_bind_int(statement, 3, bench->day);
    bench->rows = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (question->ends && sqlite3_column_int64(statement, 1) < first_ms)
            break;
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            bench->sum += sqlite3_column_type(statement, i) == SQLITE_TEXT
                              ? sqlite3_column_text(statement, i)[0]
                              : sqlite3_column_int64(statement, i);
        bench->rows++;
    }
    sqlite3_reset(statement);
    return code == SQLITE_DONE || code == SQLITE_ROW;
}

static bool
measure(struct bench *bench, const struct question *question, int rounds,
        json_t *said)
{
    static double ratio[ROUNDS_MAX], ours[ROUNDS_MAX];
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(bench->db, question->sql, -1, &statement,
                                 NULL) == SQLITE_OK;
    for (int i = -WARM; i < rounds && ok; i++) {
        double a = measure_now_us();
        ok = question->ours(bench) && bench->rows > 0;
        double b = measure_now_us();
        ok = ok && ask_plain(bench, question, statement) && bench->rows > 0;
        double c = measure_now_us();
        ours[i < 0 ? 0 : i] = b - a;
        ratio[i < 0 ? 0 : i] = (b - a) / (c - b);
    }
    sqlite3_finalize(statement);
    if (ok)
        json_object_set_new(said, question->name,
                            json_pack("{s:f,s:f}", "ratio",
                                      measure_percentile(ratio, rounds, 50),
                                      "us",
                                      measure_percentile(ours, rounds, 50)));
    return ok;
}

static bool
open_all(struct bench *bench, const char *dir, struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    if (folder_open(folder, dir) != RESULT_OK ||
        store_open(&bench->store, folder, STORE_READ) != RESULT_OK)
        return false;
    folder_path(folder, "troskel.db", path);
    return sqlite3_open_v2(path, &bench->db,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                           NULL) == SQLITE_OK;
}

int
main(int argc, char *argv[])
{
    struct bench bench = {.rows = 0};
    struct folder folder;
    log_open("bench-queries");
    if (argc < 4 || civil_parse_date(argv[3], &bench.day) != RESULT_OK) {
        fputs("usage: bench-queries DIR PEOPLE DAY [ROUNDS]\n", stderr);
        return 2;
    }
    bench.people = (int)strtol(argv[2], NULL, 10);
    int rounds = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 300;
    if (rounds < 1 || rounds > ROUNDS_MAX ||
        !open_all(&bench, argv[1], &folder))
        return 1;
    gen_person(bench.people / 2, bench.person);
    json_t *said = json_object();
    bool ok = true;
    for (int i = 0; i < QUESTIONS && ok; i++)
        ok = measure(&bench, &questions[i], rounds, said);
    if (ok)
        (void)json_dumpf(said, stdout, JSON_COMPACT | JSON_REAL_PRECISION(5));
    puts("");
    json_decref(said);
    sqlite3_close(bench.db);
    store_close(bench.store);
    return ok ? 0 : 1;
}
