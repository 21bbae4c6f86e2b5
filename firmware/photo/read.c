#include "firmware/photo/read.h"

#include <string.h>

enum result
read_photo(const unsigned char *bytes, size_t length, struct pixels *out)
{
    *out = (struct pixels){0};
    if (length >= 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return read_jpeg(bytes, length, out);
    if (length >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return read_png(bytes, length, out);
    return RESULT_ABSENT;
}
