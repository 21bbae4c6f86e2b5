#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view.h"
#include "firmware/store/view_label.h"
#include "firmware/store/view_support.h"

enum { WORDS_MAX = 8, WORD_SIZE = 330 };

/* Behind every letter there is. */
#define LAST "\xF4\x8F\xBF\xBF"

bool
view_picture_is_own(const char *id)
{
    return strncmp(id, "photo-", 6) == 0 || strncmp(id, "pack-", 5) == 0;
}

void
view_agreed(struct store *store, char picture[VIEW_PICTURE_SIZE])
{
    if (strncmp(picture, "photo-", 6) != 0)
        return;
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT CASE WHEN q.person IS NULL OR c.given=1 THEN NULL"
                 " WHEN p.id IS NOT NULL THEN p.symbol_picture"
                 " WHEN s.id IS NOT NULL THEN 'own-staff' ELSE 'own-empty' END"
                 " FROM picture q LEFT JOIN consent c ON c.about=q.person AND"
                 " c.what='photo' LEFT JOIN person p ON p.id=q.person"
                 " LEFT JOIN staff s ON s.id=q.person WHERE q.id=?",
                 "t", picture);
    int row = db_step(store, q);
    if (row == 0)
        text_copy(picture, VIEW_PICTURE_SIZE, "own-empty");
    else if (row == 1 && sqlite3_column_type(q, 0) != SQLITE_NULL)
        db_column_text(q, 0, picture, VIEW_PICTURE_SIZE);
    db_done(q);
}

/* As project_picture.c takes a name apart. */
static int
words_of_query(const char *query, char text[WORD_SIZE],
               const char *words[WORDS_MAX])
{
    char *rest = NULL;
    int count = 0;
    (void)text_fold(text, WORD_SIZE, query);
    for (char *word = strtok_r(text, " \t\n,;.:/()[]\"_-", &rest);
         word != NULL && count < WORDS_MAX;
         word = strtok_r(NULL, " \t\n,;.:/()[]\"_-", &rest))
        words[count++] = word;
    return count;
}

static const char *
name_among(const json_t *names, const char *lang)
{
    const char *name = json_string_value(json_object_get(names, lang));
    if (name == NULL)
        name = json_string_value(json_object_get(names, "en"));
    void *first = json_object_iter((json_t *)(uintptr_t)names);
    if (name == NULL && first != NULL)
        name = json_string_value(json_object_iter_value(first));
    return name == NULL ? "" : name;
}

#define PICTURE_COLUMNS                                                        \
    "SELECT p.id,p.words,p.licence,p.author,p.source,p.pack FROM picture p"

/* Whoever is in it agrees to it. */
#define AGREED                                                                 \
    "(p.person IS NULL OR EXISTS(SELECT 1 FROM consent c"                      \
    " WHERE c.about=p.person AND c.what='photo' AND c.given=1))"

static void
read_picture(sqlite3_stmt *q, const char *lang, struct view_picture *out)
{
    const char *words = (const char *)sqlite3_column_text(q, 1);
    json_t *names = words == NULL ? NULL : json_loads(words, 0, NULL);
    db_column_text(q, 0, out->id, sizeof out->id);
    (void)text_copy(out->name, sizeof out->name, name_among(names, lang));
    db_column_text(q, 2, out->licence, sizeof out->licence);
    db_column_text(q, 3, out->author, sizeof out->author);
    db_column_text(q, 4, out->source, sizeof out->source);
    db_column_text(q, 5, out->pack, sizeof out->pack);
    json_decref(names);
}

enum result
view_picture(struct store *store, const char *lang, const char *id,
             struct view_picture *out)
{
    sqlite3_stmt *q = db_query(store, PICTURE_COLUMNS " WHERE p.id=?", "t", id);
    int row = db_step(store, q);
    if (row == 1)
        read_picture(q, lang, out);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

enum result
view_pictures_own(struct store *store, const char *lang, int from,
                  struct view_picture *out, int max, int *count)
{
    sqlite3_stmt *q = db_query(
        store,
        PICTURE_COLUMNS " WHERE " AGREED " ORDER BY p.pack IS NOT NULL,p.pack,"
                        "p.id LIMIT ? OFFSET ?",
        "dd", max, from);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_picture(q, lang, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_picture_whose(struct store *store, const char *id, char person[UUID_SIZE],
                   int64_t *seq)
{
    char about[UUID_SIZE];
    sqlite3_stmt *q =
        db_query(store, "SELECT person FROM picture WHERE id=?", "t", id);
    int row = db_step(store, q);
    if (row == 1)
        db_column_text(q, 0, person, UUID_SIZE);
    db_done(q);
    if (row != 1)
        return row == 0 ? RESULT_ABSENT : RESULT_IO;
    uuid_from_name(about, "picture", id);
    return view_saved_seq(store, EVENT_PICTURE_SAVED, about, seq);
}

/* --- searching --- */

struct search {
    struct store *store;
    const char *name_lang; /* of the names that come out */
    const char *words[WORDS_MAX];
    int word_count;
    struct view_picture *out;
    int max, count;
};

static bool
has_word(struct search *search, const char *picture, const char *lang,
         const char *word)
{
    int64_t there = 0;
    return db_number(search->store, &there,
                     "SELECT 1 FROM picture_word WHERE picture=?1 AND lang=?2"
                     " AND word>=?3 AND word<?3||'" LAST "' LIMIT 1",
                     "ttt", picture, lang, word) == RESULT_OK;
}

static bool
has_all(struct search *search, const char *picture, const char *lang)
{
    for (int i = 1; i < search->word_count; i++)
        if (!has_word(search, picture, lang, search->words[i]))
            return false;
    return true;
}

static bool
known_already(const struct search *search, const char *picture)
{
    for (int i = 0; i < search->count; i++)
        if (strcmp(search->out[i].id, picture) == 0)
            return true;
    return false;
}

static enum result
search_in(struct search *search, const char *lang)
{
    sqlite3_stmt *q = db_query(
        search->store,
        "SELECT p.id,p.words,p.licence,p.author,p.source,p.pack"
        " FROM picture_word w JOIN picture p ON p.id=w.picture"
        " WHERE w.word>=?1 AND w.word<?1||'" LAST "' AND w.lang=?2 AND " AGREED
        " GROUP BY p.id ORDER BY min(w.rank+2*(w.word<>?1)),"
        " min(length(w.word)),p.id",
        "tt", search->words[0], lang);
    int row = 0;
    while (search->count < search->max &&
           (row = db_step(search->store, q)) == 1) {
        const char *id = (const char *)sqlite3_column_text(q, 0);
        if (!known_already(search, id) && has_all(search, id, lang))
            read_picture(q, search->name_lang, &search->out[search->count++]);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_picture_search(struct store *store, const char *lang, const char *query,
                    struct view_picture *out, int max, int *count)
{
    char text[WORD_SIZE];
    struct search search = {
        .store = store, .name_lang = lang, .out = out, .max = max};
    *count = 0;
    search.word_count = words_of_query(query, text, search.words);
    if (search.word_count == 0)
        return RESULT_OK;
    enum result result = search_in(&search, lang);
    if (result == RESULT_OK && strcmp(lang, "en") != 0)
        result = search_in(&search, "en");
    *count = search.count;
    return result;
}

enum result
view_picture_named(struct store *store, const char *lang, const char *name,
                   char id[VIEW_PICTURE_SIZE])
{
    char folded[WORD_SIZE];
    (void)text_fold(folded, sizeof folded, name);
    text_trim(folded);
    sqlite3_stmt *q = db_query(
        store,
        "SELECT p.id FROM picture_word w JOIN picture p ON p.id=w.picture"
        " WHERE w.word=? AND w.lang=? AND w.rank=0 AND p.person IS NULL"
        " ORDER BY p.pack IS NOT NULL,p.id LIMIT 1",
        "tt", folded, lang);
    int row = db_step(store, q);
    if (row == 1)
        db_column_text(q, 0, id, VIEW_PICTURE_SIZE);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

/* --- one person's own words --- */

enum result
view_picture_label(struct store *store, const char *person, const char *picture,
                   char out[VIEW_NAME_SIZE])
{
    sqlite3_stmt *q = db_query(
        store, "SELECT name FROM picture_name WHERE person=? AND picture=?",
        "tt", person, picture);
    int row = db_step(store, q);
    if (row == 1)
        db_column_text(q, 0, out, VIEW_NAME_SIZE);
    db_done(q);
    return row == 1 ? RESULT_OK : row == 0 ? RESULT_ABSENT : RESULT_IO;
}

static void
label_option(struct view_day *day, const char *picture, const char *name)
{
    for (int i = 0; i < day->count; i++)
        for (int o = 0; o < day->items[i].option_count; o++) {
            struct view_card *card = &day->items[i].options[o];
            if (strcmp(card->picture, picture) == 0)
                (void)text_copy(card->text, sizeof card->text, name);
        }
}

enum result
view_label_options(struct store *store, const char *person,
                   struct view_day *day)
{
    sqlite3_stmt *q =
        db_query(store, "SELECT picture,name FROM picture_name WHERE person=?",
                 "t", person);
    int row;
    while ((row = db_step(store, q)) == 1)
        label_option(day, (const char *)sqlite3_column_text(q, 0),
                     (const char *)sqlite3_column_text(q, 1));
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

/* --- who made them --- */

enum result
view_picture_credits(struct store *store, struct view_credit *out, int max,
                     int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT coalesce(pack,''),licence,author,min(source),count(*)"
                 " FROM picture GROUP BY 1,2,3 ORDER BY 1,5 DESC,3 LIMIT ?",
                 "d", max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct view_credit *credit = &out[(*count)++];
        db_column_text(q, 0, credit->pack, sizeof credit->pack);
        db_column_text(q, 1, credit->licence, sizeof credit->licence);
        db_column_text(q, 2, credit->author, sizeof credit->author);
        db_column_text(q, 3, credit->source, sizeof credit->source);
        credit->pictures = db_column_int(q, 4, 0);
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
