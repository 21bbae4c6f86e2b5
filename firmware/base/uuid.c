#include "firmware/base/uuid.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

void
uuid_format(const unsigned char bytes[UUID_BYTES], char out[UUID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    int at = 0;
    for (int i = 0; i < UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out[at++] = '-';
        out[at++] = digits[bytes[i] >> 4];
        out[at++] = digits[bytes[i] & 15];
    }
    out[at] = '\0';
}

static void
set_version(unsigned char bytes[UUID_BYTES], unsigned version)
{
    bytes[6] = (unsigned char)((version << 4) | (bytes[6] & 0x0F));
    bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3F));
}

void
uuid_make(char out[UUID_SIZE], int64_t utc_ms)
{
    unsigned char bytes[UUID_BYTES];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        abort(); /* 16 bytes never come short once the pool is ready */
    for (int i = 0; i < 6; i++)
        bytes[i] = (unsigned char)((uint64_t)utc_ms >> (8 * (5 - i)));
    set_version(bytes, 7);
    uuid_format(bytes, out);
}

void
uuid_from_name(char out[UUID_SIZE], const char *space, const char *name)
{
    const unsigned __int128 prime =
        ((unsigned __int128)1 << 88) + ((unsigned __int128)1 << 8) + 0x3b;
    unsigned __int128 hash =
        ((unsigned __int128)0x6c62272e07bb0142u << 64) | 0x62b821756295c58du;
    const char *parts[] = {space, "\x1f", name};
    for (int i = 0; i < 3; i++) {
        for (const char *at = parts[i]; *at != '\0'; at++) {
            hash ^= (unsigned char)*at;
            hash *= prime;
        }
    }
    unsigned char bytes[UUID_BYTES];
    for (int i = 0; i < UUID_BYTES; i++)
        bytes[i] = (unsigned char)(hash >> (8 * (15 - i)));
    set_version(bytes, 8);
    uuid_format(bytes, out);
}

static int
digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
uuid_parse(const char *text, unsigned char out[UUID_BYTES])
{
    if (text == NULL || strlen(text) != UUID_SIZE - 1)
        return false;
    int at = 0;
    for (int i = 0; i < UUID_BYTES; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && text[at++] != '-')
            return false;
        int high = digit_value(text[at++]);
        int low = digit_value(text[at++]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}
