#include "ui/staff/route.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

/* Copies `length` bytes if all are of `allowed`. */
static bool
take(char *to, size_t size, const char *from, size_t length,
     const char *allowed)
{
    if (length == 0 || length >= size || strspn(from, allowed) < length)
        return false;
    memcpy(to, from, length);
    to[length] = '\0';
    return true;
}

static bool
take_id(const char *from, size_t length, struct route_path *out)
{
    unsigned char bytes[UUID_BYTES];
    char *id = out->id[out->ids];
    if (out->ids == ROUTE_IDS_MAX || length != UUID_SIZE - 1)
        return false;
    memcpy(id, from, length);
    id[length] = '\0';
    out->ids++;
    return uuid_parse(id, bytes);
}

static bool
take_date(const char *from, size_t length, bool month, struct route_path *out)
{
    char text[CIVIL_DATE_SIZE];
    if (length != (month ? 7u : 10u))
        return false;
    memcpy(text, from, length);
    text_copy(text + length, sizeof text - length, month ? "-01" : "");
    out->dated = true;
    return civil_parse_date(text, &out->date) == RESULT_OK;
}

static bool
take_picture(const char *from, size_t length, struct route_path *out)
{
    static const char end[] = ".png";
    size_t size = sizeof end - 1;
    return length > size && memcmp(from + length - size, end, size) == 0 &&
           take(out->key, sizeof out->key, from, length - size,
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                "0123456789-");
}

static bool
take_file(const char *from, size_t length, struct route_path *out)
{
    const char *dot = memchr(from, '.', length);
    return dot != NULL && dot != from && dot != from + length - 1 &&
           memchr(dot + 1, '.', length - (size_t)(dot + 1 - from)) == NULL &&
           take(out->key, sizeof out->key, from, length,
                "abcdefghijklmnopqrstuvwxyz0123456789-.");
}

static bool
is(const char *segment, size_t length, const char *word)
{
    return length == strlen(word) && memcmp(segment, word, length) == 0;
}

static bool
fits_segment(const char *pattern, size_t pattern_length, const char *from,
             size_t length, struct route_path *out)
{
    if (is(pattern, pattern_length, ":id"))
        return take_id(from, length, out);
    if (is(pattern, pattern_length, ":date"))
        return take_date(from, length, false, out);
    if (is(pattern, pattern_length, ":month"))
        return take_date(from, length, true, out);
    if (is(pattern, pattern_length, ":key"))
        return length <= 40 && take(out->key, sizeof out->key, from, length,
                                    "abcdefghijklmnopqrstuvwxyz0123456789-_");
    if (is(pattern, pattern_length, ":picture"))
        return take_picture(from, length, out);
    if (is(pattern, pattern_length, ":file"))
        return take_file(from, length, out);
    return pattern_length == length && memcmp(pattern, from, length) == 0;
}

bool
route_fits(const char *pattern, const char *path, struct route_path *out)
{
    memset(out, 0, sizeof *out);
    while (*pattern == '/' && *path == '/') {
        size_t pattern_length = strcspn(++pattern, "/");
        size_t length = strcspn(++path, "/");
        if (!fits_segment(pattern, pattern_length, path, length, out))
            return false;
        pattern += pattern_length;
        path += length;
    }
    return *pattern == '\0' && *path == '\0';
}

/* Of one table; what of the address is there for other methods is added to
 * `found`. */
static const struct route *
find_in(const struct route *route, const char *path, enum request_method method,
        struct route_path *out, unsigned *found)
{
    struct route_path read;
    for (; route->path != NULL; route++) {
        if (!route_fits(route->path, path, &read))
            continue;
        if (route->method == method) {
            *out = read;
            return route;
        }
        *found |= route->method == METHOD_GET ? 1u : 2u;
    }
    return NULL;
}

const struct route *
route_find(const struct route *const *tables, const char *path,
           enum request_method method, struct route_path *out,
           const char **allow)
{
    static const char *const allowed[] = {NULL, "GET, HEAD", "POST",
                                          "GET, HEAD, POST"};
    unsigned found = 0;
    if (method == METHOD_HEAD)
        method = METHOD_GET;
    *allow = NULL;
    for (; *tables != NULL; tables++) {
        const struct route *route = find_in(*tables, path, method, out, &found);
        if (route != NULL)
            return route;
    }
    *allow = allowed[found];
    return NULL;
}

void
route_word(const char *pattern, char out[ROUTE_WORD_SIZE])
{
    size_t at = 0;
    for (const char *from = pattern; *from != '\0'; from++) {
        if (from[0] == '/' && from[1] == ':') {
            from += strcspn(from + 1, "/");
            continue;
        }
        char c = *from == '/' || *from == '.' ? '-' : *from;
        if (at < ROUTE_WORD_SIZE - 1 && (at > 0 || c != '-'))
            out[at++] = c;
    }
    out[at] = '\0';
}
