#include "firmware/base/identity.h"
#include "tests/test.h"

TEST(identity_numbers_of_four_countries_are_seen)
{
    CHECK(identity_in("850312-1234"));
    CHECK(identity_in("19850312-1234"));
    CHECK(identity_in("198503121234"));
    CHECK(identity_in("se 8503121234."));
    CHECK(identity_in("120385-1234"));
    CHECK(identity_in("1203851234"));
    CHECK(identity_in("12038512345"));
    CHECK(identity_in("120385 12345"));
    CHECK(identity_in("850372-1234"));
    CHECK(identity_in("120385-123A"));
}

TEST(telephones_dates_and_times_are_no_identity_numbers)
{
    CHECK(!identity_in("070-123 45 67"));
    CHECK(!identity_in("0701234567"));
    CHECK(!identity_in("2026-11-22"));
    CHECK(!identity_in("20261122"));
    CHECK(!identity_in("08:30-09:00"));
    CHECK(!identity_in("Rum 2, 123 45"));
    CHECK(!identity_in("999999-9999"));
}

TEST(an_identity_number_is_taken_out_of_a_text)
{
    char text[] = "Anna 850312-1234 kommer";
    CHECK(identity_strip(text));
    CHECK_STR(text, "Anna  kommer");
    CHECK(!identity_strip(text));
}
