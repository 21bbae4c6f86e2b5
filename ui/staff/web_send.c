#include "ui/staff/web_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

/* --- answers --- */

static void
put_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (value != NULL &&
        MHD_add_response_header(response, name, value) != MHD_YES)
        log_warn("no room for the header %s", name);
}

static void
put_common_headers(struct MHD_Response *response,
                   const struct web_answer *answer)
{
    put_header(response, "Content-Security-Policy",
               answer->policy != NULL ? answer->policy
                                      : "default-src 'none'; "
                                        "frame-ancestors 'none'");
    put_header(response, "X-Content-Type-Options", "nosniff");
    put_header(response, "Referrer-Policy", "same-origin");
    put_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    put_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    put_header(response, "Permissions-Policy",
               answer->microphone
                   ? "camera=(), microphone=(self), geolocation=()"
                   : "camera=(), microphone=(), geolocation=()");
    put_header(response, "Cache-Control",
               answer->cache != NULL ? answer->cache : "no-store");
    put_header(response, "Set-Cookie", answer->cookie);
    put_header(response, "Location", answer->location);
    put_header(response, "Allow", answer->allow);
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

/* A name for a file holds nothing that a header or a shell could mistake. */
static void
put_filename(struct MHD_Response *response, const char *filename)
{
    char header[160];
    char plain[96];
    size_t to = 0;
    for (const char *at = filename; *at != '\0' && to + 1 < sizeof plain; at++)
        if (strchr("\"\\\r\n/;", *at) == NULL && (unsigned char)*at < 0x7f)
            plain[to++] = *at;
    plain[to] = '\0';
    text_format(header, sizeof header, "attachment; filename=\"%s\"", plain);
    put_header(response, "Content-Disposition", header);
}

struct MHD_Response *
web_make_response(struct MHD_Connection *connection,
                  const struct web_answer *answer, unsigned *status)
{
    char tag[24] = "";
    size_t length = answer->type == NULL ? 0 : answer->length;
    *status = (unsigned)answer->status;
    if (answer->tagged) {
        make_tag(answer->body, length, tag);
        if (has_already(connection, tag)) {
            *status = MHD_HTTP_NOT_MODIFIED;
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
        return NULL;
    put_common_headers(response, answer);
    if (length > 0)
        put_header(response, "Content-Type", answer->type);
    if (tag[0] != '\0')
        put_header(response, "ETag", tag);
    if (answer->filename != NULL && answer->filename[0] != '\0')
        put_filename(response, answer->filename);
    return response;
}

/* --- streams --- */

static ssize_t
read_stream(void *user, uint64_t position, char *out, size_t size)
{
    struct stream *stream = user;
    const struct web_options *options = &stream->web->options;
    (void)position;
    if (size < LIVE_EVENT_MAX)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    /* A login that ended stops listening with the next thing there is to say:
     * at the latest the beat. */
    if (stream->web->closing || !options->still(options->user, stream->token))
        return MHD_CONTENT_READER_END_OF_STREAM;
    size_t length = live_next(options->live, &stream->page, out);
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

struct MHD_Response *
web_make_stream(struct web_exchange *exchange, unsigned *status)
{
    struct web *web = exchange->web;
    struct stream *stream = free_stream(web);
    if (stream == NULL) {
        struct web_answer full = {.status = MHD_HTTP_SERVICE_UNAVAILABLE};
        return web_make_response(exchange->connection, &full, status);
    }
    *stream = (struct stream){.web = web, .connection = exchange->connection};
    text_copy(stream->token, sizeof stream->token, exchange->token);
    web->stream_count++;
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, 1024, read_stream, stream, end_stream);
    if (response == NULL) {
        end_stream(stream);
        return NULL;
    }
    struct web_answer plain = {.status = MHD_HTTP_OK};
    put_common_headers(response, &plain);
    put_header(response, "Content-Type", "text/event-stream");
    *status = MHD_HTTP_OK;
    return response;
}
