#include "racklined/response.h"

#include "racklined/asset.h"
#include "racklined/daemon.h"
#include "racklined/exchange.h"
#include "racklined/languages.h"
#include "racklined/server.h"
#include "racklined/shared.h"
#include "racklined/stream.h"

#include "base/problem.h"
#include "base/time.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>

enum { STREAM_BLOCK = 16 * 1024 }; /* bytes that a stream is asked for at once */

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (value && *value)
        MHD_add_response_header(response, name, value);
}

static const char *cache_control(const struct reply *reply)
{
    if (reply->asset && reply->asset->lasting)
        return "public, max-age=31536000, immutable";
    return *reply->etag ? "private, no-cache" : "no-store";
}

/* What every answer of this kind says, whoever asked. */
static void add_headers(const struct exchange *exchange, struct MHD_Response *response)
{
    const struct reply *reply = &exchange->reply;
    const struct daemon *daemon = exchange->daemon;
    add_header(response, "Content-Type", reply->content_type);
    add_header(response, "Rackline-Site", daemon->session->site.site);
    add_header(response, "Rackline-Training", daemon->training);
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "Cache-Control", cache_control(reply));
    add_header(response, "ETag", reply->etag);
    const struct route *route = exchange->match.route;
    if (route && (route->answer_list || route->kind == ROUTE_FEED))
        add_header(response, "Vary", "Accept");
    if (route && route->tells)
        add_header(response, "Vary", "Accept-Language");
    if ((route && route->tells) || (reply->content_type && !strcmp(reply->content_type, PROBLEM_TYPE)))
        add_header(response, "Content-Language", language_tag(exchange->request.reasons.language));
}

static void add_retry_after(struct MHD_Response *response, int64_t wait_us)
{
    char seconds[24];
    snprintf(seconds, sizeof seconds, "%lld", (long long)(wait_us / US_PER_SECOND + 1));
    add_header(response, "Retry-After", seconds);
}

/* What this one says besides. */
static void add_own_headers(const struct exchange *exchange, struct MHD_Response *response)
{
    const struct reply *reply = &exchange->reply;
    add_header(response, "Set-Cookie", reply->cookie);
    if (reply->asset) {
        add_header(response, "Content-Encoding", "gzip");
        add_header(response, "Content-Security-Policy", ASSET_POLICY);
        add_header(response, "Referrer-Policy", "no-referrer");
    }
    add_header(response, "Rackline-Next-Cursor", reply->cursor);
    if (reply->status == 401)
        add_header(response, "WWW-Authenticate", "Bearer realm=\"rackline\"");
    if (reply->status == 405)
        add_header(response, "Allow", reply->allow);
    if (reply->status == 503 || reply->status == 507)
        add_header(response, "Retry-After", "1");
    if (reply->status == 429)
        add_retry_after(response, exchange->request.wait_us);
    if (reply->close || atomic_load(&exchange->daemon->stopping))
        add_header(response, "Connection", "close");
}

static ssize_t read_stream(void *context, uint64_t position, char *bytes, size_t room)
{
    (void)position;
    struct exchange *exchange = context;
    ssize_t size = stream_read(exchange->stream, bytes, room);
    if (size)
        server_expect_reading(exchange);
    else
        server_expect_nothing(exchange);
    if (size >= 0)
        return size;
    return size == STREAM_END ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
}

/* The body stays the exchange's, which lives until the library has sent it. */
static struct MHD_Response *make_response(struct exchange *exchange)
{
    static char out_of_memory[] = "{\"type\":\"/problems/out-of-memory\",\"title\":\"There was not enough memory\","
                                  "\"status\":500}";
    struct reply *reply = &exchange->reply;
    if (exchange->stream)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream, exchange, NULL);
    if (reply->asset && reply->status == 200)
        return MHD_create_response_from_buffer(reply->asset->size, (void *)reply->asset->bytes, MHD_RESPMEM_PERSISTENT);
    if (!reply->body.failed)
        return MHD_create_response_from_buffer(reply->body.size, reply->body.bytes, MHD_RESPMEM_PERSISTENT);
    reply->status = 500;
    return MHD_create_response_from_buffer(sizeof out_of_memory - 1, out_of_memory, MHD_RESPMEM_PERSISTENT);
}

void *response_make_shared(struct exchange *exchange)
{
    struct buffer *body = &exchange->reply.body;
    struct MHD_Response *response = MHD_create_response_from_buffer(body->size, body->bytes, MHD_RESPMEM_MUST_FREE);
    if (!response)
        return NULL;
    *body = (struct buffer){0};
    add_headers(exchange, response);
    return response;
}

void response_forget(void *response)
{
    MHD_destroy_response(response);
}

bool response_queue(struct exchange *exchange)
{
    const struct reply *reply = &exchange->reply;
    if (exchange->shared && reply->status == 200)
        return MHD_queue_response(exchange->connection, MHD_HTTP_OK, exchange->shared->response) == MHD_YES;
    struct MHD_Response *response = make_response(exchange);
    if (!response)
        return false;
    add_headers(exchange, response);
    add_own_headers(exchange, response);
    bool queued = MHD_queue_response(exchange->connection, (unsigned)reply->status, response) == MHD_YES;
    MHD_destroy_response(response);
    return queued;
}
