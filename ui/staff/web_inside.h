/* Inside the HTTP edge: what web.c (requests, life) and web_send.c (answers,
 * streams) share. Nobody else includes this. */
#pragma once

#include <microhttpd.h>

#include "ui/staff/web.h"

struct stream {
    struct web *web;
    struct MHD_Connection *connection; /* NULL: free */
    struct live_page page;
    char token[WEB_TOKEN_SIZE];
    bool suspended;
};

struct web {
    struct MHD_Daemon *daemon;
    struct web_options options;
    struct request_site site;
    struct stream streams[WEB_STREAMS_MAX];
    int stream_count;
    struct web_exchange *waiting;                /* suspended, in no order */
    char known[WEB_KNOWN_MAX][WEB_ADDRESS_SIZE]; /* a ring */
    unsigned known_next;
    int strangers; /* connections from elsewhere */
    int large;     /* bodies over WEB_LARGE being read */
    bool closing;
};

/* One request, from its first headers to its end. */
struct web_exchange {
    struct web *web;
    struct MHD_Connection *connection;
    struct web_request request;
    char *query; /* owned, as is the request's body */
    uint64_t began_ns;
    enum { NEW, READING, ASKED, WAITING, ANSWERED } state;
    bool large;
    struct MHD_Response *response;
    unsigned status;
    bool stream;
    char token[WEB_TOKEN_SIZE];
    struct web_exchange *next;
};

/* --- web_guests.c --- */
void web_address_words(const struct sockaddr *address,
                       char out[WEB_ADDRESS_SIZE]);
void web_note_known(struct web *web, const char *address);
/* For the library: may this address connect; one has, or is gone. */
enum MHD_Result web_may_connect(void *user, const struct sockaddr *address,
                                socklen_t length);
void web_count(void *user, struct MHD_Connection *connection, void **slot,
               enum MHD_ConnectionNotificationCode code);

/* NULL: no memory; the connection is closed then. */
struct MHD_Response *web_make_response(struct MHD_Connection *connection,
                                       const struct web_answer *answer,
                                       unsigned *status);
struct MHD_Response *web_make_stream(struct web_exchange *exchange,
                                     unsigned *status);
