#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/store/db.h"

enum { PIECE = 65536 };

static int
write_again(sqlite3_file *file, unsigned char *buffer)
{
    sqlite3_int64 size = 0;
    int code = file->pMethods->xFileSize(file, &size);
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += PIECE) {
        int length = size - at < PIECE ? (int)(size - at) : PIECE;
        code = file->pMethods->xRead(file, buffer, length, at);
        if (code == SQLITE_OK)
            code = file->pMethods->xWrite(file, buffer, length, at);
    }
    return code == SQLITE_OK && size > 0
               ? file->pMethods->xSync(file, SQLITE_SYNC_NORMAL)
               : code;
}

/* Inside a write transaction: then the descriptor is there, and nobody else
 * writes. */
static enum result
rewrite(struct store *store)
{
    sqlite3_file *file = NULL;
    unsigned char *buffer = malloc(PIECE);
    if (buffer == NULL)
        return RESULT_FULL;
    int code = sqlite3_file_control(store->db, "main",
                                    SQLITE_FCNTL_JOURNAL_POINTER, &file);
    if (code == SQLITE_OK && file != NULL && file->pMethods != NULL)
        code = write_again(file, buffer);
    free(buffer);
    return db_result(store, code, "writing the WAL again");
}

enum result
store_settle_wal(struct store *store)
{
    enum result result = store_begin(store);
    if (result != RESULT_OK)
        return result;
    result = rewrite(store);
    store_rollback(store);
    if (result != RESULT_OK)
        return result;
    int code = sqlite3_wal_checkpoint_v2(store->db, NULL,
                                         SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    result = db_result(store, code, "moving the WAL");
    if (result != RESULT_BUSY)
        return result;
    log_warn("store: a reader keeps the WAL from beginning anew");
    return RESULT_OK;
}
