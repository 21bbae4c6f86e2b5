#include "ui/staff/request.h"

#include <arpa/inet.h>
#include <ctype.h>
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
 * the only names that pass are localhost and what the machine itself is called
 * on its network. */
static bool
host_is_ours(const char *host, const struct request_site *site)
{
    char name[REQUEST_HOST_SIZE];
    if (!host_name(host, name))
        return false;
    if (strcasecmp(name, "localhost") == 0)
        return true;
    for (int i = 0; i < REQUEST_NAMES_MAX && site->names[i][0] != '\0'; i++)
        if (strcasecmp(name, site->names[i]) == 0)
            return true;
    if (text_equal(site->bind, "0.0.0.0") || text_equal(site->bind, "::"))
        return is_address(name);
    return strcmp(name, site->bind) == 0 ||
           (request_loopback(site->bind) && request_loopback(name));
}

/* A browser says where a form comes from (Origin), or that it comes from the
 * same place (Sec-Fetch-Site); one that says neither is older than 2020. */
static bool
same_origin(const struct request *request)
{
    static const char scheme[] = "https://";
    if (request->fetch_site != NULL &&
        strcmp(request->fetch_site, "same-origin") != 0)
        return false;
    if (request->origin == NULL)
        return request->fetch_site != NULL;
    return strncmp(request->origin, scheme, sizeof scheme - 1) == 0 &&
           strcasecmp(request->origin + sizeof scheme - 1, request->host) == 0;
}

static int
judge_body(const struct request *request, const struct route *route,
           size_t *length)
{
    size_t most = route->body_max > 0 ? route->body_max : ROUTE_BODY_MAX;
    const char *said = request->length;
    size_t digits = said == NULL ? 0 : strspn(said, "0123456789");
    *length = 0;
    if (said == NULL)
        return 411;
    if (digits == 0 || said[digits] != '\0')
        return 400;
    if (digits > 9)
        return 413;
    for (size_t i = 0; i < digits; i++)
        *length = *length * 10 + (size_t)(said[i] - '0');
    return *length <= most ? 200 : 413;
}

static void
judge_route(struct request_verdict *verdict, const struct request *request,
            const struct request_site *site, enum request_method method)
{
    const struct route *route = route_find(site->routes, request->path, method,
                                           &verdict->path, &verdict->allow);
    if (route == NULL) {
        verdict->status = verdict->allow != NULL ? 405 : 404;
        return;
    }
    verdict->status = 200;
    if (method == METHOD_POST)
        verdict->status = same_origin(request)
                              ? judge_body(request, route, &verdict->length)
                              : 403;
    if (verdict->status == 200)
        verdict->route = route;
}

struct request_verdict
request_judge(const struct request *request, const struct request_site *site)
{
    struct request_verdict verdict = {.status = 200};
    enum request_method method = request_method_of(request->method);
    if (text_empty(request->host))
        verdict.status = 400;
    else if (!host_is_ours(request->host, site))
        verdict.status = 421;
    else if (method == METHOD_UNKNOWN)
        verdict.status = 501;
    else if (strlen(request->path) > ROUTE_PATH_MAX)
        verdict.status = 414;
    else
        judge_route(&verdict, request, site, method);
    return verdict;
}

bool
request_path_is_ours(const char *path)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789"
                                  "/-_?=&.,:+";
    return path != NULL && path[0] == '/' && path[1] != '/' &&
           strlen(path) <= ROUTE_PATH_MAX &&
           strspn(path, allowed) == strlen(path);
}
