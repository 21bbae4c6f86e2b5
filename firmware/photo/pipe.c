#include "firmware/photo/pipe.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum result
pipe_read(unsigned char **bytes, size_t *length, size_t most)
{
    size_t room = 1 << 16;
    *length = 0;
    *bytes = malloc(room);
    while (*bytes != NULL) {
        ssize_t n = read(STDIN_FILENO, *bytes + *length, room - *length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 ? RESULT_OK : RESULT_IO;
        *length += (size_t)n;
        if (*length > most)
            return RESULT_FULL;
        if (*length < room)
            continue;
        unsigned char *more = realloc(*bytes, room * 2);
        if (more == NULL)
            return RESULT_FULL;
        *bytes = more;
        room *= 2;
    }
    return RESULT_FULL;
}

enum result
pipe_write(const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return RESULT_IO;
        bytes += n;
        length -= (size_t)n;
    }
    return RESULT_OK;
}
