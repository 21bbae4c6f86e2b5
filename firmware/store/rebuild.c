#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"

static enum result
empty_state(struct store *store)
{
    for (int i = 0; schema_state_tables[i] != NULL; i++) {
        char sql[80];
        text_format(sql, sizeof sql, "DELETE FROM %s;", schema_state_tables[i]);
        enum result result = db_script(store, sql);
        if (result != RESULT_OK)
            return result;
    }
    return RESULT_OK;
}

struct replay {
    struct store *store;
    enum result result;
    int64_t last;
};

static bool
replay_one(void *user, const struct event *event)
{
    struct replay *replay = user;
    replay->result = project_event(replay->store, event);
    replay->last = event->seq;
    if (replay->result != RESULT_OK)
        log_warn("store: event %lld cannot be replayed: %s",
                 (long long)event->seq, store_problem(replay->store));
    return replay->result == RESULT_OK;
}

static enum result
replay_log(struct store *store)
{
    struct replay replay = {store, RESULT_OK, 0};
    int64_t newest = store_seq(store);
    while (replay.result == RESULT_OK && replay.last < newest) {
        int64_t before = replay.last;
        enum result result =
            store_events(store, before, 500, replay_one, &replay);
        if (result != RESULT_OK)
            return result;
        if (replay.last == before)
            return RESULT_INVALID; /* a gap that never ends */
    }
    return replay.result;
}

enum result
store_rebuild_inside(struct store *store)
{
    enum result result = empty_state(store);
    return result == RESULT_OK ? replay_log(store) : result;
}

enum result
store_rebuild(struct store *store)
{
    enum result result = store_begin(store);
    if (result != RESULT_OK)
        return result;
    result = store_rebuild_inside(store);
    if (result == RESULT_OK)
        return store_commit(store);
    store_rollback(store);
    return result;
}

static void
dump_row(FILE *out, sqlite3_stmt *q, const char *table)
{
    fprintf(out, "%s", table);
    for (int i = 0; i < sqlite3_column_count(q); i++) {
        const char *value = (const char *)sqlite3_column_text(q, i);
        fprintf(out, "\t%s", value == NULL ? "\\N" : value);
    }
    fputc('\n', out);
}

static int
column_count(struct store *store, const char *table)
{
    int64_t count = 0;
    if (db_number(store, &count, "SELECT count(*) FROM pragma_table_info(?)",
                  "t", table) != RESULT_OK)
        return 0;
    return (int)count;
}

/* In the order of all its columns: the rows of equal states come alike. */
static enum result
dump_table(struct store *store, FILE *out, const char *table)
{
    char sql[256];
    sqlite3_stmt *q = NULL;
    int columns = column_count(store, table);
    text_format(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1", table);
    for (int i = 2; i <= columns; i++)
        text_append(sql, sizeof sql, ",%d", i);
    int code = sqlite3_prepare_v2(store->db, sql, -1, &q, NULL);
    if (db_result(store, code, sql) != RESULT_OK)
        return RESULT_IO;
    while ((code = sqlite3_step(q)) == SQLITE_ROW)
        dump_row(out, q, table);
    sqlite3_finalize(q);
    return db_result(store, code, sql);
}

enum result
store_dump_state(struct store *store, char **out)
{
    size_t size = 0;
    *out = NULL;
    FILE *memory = open_memstream(out, &size);
    if (memory == NULL)
        return RESULT_FULL;
    enum result result = RESULT_OK;
    for (int i = 0; schema_state_tables[i] != NULL && result == RESULT_OK; i++)
        result = dump_table(store, memory, schema_state_tables[i]);
    if (fclose(memory) != 0)
        result = RESULT_FULL;
    if (result != RESULT_OK) {
        free(*out);
        *out = NULL;
    }
    return result;
}
