/*
 * From words to pictures, in steps: what is called exactly so, what is most
 * used here, every word as a beginning; then, where that finds little, the
 * concept that the words name as a title, the parts of compounds, words with
 * one slip, and any word at all. A later step only adds.
 */
#include "firmware/store/library_search.h"

#include <string.h>

#include "firmware/base/text.h"

enum { LITTLE = 3 /* fewer hits: the next step is taken */ };

static const char *
skip_blanks(const char *text)
{
    while (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        text++;
    return text;
}

static void
split(struct search *search)
{
    const char *at = skip_blanks(search->folded);
    for (; *at != '\0' && search->word_count < SEARCH_WORDS_MAX;
         at = skip_blanks(at)) {
        size_t length = strcspn(at, " \t\n\v\f\r");
        if (length < SEARCH_WORD_SIZE)
            text_copy(search->words[search->word_count++], length + 1, at);
        at += length;
    }
}

/* --- what FTS5 is asked --- */

/* A word in quotes: FTS5 reads nothing else out of it. */
void
search_put(char out[SEARCH_EXPRESSION_SIZE], const char *word, bool whole)
{
    (void)text_append(out, SEARCH_EXPRESSION_SIZE, "\"");
    for (; *word != '\0'; word++)
        (void)text_append(out, SEARCH_EXPRESSION_SIZE,
                          *word == '"' ? "\"\"" : "%c", *word);
    (void)text_append(out, SEARCH_EXPRESSION_SIZE, whole ? "\"" : "\"*");
}

/* The Arabic article is written as one with its word. */
static const char *
without_article(const struct search *search, const char *word)
{
    static const char al[] = "\u0627\u0644";
    size_t length = sizeof al - 1;
    bool is = text_equal(search->lang, "ar") && strlen(word) > 2 * length &&
              strncmp(word, al, length) == 0;
    return is ? word + length : NULL;
}

static void
put_word(const struct search *search, char out[SEARCH_EXPRESSION_SIZE],
         const char *word)
{
    const char *bare = without_article(search, word);
    (void)text_append(out, SEARCH_EXPRESSION_SIZE, "(");
    search_put(out, word, false);
    if (bare != NULL) {
        (void)text_append(out, SEARCH_EXPRESSION_SIZE, " OR ");
        search_put(out, bare, false);
    }
    (void)text_append(out, SEARCH_EXPRESSION_SIZE, ")");
}

enum result
search_ask(struct search *search, const char *expression)
{
    bool is_short =
        search->word_count == 1 && text_length(search->words[0]) < 3;
    int question = (is_short ? ASK_SHORT : ASK_SEARCH) + search->index;
    sqlite3_stmt *stmt =
        library_ask(search->library, (enum library_ask)question, expression,
                    search->folded);
    return library_collect(search->library, stmt, search->out, search->max,
                           search->count);
}

/* --- the steps --- */

enum result
search_concept(struct search *search, const char *words)
{
    int place = 0;
    sqlite3_stmt *stmt =
        library_ask(search->library, ASK_CONCEPT, words, search->lang);
    if (library_row(search->library, stmt) == RESULT_OK)
        place = sqlite3_column_int(stmt, 0);
    library_done(stmt);
    if (place == 0)
        return RESULT_OK;
    stmt =
        library_ask(search->library, ASK_CONCEPT_PICTURE, search->lang, NULL);
    sqlite3_bind_int(stmt, 2, place);
    return library_collect(search->library, stmt, search->out, search->max,
                           search->count);
}

static enum result
add_exact(struct search *search)
{
    struct library_hit hit;
    enum result result =
        library_emoji(search->library, search->lang, search->folded, &hit);
    if (result == RESULT_OK && *search->count < search->max)
        search->out[(*search->count)++] = hit;
    if (result == RESULT_IO)
        return result;
    result = search_concept(search, search->folded);
    if (result != RESULT_OK)
        return result;
    return library_collect(
        search->library,
        library_ask(search->library, ASK_TITLE, search->folded, search->lang),
        search->out, search->max, search->count);
}

/* True if a word of `text` begins with `word`. */
static bool
holds_beginning(const char *text, const char *word)
{
    size_t length = strlen(word);
    bool start = true;
    for (; *text != '\0'; text++) {
        if (start && strncmp(text, word, length) == 0)
            return true;
        start = strchr(" ,-/()", *text) != NULL;
    }
    return false;
}

static bool
fits(const struct search *search, const char *names)
{
    char folded[2048];
    (void)text_fold(folded, sizeof folded, names);
    for (int i = 0; i < search->word_count; i++)
        if (!holds_beginning(folded, search->words[i]))
            return false;
    return search->word_count > 0;
}

static enum result
add_used(struct search *search, const struct library_use *uses, int used)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < used && i < LIBRARY_USES_MAX; i++) {
        sqlite3_stmt *stmt =
            library_ask(search->library, ASK_USED, uses[i].id, search->lang);
        result = library_row(search->library, stmt);
        bool good = result == RESULT_OK &&
                    fits(search, (const char *)sqlite3_column_text(stmt, 2));
        sqlite3_reset(stmt);
        if (result == RESULT_IO)
            return result;
        if (good)
            result = library_collect(search->library, stmt, search->out,
                                     search->max, search->count);
    }
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

static enum result
add_beginnings(struct search *search)
{
    char expression[SEARCH_EXPRESSION_SIZE] = "";
    for (int i = 0; i < search->word_count; i++) {
        (void)text_append(expression, sizeof expression, i == 0 ? "" : " AND ");
        put_word(search, expression, search->words[i]);
    }
    return search_ask(search, expression);
}

/* Two lists with their lengths: what is used, and what is found. */
enum result
/* NOLINTNEXTLINE(readability-function-size) */
library_search_used(struct library *library, const char *lang,
                    const char *query, const struct library_use *uses, int used,
                    struct library_hit *out, int max, int *count)
{
    struct search search = {.library = library,
                            .index = library_lang(lang),
                            .out = out,
                            .max = max,
                            .count = count};
    *count = 0;
    search.lang = library_lang_name(search.index);
    if (max <= 0 || !library_clean(query, search.folded))
        return RESULT_OK;
    split(&search);
    if (search.word_count == 0)
        return RESULT_OK;
    enum result result = add_exact(&search);
    if (result == RESULT_OK)
        result = add_used(&search, uses, used);
    if (result == RESULT_OK)
        result = add_beginnings(&search);
    static enum result (*const steps[])(struct search *) = {
        search_named, search_parts, search_near, search_any};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (result == RESULT_OK && *count < LITTLE && *count < max)
            result = steps[i](&search);
    return result;
}

enum result
library_search(struct library *library, const char *lang, const char *query,
               struct library_hit *out, int max, int *count)
{
    return library_search_used(library, lang, query, NULL, 0, out, max, count);
}
