/* From a title to the picture of the concept that it names. */
#include <stdint.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/library.h"
#include "firmware/store/library_db.h"
#include "firmware/store/title.h"

enum { EMOJI_POINTS_MAX = 10, EMOJI_SIZE = 4 * EMOJI_POINTS_MAX + 1 };

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

enum result
library_emoji(struct library *library, const char *lang, const char *text,
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
    enum result result = library_collect(library, stmt, out, 1, &count);
    return result == RESULT_OK && count == 0 ? RESULT_ABSENT : result;
}

enum result
library_match(struct library *library, const char *lang, const char *title,
              struct library_hit *out)
{
    memset(out, 0, sizeof *out);
    char folded[LIBRARY_QUERY_SIZE];
    const char *known = library_lang_name(library_lang(lang));
    if (!library_clean(title, folded))
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
    enum result result = library_emoji(library, known, folded, out);
    if (result != RESULT_ABSENT)
        return result;
    return hit_of(library, library_ask(library, ASK_TITLE, folded, known), out);
}
