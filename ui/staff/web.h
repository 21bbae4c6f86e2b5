/*
 * The HTTP edge: the only place that knows libmicrohttpd. Sockets here, no
 * views and no words; what to answer is asked of the caller.
 *
 * One thread: the library's epoll descriptor stands in the process's loop.
 * Streams (the pages that listen) are suspended connections that web_wake
 * resumes. Limits: WEB_CONNECTIONS_MAX at once, WEB_STREAMS_MAX of them
 * listening (one more gets 503); an idle connection is closed after
 * WEB_IDLE_S; request headers fit in 16 KiB.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "ui/staff/live.h"
#include "ui/staff/request.h"

enum { WEB_CONNECTIONS_MAX = 160, WEB_STREAMS_MAX = 64, WEB_IDLE_S = 15 };

struct web; /* opaque */

/* What goes out. Zeroed but for `status` before the caller fills it. */
struct web_answer {
    int status;
    const char *type; /* Content-Type; NULL: no body */
    const char *body; /* copied */
    size_t length;
    const char *cache; /* Cache-Control; NULL: no-store */
    bool tagged;       /* with an ETag of the body, and 304 for who has it */
    bool stream;       /* becomes a listening page */
};

/* `body` is what a POST brought. Called once per request. */
typedef void web_answer_fn(void *user, const struct request_verdict *verdict,
                           const char *body, size_t body_length,
                           struct web_answer *out);

struct web_options {
    const char *bind; /* an address; borrowed during web_open */
    int port;         /* 0: any that is free */
    web_answer_fn *answer;
    void *user;
    const char *policy;      /* Content-Security-Policy; borrowed for good */
    const struct live *live; /* what streams tell; borrowed until web_close */
};

/* RESULT_BUSY if the port is taken, RESULT_INVALID for no address. */
MUST_CHECK enum result web_open(struct web **out,
                                const struct web_options *options);
void web_close(struct web *web);

int web_fd(const struct web *web); /* poll for reading, then web_turn */
int web_port(const struct web *web);

/* Serves what waits. Returns ms until it wants to be called again, or -1. */
int64_t web_turn(struct web *web);

/* The state of `live` moved: tell every listening page. */
void web_wake(struct web *web);
int web_streams(const struct web *web);
