#include "firmware/base/crc32c.h"
#include "firmware/base/uuid.h"
#include "tests/test.h"

TEST(ids_sort_by_time_and_keep_version_7)
{
    char early[UUID_SIZE];
    char late[UUID_SIZE];
    uuid_make(early, 1795424400000);
    uuid_make(late, 1795424400001);
    CHECK(strcmp(early, late) < 0);
    CHECK(early[14] == '7');
    unsigned char bytes[UUID_BYTES];
    char again[UUID_SIZE];
    REQUIRE(uuid_parse(early, bytes));
    uuid_format(bytes, again);
    CHECK_STR(again, early);
    CHECK(!uuid_parse("01234567-89ab-7cde-8f01-23456789abcG", bytes));
    CHECK(!uuid_parse("", bytes));
}

TEST(the_same_name_gives_the_same_id)
{
    char a[UUID_SIZE];
    char b[UUID_SIZE];
    uuid_from_name(a, "person", "räv");
    uuid_from_name(b, "person", "räv");
    CHECK_STR(a, b);
    uuid_from_name(b, "group", "räv");
    CHECK(strcmp(a, b) != 0);
}

TEST(crc32c_gives_the_check_value_of_its_definition)
{
    CHECK_INT(crc32c("123456789", 9), 0xE3069283u);
}
