#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view.h"

enum result
view_recordings(struct store *store, struct view_recording *out, int max,
                int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT id,of,key,says,lang,by,date,ms FROM recording"
                 " ORDER BY said,lang,id LIMIT ?",
                 "d", max);
    int row = 0;
    *count = 0;
    while (*count < max && (row = db_step(store, q)) == 1) {
        struct view_recording *one = &out[(*count)++];
        db_column_text(q, 0, one->id, sizeof one->id);
        one->of = (enum view_recording_of)sqlite3_column_int(q, 1);
        db_column_text(q, 2, one->key, sizeof one->key);
        db_column_text(q, 3, one->says, sizeof one->says);
        db_column_text(q, 4, one->lang, sizeof one->lang);
        db_column_text(q, 5, one->by, sizeof one->by);
        one->date = (int32_t)sqlite3_column_int64(q, 6);
        one->ms = sqlite3_column_int(q, 7);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* The first column of the row, copied. */
static enum result
take_bytes(struct store *store, sqlite3_stmt *q, unsigned char **bytes,
           size_t *length)
{
    int row = db_step(store, q);
    enum result result = row < 0 ? RESULT_IO : RESULT_ABSENT;
    *bytes = NULL;
    *length = 0;
    if (row == 1 && sqlite3_column_bytes(q, 0) > 0) {
        *length = (size_t)sqlite3_column_bytes(q, 0);
        *bytes = malloc(*length);
        result = *bytes == NULL ? RESULT_FULL : RESULT_OK;
        if (*bytes != NULL)
            memcpy(*bytes, sqlite3_column_blob(q, 0), *length);
    }
    db_done(q);
    return result;
}

enum result
view_recording_sound(struct store *store, const struct view_said *said,
                     unsigned char **bytes, size_t *length)
{
    char folded[VIEW_TEXT_SIZE];
    (void)text_fold(folded, sizeof folded, said->label);
    text_trim(folded);
    return take_bytes(
        store,
        db_query(store,
                 "SELECT b.bytes FROM recording r JOIN blob b ON b.hash=r.hash"
                 " WHERE (r.of=2 AND r.key=?1 AND ?1<>'')"
                 " OR (r.said=?2 AND (r.of=2 OR r.lang=?3))"
                 " OR (r.of=0 AND r.key=?4 AND r.lang=?3 AND ?5)"
                 " ORDER BY r.key=?1 AND r.of=2 DESC,r.said=?2 DESC,"
                 " r.lang=?3 DESC,r.of DESC,r.date DESC,r.id LIMIT 1",
                 "ttttd", said->person == NULL ? "" : said->person, folded,
                 said->lang, said->picture == NULL ? "" : said->picture,
                 (int)said->wordless),
        bytes, length);
}

bool
view_recording_hash(struct store *store, const char *id, char *out, size_t size)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT hash FROM recording WHERE id=?", "t", id);
    bool found = db_step(store, q) == 1;
    if (found && out != NULL)
        db_column_text(q, 0, out, size);
    db_done(q);
    return found;
}

enum result
view_sound(struct store *store, const char *hash, unsigned char **bytes,
           size_t *length)
{
    return take_bytes(
        store,
        db_query(store, "SELECT bytes FROM blob WHERE hash=?", "t", hash),
        bytes, length);
}
