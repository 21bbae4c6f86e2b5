#include "firmware/base/words.h"
#include "tests/test.h"

TEST(a_language_without_a_catalogue_speaks_swedish)
{
    words_open("/nonexistent");
    CHECK_STR(word("en", "måndag"), "måndag");
    CHECK_STR(word_weekday("xx", 7), "söndag");
    CHECK_STR(word_weekday("sv", 0), "");
    CHECK(words_has("nb"));
    CHECK(!words_has("fi"));
    words_close();
}
