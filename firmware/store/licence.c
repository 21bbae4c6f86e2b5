#include "firmware/store/licence.h"

#include <stddef.h>
#include <string.h>

enum { KEY_SIZE = 64 };

/* "CC BY-NC-SA 4.0" → "ccbyncsa40" */
static void
key_of(const char *licence, char out[KEY_SIZE])
{
    size_t at = 0;
    for (const char *c = licence; *c != '\0' && at + 1 < KEY_SIZE; c++) {
        bool upper = *c >= 'A' && *c <= 'Z';
        if (upper || (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9'))
            out[at++] = (char)(upper ? *c - 'A' + 'a' : *c);
    }
    out[at] = '\0';
}

bool
licence_may_be_sold(const char *licence)
{
    static const char *const free_ones[] = {
        "ccby",     "cc0",     "publicdomain",
        "ownphoto", "mit",     "apache",
        "ofl",      "unicode", "isc",
        "bsd",      "gpl",     "lgpl",
        "mpl",      "freeart", "creativecommonsattribution",
    };
    char key[KEY_SIZE];
    key_of(licence, key);
    if (strncmp(key, "ccbync", 6) == 0 || strstr(key, "noncommercial") != NULL)
        return false;
    for (size_t i = 0; i < sizeof free_ones / sizeof free_ones[0]; i++)
        if (strncmp(key, free_ones[i], strlen(free_ones[i])) == 0)
            return true;
    return false;
}
