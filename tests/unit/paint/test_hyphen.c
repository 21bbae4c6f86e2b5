/* With the dictionaries that Debian has. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/kiosk/paint_hyphen.h"

/* The word with a | where it may be parted. */
static const char *
parted(const char *lang, const char *word)
{
    static char out[200];
    struct hyphens hyphens = {0};
    int at[DRAW_BREAKS_MAX];
    int count = hyphens_of(&hyphens, lang, word, at);
    int from = 0;
    out[0] = '\0';
    for (int i = 0; i < count; i++) {
        text_append(out, sizeof out, "%.*s|", at[i] - from, word + from);
        from = at[i];
    }
    text_append(out, sizeof out, "%s", word + from);
    hyphens_finish(&hyphens);
    return out;
}

TEST(long_swedish_words_part_between_their_syllables)
{
    CHECK_STR(parted("sv", "Arbetsmarknadsdepartementet"),
              "Arbets|mark|nads|de|par|te|men|tet");
    CHECK_STR(parted("sv", "lägenhetsstädning"), "lägen|hets|städ|ning");
    CHECK_STR(parted("sv", "LÄGENHETSSTÄDNING"), "LÄGEN|HETS|STÄD|NING");
}

TEST(long_danish_and_norwegian_words_part_between_their_syllables)
{
    CHECK_STR(parted("da", "beskæftigelsesministeriet"),
              "beskæf|ti|gelses|mi|ni|ste|riet");
    CHECK_STR(parted("nb", "arbeidsrekkefølgen"), "arbeids|rekkeføl|gen");
}

TEST(at_least_three_letters_stand_on_each_side)
{
    CHECK_STR(parted("sv", "måla"), "måla");
    CHECK_STR(parted("sv", "ateljén"), "atel|jén");
}

TEST(a_word_parts_after_its_own_hyphen_and_around_its_signs)
{
    CHECK_STR(parted("sv", "E-post"), "E-|post");
    CHECK_STR(parted("sv", "(lägenhetsstädning)"), "(lägen|hets|städ|ning)");
}

TEST(what_no_dictionary_knows_stays_whole)
{
    CHECK_STR(parted("xx", "Arbetsmarknadsdepartementet"),
              "Arbetsmarknadsdepartementet");
    CHECK_STR(parted("sv", "سارةالعليسارة"), "سارةالعليسارة");
    CHECK_STR(parted("sv", "čđŋšŧžčđŋšŧž"), "čđŋšŧžčđŋšŧž");
    CHECK_STR(parted("sv", ""), "");
    CHECK_STR(parted("sv", "a\xff\xc3"), "a\xff\xc3");
}

TEST(a_word_longer_than_any_stays_whole)
{
    char word[400];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    CHECK_STR(parted("sv", word), parted("xx", word));
}

TEST(without_dictionaries_words_stay_whole)
{
    setenv("TROSKEL_HYPHEN", "/nowhere", 1);
    CHECK_STR(parted("sv", "lägenhetsstädning"), "lägenhetsstädning");
    unsetenv("TROSKEL_HYPHEN");
}
