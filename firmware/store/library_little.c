/* Where beginnings find little: a title, compounds, slips, any of the words. */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/library_search.h"
#include "firmware/store/near.h"

enum { MEANT_MAX = 6 };

enum result
search_named(struct search *search)
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
parts_of(struct search *search, const char *word, char first[SEARCH_WORD_SIZE])
{
    size_t length = strlen(word);
    char part[SEARCH_WORD_SIZE];
    first[0] = '\0';
    for (size_t at = length - 1; at >= SEARCH_PART_MIN; at--) {
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
        if (strlen(rest) >= SEARCH_PART_MIN &&
            is_row(search, ASK_KNOWN, rest)) {
            text_copy(first, SEARCH_WORD_SIZE, part);
            return rest;
        }
        if (first[0] == '\0' && at > SEARCH_PART_MIN)
            text_copy(first, SEARCH_WORD_SIZE, part);
    }
    return NULL;
}

static enum result
add_part(struct search *search, const char *part)
{
    char expression[SEARCH_EXPRESSION_SIZE] = "";
    enum result result = search_concept(search, part);
    if (result != RESULT_OK)
        return result;
    search_put(expression, part, true);
    return search_ask(search, expression);
}

enum result
search_parts(struct search *search)
{
    enum result result = RESULT_OK;
    for (int i = 0; i < search->word_count && result == RESULT_OK; i++) {
        char first[SEARCH_WORD_SIZE];
        const char *word = search->words[i];
        if (strlen(word) < (size_t)2 * SEARCH_PART_MIN)
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
    char words[MEANT_MAX][SEARCH_WORD_SIZE];
    int count;
    enum near best;
};

static enum result
read_meant(struct search *search, sqlite3_stmt *stmt, const char *typed,
           struct meant *out)
{
    enum result result;
    while ((result = library_row(search->library, stmt)) == RESULT_OK) {
        char word[SEARCH_WORD_SIZE];
        library_text(stmt, 0, word, sizeof word);
        enum near near = near_compare(typed, word);
        if (near == NEAR_NOT || near < out->best)
            continue;
        if (near > out->best)
            out->count = 0;
        out->best = near;
        if (out->count < MEANT_MAX)
            text_copy(out->words[out->count++], SEARCH_WORD_SIZE, word);
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
enum result
search_near(struct search *search)
{
    char expression[SEARCH_EXPRESSION_SIZE] = "";
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
            search_put(expression, meant.words[j], true);
        }
        if (meant.count == 0)
            search_put(expression, word, false);
        (void)text_append(expression, sizeof expression, ")");
        any = any || meant.count > 0;
    }
    return any ? search_ask(search, expression) : RESULT_OK;
}

enum result
search_any(struct search *search)
{
    char expression[SEARCH_EXPRESSION_SIZE] = "";
    for (int i = 0; i < search->word_count; i++)
        if (text_length(search->words[i]) >= SEARCH_PART_MIN) {
            (void)text_append(expression, sizeof expression,
                              expression[0] == '\0' ? "" : " OR ");
            search_put(expression, search->words[i], true);
        }
    return search->word_count < 2 || expression[0] == '\0'
               ? RESULT_OK
               : search_ask(search, expression);
}
