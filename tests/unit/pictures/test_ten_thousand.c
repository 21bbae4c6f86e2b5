/*
 * A library of 10,000 pictures, made of this one's own names put together
 * anew, so that its words begin as words do. What a search costs is counted
 * in steps of SQLite's machine, which no busy computer changes; with
 * TROSKEL_TIME in the environment the clock's figures are printed too.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/clock.h"
#include "firmware/base/text.h"
#include "firmware/store/library_db.h"
#include "tests/test.h"
#include "tests/unit/pictures/test_pictures.h"

enum { PICTURES = 10000, ASKED_MAX = 4096, STEPS_MAX = 20000 };

static const char grow[] =
    "CREATE TEMP TABLE pool AS SELECT row_number() OVER (ORDER BY picture) - 1 "
    "AS n, name, words FROM name WHERE lang = 'sv' AND is_foreign = 0;"
    "CREATE INDEX temp.pool_n ON pool (n);"
    "CREATE TEMP TABLE made AS WITH RECURSIVE i (n) AS (SELECT (SELECT "
    "count(*) FROM picture) UNION ALL SELECT n + 1 FROM i WHERE n < 9999), "
    "size (m) AS (SELECT count(*) FROM pool) SELECT 'made-' || i.n AS id, "
    "a.name || ' ' || b.name AS name, a.words || ', ' || b.words AS words "
    "FROM i, size CROSS JOIN pool a ON a.n = i.n * 7 % m CROSS JOIN pool b ON "
    "b.n = i.n * 13 % m;"
    "INSERT INTO picture SELECT id, '', 0, 2, '', x'00' FROM made;"
    "INSERT INTO name SELECT 'sv', id, name, words, 0 FROM made;"
    "INSERT INTO find_sv SELECT name, words, id, 1 FROM made;";

static bool
copy_file(const char *from, const char *to)
{
    static char bytes[1 << 16];
    FILE *in = fopen(from, "rb");
    FILE *out = fopen(to, "wb");
    bool good = in != NULL && out != NULL;
    size_t length;
    while (good && (length = fread(bytes, 1, sizeof bytes, in)) > 0)
        good = fwrite(bytes, 1, length, out) == length;
    if (in != NULL)
        fclose(in);
    return out != NULL && fclose(out) == 0 && good;
}

static struct library *
grown_library(void)
{
    char path[512];
    sqlite3 *db = NULL;
    struct library *library = NULL;
    text_format(path, sizeof path, "%s/grown.db", test_folder());
    bool good = copy_file(TROSKEL_PICTURES_DB, path) &&
                sqlite3_open(path, &db) == SQLITE_OK &&
                sqlite3_exec(db, "PRAGMA synchronous = OFF; BEGIN;", NULL, NULL,
                             NULL) == SQLITE_OK &&
                sqlite3_exec(db, grow, NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    if (!good)
        fprintf(stderr, "grown library: %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    if (good && library_open(&library, path) != RESULT_OK)
        library = NULL;
    return library;
}

static long
steps_taken(struct library *library)
{
    long steps = 0;
    for (int i = 0; i < ASK_COUNT; i++)
        if (library->asked[i] != NULL) /* else it was never asked */
            steps += sqlite3_stmt_status(library->asked[i],
                                         SQLITE_STMTSTATUS_VM_STEP, 1);
    return steps;
}

static int
compare(const void *a, const void *b)
{
    long x = *(const long *)a;
    long y = *(const long *)b;
    return (x > y) - (x < y);
}

static long asked_steps[ASKED_MAX];
static long asked_us[ASKED_MAX];

static void
ask(struct library *library, const char *query, int at)
{
    static const struct library_use uses[] = {
        {"own-fika", 40}, {"1F37D", 20}, {"1F6B6", 10}, {"1F68C", 5}};
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = 0;
    (void)steps_taken(library);
    uint64_t before = clock_kernel_ns();
    CHECK_INT(library_search_used(library, "sv", query, uses, 4, hits,
                                  LIBRARY_HITS_MAX, &count),
              RESULT_OK);
    asked_us[at] = (long)((clock_kernel_ns() - before) / 1000);
    asked_steps[at] = steps_taken(library);
}

/* Every question as it grows under the fingers, letter by letter. */
static int
ask_all(struct library *library)
{
    char line[512];
    int asked = 0;
    FILE *file = fopen(TROSKEL_QUESTIONS, "r");
    if (file == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *question = line + 3;
        if (strncmp(line, "sv\t", 3) != 0)
            continue;
        question[strcspn(question, "\t")] = '\0';
        char typed[256];
        for (size_t i = 1; i <= strlen(question) && asked < ASKED_MAX; i++)
            if (((unsigned char)question[i] & 0xC0) != 0x80) {
                text_copy(typed, i + 1, question);
                ask(library, typed, asked++);
            }
    }
    fclose(file);
    return asked;
}

TEST(a_search_among_ten_thousand_takes_few_steps)
{
    struct library *library = grown_library();
    REQUIRE(library != NULL);
    int asked = ask_all(library);
    library_close(library);
    CHECK(asked > 300);
    qsort(asked_steps, (size_t)asked, sizeof asked_steps[0], compare);
    qsort(asked_us, (size_t)asked, sizeof asked_us[0], compare);
    printf("  %d searches: steps p50 %ld p95 %ld max %ld\n", asked,
           asked_steps[asked / 2], asked_steps[asked * 95 / 100],
           asked_steps[asked - 1]);
    if (getenv("TROSKEL_TIME") != NULL)
        printf("  us p50 %ld p95 %ld max %ld\n", asked_us[asked / 2],
               asked_us[asked * 95 / 100], asked_us[asked - 1]);
    CHECK(asked_steps[asked * 95 / 100] <= STEPS_MAX);
}
