#include <string.h>

#include "firmware/base/role.h"
#include "firmware/base/secret.h"
#include "firmware/base/text.h"
#include "tests/test.h"

TEST(no_two_tokens_are_alike_and_none_is_short)
{
    static char seen[200][SECRET_TOKEN_SIZE];
    REQUIRE(secret_ready() == RESULT_OK);
    for (int i = 0; i < 200; i++) {
        secret_token(seen[i]);
        CHECK(strlen(seen[i]) == 64);
        for (int j = 0; j < i; j++)
            CHECK(!text_equal(seen[i], seen[j]));
    }
}

TEST(a_code_is_read_as_people_type_it)
{
    char code[SECRET_CODE_SIZE];
    char read[SECRET_CODE_SIZE];
    REQUIRE(secret_ready() == RESULT_OK);
    for (int i = 0; i < 50; i++) {
        secret_code(code);
        CHECK(strlen(code) == 11 && code[5] == '-');
        CHECK(secret_code_read(read, code));
        CHECK_STR(read, code);
    }
    CHECK(secret_code_read(read, " k7qfm 2xh9d "));
    CHECK_STR(read, "K7QFM-2XH9D");
    CHECK(secret_code_read(read, "ooooo-iIlL1"));
    CHECK_STR(read, "00000-11111");
    CHECK(!secret_code_read(read, "K7QFM-2XH9"));
    CHECK(!secret_code_read(read, "K7QFM-2XH9DD"));
    CHECK(!secret_code_read(read, "K7QFM-2XH9U"));
    CHECK(!secret_code_read(read, ""));
    CHECK(!secret_code_read(read, NULL));
}

TEST(a_hash_is_good_for_one_purpose_only)
{
    char session[SECRET_HASH_SIZE];
    char code[SECRET_HASH_SIZE];
    char csrf[SECRET_CSRF_SIZE];
    secret_hash(session, "session", "abc");
    secret_hash(code, "code", "abc");
    secret_csrf(csrf, "abc");
    CHECK(!text_equal(session, code));
    CHECK(strlen(csrf) == 32);
    CHECK(strncmp(csrf, session, 32) != 0);
}

TEST(a_key_follows_from_password_and_salt_alone)
{
    unsigned char salt[SECRET_SALT_BYTES] = {1, 2, 3};
    unsigned char one[SECRET_KEY_BYTES];
    unsigned char two[SECRET_KEY_BYTES];
    REQUIRE(secret_ready() == RESULT_OK);
    CHECK(secret_derive(one, "lugn", 4, salt, 1, 64) == RESULT_OK);
    CHECK(secret_derive(two, "lugn", 4, salt, 1, 64) == RESULT_OK);
    CHECK(secret_equal(one, two, sizeof one));
    salt[0] = 9;
    CHECK(secret_derive(two, "lugn", 4, salt, 1, 64) == RESULT_OK);
    CHECK(!secret_equal(one, two, sizeof one));
}

TEST(a_role_is_its_word_again)
{
    for (int i = 0; i < ROLE_KINDS; i++)
        CHECK(role_parse(role_name(role_at(i))) == role_at(i));
    CHECK(role_parse("admin") == ROLE_NONE);
    CHECK(role_parse(NULL) == ROLE_NONE);
    CHECK((ROLES_CARE & ROLE_PLANNER) == 0);
    CHECK((ROLES_CARE & ROLE_TECHNICIAN) == 0);
}
