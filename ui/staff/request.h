/*
 * What a browser asked for, and whether it gets it: a pure reading of the
 * request line and headers. Knows no socket and no library.
 *
 * Every route is one exact path (pictures: one exact form); all else is
 * refused here, before anything is read from the database. A Host that is not
 * ours is refused first: a page of someone else's whose name was made to point
 * at this address (DNS rebinding) reads nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"
#include "firmware/base/uuid.h"

enum {
    REQUEST_PATH_MAX = 160, /* longer is refused with 414 */
    REQUEST_BODY_MAX = 256, /* bytes of a POST; more is refused with 413 */
    REQUEST_PICTURE_SIZE = 72,
    REQUEST_HOST_SIZE = 64
};

enum request_method {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_OTHER, /* known to HTTP, used by no page of ours */
    METHOD_UNKNOWN
};

enum route {
    ROUTE_NONE,
    ROUTE_TODAY,  /* the page */
    ROUTE_NOW,    /* what changes on the page, alone */
    ROUTE_EVENTS, /* the line that says that something changed */
    ROUTE_DRAWN,  /* the page says: this signal is drawn */
    ROUTE_PICTURE,
    ROUTE_STYLE,
    ROUTE_SCRIPT,
    ROUTE_ICON,
    ROUTE_CREDITS
};

/* All borrowed; NULL for a header that was not sent. */
struct request {
    const char *method;
    const char *path; /* as it came, nothing unescaped, without the query */
    const char *host;
    const char *origin;
    const char *fetch_site; /* Sec-Fetch-Site */
    const char *mark;       /* X-Troskel: only our own script can set it */
    const char *length;     /* Content-Length */
};

/* Where the server stands, for the check of Host. */
struct request_site {
    char bind[REQUEST_HOST_SIZE]; /* "127.0.0.1", "::1", "0.0.0.0" … */
};

struct request_verdict {
    int status; /* 200: go on with the route; else the answer's status */
    enum route route;
    const char *allow;                  /* with 405; borrowed for good */
    char picture[REQUEST_PICTURE_SIZE]; /* of ROUTE_PICTURE */
};

enum request_method request_method_of(const char *name);
struct request_verdict request_judge(const struct request *request,
                                     const struct request_site *site);

/* True for an address that only this machine reaches: 127.0.0.0/8 or ::1. */
bool request_loopback(const char *address);

/* The body of /drawn, {"signal":ID}. RESULT_INVALID for anything else. */
MUST_CHECK enum result request_drawn(const char *body, size_t length,
                                     char signal[UUID_SIZE]);
