/* A path against every pattern of the router, and whether a path that a login
 * leads on to is one of ours. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ui/staff/request.h"
#include "ui/staff/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const patterns[] = {"/",
                                           "/person/:id/plan/:date",
                                           "/access/:month/looks",
                                           "/signal/:id",
                                           "/picture/:picture",
                                           "/file/:file",
                                           "/plan/:key",
                                           "/a/:id/:id"};
    struct route_path path;
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        if (route_fits(patterns[i], text, &path) &&
            (strstr(text, "..") != NULL || strstr(text, "//") != NULL ||
             strchr(text, '%') != NULL))
            abort();
    if (request_path_is_ours(text) &&
        (text[0] != '/' || text[1] == '/' || strchr(text, '\\') != NULL))
        abort();
    free(text);
    return 0;
}
