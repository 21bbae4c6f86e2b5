#include "firmware/exchange/encoding.h"
#include "tests/test.h"

static enum encoding
detect(const char *bytes, size_t length)
{
    size_t skip;
    return encoding_detect(bytes, length, &skip);
}

TEST(excels_letters_are_told_apart)
{
    CHECK_INT(detect("r\xE4v", 3), ENCODING_WINDOWS_1252);
    CHECK_INT(detect("räv", 4), ENCODING_UTF8);
    CHECK_INT(detect("\xEF\xBB\xBFräv", 7), ENCODING_UTF8_BOM);
    CHECK_INT(detect("\xFF\xFEr\0", 4), ENCODING_UTF16);
}

TEST(a_picture_is_no_text)
{
    CHECK_INT(detect("\x89PNG\r\n\x1a\n\0", 9), ENCODING_UNKNOWN);
    CHECK_INT(detect("a\x81z", 3), ENCODING_UNKNOWN);
}

TEST(utf8_with_a_mark_that_breaks_off_is_unknown)
{
    CHECK_INT(detect("\xEF\xBB\xBFr\xE4v", 6), ENCODING_UNKNOWN);
}

TEST(windows_1252_becomes_utf8)
{
    char out[32];
    CHECK_INT(encoding_decode(ENCODING_WINDOWS_1252, "\x80 \xE5\xC4\x96", 5,
                              out, sizeof out),
              RESULT_OK);
    CHECK_STR(out, "€ åÄ–");
}

TEST(letters_that_do_not_fit_are_told)
{
    char out[4];
    CHECK_INT(encoding_decode(ENCODING_WINDOWS_1252, "\xE5\xE4", 2, out, 4),
              RESULT_FULL);
    CHECK_INT(encoding_decode(ENCODING_UTF8, "abcd", 4, out, 4), RESULT_FULL);
    CHECK_INT(encoding_decode(ENCODING_UTF16, "ab", 2, out, 4), RESULT_INVALID);
}
