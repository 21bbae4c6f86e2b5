/*
 * What a browser asked for, and whether it may be answered at all: a pure
 * reading of the request line and headers, before anything is read. Knows no
 * socket and no library.
 *
 * Every page is a route of the table (route.h); all else is refused here. A
 * Host that is not ours is refused first: a page of someone else's whose name
 * was made to point at this address (DNS rebinding) reads nothing. A POST has
 * to come from a page of ours, as far as the browser's own words tell; who is
 * logged in, and the secret of the form, are gate.h's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"
#include "firmware/base/uuid.h"
#include "ui/staff/route.h"

enum { REQUEST_HOST_SIZE = 72, REQUEST_NAMES_MAX = 4 };

/* All borrowed; NULL for a header that was not sent. */
struct request {
    const char *method;
    const char *path; /* as it came, nothing unescaped, without the query */
    const char *host;
    const char *origin;
    const char *fetch_site; /* Sec-Fetch-Site */
    const char *length;     /* Content-Length */
};

/* Where the server stands, for the check of Host and Origin. */
struct request_site {
    char bind[REQUEST_HOST_SIZE]; /* "127.0.0.1", "::1", "0.0.0.0" … */
    /* What this machine is called on its network; "" ends them. */
    char names[REQUEST_NAMES_MAX][REQUEST_HOST_SIZE];
    const struct route *const *routes;
};

struct request_verdict {
    int status; /* 200: go on with the route; else the answer's status */
    const struct route *route; /* NULL unless 200 */
    struct route_path path;
    const char *allow; /* with 405; borrowed for good */
    size_t length;     /* of a POST's body */
};

enum request_method request_method_of(const char *name);
struct request_verdict request_judge(const struct request *request,
                                     const struct request_site *site);

/* True for an address that only this machine reaches: 127.0.0.0/8 or ::1. */
bool request_loopback(const char *address);

/* A path of ours that one may be sent to after a login: it begins with one
 * slash and holds nothing but what our paths and queries hold. */
bool request_path_is_ours(const char *path);
