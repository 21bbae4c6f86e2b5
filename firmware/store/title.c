#include "firmware/store/title.h"

#include <stddef.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/title_words.h"

enum {
    STEM_MIN = 3,
    HEAD_MIN = 4,
    TITLE_SIZE = 512,
    PHRASE_SIZE = TITLE_PHRASE_MAX * TITLE_WORD_SIZE
};

/* Endings that inflection puts on a word, and what may have stood instead. */
struct title_endings {
    const char *lang;
    const char *endings[20];
    const char *instead; /* one letter each: a stem may have lost it */
};

static const struct title_endings endings[] = {
    {"sv",
     {"arna", "erna", "orna", "ande", "ade", "aren", "ar", "er", "or", "en",
      "et", "na", "at", "as", "t", "r", "n", "s"},
     "ae"},
    {"da",
     {"erne", "ene", "ende", "ede", "er", "en", "et", "ne", "te", "e", "r", "n",
      "t", "s"},
     "e"},
    {"nb",
     {"ene", "ende", "ede", "et", "er", "en", "te", "ne", "a", "e", "r", "n",
      "t", "s"},
     "e"},
    {"en", {"ing", "ed", "es", "s"}, "e"},
};

static const struct title_endings *
endings_of(const char *lang)
{
    if (text_equal(lang, "nn"))
        lang = "nb";
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (text_equal(lang, endings[i].lang))
            return &endings[i];
    return NULL;
}

static struct title_concept
look(const struct title_dictionary *dictionary, const char *words)
{
    if (words[0] == '\0')
        return (struct title_concept){0, 0};
    return dictionary->concept(dictionary->user, words);
}

static bool
help(const struct title_dictionary *dictionary, enum title_help kind,
     const char *word)
{
    return dictionary->help(dictionary->user, kind, word);
}

/* `stem` as it is, with a letter that inflection took away, or with its
 * doubled last consonant single again (bussen, bus). */
static struct title_concept
look_stem(const struct title_dictionary *dictionary, const char *stem,
          const char *instead)
{
    char tried[PHRASE_SIZE];
    struct title_concept found = look(dictionary, stem);
    for (; found.place == 0 && *instead != '\0'; instead++)
        if (text_format(tried, sizeof tried, "%s%c", stem, *instead))
            found = look(dictionary, tried);
    size_t length = strlen(stem);
    if (found.place == 0 && length > STEM_MIN &&
        stem[length - 1] == stem[length - 2]) {
        text_copy(tried, length, stem);
        found = look(dictionary, tried);
    }
    return found;
}

static struct title_concept
look_inflected(const struct title_dictionary *dictionary, const char *lang,
               const char *word)
{
    struct title_concept found = look(dictionary, word);
    const struct title_endings *known = endings_of(lang);
    if (found.place > 0 || known == NULL)
        return found;
    size_t length = strlen(word);
    for (int i = 0; found.place == 0 && known->endings[i] != NULL; i++) {
        size_t cut = strlen(known->endings[i]);
        char stem[PHRASE_SIZE];
        if (length < cut + STEM_MIN ||
            strcmp(word + length - cut, known->endings[i]) != 0)
            continue;
        text_copy(stem, length - cut + 1, word);
        found = look_stem(dictionary, stem, known->instead);
    }
    return found;
}

/* The first part of a compound without the letter that binds it: "tisdags"
 * is "tisdag". */
static void
unbound(char out[TITLE_WORD_SIZE], const char *part)
{
    text_copy(out, TITLE_WORD_SIZE, part);
    size_t length = strlen(out);
    if (length > STEM_MIN && (out[length - 1] == 's' || out[length - 1] == '-'))
        out[length - 1] = '\0';
}

static bool
is_part(const struct title_dictionary *dictionary, const char *part)
{
    char bare[TITLE_WORD_SIZE];
    unbound(bare, part);
    return help(dictionary, TITLE_PART, part) ||
           help(dictionary, TITLE_PART, bare);
}

/* The concept of a compound's first part: "musik" of "musikstund", "mål-" of
 * "målarkurs" by the endings. */
static struct title_concept
look_first_part(const struct title_dictionary *dictionary, const char *lang,
                const char *part)
{
    char bare[TITLE_WORD_SIZE];
    unbound(bare, part);
    struct title_concept found = look_inflected(dictionary, lang, part);
    if (found.place == 0)
        found = look_inflected(dictionary, lang, bare);
    /* It may have lost its last letter: "tandläkar-" is "tandläkare". */
    const struct title_endings *known = endings_of(lang);
    if (found.place == 0 && known != NULL)
        found = look_stem(dictionary, part, known->instead);
    return found;
}

static bool
is_inside(const char *at)
{
    return ((unsigned char)*at & 0xC0) == 0x80;
}

/* "musikstund" is about its first part, for its last says nothing; as much of
 * it as is known: "tandläkarbesök" is no "läkarbesök". */
static struct title_concept
look_headed(const struct title_dictionary *dictionary, const char *lang,
            const char *word)
{
    size_t length = strlen(word);
    for (size_t at = length - 1; at >= STEM_MIN; at--) {
        char part[TITLE_WORD_SIZE];
        if (is_inside(word + at) || !help(dictionary, TITLE_HEAD, word + at))
            continue;
        text_copy(part, at + 1, word);
        struct title_concept found = look_first_part(dictionary, lang, part);
        if (found.place > 0 && found.weight > 0)
            return found;
    }
    return (struct title_concept){0, 0};
}

/* A compound is about its last part ("kvällspromenad" is a walk), if what it
 * begins with is known too. */
static struct title_concept
look_compound(const struct title_dictionary *dictionary, const char *lang,
              const char *word)
{
    size_t length = strlen(word);
    if (length < (size_t)2 * STEM_MIN)
        return (struct title_concept){0, 0};
    struct title_concept headed = look_headed(dictionary, lang, word);
    if (headed.place > 0)
        return headed;
    for (size_t at = STEM_MIN; at + HEAD_MIN <= length; at++) {
        char part[TITLE_WORD_SIZE];
        if (is_inside(word + at))
            continue;
        text_copy(part, at + 1, word);
        if (!is_part(dictionary, part))
            continue;
        struct title_concept found =
            look_inflected(dictionary, lang, word + at);
        if (found.place > 0 && found.weight > 0)
            return found;
    }
    return (struct title_concept){0, 0};
}

static struct title_concept
look_word(const struct title_dictionary *dictionary, const char *lang,
          const char *word)
{
    struct title_concept found = look_inflected(dictionary, lang, word);
    return found.place > 0 ? found : look_compound(dictionary, lang, word);
}

/* The longest known phrase at `first`, `used` words long. The last word of a
 * phrase may be inflected. */
static struct title_concept
look_phrase(const struct title_dictionary *dictionary, const char *lang,
            const struct title_words *title, int first, int *used)
{
    char phrases[TITLE_PHRASE_MAX + 1][PHRASE_SIZE];
    int longest = 1;
    text_copy(phrases[1], sizeof phrases[1], title->words[first]);
    while (longest < TITLE_PHRASE_MAX && first + longest < title->count &&
           title->joined[first + longest]) {
        text_format(phrases[longest + 1], sizeof phrases[0], "%s %s",
                    phrases[longest], title->words[first + longest]);
        longest++;
    }
    struct title_concept found = {0, 0};
    for (*used = longest; *used > 1; --*used) {
        found = look_inflected(dictionary, lang, phrases[*used]);
        if (found.place > 0)
            return found;
    }
    return look_word(dictionary, lang, title->words[first]);
}

struct title_concept
title_read(const struct title_dictionary *dictionary, const char *lang,
           const char *title)
{
    struct title_concept best = {0, 0};
    struct title_words words;
    char folded[TITLE_SIZE];
    text_fold(folded, sizeof folded, title);
    title_split(&words, folded);
    bool skip = false;  /* the next words do not take place */
    bool later = false; /* the next words say when or where, not what */
    int used = 1;
    for (int i = 0; i < words.count; i += used) {
        used = 1;
        if (help(dictionary, TITLE_NOT, words.words[i])) {
            skip = true;
            continue;
        }
        if (help(dictionary, TITLE_AFTER, words.words[i])) {
            later = true;
            continue;
        }
        struct title_concept found =
            look_phrase(dictionary, lang, &words, i, &used);
        bool whole = used == words.count;
        if (found.place == 0 || (found.weight == 0 && !whole))
            continue;
        if (!skip && later && found.weight > 1)
            found.weight = 1;
        if (!skip && (best.place == 0 || found.weight > best.weight))
            best = found;
        skip = false;
        later = false;
    }
    return best;
}
