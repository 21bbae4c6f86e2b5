#include "firmware/base/text.h"
#include "tests/test.h"

TEST(a_copy_is_cut_between_characters)
{
    char out[5];
    CHECK(!text_copy(out, sizeof out, "smörgås"));
    CHECK_STR(out, "smö");
    char tight[4];
    CHECK(!text_copy(tight, sizeof tight, "smörgås"));
    CHECK_STR(tight, "sm");
    CHECK(text_copy(out, sizeof out, NULL));
    CHECK_STR(out, "");
}

TEST(a_format_is_cut_between_characters)
{
    char out[6] = "x";
    CHECK(!text_append(out, sizeof out, "%s", "ååå"));
    CHECK_STR(out, "xåå");
}

TEST(utf8_is_recognised_and_its_imitations_are_not)
{
    CHECK(text_is_utf8("räksmörgås", strlen("räksmörgås")));
    CHECK(!text_is_utf8("r\xe4k", 3));           /* Windows-1252 */
    CHECK(!text_is_utf8("\xc0\xaf", 2));         /* overlong */
    CHECK(!text_is_utf8("\xed\xa0\x80", 3));     /* surrogate */
    CHECK(!text_is_utf8("\xf4\x90\x80\x80", 4)); /* beyond U+10FFFF */
    CHECK(!text_is_utf8("\xe2\x82", 2));         /* cut short */
}

TEST(folding_keeps_a_ring_apart_from_a)
{
    char out[32];
    CHECK(text_fold(out, sizeof out, "ÅSA ČÁHCI Žž"));
    CHECK_STR(out, "åsa čáhci žž");
}

TEST(trimming_takes_the_no_break_space_too)
{
    char text[] = " \xc2\xa0 hej hopp\t\xc2\xa0";
    text_trim(text);
    CHECK_STR(text, "hej hopp");
}

TEST(length_counts_characters)
{
    CHECK_INT(text_length("fjäll"), 5);
    CHECK_INT(text_length(NULL), 0);
}
