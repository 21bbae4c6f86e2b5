#include "ui/staff/request.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <jansson.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/text.h"

enum request_method
request_method_of(const char *name)
{
    static const char *const others[] = {"PUT",     "DELETE", "OPTIONS",
                                         "CONNECT", "TRACE",  "PATCH"};
    if (text_equal(name, "GET"))
        return METHOD_GET;
    if (text_equal(name, "HEAD"))
        return METHOD_HEAD;
    if (text_equal(name, "POST"))
        return METHOD_POST;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (text_equal(name, others[i]))
            return METHOD_OTHER;
    return METHOD_UNKNOWN;
}

/* Splits "name:port" and "[::1]:port"; false for what is neither. */
static bool
host_name(const char *host, char name[REQUEST_HOST_SIZE])
{
    bool bracket = host[0] == '[';
    const char *from = host + (bracket ? 1 : 0);
    size_t length = strcspn(from, bracket ? "]" : ":");
    const char *rest = from + length;
    if (length == 0 || length >= REQUEST_HOST_SIZE || (bracket && *rest != ']'))
        return false;
    rest += bracket ? 1 : 0;
    memcpy(name, from, length);
    name[length] = '\0';
    if (*rest == '\0')
        return true;
    size_t digits = strspn(rest + 1, "0123456789");
    return *rest == ':' && digits >= 1 && digits <= 5 &&
           rest[1 + digits] == '\0';
}

static bool
is_address(const char *name)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, name, bytes) == 1 ||
           inet_pton(AF_INET6, name, bytes) == 1;
}

bool
request_loopback(const char *address)
{
    unsigned char bytes[sizeof(struct in6_addr)];
    if (inet_pton(AF_INET, address, bytes) == 1)
        return bytes[0] == 127;
    return inet_pton(AF_INET6, address, bytes) == 1 &&
           memcmp(bytes, &in6addr_loopback, sizeof in6addr_loopback) == 0;
}

/* A name can be made to point at us by whoever owns it; an address cannot. So
 * the only name that passes is localhost. */
static bool
host_is_ours(const char *host, const struct request_site *site)
{
    char name[REQUEST_HOST_SIZE];
    if (!host_name(host, name))
        return false;
    if (strcasecmp(name, "localhost") == 0)
        return true;
    if (text_equal(site->bind, "0.0.0.0") || text_equal(site->bind, "::"))
        return is_address(name);
    return strcmp(name, site->bind) == 0 ||
           (request_loopback(site->bind) && request_loopback(name));
}

/* "/picture/<id>.png", the id of letters, digits and hyphens alone. */
static bool
picture_of(const char *path, char picture[REQUEST_PICTURE_SIZE])
{
    static const char front[] = "/picture/";
    if (strncmp(path, front, sizeof front - 1) != 0)
        return false;
    const char *id = path + sizeof front - 1;
    size_t length = 0;
    while (isalnum((unsigned char)id[length]) || id[length] == '-')
        length++;
    if (length == 0 || length >= REQUEST_PICTURE_SIZE ||
        strcmp(id + length, ".png") != 0)
        return false;
    memcpy(picture, id, length);
    picture[length] = '\0';
    return true;
}

static enum route
route_of(const char *path, char picture[REQUEST_PICTURE_SIZE])
{
    static const struct {
        const char *path;
        enum route route;
    } routes[] = {{"/", ROUTE_TODAY},          {"/now", ROUTE_NOW},
                  {"/events", ROUTE_EVENTS},   {"/drawn", ROUTE_DRAWN},
                  {"/style.css", ROUTE_STYLE}, {"/live.mjs", ROUTE_SCRIPT},
                  {"/icon.svg", ROUTE_ICON},   {"/credits", ROUTE_CREDITS}};
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++)
        if (strcmp(path, routes[i].path) == 0)
            return routes[i].route;
    return picture_of(path, picture) ? ROUTE_PICTURE : ROUTE_NONE;
}

/* The routes that only POST may use, and the one that lives too long for
 * HEAD. */
static const char *
allowed(enum route route, enum request_method method)
{
    if (route == ROUTE_DRAWN)
        return method == METHOD_POST ? NULL : "POST";
    if (route == ROUTE_EVENTS)
        return method == METHOD_GET ? NULL : "GET";
    return method == METHOD_GET || method == METHOD_HEAD ? NULL : "GET, HEAD";
}

/* Our script, on our page: a foreign page can neither set the mark without
 * being asked first (CORS) nor hide where it comes from. */
static bool
same_origin(const struct request *request)
{
    static const char http[] = "http://";
    if (!text_equal(request->mark, "1"))
        return false;
    if (request->fetch_site != NULL &&
        strcmp(request->fetch_site, "same-origin") != 0)
        return false;
    return request->origin == NULL ||
           (strncmp(request->origin, http, sizeof http - 1) == 0 &&
            strcmp(request->origin + sizeof http - 1, request->host) == 0);
}

static bool
length_fits(const char *length)
{
    size_t digits = length == NULL ? 0 : strspn(length, "0123456789");
    if (digits == 0 || digits > 4 || length[digits] != '\0')
        return false;
    int value = 0;
    for (size_t i = 0; i < digits; i++)
        value = value * 10 + (length[i] - '0');
    return value <= REQUEST_BODY_MAX;
}

static int
judge_post(const struct request *request)
{
    if (!same_origin(request))
        return 403;
    if (request->length == NULL)
        return 411;
    return length_fits(request->length) ? 200 : 413;
}

struct request_verdict
request_judge(const struct request *request, const struct request_site *site)
{
    struct request_verdict verdict = {.status = 200, .route = ROUTE_NONE};
    enum request_method method = request_method_of(request->method);
    if (text_empty(request->host)) {
        verdict.status = 400;
    } else if (!host_is_ours(request->host, site)) {
        verdict.status = 421;
    } else if (method == METHOD_UNKNOWN) {
        verdict.status = 501;
    } else if (strlen(request->path) > REQUEST_PATH_MAX) {
        verdict.status = 414;
    } else {
        verdict.route = route_of(request->path, verdict.picture);
        verdict.allow =
            verdict.route == ROUTE_NONE ? NULL : allowed(verdict.route, method);
        verdict.status = verdict.route == ROUTE_NONE ? 404
                         : verdict.allow != NULL     ? 405
                         : method == METHOD_POST     ? judge_post(request)
                                                     : 200;
    }
    return verdict;
}

enum result
request_drawn(const char *body, size_t length, char signal[UUID_SIZE])
{
    unsigned char bytes[UUID_BYTES];
    json_t *said = json_loadb(body, length, JSON_REJECT_DUPLICATES, NULL);
    const char *id = json_string_value(json_object_get(said, "signal"));
    enum result result = RESULT_INVALID;
    if (id != NULL && json_object_size(said) == 1 && uuid_parse(id, bytes)) {
        uuid_format(bytes, signal);
        result = RESULT_OK;
    }
    json_decref(said);
    return result;
}
