/*
 * From words to pictures, in steps: what is called exactly so, what is most
 * used here, every word as a beginning; then, where that finds little, the
 * concept that the words name as a title, the parts of compounds, words with
 * one slip, and any word at all. A later step only adds.
 */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/library.h"
#include "firmware/store/library_db.h"
#include "firmware/store/near.h"

enum {
    WORDS_MAX = 8,
    WORD_SIZE = 192,
    LITTLE = 3, /* fewer hits: the next step is taken */
    PART_MIN = 3,
    MEANT_MAX = 6,
    EXPRESSION_SIZE = 4096
};

struct search {
    struct library *library;
    const char *lang;
    int index;
    char folded[LIBRARY_QUERY_SIZE];
    char words[WORDS_MAX][WORD_SIZE];
    int word_count;
    struct library_hit *out;
    int max;
    int *count;
};

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
    for (; *at != '\0' && search->word_count < WORDS_MAX;
         at = skip_blanks(at)) {
        size_t length = strcspn(at, " \t\n\v\f\r");
        if (length < WORD_SIZE)
            text_copy(search->words[search->word_count++], length + 1, at);
        at += length;
    }
}

/* --- what FTS5 is asked --- */

/* A word in quotes: FTS5 reads nothing else out of it. */
static void
put_quoted(char out[EXPRESSION_SIZE], const char *word, bool whole)
{
    (void)text_append(out, EXPRESSION_SIZE, "\"");
    for (; *word != '\0'; word++)
        (void)text_append(out, EXPRESSION_SIZE, *word == '"' ? "\"\"" : "%c",
                          *word);
    (void)text_append(out, EXPRESSION_SIZE, whole ? "\"" : "\"*");
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
put_word(const struct search *search, char out[EXPRESSION_SIZE],
         const char *word)
{
    const char *bare = without_article(search, word);
    (void)text_append(out, EXPRESSION_SIZE, "(");
    put_quoted(out, word, false);
    if (bare != NULL) {
        (void)text_append(out, EXPRESSION_SIZE, " OR ");
        put_quoted(out, bare, false);
    }
    (void)text_append(out, EXPRESSION_SIZE, ")");
}

static enum result
ask(struct search *search, const char *expression)
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

static enum result
add_concept(struct search *search, const char *words)
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
    result = add_concept(search, search->folded);
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
    char expression[EXPRESSION_SIZE] = "";
    for (int i = 0; i < search->word_count; i++) {
        (void)text_append(expression, sizeof expression, i == 0 ? "" : " AND ");
        put_word(search, expression, search->words[i]);
    }
    return ask(search, expression);
}

static enum result
add_named(struct search *search)
{
    struct library_hit hit;
    enum result result =
        library_match(search->library, search->lang, search->folded, &hit);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT ? RESULT_OK : result;
    for (int i = 0; i < *search->count; i++)
        if (text_equal(search->out[i].id, hit.id))
            return RESULT_OK;
    if (*search->count < search->max)
        search->out[(*search->count)++] = hit;
    return RESULT_OK;
}

static bool
is_row(struct search *search, enum library_ask question, const char *word)
{
    sqlite3_stmt *stmt =
        library_ask(search->library, question, word, search->lang);
    bool found = library_row(search->library, stmt) == RESULT_OK;
    library_done(stmt);
    return found;
}

/* What `word` begins with goes into `first`; what it ends with is returned.
 * Of several ways the one with the longest first part that leaves a known
 * rest; failing that (NULL), a known beginning of four letters or more. */
static const char *
parts_of(struct search *search, const char *word, char first[WORD_SIZE])
{
    size_t length = strlen(word);
    char part[WORD_SIZE];
    first[0] = '\0';
    for (size_t at = length - 1; at >= PART_MIN; at--) {
        if (((unsigned char)word[at] & 0xC0) == 0x80)
            continue;
        text_copy(part, at + 1, word);
        if (!is_row(search, ASK_KNOWN, part))
            continue;
        /* An s, an e or a hyphen may bind the two. */
        const char *rest = word + at;
        bool bound = strchr("se-", *rest) != NULL;
        if (bound && is_row(search, ASK_KNOWN, rest + 1))
            rest++;
        if (strlen(rest) >= PART_MIN && is_row(search, ASK_KNOWN, rest)) {
            text_copy(first, WORD_SIZE, part);
            return rest;
        }
        if (first[0] == '\0' && at > PART_MIN)
            text_copy(first, WORD_SIZE, part);
    }
    return NULL;
}

static enum result
add_part(struct search *search, const char *part)
{
    char expression[EXPRESSION_SIZE] = "";
    enum result result = add_concept(search, part);
    if (result != RESULT_OK)
        return result;
    put_quoted(expression, part, true);
    return ask(search, expression);
}

static enum result
add_parts(struct search *search)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < search->word_count && result == RESULT_OK; i++) {
        char first[WORD_SIZE];
        const char *word = search->words[i];
        if (strlen(word) < (size_t)2 * PART_MIN)
            continue;
        const char *last = parts_of(search, word, first);
        bool whole = last != NULL || !is_row(search, ASK_SPELL, word);
        if (first[0] != '\0' && whole)
            result = add_part(search, first);
        if (last != NULL && result == RESULT_OK)
            result = add_part(search, last);
    }
    return result;
}

/* Words of the pictures that `typed` may have been meant as: whole ones, and
 * beginnings only if there are none. */
struct meant {
    char words[MEANT_MAX][WORD_SIZE];
    int count;
    enum near best;
};

static enum result
read_meant(struct search *search, sqlite3_stmt *stmt, const char *typed,
           struct meant *out)
{
    enum result result;
    while ((result = library_row(search->library, stmt)) == RESULT_OK) {
        char word[WORD_SIZE];
        library_text(stmt, 0, word, sizeof word);
        enum near near = near_compare(typed, word);
        if (near == NEAR_NOT || near < out->best)
            continue;
        if (near > out->best)
            out->count = 0;
        out->best = near;
        if (out->count < MEANT_MAX)
            text_copy(out->words[out->count++], WORD_SIZE, word);
    }
    library_done(stmt);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

static enum result
find_meant(struct search *search, const char *typed, struct meant *out)
{
    char beginning[NEAR_SIZE];
    char end[NEAR_SIZE];
    out->count = 0;
    out->best = NEAR_NOT;
    int letters = near_shares(typed, beginning, end);
    if (letters == 0)
        return RESULT_OK;
    enum result result = read_meant(
        search,
        library_ask(search->library, ASK_SPELL_HEAD, beginning, search->lang),
        typed, out);
    if (result != RESULT_OK)
        return result;
    sqlite3_stmt *stmt =
        library_ask(search->library, ASK_SPELL_TAIL, end, search->lang);
    sqlite3_bind_int(stmt, 3, letters - 1);
    sqlite3_bind_int(stmt, 4, letters + 1);
    return read_meant(search, stmt, typed, out);
}

/* Every word as what it may have been meant as. Nothing is added if one of
 * them is unknown and near nothing. */
static enum result
add_near(struct search *search)
{
    char expression[EXPRESSION_SIZE] = "";
    bool any = false;
    for (int i = 0; i < search->word_count; i++) {
        const char *word = search->words[i];
        struct meant meant = {.count = 0};
        enum result result = is_row(search, ASK_SPELL, word)
                                 ? RESULT_OK
                                 : find_meant(search, word, &meant);
        if (result != RESULT_OK)
            return result;
        (void)text_append(expression, sizeof expression,
                          i == 0 ? "(" : " AND (");
        for (int j = 0; j < meant.count; j++) {
            (void)text_append(expression, sizeof expression,
                              j == 0 ? "" : " OR ");
            put_quoted(expression, meant.words[j], true);
        }
        if (meant.count == 0)
            put_quoted(expression, word, false);
        (void)text_append(expression, sizeof expression, ")");
        any = any || meant.count > 0;
    }
    return any ? ask(search, expression) : RESULT_OK;
}

static enum result
add_any(struct search *search)
{
    char expression[EXPRESSION_SIZE] = "";
    for (int i = 0; i < search->word_count; i++)
        if (text_length(search->words[i]) >= PART_MIN) {
            (void)text_append(expression, sizeof expression,
                              expression[0] == '\0' ? "" : " OR ");
            put_quoted(expression, search->words[i], true);
        }
    return search->word_count < 2 || expression[0] == '\0'
               ? RESULT_OK
               : ask(search, expression);
}

enum result
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
        add_named, add_parts, add_near, add_any};
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
