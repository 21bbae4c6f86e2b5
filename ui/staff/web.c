#include "ui/staff/web.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "ui/staff/web_inside.h"

/* --- requests --- */

static const char *
header_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static void
read_address(struct MHD_Connection *connection, char out[WEB_ADDRESS_SIZE])
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    web_address_words(info == NULL ? NULL : info->client_addr, out);
}

/* The address as it came, before anybody reads it: the exchange begins. What
 * is returned is the slot of `handle`. */
static void *
begin_exchange(void *user, const char *uri, struct MHD_Connection *connection)
{
    struct web_exchange *exchange = calloc(1, sizeof *exchange);
    const char *mark = strchr(uri, '?');
    if (exchange == NULL)
        return NULL;
    exchange->web = user;
    exchange->connection = connection;
    exchange->began_ns = clock_kernel_ns();
    exchange->query = strdup(mark == NULL ? "" : mark + 1);
    return exchange;
}

static bool
out_of_time(const struct web_exchange *exchange)
{
    return clock_kernel_ns() - exchange->began_ns >
           (uint64_t)WEB_REQUEST_S * 1000000000u;
}

/* Room for what is to come. 200, or why it is not taken. */
static int
make_room(struct web_exchange *exchange)
{
    size_t length = exchange->request.verdict.length;
    if (length > WEB_LARGE) {
        if (exchange->web->large >= WEB_LARGE_MAX)
            return MHD_HTTP_SERVICE_UNAVAILABLE;
        exchange->large = true;
        exchange->web->large++;
    }
    exchange->request.body = malloc(length + 1);
    return exchange->request.body == NULL ? MHD_HTTP_SERVICE_UNAVAILABLE
                                          : MHD_HTTP_OK;
}

static void
judge(struct web_exchange *exchange, const char *path, const char *method)
{
    struct MHD_Connection *connection = exchange->connection;
    struct web_request *request = &exchange->request;
    struct request asked = {.method = method,
                            .path = path,
                            .host = header_of(connection, "Host"),
                            .origin = header_of(connection, "Origin"),
                            .fetch_site =
                                header_of(connection, "Sec-Fetch-Site"),
                            .length = header_of(connection, "Content-Length")};
    request->verdict = request_judge(&asked, &exchange->web->site);
    request->head = request_method_of(method) == METHOD_HEAD;
    request->path = path;
    request->query = exchange->query;
    request->query_length = strlen(exchange->query);
    request->cookie = header_of(connection, "Cookie");
    request->mark = header_of(connection, "X-Troskel");
    request->type = header_of(connection, "Content-Type");
    read_address(connection, request->address);
    if (request->verdict.status == 200)
        request->verdict.status = make_room(exchange);
    exchange->state = READING;
}

static enum MHD_Result
send_response(struct web_exchange *exchange)
{
    if (exchange->stream)
        exchange->response = web_make_stream(exchange, &exchange->status);
    if (exchange->response == NULL)
        return MHD_NO;
    enum MHD_Result sent = MHD_queue_response(
        exchange->connection, exchange->status, exchange->response);
    MHD_destroy_response(exchange->response);
    exchange->response = NULL;
    return sent;
}

/* Asks for the answer; if it is not there at once, the connection waits. */
static enum MHD_Result
ask(struct web_exchange *exchange)
{
    struct web *web = exchange->web;
    exchange->state = ASKED;
    if (exchange->request.body != NULL)
        exchange->request.body[exchange->request.body_length] = '\0';
    web->options.ask(web->options.user, exchange, &exchange->request);
    if (exchange->state == ANSWERED)
        return send_response(exchange);
    exchange->state = WAITING;
    exchange->next = web->waiting;
    web->waiting = exchange;
    MHD_suspend_connection(exchange->connection);
    return MHD_YES;
}

/* A refused body is not read at all: answered now, which closes the
 * connection. Everything else is answered on the second call, because an
 * answer on the first says Connection: close. */
static enum MHD_Result
first_call(struct web_exchange *exchange, const char *path, const char *method)
{
    enum request_method known = request_method_of(method);
    judge(exchange, path, method);
    if (exchange->request.verdict.status != 200 && known != METHOD_GET &&
        known != METHOD_HEAD)
        return ask(exchange);
    return MHD_YES;
}

static enum MHD_Result
take_body(struct web_exchange *exchange, const char *bytes, size_t length)
{
    struct web_request *request = &exchange->request;
    if (out_of_time(exchange))
        return MHD_NO;
    /* The library holds the body to its announced length, and so do we; a GET
     * with a body is read and forgotten. */
    if (request->body == NULL ||
        length > request->verdict.length - request->body_length)
        return request->verdict.length > 0 ? MHD_NO : MHD_YES;
    memcpy(request->body + request->body_length, bytes, length);
    request->body_length += length;
    return MHD_YES;
}

/* Eight parameters are what libmicrohttpd calls with. */
static enum MHD_Result
/* NOLINTNEXTLINE(readability-function-size) */
handle(void *user, struct MHD_Connection *connection, const char *path,
       const char *method, const char *version, const char *upload,
       size_t *upload_size, void **slot)
{
    struct web_exchange *exchange = *slot;
    (void)user;
    (void)connection;
    (void)version;
    if (exchange == NULL || exchange->query == NULL)
        return MHD_NO;
    if (exchange->state == NEW)
        return first_call(exchange, path, method);
    if (*upload_size > 0) {
        enum MHD_Result taken = take_body(exchange, upload, *upload_size);
        *upload_size = 0;
        return taken;
    }
    return exchange->state == ANSWERED ? send_response(exchange)
                                       : ask(exchange);
}

void
web_reply(struct web_exchange *exchange, const struct web_answer *answer)
{
    bool waited = exchange->state == WAITING;
    exchange->state = ANSWERED;
    exchange->stream = answer->stream;
    if (answer->known)
        web_note_known(exchange->web, exchange->request.address);
    if (answer->stream)
        text_copy(exchange->token, sizeof exchange->token, answer->token);
    else
        exchange->response =
            web_make_response(exchange->connection, answer, &exchange->status);
    if (!waited)
        return;
    for (struct web_exchange **at = &exchange->web->waiting; *at != NULL;
         at = &(*at)->next) {
        if (*at == exchange) {
            *at = exchange->next;
            break;
        }
    }
    MHD_resume_connection(exchange->connection);
}

static void
finish(void *user, struct MHD_Connection *connection, void **slot,
       enum MHD_RequestTerminationCode code)
{
    struct web_exchange *exchange = *slot;
    (void)user;
    (void)connection;
    (void)code;
    if (exchange == NULL)
        return;
    if (exchange->large)
        exchange->web->large--;
    if (exchange->response != NULL)
        MHD_destroy_response(exchange->response);
    free(exchange->request.body);
    free(exchange->query);
    free(exchange);
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
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TLS;
    if (address->any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    errno = 0;
    /* The address first: a log callback fills the slot that `handle` gets. */
    web->daemon = MHD_start_daemon(
        flags, 0, web_may_connect, web, handle, web, MHD_OPTION_SOCK_ADDR,
        &address->any, MHD_OPTION_HTTPS_MEM_KEY, web->options.key,
        MHD_OPTION_HTTPS_MEM_CERT, web->options.certificates,
        MHD_OPTION_HTTPS_PRIORITIES,
        "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2",
        MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, web,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_CONNECTIONS_MAX,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)WEB_PER_ADDRESS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)WEB_IDLE_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384,
        MHD_OPTION_NOTIFY_COMPLETED, finish, NULL, MHD_OPTION_NOTIFY_CONNECTION,
        web_count, web, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
        MHD_OPTION_END);
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
    web->site = *options->site;
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
    static const struct web_answer ending = {.status =
                                                 MHD_HTTP_SERVICE_UNAVAILABLE};
    if (web == NULL)
        return;
    /* The library takes no end while connections are suspended. */
    web->closing = true;
    while (web->waiting != NULL)
        web_reply(web->waiting, &ending);
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
