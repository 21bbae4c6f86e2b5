#include "firmware/access/common.h"
#include "firmware/access/password.h"
#include "tests/test.h"

static const char *const names[] = {"leena.lind", "Leena", "Verkstan", NULL};

static enum password_verdict
check(const char *password)
{
    return password_check(password, names);
}

TEST(any_characters_make_a_password_if_there_are_enough)
{
    CHECK(check("tre koppar te i regnet") == PASSWORD_TAKEN);
    CHECK(check("hxvqpmzk") == PASSWORD_TAKEN);
    CHECK(check("ÅÄÖ åker båt") == PASSWORD_TAKEN);
    CHECK(check("🙂🙃🙂🙂🙃🙃🙂🙂🙃x") == PASSWORD_TAKEN);
    CHECK(check("kort7") == PASSWORD_SHORT);
    CHECK(check("åäöåäö7") == PASSWORD_SHORT); /* characters, not bytes */
    CHECK(check("") == PASSWORD_SHORT);
}

TEST(a_password_of_a_hundred_and_twenty_eight_is_taken_and_one_more_is_not)
{
    char text[140];
    for (int i = 0; i < 128; i++)
        text[i] = (char)('!' + (i * 37 + i * i) % 90);
    text[128] = '\0';
    CHECK(check(text) == PASSWORD_TAKEN);
    text[128] = 'x';
    text[129] = '\0';
    CHECK(check(text) == PASSWORD_LONG);
}

TEST(what_is_tried_first_is_not_taken)
{
    static const char *const bad[] = {
        "password",    "Password1!", "p4ssw0rd123",  "sommar2026",
        "Vinter2025!", "qwerty123",  "qwertyuiop",   "asdfghjkl",
        "aaaaaaaaaa",  "abcabcabc",  "12345678",     "87654321",
        "19840312",    "11112222",   "hemligt123",   "Hemmelighed1",
        "velkommen1",  "losenord12", "lösenord12",   "iloveyou2",
        "stockholm08", "liverpool1", "jagälskardig", "trosk3l2026",
        "1q2w3e4r5t",  "!!sommar!!", "0123456789"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK_STR(password_verdict_says(check(bad[i])),
                  password_verdict_says(PASSWORD_COMMON));
}

TEST(a_name_of_ones_own_is_not_taken)
{
    CHECK(check("Verkstan") == PASSWORD_NAME);
    CHECK(check("verkstan2026") == PASSWORD_NAME);
    CHECK(check("Leena.Lind") == PASSWORD_NAME);
    CHECK(password_check("verkstan kaffe moln", names) == PASSWORD_TAKEN);
}

TEST(a_pin_has_six_digits_that_are_no_row)
{
    CHECK(pin_check("305917") == PASSWORD_TAKEN);
    CHECK(pin_check("30591") == PASSWORD_SHORT);
    CHECK(pin_check("30591a") == PASSWORD_SHORT);
    CHECK(pin_check("123456") == PASSWORD_COMMON);
    CHECK(pin_check("654321") == PASSWORD_COMMON);
    CHECK(pin_check("000000") == PASSWORD_COMMON);
    CHECK(pin_check("121212") == PASSWORD_COMMON);
    CHECK(pin_check("111222") == PASSWORD_COMMON);
    CHECK(pin_check("1234567890123") == PASSWORD_LONG);
}

TEST(the_list_of_words_is_there)
{
    CHECK(common_has("sommar"));
    CHECK(common_has("hemmelig"));
    CHECK(!common_has(""));
    CHECK(!common_has("som"));
    CHECK(!common_has("sommarx"));
}
