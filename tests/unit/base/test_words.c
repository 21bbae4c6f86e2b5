#include <stdio.h>

#include "firmware/base/text.h"
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

TEST(a_file_that_is_no_catalogue_gives_swedish)
{
    char path[200];
    (void)text_format(path, sizeof path, "%s/en.mo", test_folder());
    FILE *file = fopen(path, "we");
    REQUIRE(file != NULL);
    CHECK(fputs("forty letters that are no message catalogue", file) >= 0);
    CHECK_INT(fclose(file), 0);
    words_open(test_folder());
    CHECK_STR(word("en", "måndag"), "måndag");
    CHECK_STR(word("en", "tisdag"), "tisdag");
    words_close();
}
