#include "firmware/base/crc32c.h"

uint32_t
crc32c(const void *bytes, size_t length)
{
    /* Bit by bit: a record is 128 bytes and a press is rare, so a table
     * would buy nothing. */
    const unsigned char *at = bytes;
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < length; i++) {
        crc ^= at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0x82F63B78u & (0u - (crc & 1u)));
    }
    return ~crc;
}
