/*
 * The HTTP edge: the only place that knows libmicrohttpd. Sockets and TLS
 * here, no views and no words; what to answer is asked of the caller, who may
 * say it at once or later (web_reply).
 *
 * One thread: the library's epoll descriptor stands in the process's loop.
 * Whoever waits for an answer is suspended, and so is a stream (a page that
 * listens) until web_wake. Limits: WEB_CONNECTIONS_MAX at once, of them
 * WEB_PER_ADDRESS from one address and WEB_STREAMS_MAX listening (one more gets
 * 503); of those at once WEB_STRANGERS_MAX come from addresses where nobody has
 * logged in lately, so that a crowd of strangers leaves room for whoever works
 * here; an idle connection is closed after WEB_IDLE_S, one whose request does
 * not come to an end after WEB_REQUEST_S; headers fit in 16 KiB; of bodies
 * over 1 MiB two are read at a time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/result.h"
#include "ui/staff/live.h"
#include "ui/staff/request.h"

enum {
    WEB_CONNECTIONS_MAX = 400,
    WEB_PER_ADDRESS = 80,
    WEB_STRANGERS_MAX = 200,
    WEB_KNOWN_MAX = 64, /* addresses; the oldest is forgotten */
    WEB_STREAMS_MAX = 64,
    WEB_IDLE_S = 15,
    WEB_REQUEST_S = 60,
    WEB_LARGE = 1 << 20,
    WEB_LARGE_MAX = 2,
    WEB_ADDRESS_SIZE = 48,
    WEB_TOKEN_SIZE = 72
};

struct web;          /* opaque */
struct web_exchange; /* one request that waits for its answer; opaque */

/* What came. All borrowed until web_reply. */
struct web_request {
    struct request_verdict verdict;
    bool head;        /* HEAD */
    const char *path; /* without the query */
    char *query;      /* may be written in; "" if there is none */
    size_t query_length;
    const char *cookie; /* headers; NULL if not sent */
    const char *mark;   /* X-Troskel */
    const char *type;   /* Content-Type */
    char *body;         /* may be written in; one byte to spare */
    size_t body_length;
    char address[WEB_ADDRESS_SIZE]; /* whose */
};

/* What goes out. */
struct web_answer {
    int status;
    const char *type; /* Content-Type; NULL: no body */
    const char *body; /* copied */
    size_t length;
    const char *cache;    /* Cache-Control; NULL: no-store */
    const char *location; /* with 303 */
    const char *cookie;   /* Set-Cookie */
    const char *filename; /* to be kept as a file of that name */
    const char *allow;    /* with 405 */
    const char *policy;   /* Content-Security-Policy; NULL: none */
    bool tagged;          /* with an ETag of the body, and 304 for who has it */
    bool microphone;      /* this page may record */
    bool known;           /* somebody who is logged in asked */
    bool stream;          /* becomes a listening page… */
    const char *token;    /* …for as long as options.still says so of this */
};

typedef void web_ask_fn(void *user, struct web_exchange *exchange,
                        const struct web_request *request);

struct web_options {
    const char *bind;                /* an address; borrowed during web_open */
    int port;                        /* 0: any that is free */
    const char *key, *certificates;  /* PEM; borrowed until web_close */
    const struct request_site *site; /* names and routes; copied */
    web_ask_fn *ask;
    bool (*still)(void *user, const char *token); /* may it listen on? */
    void *user;
    const struct live *live; /* what streams tell; borrowed until web_close */
};

/* RESULT_BUSY if the port is taken, RESULT_INVALID for no address. */
MUST_CHECK enum result web_open(struct web **out,
                                const struct web_options *options);
/* Whoever still waits gets 503. */
void web_close(struct web *web);

/* Once per exchange, from `ask` or later. */
void web_reply(struct web_exchange *exchange, const struct web_answer *answer);

int web_fd(const struct web *web); /* poll for reading, then web_turn */
int web_port(const struct web *web);

/* Serves what waits. Returns ms until it wants to be called again, or -1. */
int64_t web_turn(struct web *web);

/* The state of `live` moved: tell every listening page. */
void web_wake(struct web *web);
int web_streams(const struct web *web);
