#include "firmware/photo/frame.h"

#include <stdint.h>
#include <string.h>

enum { SIGNATURE = 8, CHUNK_EXTRA = 12, HEADER = 13, SIDE_MAX = 1024 };

static uint32_t
number_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

/* CRC-32 of ISO 3309, as PNG (RFC 2083 section 3.4) has it. */
static uint32_t
crc_of(const unsigned char *at, size_t length)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < length; i++) {
        crc ^= at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

static bool
header_check(const unsigned char *data, unsigned char colours, int *width,
             int *height)
{
    const unsigned char form[5] = {8, colours, 0, 0, 0};
    uint32_t wide = number_at(data);
    uint32_t high = number_at(data + 4);
    if (wide < 1 || wide > SIDE_MAX || high < 1 || high > SIDE_MAX ||
        memcmp(data + 8, form, sizeof form) != 0)
        return false;
    *width = (int)wide;
    *height = (int)high;
    return true;
}

static bool
check(const unsigned char *png, size_t length, unsigned char colours,
      int *width, int *height)
{
    static const char *const order[] = {"IHDR", "IDAT", "IEND"};
    int at_order = 0;
    if (length < SIGNATURE || memcmp(png, "\x89PNG\r\n\x1a\n", SIGNATURE) != 0)
        return false;
    const unsigned char *at = png + SIGNATURE;
    for (size_t left = length - SIGNATURE; left > 0;) {
        if (left < CHUNK_EXTRA || at_order > 2)
            return false;
        uint32_t size = number_at(at);
        if (size > left - CHUNK_EXTRA)
            return false;
        if (at_order == 1 && memcmp(at + 4, "IEND", 4) == 0)
            at_order = 2;
        if (memcmp(at + 4, order[at_order], 4) != 0 ||
            number_at(at + 8 + size) != crc_of(at + 4, size + 4))
            return false;
        if (at_order == 0 &&
            (size != HEADER || !header_check(at + 8, colours, width, height)))
            return false;
        if (at_order == 2 && size != 0)
            return false;
        if (at_order != 1)
            at_order++;
        at += size + CHUNK_EXTRA;
        left -= size + CHUNK_EXTRA;
    }
    return at_order == 3;
}

bool
frame_check(const unsigned char *png, size_t length, int *width, int *height)
{
    return check(png, length, 2, width, height);
}

bool
frame_check_drawing(const unsigned char *png, size_t length)
{
    int width = 0, height = 0;
    return check(png, length, 6, &width, &height) &&
           width == FRAME_DRAWING_SIDE && height == FRAME_DRAWING_SIDE;
}
