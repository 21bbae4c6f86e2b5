/* The reading of titles alone, with a dictionary of a few words. */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/title.h"
#include "tests/test.h"

static const struct {
    const char *words;
    struct title_concept concept;
} words[] = {
    {"tea", {1, 3}},  {"make tea", {2, 3}}, {"paint", {3, 3}},
    {"bake", {4, 3}}, {"room", {5, 1}},     {"closed", {6, 4}},
    {"fox", {7, 0}},  {"a b c d", {8, 3}},  {"bus", {9, 3}},
    {"å", {10, 3}},
};

static struct title_concept concept(void *user, const char *text)
{
    (void)user;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(words[i].words, text))
    return words[i].concept;
    return (struct title_concept){0, 0};
}

static bool
help(void *user, enum title_help kind, const char *word)
{
    (void)user;
    switch (kind) {
    case TITLE_HEAD:
        return text_equal(word, "time");
    case TITLE_PART:
        return text_equal(word, "day");
    case TITLE_NOT:
        return text_equal(word, "no");
    case TITLE_AFTER:
        return text_equal(word, "after");
    case TITLE_HELP_COUNT:
        break;
    }
    return false;
}

static int
read(const char *title)
{
    static const struct title_dictionary dictionary = {NULL, concept, help};
    return title_read(&dictionary, "en", title).place;
}

TEST(the_longest_phrase_is_taken)
{
    CHECK_INT(read("tea"), 1);
    CHECK_INT(read("Make tea"), 2);
    CHECK_INT(read("We make  tea"), 2);
    CHECK_INT(read("a b c d"), 8);
}

TEST(a_phrase_does_not_reach_across_punctuation)
{
    CHECK_INT(read("make, tea"), 1);
    CHECK_INT(read("make (quickly) tea"), 1);
    CHECK_INT(read("make – tea"), 1);
}

TEST(an_ending_is_taken_off_and_a_lost_letter_put_back)
{
    CHECK_INT(read("painting"), 3);
    CHECK_INT(read("paints"), 3);
    CHECK_INT(read("baking"), 4);
    CHECK_INT(read("bussed"), 9);
    CHECK_INT(read("painter"), 0);
}

TEST(a_compound_needs_two_known_parts)
{
    CHECK_INT(read("daypaint"), 3);
    CHECK_INT(read("dayspaint"), 3);
    CHECK_INT(read("xyzpaint"), 0);
    CHECK_INT(read("teatime"), 1);
    CHECK_INT(read("daytea"), 0); /* three letters may be chance */
    CHECK_INT(read("xyztime"), 0);
}

TEST(the_most_telling_word_wins_and_then_the_first)
{
    CHECK_INT(read("room for tea"), 1);
    CHECK_INT(read("tea, paint"), 1);
    CHECK_INT(read("paint, tea"), 3);
    CHECK_INT(read("tea room closed"), 6);
    CHECK_INT(read("after tea: paint"), 3);
    CHECK_INT(read("after tea"), 1);
}

TEST(what_does_not_take_place_is_not_shown)
{
    CHECK_INT(read("no tea"), 0);
    CHECK_INT(read("no tea but paint"), 3);
    CHECK_INT(read("paint, no tea"), 3);
}

TEST(a_symbol_counts_only_as_the_whole_title)
{
    CHECK_INT(read("Fox"), 7);
    CHECK_INT(read("Fox comes"), 0);
}

TEST(limits_end_the_reading_and_nothing_else)
{
    char title[4096] = "";
    for (int i = 0; i < TITLE_WORDS_MAX - 1; i++)
        (void)text_append(title, sizeof title, "x%d ", i);
    (void)text_append(title, sizeof title, "tea paint");
    CHECK_INT(read(title), 1);
    memset(title, 'x', TITLE_WORD_SIZE);
    strcpy(title + TITLE_WORD_SIZE, " tea");
    CHECK_INT(read(title), 1);
    CHECK_INT(read(""), 0);
    CHECK_INT(read("å"), 10);
}
