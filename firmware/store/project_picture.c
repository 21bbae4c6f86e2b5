/*
 * Pictures: what they are, what they are called, and what one person calls
 * them.
 */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"

enum {
    PICTURE_CHARS = 71,
    NAME_CHARS = 80,
    LANGS_MAX = 16,
    WORDS_MAX = 40, /* of one name or list; the rest is not sought */
    WORD_SIZE = 330 /* a whole name */
};

enum rank { RANK_NAME, RANK_WORD, RANK_KEYWORD };

static const char apart[] = " \t\n,;.:/()[]\"_-";

static enum result
keep_word(struct store *store, const char *word, const char *lang,
          const char *picture, enum rank rank)
{
    if (word[0] == '\0')
        return RESULT_OK;
    return db_run(store,
                  "INSERT INTO picture_word VALUES(?1,?2,?3,?4)"
                  " ON CONFLICT DO UPDATE SET rank=min(rank,?4)",
                  "tttd", word, lang, picture, (int)rank);
}

static enum result
keep_words(struct store *store, const char *text, const char *lang,
           const char *picture, enum rank rank)
{
    char folded[WORD_SIZE], *rest = NULL;
    enum result result = RESULT_OK;
    int count = 0;
    (void)text_fold(folded, sizeof folded, text);
    text_trim(folded);
    if (rank == RANK_NAME)
        result = keep_word(store, folded, lang, picture, RANK_NAME);
    for (char *word = strtok_r(folded, apart, &rest);
         word != NULL && result == RESULT_OK && count < WORDS_MAX;
         word = strtok_r(NULL, apart, &rest), count++)
        result = keep_word(store, word, lang, picture,
                           rank == RANK_NAME ? RANK_WORD : rank);
    return result;
}

static enum result
keep_names(struct store *store, const json_t *names, const char *picture,
           enum rank rank)
{
    enum result result = RESULT_OK;
    /* jansson only reads it here, but its iterators are not const. */
    void *at = json_object_iter((json_t *)(uintptr_t)names);
    for (; at != NULL && result == RESULT_OK;
         at = json_object_iter_next((json_t *)(uintptr_t)names, at)) {
        const char *text = json_string_value(json_object_iter_value(at));
        if (text != NULL)
            result = keep_words(store, text, json_object_iter_key(at), picture,
                                rank);
    }
    return result;
}

/* {"sv":"kaffe","en":"coffee"} */
static const json_t *
read_names(struct body *b, const char *field, size_t most)
{
    const json_t *names = json_object_get(b->json, field);
    bool fine = names == NULL || json_is_object(names);
    if (fine && json_object_size(names) > LANGS_MAX)
        fine = false;
    void *at = fine ? json_object_iter((json_t *)(uintptr_t)names) : NULL;
    for (; at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)names, at)) {
        const char *text = json_string_value(json_object_iter_value(at));
        fine = fine && text != NULL && text_length(text) <= most &&
               strlen(json_object_iter_key(at)) <= 12;
    }
    if (!fine)
        body_refuse(b, field, "not a name for each language");
    return names;
}

static bool
is_ours(const char *id)
{
    return strncmp(id, "photo-", 6) == 0 || strncmp(id, "pack-", 5) == 0;
}

static enum result
keep_picture(struct store *store, struct body *b, const char *names)
{
    const char *id = body_text(b, "picture", PICTURE_CHARS, true);
    const char *hash = body_text(b, "hash", 64, true);
    int64_t width = body_int(b, "width", 1, 4096, 1);
    int64_t height = body_int(b, "height", 1, 4096, 1);
    const char *licence = body_text(b, "licence", 60, true);
    const char *author = body_text(b, "author", 100, true);
    const char *source = body_text(b, "source", 200, false);
    const char *person = body_id(b, "person", false);
    const char *pack = body_text(b, "pack", 60, false);
    if (!b->wrong && !is_ours(id))
        body_refuse(b, "picture", "not the id of a picture of the centre's");
    if (b->wrong)
        return RESULT_INVALID;
    return db_run(store,
                  "INSERT OR REPLACE INTO picture"
                  " VALUES(?,?,?,?,?,?,?,?,?,?)",
                  "ttiitttttt", id, hash, width, height, names, licence, author,
                  source, person, pack);
}

enum result
project_picture(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const json_t *words = read_names(&b, "words", NAME_CHARS);
    const json_t *keywords = read_names(&b, "keywords", (size_t)4 * NAME_CHARS);
    char *names =
        words == NULL ? NULL : json_dumps(words, JSON_COMPACT | JSON_SORT_KEYS);
    enum result result = keep_picture(store, &b, names);
    const char *id = json_string_value(json_object_get(b.json, "picture"));
    free(names);
    if (result == RESULT_OK)
        result =
            db_run(store, "DELETE FROM picture_word WHERE picture=?", "t", id);
    if (result == RESULT_OK)
        result = keep_names(store, words, id, RANK_NAME);
    if (result == RESULT_OK)
        result = keep_names(store, keywords, id, RANK_KEYWORD);
    return result;
}

enum result
project_picture_words(struct store *store)
{
    sqlite3_stmt *q = db_query(
        store, "SELECT id,words FROM picture WHERE words IS NOT NULL", "");
    enum result result = RESULT_OK;
    int row = 0;
    while (result == RESULT_OK && (row = db_step(store, q)) == 1) {
        json_t *names =
            json_loads((const char *)sqlite3_column_text(q, 1), 0, NULL);
        result = keep_names(store, names,
                            (const char *)sqlite3_column_text(q, 0), RANK_NAME);
        json_decref(names);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : result;
}

enum result
project_picture_named(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, true);
    const char *name = body_text(&b, "name", 40, false);
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    if (text_empty(name))
        return db_run(store,
                      "DELETE FROM picture_name WHERE person=? AND picture=?",
                      "tt", event->about, picture);
    return db_run(store, "INSERT OR REPLACE INTO picture_name VALUES(?,?,?)",
                  "ttt", event->about, picture, name);
}

/* Out of the library; what shows it shows something else (view_agreed). */
enum result
project_picture_removed(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, true);
    if (b.wrong)
        return RESULT_INVALID;
    enum result result =
        db_run(store, "DELETE FROM picture WHERE id=?", "t", picture);
    return result == RESULT_OK
               ? db_run(store, "DELETE FROM picture_word WHERE picture=?", "t",
                        picture)
               : result;
}
