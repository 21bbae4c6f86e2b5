/* What the tables are, as SQLite sees them. */
#include <sqlite3.h>
#include <stdio.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

static sqlite3 *
open_file(const struct centre *c)
{
    sqlite3 *db = NULL;
    char path[FOLDER_PATH_SIZE];
    folder_path(&c->folder, "troskel.db", path);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
        return db;
    sqlite3_close(db);
    return NULL;
}

/* The columns of a key, where something else stands before them. */
static const char out_of_order[] =
    "SELECT t.name||'.'||c.name FROM pragma_table_list t, "
    "pragma_table_info(t.name) c WHERE t.wr AND c.pk>0 AND c.cid>="
    " (SELECT count(*) FROM pragma_table_info(t.name) k WHERE k.pk>0)";

/* SQLite 3.40 (Debian 12) says "NULL value in sheet.body" of a sound row where
 * the key of a table without rowid does not come first: then no copy is ever
 * verified, and the file is put aside as damaged at the next start. */
TEST(the_key_comes_first_in_every_table_without_rowid)
{
    struct centre c;
    int found = 0;
    sqlite3_stmt *q = NULL;
    REQUIRE(centre_open(&c));
    sqlite3 *db = open_file(&c);
    REQUIRE(db != NULL);
    REQUIRE(sqlite3_prepare_v2(db, out_of_order, -1, &q, NULL) == SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW) {
        printf("    %s\n", (const char *)sqlite3_column_text(q, 0));
        found++;
    }
    CHECK_INT(found, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    centre_close(&c);
}

TEST(a_confirmed_month_is_no_damage)
{
    struct centre c;
    struct store *store = NULL;
    char copy[FOLDER_PATH_SIZE];
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'agreed','about':'" BO "','days':[{'weekday':2,"
                         "'start':'09:00','end':'15:00'}]}"));
    CHECK(centre_ask(&c, "{'do':'confirm_sheet','about':'" BO "','month':"
                         "'2026-10-01'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(store_check(store), RESULT_OK);
    folder_path(&c.folder, "snapshots/copy.db", copy);
    CHECK_INT(store_backup(store, copy), RESULT_OK);
    store_close(store);
    centre_close(&c);
}
