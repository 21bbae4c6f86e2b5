/* What was deleted leaves the disk's files, as far as files go. */
#include "firmware/base/log.h"
#include "firmware/store/purge_inside.h"

/* The WAL is emptied to its last byte; a reader that holds it is waited for
 * by coming again. */
static enum result
empty_wal(struct store *store)
{
    int code = sqlite3_wal_checkpoint_v2(
        store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return db_result(store, code, "emptying the WAL");
}

enum result
purge_scrub(struct store *store)
{
    enum result result = empty_wal(store);
    if (result == RESULT_OK)
        result = db_script(store, "VACUUM;");
    if (result == RESULT_OK)
        result = empty_wal(store);
    return result == RESULT_OK ? store_reserve(store) : result;
}
