#include "firmware/photo/exif.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    TAG_ORIENTATION = 0x0112,
    TYPE_SHORT = 3,
    ENTRY_BYTES = 12,
    HEADER_BYTES = 8
};

struct tiff {
    const unsigned char *bytes;
    size_t length;
    bool little;
};

/* Zero beyond the end: no tag, type or count of ours is zero. */
static uint32_t
number_at(const struct tiff *tiff, size_t at, size_t size)
{
    uint32_t value = 0;
    if (at > tiff->length || tiff->length - at < size)
        return 0;
    for (size_t i = 0; i < size; i++) {
        size_t from = tiff->little ? at + size - 1 - i : at + i;
        value = value << 8 | tiff->bytes[from];
    }
    return value;
}

int
exif_orientation(const unsigned char *bytes, size_t length)
{
    if (length >= 6 && memcmp(bytes, "Exif\0\0", 6) == 0) {
        bytes += 6;
        length -= 6;
    }
    if (length < HEADER_BYTES)
        return 1;
    struct tiff tiff = {bytes, length, memcmp(bytes, "II*\0", 4) == 0};
    if (!tiff.little && memcmp(bytes, "MM\0*", 4) != 0)
        return 1;
    size_t at = number_at(&tiff, 4, 4);
    uint32_t entries = number_at(&tiff, at, 2);
    at += 2;
    for (uint32_t i = 0; i < entries && at < length; i++, at += ENTRY_BYTES) {
        if (number_at(&tiff, at, 2) != TAG_ORIENTATION)
            continue;
        uint32_t value = number_at(&tiff, at + 8, 2);
        bool whole = number_at(&tiff, at + 2, 2) == TYPE_SHORT &&
                     number_at(&tiff, at + 4, 4) == 1;
        return whole && value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}
