#include "firmware/store/db.h"

/* A row that says the same as before: one frame, and the WAL's new header. */
void
store_begin_wal_anew(struct store *store)
{
    if (store->broken || store->in_transaction)
        return;
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = db_run(store, "UPDATE spool SET one=one", "");
    if (result == RESULT_OK)
        result = store_commit(store);
    else
        store_rollback(store);
    (void)result; /* logged; the next commit begins it then */
}
