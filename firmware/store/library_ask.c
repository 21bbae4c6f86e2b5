/* The questions that the picture library is asked, and how an answer is read. */
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/library.h"
#include "firmware/store/library_db.h"

enum { LIBRARY_SQL_SIZE = 512 };

static const char *const langs[LIBRARY_LANGS] = {"sv", "da", "nb", "nn",
                                                 "fi", "ar", "en"};

static const char *const questions[ASK_SEARCH] = {
    [ASK_PNG] = "SELECT png FROM picture WHERE id = ?1",
    [ASK_NAME] = "SELECT name FROM name WHERE picture = ?1 AND lang = ?2",
    [ASK_CREDIT] = "SELECT c.name, c.licence, CASE p.author WHEN '' THEN "
                   "c.author ELSE p.author END, c.source FROM picture p JOIN "
                   "credit c ON c.id = p.credit WHERE p.id = ?1",
    [ASK_CONCEPTS] = "SELECT c.picture, n.name FROM concept c JOIN "
                     "concept_name n ON n.concept = c.place WHERE n.lang = ?1 "
                     "ORDER BY c.place",
    [ASK_CONCEPT] = "SELECT c.place, c.weight FROM concept_word w JOIN concept "
                    "c ON c.place = w.concept WHERE w.words = ?1 AND "
                    "w.lang = ?2",
    [ASK_CONCEPT_PICTURE] = "SELECT c.picture, n.name FROM concept c JOIN "
                            "concept_name n ON n.concept = c.place WHERE "
                            "c.place = ?2 AND n.lang = ?1",
    [ASK_HELPER] = "SELECT 1 FROM helper WHERE word = ?1 AND lang = ?2 AND "
                   "kind = ?3",
    [ASK_KNOWN] = "SELECT 1 FROM known WHERE word = ?1 AND lang = ?2",
    [ASK_EMOJI] = "SELECT p.id, n.name FROM picture p JOIN name n ON "
                  "n.picture = p.id WHERE p.emoji = ?1 AND n.lang = ?2 AND "
                  "p.thing > 0 AND p.emoji <> ''",
    [ASK_TITLE] = "SELECT t.picture, n.name FROM title t JOIN name n ON "
                  "n.picture = t.picture AND n.lang = t.lang WHERE "
                  "t.words = ?1 AND t.lang = ?2",
    [ASK_USED] =
        "SELECT picture, name, name || ' ' || words || ' ' || coalesce((SELECT "
        "group_concat(w.words, ' ') FROM concept c JOIN concept_word w ON "
        "w.concept = c.place AND w.lang = ?2 WHERE c.picture = ?1), '') FROM "
        "name WHERE picture = ?1 AND lang = ?2",
    [ASK_SPELL] = "SELECT 1 FROM spell WHERE word = ?1 AND lang = ?2",
    [ASK_SPELL_HEAD] = "SELECT word FROM spell WHERE lang = ?2 AND word >= ?1 "
                       "AND word < ?1 || char(1114111)",
    [ASK_SPELL_TAIL] =
        "SELECT word FROM spell WHERE lang = ?2 AND backward >= ?1 AND "
        "backward < ?1 || char(1114111) AND letters BETWEEN ?3 AND ?4",
};

/* Concepts in the order of their list, the rest by bm25; what is or begins
 * with the query comes before what merely holds it. */
static const char search_form[] =
    "SELECT picture, name FROM find_%s WHERE find_%s MATCH ?1 ORDER BY tier, "
    "name = ?2 DESC, substr(name, 1, length(?2)) = ?2 DESC, CASE tier WHEN 0 "
    "THEN 0.0 ELSE bm25(find_%s, 5.0, 1.0) END, rowid LIMIT 200";

/* One letter or two fit thousands: the first of the list, with no count of
 * how well each fits. */
static const char short_form[] =
    "SELECT picture, name FROM (SELECT picture, name, tier, rowid AS place "
    "FROM find_%s WHERE find_%s MATCH ?1 ORDER BY rowid LIMIT 300) ORDER BY "
    "tier, name = ?2 DESC, substr(name, 1, length(?2)) = ?2 DESC, place";

int
library_lang(const char *lang)
{
    for (int i = 0; i < LIBRARY_LANGS; i++)
        if (text_equal(lang, langs[i]))
            return i;
    return LIBRARY_LANGS - 1;
}

const char *
library_lang_name(int lang)
{
    return langs[lang];
}

/* The SQL of a question; those of one language each are put together. */
static const char *
sql_of(enum library_ask ask, char room[LIBRARY_SQL_SIZE])
{
    if (ask < ASK_SEARCH)
        return questions[ask];
    const char *lang = langs[(ask - ASK_SEARCH) % LIBRARY_LANGS];
    if (ask < ASK_SHORT)
        text_format(room, LIBRARY_SQL_SIZE, search_form, lang, lang, lang);
    else
        text_format(room, LIBRARY_SQL_SIZE, short_form, lang, lang);
    return room;
}

static bool
prepare(struct library *library, enum library_ask ask)
{
    char room[LIBRARY_SQL_SIZE];
    return library->asked[ask] != NULL ||
           sqlite3_prepare_v3(library->db, sql_of(ask, room), -1,
                              SQLITE_PREPARE_PERSISTENT, &library->asked[ask],
                              NULL) == SQLITE_OK;
}

bool
library_prepare(struct library *library)
{
    return prepare(library, ASK_PNG) && prepare(library, ASK_NAME);
}

sqlite3_stmt *
library_ask(struct library *library, enum library_ask ask, const char *first,
            const char *second)
{
    if (!prepare(library, ask))
        return NULL; /* library_row says why */
    sqlite3_stmt *stmt = library->asked[ask];
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    if (first != NULL)
        sqlite3_bind_text(stmt, 1, first, -1, SQLITE_TRANSIENT);
    if (second != NULL)
        sqlite3_bind_text(stmt, 2, second, -1, SQLITE_TRANSIENT);
    return stmt;
}

enum result
library_row(struct library *library, sqlite3_stmt *stmt)
{
    int code = stmt == NULL ? SQLITE_ERROR : sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        return RESULT_OK;
    if (code == SQLITE_DONE)
        return RESULT_ABSENT;
    log_warn("picture library: %s", sqlite3_errmsg(library->db));
    return RESULT_IO;
}

void
library_done(sqlite3_stmt *stmt)
{
    sqlite3_reset(stmt);
}

void
library_text(sqlite3_stmt *stmt, int at, char *out, size_t size)
{
    text_copy(out, size, (const char *)sqlite3_column_text(stmt, at));
}

static bool
has_id(const struct library_hit *hits, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (text_equal(hits[i].id, id))
            return true;
    return false;
}

enum result
library_collect(struct library *library, sqlite3_stmt *stmt,
                struct library_hit *out, int max, int *count)
{
    enum result result = RESULT_OK;
    while (*count < max && (result = library_row(library, stmt)) == RESULT_OK) {
        struct library_hit *hit = &out[*count];
        library_text(stmt, 0, hit->id, sizeof hit->id);
        library_text(stmt, 1, hit->name, sizeof hit->name);
        *count += !has_id(out, *count, hit->id);
    }
    library_done(stmt);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

bool
library_clean(const char *text, char out[LIBRARY_QUERY_SIZE])
{
    if (text == NULL || !text_is_utf8(text, strlen(text)))
        return false;
    (void)text_fold(out, LIBRARY_QUERY_SIZE, text);
    text_trim(out);
    return out[0] != '\0';
}
