#include "firmware/store/db.h"
#include "firmware/store/view.h"

enum result
view_picture_uses(struct store *store, struct library_use *out, int max,
                  int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        "SELECT picture,count(*) FROM item WHERE picture IS NOT NULL AND "
        "picture<>'' GROUP BY picture ORDER BY 2 DESC,1 LIMIT ?",
        "d", max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct library_use *use = &out[(*count)++];
        db_column_text(q, 0, use->id, sizeof use->id);
        use->times = sqlite3_column_int(q, 1);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
