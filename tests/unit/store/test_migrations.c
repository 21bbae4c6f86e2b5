/*
 * A database of version 3, dumped from the program that wrote it, is carried
 * along: the log says what it said, letter by letter, and the state is what
 * the log amounts to. version3.events holds what that program read in it.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

#define HERE "tests/unit/store/"

static bool
read_whole(const char *path, char **out)
{
    size_t size = 0;
    FILE *in = fopen(path, "re");
    *out = NULL;
    bool ok = in != NULL && getdelim(out, &size, '\0', in) > 0;
    if (in != NULL)
        fclose(in);
    return ok;
}

static bool
make_version_3(struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    char *script = NULL;
    sqlite3 *db = NULL;
    if (folder_open(folder, test_folder()) != RESULT_OK)
        return false;
    folder_path(folder, "troskel.db", path);
    bool ok = read_whole(HERE "version3.sql", &script) &&
              sqlite3_open(path, &db) == SQLITE_OK &&
              sqlite3_exec(db, script, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    free(script);
    return ok;
}

static bool
write_event(void *user, const struct event *event)
{
    char *body =
        event->body == NULL ? NULL : json_dumps(event->body, JSON_COMPACT);
    (void)fprintf(user, "%lld %d %s %s\n", (long long)event->seq,
                  (int)event->kind,
                  event->about[0] != '\0' ? event->about : "-",
                  body != NULL ? body : "{}");
    free(body);
    return true;
}

static char *
log_of(struct store *store)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL ||
        store_events(store, 0, 1000, write_event, out) != RESULT_OK)
        return NULL;
    return fclose(out) == 0 ? text : NULL;
}

static int
number_in(const struct folder *folder, const char *sql)
{
    char path[FOLDER_PATH_SIZE];
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    int number = -1;
    folder_path(folder, "troskel.db", path);
    if (sqlite3_open(path, &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        number = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    return number;
}

TEST(the_ticks_of_version_3_have_nothing_left_in_their_bodies)
{
    struct folder folder;
    struct store *store = NULL;
    REQUIRE(make_version_3(&folder));
    REQUIRE(store_open(&store, &folder, STORE_WRITE) == RESULT_OK);
    store_close(store);
    CHECK_INT(number_in(&folder, "SELECT count(*) FROM event WHERE kind IN"
                                 " (12,17,18,19) AND body IS NULL"),
              11);
    CHECK_INT(number_in(&folder, "SELECT count(*) FROM event WHERE kind IN"
                                 " (12,17,18,19)"),
              11);
}

TEST(the_log_of_version_3_says_what_it_said)
{
    struct folder folder;
    struct store *store = NULL;
    char *want = NULL;
    REQUIRE(make_version_3(&folder));
    REQUIRE(store_open(&store, &folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(read_whole(HERE "version3.events", &want));
    char *got = log_of(store);
    CHECK_STR(got, want);
    CHECK(store_check(store) == RESULT_OK);
    CHECK(store_try_sql(store, "DELETE FROM event") != RESULT_OK);
    CHECK(store_try_sql(store, "UPDATE event SET at=0") != RESULT_OK);
    store_close(store);
    free(got);
    free(want);
}

TEST(the_state_of_version_3_is_what_its_log_amounts_to)
{
    struct folder folder;
    struct store *store = NULL;
    char *before = NULL;
    char *after = NULL;
    REQUIRE(make_version_3(&folder));
    REQUIRE(store_open(&store, &folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(store_dump_state(store, &before) == RESULT_OK);
    REQUIRE(store_rebuild(store) == RESULT_OK);
    REQUIRE(store_dump_state(store, &after) == RESULT_OK);
    CHECK_STR(after, before);
    CHECK(strstr(before, "done\t20781\t") != NULL);
    store_close(store);
    free(before);
    free(after);
}

static const struct view_item *
find(const struct view_day *day, const char *id)
{
    for (int i = 0; i < day->count; i++)
        if (text_equal(day->items[i].id, id))
            return &day->items[i];
    return NULL;
}

TEST(what_was_done_in_version_3_is_done)
{
    static struct view_day day;
    struct folder folder;
    struct store *store = NULL;
    REQUIRE(make_version_3(&folder));
    REQUIRE(store_open(&store, &folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(view_day(store, ANNA, 20781, &day) == RESULT_OK);
    const struct view_item *paint = find(&day, PAINT);
    const struct view_item *fika = find(&day, FIKA);
    REQUIRE(paint != NULL && fika != NULL);
    CHECK(paint->how[0].done);
    CHECK(!paint->how[1].done);
    CHECK(paint->state != STATE_DONE);
    REQUIRE(view_day(store, BO, 20781, &day) == RESULT_OK);
    paint = find(&day, PAINT);
    fika = find(&day, FIKA);
    REQUIRE(paint != NULL && fika != NULL);
    CHECK(paint->how[1].done);
    CHECK(!paint->how[0].done);
    CHECK(fika->change_seen);
    store_close(store);
}

/* What a program of ours never wrote, but somebody's could have: nothing of
 * it is lost either. */
TEST(a_body_with_more_in_it_is_kept_whole)
{
    struct folder folder;
    struct store *store = NULL;
    json_t *body = json_pack("{s:s,s:s,s:i,s:s}", "date", "2026-11-24", "item",
                             PAINT, "step", 1, "word", "så");
    struct event event = {.kind = EVENT_DONE, .about = ANNA, .body = body};
    REQUIRE(make_version_3(&folder));
    REQUIRE(store_open(&store, &folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(store_begin(store) == RESULT_OK);
    REQUIRE(store_append(store, &event) == RESULT_OK);
    REQUIRE(store_commit(store) == RESULT_OK);
    char *got = log_of(store);
    CHECK(strstr(got, "\"step\":1,\"word\":\"så\"}") != NULL);
    CHECK_INT(json_object_size(body), 4);
    json_decref(body);
    free(got);
    store_close(store);
}
