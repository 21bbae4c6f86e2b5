#include "firmware/button/record.h"

#include "tests/test.h"

static const struct record sample = {
    .number = 77,
    .count = 3,
    .spool = 0x1122334455667788u,
    .taken = 70,
    .boot = "0193a1b2-0000-4000-8000-00000000beef",
    .boot_ms = 123456,
    .utc_ms = 1795342800000,
    .quality = CLOCK_HELD,
    .kernel_ns = 99000000001u,
    .button = 1,
    .name = "Knappen i köket",
    .flags = RECORD_HELD | RECORD_GAP,
};

TEST(a_record_comes_back_as_it_was_written)
{
    unsigned char bytes[RECORD_BYTES];
    struct record got;
    record_encode(&sample, bytes);
    REQUIRE(record_decode(bytes, &got));
    CHECK_INT(got.number, 77);
    CHECK_INT(got.count, 3);
    CHECK_INT(got.spool, sample.spool);
    CHECK_INT(got.taken, 70);
    CHECK_STR(got.boot, sample.boot);
    CHECK_INT(got.boot_ms, 123456);
    CHECK_INT(got.utc_ms, sample.utc_ms);
    CHECK_INT(got.quality, CLOCK_HELD);
    CHECK_INT(got.kernel_ns, sample.kernel_ns);
    CHECK_INT(got.button, 1);
    CHECK_STR(got.name, sample.name);
    CHECK_INT(got.flags, RECORD_HELD | RECORD_GAP);
}

TEST(a_record_with_any_bit_flipped_is_none)
{
    unsigned char bytes[RECORD_BYTES];
    struct record got;
    record_encode(&sample, bytes);
    for (int bit = 0; bit < RECORD_BYTES * 8; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1u << (bit % 8));
        CHECK(!record_decode(bytes, &got));
        bytes[bit / 8] ^= (unsigned char)(1u << (bit % 8));
    }
    CHECK(record_decode(bytes, &got));
}

TEST(zeros_are_an_empty_place_and_no_record)
{
    unsigned char bytes[RECORD_BYTES] = {0};
    struct record got;
    CHECK(record_empty(bytes));
    CHECK(!record_decode(bytes, &got));
    CHECK_INT(record_peek(bytes), 0);
    bytes[RECORD_BYTES - 1] = 1;
    CHECK(!record_empty(bytes));
}

TEST(a_button_name_of_31_bytes_fits)
{
    unsigned char bytes[RECORD_BYTES];
    struct record long_name = sample;
    struct record got;
    memset(long_name.name, 'a', sizeof long_name.name - 1);
    long_name.name[sizeof long_name.name - 1] = '\0';
    record_encode(&long_name, bytes);
    REQUIRE(record_decode(bytes, &got));
    CHECK_STR(got.name, long_name.name);
}
