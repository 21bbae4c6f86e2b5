#include "firmware/photo/exif.h"

#include "tests/test.h"

static const unsigned char big[] = {
    'E', 'x',  'i', 'f',  0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
    0,   2,    1,   0x0f, 0, 2, 0,   0,   0, 1,  0, 0, 0, 0,
    1,   0x12, 0,   3,    0, 0, 0,   1,   0, 6,  0, 0};
static const unsigned char little[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12,
                                       1,   3,   0,  1, 0, 0, 0, 3, 0, 0, 0};

TEST(the_orientation_is_found_in_either_byte_order)
{
    CHECK_INT(exif_orientation(big, sizeof big), 6);
    CHECK_INT(exif_orientation(big + 6, sizeof big - 6), 6);
    CHECK_INT(exif_orientation(little, sizeof little), 3);
}

TEST(exif_cut_anywhere_is_upright_or_right)
{
    for (size_t length = 0; length < sizeof big; length++) {
        int got = exif_orientation(big, length);
        CHECK(got == 1 || (got == 6 && length >= 38));
    }
}

TEST(an_orientation_that_is_none_is_upright)
{
    unsigned char bytes[sizeof little];
    memcpy(bytes, little, sizeof bytes);
    bytes[18] = 9;
    CHECK_INT(exif_orientation(bytes, sizeof bytes), 1);
    bytes[18] = 0;
    CHECK_INT(exif_orientation(bytes, sizeof bytes), 1);
    bytes[18] = 8;
    CHECK_INT(exif_orientation(bytes, sizeof bytes), 8);
    bytes[12] = 4; /* not a SHORT */
    CHECK_INT(exif_orientation(bytes, sizeof bytes), 1);
}

TEST(a_directory_beyond_the_end_is_upright)
{
    unsigned char bytes[sizeof little];
    memcpy(bytes, little, sizeof bytes);
    memset(bytes + 4, 0xff, 4);
    CHECK_INT(exif_orientation(bytes, sizeof bytes), 1);
    memcpy(bytes, little, sizeof bytes);
    bytes[8] = bytes[9] = 0xff; /* 65,535 entries in 22 bytes */
    CHECK_INT(exif_orientation(bytes, sizeof bytes), 3);
}
