#include "ui/staff/web.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

struct stream {
    struct web *web;
    struct MHD_Connection *connection; /* NULL: free */
    struct live_page page;
    bool suspended;
};

struct web {
    struct MHD_Daemon *daemon;
    struct web_options options;
    struct request_site site;
    struct stream streams[WEB_STREAMS_MAX];
    int stream_count;
};

/* One request, from its first headers to its end. */
struct exchange {
    struct request_verdict verdict;
    char body[REQUEST_BODY_MAX];
    size_t length;
    bool too_long;
};

/* --- answers --- */

static void
put_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (MHD_add_response_header(response, name, value) != MHD_YES)
        log_warn("no room for the header %s", name);
}

static void
put_common_headers(const struct web *web, struct MHD_Response *response)
{
    put_header(response, "Content-Security-Policy", web->options.policy);
    put_header(response, "X-Content-Type-Options", "nosniff");
    put_header(response, "Referrer-Policy", "no-referrer");
    put_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    put_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    put_header(response, "Permissions-Policy",
               "camera=(), microphone=(), geolocation=()");
}

/* FNV-1a, 64 bits: a name for bytes, not a secret. */
static void
make_tag(const char *bytes, size_t length, char out[24])
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    snprintf(out, 24, "\"%016" PRIx64 "\"", hash);
}

static bool
has_already(struct MHD_Connection *connection, const char *tag)
{
    return text_equal(MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
                                                  "If-None-Match"),
                      tag);
}

static enum MHD_Result
send_answer(struct web *web, struct MHD_Connection *connection,
            const struct web_answer *answer, const char *allow)
{
    char tag[24] = "";
    size_t length = answer->type == NULL ? 0 : answer->length;
    int status = answer->status;
    if (answer->tagged) {
        make_tag(answer->body, length, tag);
        if (has_already(connection, tag)) {
            status = MHD_HTTP_NOT_MODIFIED;
            length = 0;
        }
    }
    const char *body = length > 0 ? answer->body : "";
    /* The library copies, and does not write to what it copies. */
    void *lent;
    memcpy(&lent, &body, sizeof lent);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, lent, MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    put_common_headers(web, response);
    put_header(response, "Cache-Control",
               answer->cache != NULL ? answer->cache : "no-store");
    if (length > 0)
        put_header(response, "Content-Type", answer->type);
    if (tag[0] != '\0')
        put_header(response, "ETag", tag);
    if (allow != NULL)
        put_header(response, "Allow", allow);
    enum MHD_Result sent =
        MHD_queue_response(connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return sent;
}

/* --- streams --- */

static ssize_t
read_stream(void *user, uint64_t position, char *out, size_t size)
{
    struct stream *stream = user;
    (void)position;
    if (size < LIVE_EVENT_MAX)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t length = live_next(stream->web->options.live, &stream->page, out);
    if (length == 0) {
        stream->suspended = true;
        MHD_suspend_connection(stream->connection);
    }
    return (ssize_t)length;
}

static void
end_stream(void *user)
{
    struct stream *stream = user;
    stream->connection = NULL;
    stream->web->stream_count--;
}

static struct stream *
free_stream(struct web *web)
{
    for (int i = 0; i < WEB_STREAMS_MAX; i++)
        if (web->streams[i].connection == NULL)
            return &web->streams[i];
    return NULL;
}

static enum MHD_Result
send_stream(struct web *web, struct MHD_Connection *connection)
{
    struct stream *stream = free_stream(web);
    if (stream == NULL) {
        struct web_answer full = {.status = MHD_HTTP_SERVICE_UNAVAILABLE};
        return send_answer(web, connection, &full, NULL);
    }
    *stream = (struct stream){.web = web, .connection = connection};
    web->stream_count++;
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, 1024, read_stream, stream, end_stream);
    if (response == NULL) {
        end_stream(stream);
        return MHD_NO;
    }
    put_common_headers(web, response);
    put_header(response, "Cache-Control", "no-store");
    put_header(response, "Content-Type", "text/event-stream");
    enum MHD_Result sent =
        MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return sent;
}

/* --- requests --- */

static const char *
header_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result
begin_exchange(struct web *web, struct MHD_Connection *connection,
               const char *path, const char *method, void **slot)
{
    struct exchange *exchange = calloc(1, sizeof *exchange);
    if (exchange == NULL)
        return MHD_NO;
    struct request request = {
        .method = method,
        .path = path,
        .host = header_of(connection, "Host"),
        .origin = header_of(connection, "Origin"),
        .fetch_site = header_of(connection, "Sec-Fetch-Site"),
        .mark = header_of(connection, "X-Troskel"),
        .length = header_of(connection, "Content-Length")};
    exchange->verdict = request_judge(&request, &web->site);
    *slot = exchange;
    /* A refused body is not read at all: answer now, which closes the
     * connection. Everything else is answered on the second call, because an
     * answer on the first says Connection: close. */
    if (exchange->verdict.status >= 400 &&
        request_method_of(method) != METHOD_GET &&
        request_method_of(method) != METHOD_HEAD) {
        struct web_answer answer = {.status = exchange->verdict.status};
        web->options.answer(web->options.user, &exchange->verdict, "", 0,
                            &answer);
        return send_answer(web, connection, &answer, exchange->verdict.allow);
    }
    return MHD_YES;
}

static void
take_body(struct exchange *exchange, const char *bytes, size_t length)
{
    if (length > sizeof exchange->body - exchange->length) {
        exchange->too_long = true;
        return;
    }
    memcpy(exchange->body + exchange->length, bytes, length);
    exchange->length += length;
}

static enum MHD_Result
end_exchange(struct web *web, struct MHD_Connection *connection,
             struct exchange *exchange)
{
    if (exchange->too_long)
        exchange->verdict.status = MHD_HTTP_CONTENT_TOO_LARGE;
    struct web_answer answer = {.status = exchange->verdict.status};
    web->options.answer(web->options.user, &exchange->verdict, exchange->body,
                        exchange->length, &answer);
    if (answer.stream)
        return send_stream(web, connection);
    return send_answer(web, connection, &answer, exchange->verdict.allow);
}

/* Eight parameters are what libmicrohttpd calls with. */
static enum MHD_Result
/* NOLINTNEXTLINE(readability-function-size) */
handle(void *user, struct MHD_Connection *connection, const char *path,
       const char *method, const char *version, const char *upload,
       size_t *upload_size, void **slot)
{
    struct web *web = user;
    (void)version;
    if (*slot == NULL)
        return begin_exchange(web, connection, path, method, slot);
    if (*upload_size > 0) {
        take_body(*slot, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    return end_exchange(web, connection, *slot);
}

static void
finish(void *user, struct MHD_Connection *connection, void **slot,
       enum MHD_RequestTerminationCode code)
{
    (void)user;
    (void)connection;
    (void)code;
    free(*slot);
    *slot = NULL;
}

/* No path of ours needs an escape: "%2f" stays as it came and is unknown. */
static size_t
leave_escaped(void *user, struct MHD_Connection *connection, char *text)
{
    (void)user;
    (void)connection;
    return strlen(text);
}

/* --- life --- */

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static enum result
parse_address(const char *bind, int port, union address *address)
{
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, bind, &address->v4.sin_addr) == 1) {
        address->v4.sin_family = AF_INET;
        address->v4.sin_port = htons((uint16_t)port);
        return RESULT_OK;
    }
    if (inet_pton(AF_INET6, bind, &address->v6.sin6_addr) == 1) {
        address->v6.sin6_family = AF_INET6;
        address->v6.sin6_port = htons((uint16_t)port);
        return RESULT_OK;
    }
    return RESULT_INVALID;
}

static enum result
start_daemon(struct web *web, const union address *address)
{
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
    if (address->any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    errno = 0;
    web->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, web, MHD_OPTION_SOCK_ADDR, &address->any,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)WEB_IDLE_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384,
        MHD_OPTION_NOTIFY_COMPLETED, finish, NULL, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_escaped, NULL, MHD_OPTION_END);
    if (web->daemon != NULL)
        return RESULT_OK;
    log_errno("cannot listen on %s", web->site.bind);
    return errno == EADDRINUSE ? RESULT_BUSY : RESULT_IO;
}

enum result
web_open(struct web **out, const struct web_options *options)
{
    union address address;
    enum result result = parse_address(options->bind, options->port, &address);
    if (result != RESULT_OK)
        return result;
    struct web *web = calloc(1, sizeof *web);
    if (web == NULL)
        return RESULT_IO;
    web->options = *options;
    text_copy(web->site.bind, sizeof web->site.bind, options->bind);
    web->options.bind = web->site.bind;
    result = start_daemon(web, &address);
    if (result != RESULT_OK) {
        free(web);
        return result;
    }
    *out = web;
    return RESULT_OK;
}

static void
resume_all(struct web *web)
{
    for (int i = 0; i < WEB_STREAMS_MAX; i++) {
        struct stream *stream = &web->streams[i];
        if (stream->connection == NULL || !stream->suspended)
            continue;
        stream->suspended = false;
        MHD_resume_connection(stream->connection);
    }
}

void
web_close(struct web *web)
{
    if (web == NULL)
        return;
    /* The library takes no end while connections are suspended. */
    resume_all(web);
    MHD_stop_daemon(web->daemon);
    free(web);
}

int
web_fd(const struct web *web)
{
    return MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int
web_port(const struct web *web)
{
    return MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

int64_t
web_turn(struct web *web)
{
    MHD_UNSIGNED_LONG_LONG wait_ms = 0;
    MHD_run(web->daemon);
    if (MHD_get_timeout(web->daemon, &wait_ms) != MHD_YES)
        return -1;
    return wait_ms > 60000 ? 60000 : (int64_t)wait_ms;
}

void
web_wake(struct web *web)
{
    resume_all(web);
    MHD_run(web->daemon);
}

int
web_streams(const struct web *web)
{
    return web->stream_count;
}
