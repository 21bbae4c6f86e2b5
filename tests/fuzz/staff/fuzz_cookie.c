/* A Cookie header: a value is plain, fits, and is there once. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ui/staff/cookie.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    char out[72];
    char *header = malloc(size + 1);
    if (header == NULL)
        return 0;
    if (size > 0)
        memcpy(header, data, size);
    header[size] = '\0';
    memset(out, 'x', sizeof out);
    if (cookie_value(header, cookie_session, out, sizeof out)) {
        if (memchr(out, '\0', sizeof out) == NULL ||
            strspn(out, plain) != strlen(out) ||
            strstr(header, cookie_session) == NULL)
            abort();
    }
    free(header);
    return 0;
}
