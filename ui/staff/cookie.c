#include "ui/staff/cookie.h"

#include <string.h>

const char cookie_session[] = "__Host-troskel";

static bool
is_token(const char *value, size_t length)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789-_";
    return length > 0 && strspn(value, allowed) >= length;
}

bool
cookie_value(const char *header, const char *name, char *out, size_t size)
{
    size_t name_length = strlen(name);
    bool found = false;
    const char *at = header == NULL ? "" : header;
    while (*at != '\0') {
        at += strspn(at, " \t;");
        size_t length = strcspn(at, ";");
        if (length > name_length && at[name_length] == '=' &&
            strncmp(at, name, name_length) == 0) {
            const char *value = at + name_length + 1;
            size_t value_length = length - name_length - 1;
            if (found || value_length >= size || !is_token(value, value_length))
                return false;
            memcpy(out, value, value_length);
            out[value_length] = '\0';
            found = true;
        }
        at += length;
    }
    return found;
}
