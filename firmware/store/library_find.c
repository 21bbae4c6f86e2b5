/* From words to pictures: searching, and matching a title with a concept. */
#include <stdint.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/library.h"
#include "firmware/store/library_db.h"
#include "firmware/store/title.h"

enum {
    QUERY_SIZE = 256, /* what comes after is not searched for */
    QUERY_WORDS_MAX = 8,
    EMOJI_POINTS_MAX = 10,
    EMOJI_SIZE = 4 * EMOJI_POINTS_MAX + 1
};

struct reader { /* the title's dictionary, in one language */
    struct library *library;
    const char *lang;
};

/* --- emoji --- */

/* One character of well-formed UTF-8, and its length. */
static size_t
decode(const char *at, uint32_t *point)
{
    const unsigned char *b = (const unsigned char *)at;
    size_t length = b[0] < 0x80 ? 1 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    *point = length == 1 ? b[0] : b[0] & (0xFFU >> (length + 1));
    for (size_t i = 1; i < length; i++)
        *point = *point << 6 | (b[i] & 0x3FU);
    return length;
}

/* U+FE0F only asks for colour, and we have one colour of skin. */
static bool
is_variation(uint32_t point)
{
    return point == 0xFE0F || (point >= 0x1F3FB && point <= 0x1F3FF);
}

static bool
begins_emoji(uint32_t point)
{
    return (point >= 0x203C && point <= 0x3299) || point >= 0x1F000 ||
           (point >= 0xE000 && point <= 0xF8FF);
}

static enum result
emoji_hit(struct library *library, const char *lang, const char *emoji,
          struct library_hit *out)
{
    sqlite3_stmt *stmt = library_ask(library, ASK_EMOJI, emoji, lang);
    enum result result = library_row(library, stmt);
    if (result == RESULT_OK) {
        library_text(stmt, 0, out->id, sizeof out->id);
        library_text(stmt, 1, out->name, sizeof out->name);
    }
    library_done(stmt);
    return result;
}

/* The longest emoji that begins at `text`. */
static enum result
emoji_at(struct library *library, const char *lang, const char *text,
         struct library_hit *out)
{
    char emoji[EMOJI_SIZE] = "";
    size_t ends[EMOJI_POINTS_MAX];
    int points = 0;
    size_t length = 0;
    while (points < EMOJI_POINTS_MAX && *text != '\0') {
        uint32_t point;
        size_t step = decode(text, &point);
        if (point < 0x200D)
            break;
        if (!is_variation(point)) {
            memcpy(emoji + length, text, step);
            length += step;
            ends[points++] = length;
        }
        text += step;
    }
    enum result result = RESULT_ABSENT;
    while (result == RESULT_ABSENT && points > 0) {
        emoji[ends[--points]] = '\0';
        result = emoji_hit(library, lang, emoji, out);
    }
    return result;
}

static enum result
emoji_in(struct library *library, const char *lang, const char *text,
         struct library_hit *out)
{
    enum result result = RESULT_ABSENT;
    while (result == RESULT_ABSENT && *text != '\0') {
        uint32_t point;
        size_t step = decode(text, &point);
        if (begins_emoji(point))
            result = emoji_at(library, lang, text, out);
        text += step;
    }
    return result;
}

/* --- search --- */

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Every word in quotes, with a star: FTS5 reads nothing else out of it. */
static void
fts_expression(const char *query, char *out, size_t size)
{
    out[0] = '\0';
    for (int words = 0; words < QUERY_WORDS_MAX && *query != '\0'; words++) {
        while (is_blank(*query))
            query++;
        const char *end = query;
        while (*end != '\0' && !is_blank(*end))
            end++;
        if (end > query)
            (void)text_append(out, size, "\"");
        for (; query < end; query++)
            (void)text_append(out, size, *query == '"' ? "\"\"" : "%c", *query);
        if (out[0] != '\0' && out[strlen(out) - 1] != ' ')
            (void)text_append(out, size, "\"* ");
    }
}

static bool
has_id(const struct library_hit *hits, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (text_equal(hits[i].id, id))
            return true;
    return false;
}

static enum result
collect(struct library *library, sqlite3_stmt *stmt, struct library_hit *out,
        int max, int *count)
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

/* Folded, and free of what is not text. False if nothing is left. */
static bool
clean(const char *text, char *out, size_t size)
{
    if (text == NULL || !text_is_utf8(text, strlen(text)))
        return false;
    (void)text_fold(out, size, text);
    text_trim(out);
    return out[0] != '\0';
}

enum result
library_search(struct library *library, const char *lang, const char *query,
               struct library_hit *out, int max, int *count)
{
    char folded[QUERY_SIZE];
    char expression[2 * QUERY_SIZE + 4 * QUERY_WORDS_MAX];
    int index = library_lang(lang);
    *count = 0;
    if (max <= 0 || !clean(query, folded, sizeof folded))
        return RESULT_OK;
    enum result result =
        emoji_in(library, library_lang_name(index), folded, &out[0]);
    *count = result == RESULT_OK;
    if (result == RESULT_IO)
        return result;
    fts_expression(folded, expression, sizeof expression);
    sqlite3_stmt *stmt = library_ask(
        library, (enum library_ask)(ASK_SEARCH + index), expression, folded);
    return collect(library, stmt, out, max, count);
}

/* --- match --- */

static struct title_concept
read_concept(void *user, const char *words)
{
    struct reader *reader = user;
    struct title_concept concept = {0, 0};
    sqlite3_stmt *stmt =
        library_ask(reader->library, ASK_CONCEPT, words, reader->lang);
    if (library_row(reader->library, stmt) == RESULT_OK) {
        concept.place = sqlite3_column_int(stmt, 0);
        concept.weight = sqlite3_column_int(stmt, 1);
    }
    library_done(stmt);
    return concept;
}

static bool
read_help(void *user, enum title_help kind, const char *word)
{
    static const char *const kinds[TITLE_HELP_COUNT] = {
        [TITLE_HEAD] = "head",
        [TITLE_PART] = "part",
        [TITLE_NOT] = "not",
        [TITLE_AFTER] = "after",
    };
    struct reader *reader = user;
    enum library_ask ask = kind == TITLE_PART ? ASK_KNOWN : ASK_HELPER;
    sqlite3_stmt *stmt = library_ask(reader->library, ask, word, reader->lang);
    if (ask == ASK_HELPER)
        sqlite3_bind_text(stmt, 3, kinds[kind], -1, SQLITE_STATIC);
    bool found = library_row(reader->library, stmt) == RESULT_OK;
    library_done(stmt);
    return found;
}

static enum result
hit_of(struct library *library, sqlite3_stmt *stmt, struct library_hit *out)
{
    int count = 0;
    enum result result = collect(library, stmt, out, 1, &count);
    return result == RESULT_OK && count == 0 ? RESULT_ABSENT : result;
}

enum result
library_match(struct library *library, const char *lang, const char *title,
              struct library_hit *out)
{
    memset(out, 0, sizeof *out);
    char folded[QUERY_SIZE];
    const char *known = library_lang_name(library_lang(lang));
    if (!clean(title, folded, sizeof folded))
        return RESULT_ABSENT;
    struct reader reader = {library, known};
    struct title_dictionary dictionary = {&reader, read_concept, read_help};
    struct title_concept concept = title_read(&dictionary, known, folded);
    if (concept.place > 0) {
        sqlite3_stmt *stmt =
            library_ask(library, ASK_CONCEPT_PICTURE, known, NULL);
        sqlite3_bind_int(stmt, 2, concept.place);
        return hit_of(library, stmt, out);
    }
    enum result result = emoji_in(library, known, folded, out);
    if (result != RESULT_ABSENT)
        return result;
    return hit_of(library, library_ask(library, ASK_TITLE, folded, known), out);
}
