#include "firmware/access/common.h"

#include <string.h>

bool
common_has(const char *word)
{
    size_t length = strlen(word);
    const char *at = (const char *)file_common;
    const char *end = at + file_common_length;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL)
            stop = end;
        if ((size_t)(stop - at) == length && memcmp(at, word, length) == 0 &&
            length > 0)
            return true;
        at = stop + 1;
    }
    return false;
}
