/* Recordings: a voice that somebody lent, until they take it back. */
#include "firmware/base/text.h"
#include "firmware/base/wav.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"
#include "firmware/store/words_of.h"

enum { SAYS_CHARS = 60, NAME_CHARS = 40, PICTURE_CHARS = 71, HASH_CHARS = 64 };

/* What it is of: the field has the name of the kind. */
static const char *
read_key(struct body *b, int of)
{
    if (of == RECORDING_PICTURE)
        return body_text(b, "picture", PICTURE_CHARS, true);
    if (of == RECORDING_PERSON)
        return body_id(b, "person", true);
    return body_text(b, "title", SAYS_CHARS, true);
}

enum result
project_recording(struct store *store, const struct event *event)
{
    char said[VIEW_TEXT_SIZE];
    struct body b = body_of(store, event);
    int of = body_word(&b, "of", words_of_recording, -1);
    const char *hash = body_text(&b, "hash", HASH_CHARS, true);
    const char *says = body_text(&b, "says", SAYS_CHARS, true);
    const char *lang = body_text(&b, "lang", 3, true);
    /* R-27 of a voice: who lent it and when is never left out. */
    const char *by = body_text(&b, "by", NAME_CHARS, true);
    int64_t date = body_date(&b, "date", true);
    int64_t ms = body_int(&b, "ms", 0, WAV_SECONDS_MAX * INT64_C(1000), -1);
    const char *key = NULL;
    if (!b.wrong && of < 0)
        body_refuse(&b, "of", "missing");
    if (!b.wrong && ms < 0)
        body_refuse(&b, "ms", "missing");
    if (!b.wrong)
        key = read_key(&b, of);
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    (void)text_fold(said, sizeof said, says);
    text_trim(said);
    return db_run(store,
                  "INSERT OR REPLACE INTO recording"
                  " VALUES(?,?,?,?,?,?,?,?,?,?)",
                  "ttdtttttii", event->about, hash, of, key, says, said, lang,
                  by, date, ms);
}

enum result
project_recording_removed(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "DELETE FROM recording WHERE id=?", "t", event->about);
}
