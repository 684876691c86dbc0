#include "racklined/server.h"

#include "base/monotonic.h"
#include "racklined/daemon.h"
#include "racklined/dispatch.h"
#include "racklined/listen.h"
#include "racklined/metrics.h"
#include "racklined/response.h"
#include "racklined/watch.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    STOP_STEP_US = 2000,
    ACCEPT_US = 20000,      /* after which a thread that was about to take a connection has done so */
    LAST_WORD_US = 250000,  /* for a connection that was answered to ask once more */
    /* A body past the limit is read on, and thrown away, up to this many times the limit: so that a client which reads
     * only when it has sent everything learns why it was refused. */
    DISCARD_FACTOR = 4,
};

struct connection {
    struct watched watched; /* first: an exchange knows its connection by it */
    bool asked;             /* a request was begun */
};

struct server {
    struct daemon *daemon;
    struct MHD_Daemon *library;
    struct watch *watch;
    int socket;
    int port;
    bool quiesced;
    atomic_int connections; /* open */
    atomic_int unasked;     /* of them, those that have not asked yet */
    atomic_int exchanges;   /* under way */
};

/* ---- connections ---- */

/* Beyond the limit a connection is closed at once. The library would leave it unanswered until another one ends. */
static enum MHD_Result may_connect(void *context, const struct sockaddr *address, socklen_t size)
{
    (void)address, (void)size;
    struct server *server = context;
    return atomic_load(&server->connections) < server->daemon->settings->connections_max ? MHD_YES : MHD_NO;
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **ret_ours,
                               enum MHD_ConnectionNotificationCode change)
{
    struct server *server = context;
    bool opened = change == MHD_CONNECTION_NOTIFY_STARTED;
    atomic_fetch_add(&server->connections, opened ? 1 : -1);
    metrics_connections(server->daemon->metrics, opened ? 1 : -1);
    struct connection *ours = opened ? calloc(1, sizeof *ours) : *ret_ours;
    if (!ours)
        return;
    if (!ours->asked)
        atomic_fetch_add(&server->unasked, opened ? 1 : -1);
    if (opened) {
        watch_add(server->watch, &ours->watched,
                  MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
        *ret_ours = ours;
    } else {
        watch_remove(server->watch, &ours->watched);
        free(ours);
    }
}

static enum MHD_Result answer(struct exchange *exchange)
{
    exchange->phase = PHASE_ANSWERED;
    return response_queue(exchange) ? MHD_YES : MHD_NO;
}

/* ---- the request ---- */

/* The library's first word of a request: the target as it was sent. What it says later was decoded. */
static void *begin_exchange(void *context, const char *target, struct MHD_Connection *connection)
{
    struct server *server = context;
    struct connection *ours = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    struct exchange *exchange = ours ? exchange_new(server->daemon, target) : NULL;
    if (!exchange)
        return NULL;
    exchange->server = server;
    exchange->connection = connection;
    exchange->watched = &ours->watched;
    atomic_fetch_add(&server->exchanges, 1);
    if (!ours->asked)
        atomic_fetch_sub(&server->unasked, 1);
    ours->asked = true;
    watch_line(server->watch, exchange->watched);
    return exchange;
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **exchange_place,
                         enum MHD_RequestTerminationCode how)
{
    (void)connection, (void)how;
    struct server *server = context;
    struct exchange *exchange = *exchange_place;
    if (!exchange)
        return;
    dispatch_over(exchange);
    watch_idle(server->watch, exchange->watched);
    exchange_free(exchange);
    atomic_fetch_sub(&server->exchanges, 1);
}

struct collecting {
    struct header *headers;
    size_t count, room;
};

static enum MHD_Result collect_header(void *context, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                      const char *value, size_t value_size)
{
    (void)kind;
    struct collecting *collecting = context;
    if (collecting->count < collecting->room)
        collecting->headers[collecting->count++] = (struct header){name, name_size, value, value_size};
    return MHD_YES;
}

static enum fault read_head(struct exchange *exchange, const char *method, const char *version)
{
    int count = MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, NULL, NULL);
    struct collecting collecting = {.room = (size_t)count};
    collecting.headers = arena_array(exchange->arena, collecting.room + 1, sizeof *collecting.headers);
    if (!collecting.headers)
        return FAULT_MEMORY;
    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, collect_header, &collecting);
    exchange->head = (struct head){
        .method = method,
        .target = exchange->target,
        .version = version,
        .headers = collecting.headers,
        .count = collecting.count,
    };
    return head_check(&exchange->head, (size_t)exchange->settings->headers_max, &exchange->framing,
                      &exchange->request.reasons);
}

/* An answer is queued when the whole request was read: queued now, it would close the connection. That is what a head
 * deserves that cannot be trusted, and a body that is not worth reading. */
static enum MHD_Result take_head(struct exchange *exchange, const char *method, const char *version)
{
    int64_t body_max = exchange->settings->body_max;
    watch_headers(exchange->server->watch, exchange->watched);
    exchange->phase = PHASE_BODY;
    enum fault fault = read_head(exchange, method, version);
    if (fault) {
        exchange->reply.close = true;
        exchange_refuse(exchange, fault);
        return answer(exchange);
    }
    dispatch_head(exchange);
    bool has_body = exchange->framing.chunked || exchange->framing.length > 0;
    bool hopeless =
        has_body && (head_value(&exchange->head, "Expect") || exchange->framing.length > body_max * DISCARD_FACTOR);
    if (!exchange_is_answered(exchange) || !hopeless)
        return MHD_YES;
    exchange->reply.close = true;
    return answer(exchange);
}

static enum MHD_Result take_body(struct exchange *exchange, const char *bytes, size_t size)
{
    size_t body_max = (size_t)exchange->settings->body_max;
    exchange->received += size;
    if (exchange->received > body_max * DISCARD_FACTOR)
        return MHD_NO;
    if (exchange->received > body_max || exchange_is_answered(exchange))
        buffer_free(&exchange->body);
    else
        buffer_add(&exchange->body, bytes, size);
    return MHD_YES;
}

static void job_done(struct job *job)
{
    server_resume(job->owner);
}

static void run_read(struct long_read *read)
{
    dispatch_read(read->owner);
    server_resume(read->owner);
}

/* Suspended before a reading thread sees it: it may be over, and resumed, before the next line runs. So below. */
static enum MHD_Result hand_over(struct exchange *exchange)
{
    struct long_reads *reads = exchange->daemon->long_reads;
    enum fault fault = long_reads_reserve(reads);
    if (fault) {
        exchange_refuse(exchange, fault);
        return answer(exchange);
    }
    exchange->read = (struct long_read){.run = run_read, .owner = exchange};
    exchange->phase = PHASE_READING;
    server_suspend(exchange);
    long_reads_submit(reads, &exchange->read);
    return MHD_YES;
}

static enum MHD_Result submit(struct exchange *exchange)
{
    struct writer *writer = exchange->daemon->writer;
    enum fault fault = writer_reserve(writer);
    if (fault) {
        exchange_refuse(exchange, fault);
        return answer(exchange);
    }
    exchange->job.done = job_done;
    exchange->phase = PHASE_WAITING;
    server_suspend(exchange);
    writer_submit(writer, &exchange->job);
    return MHD_YES;
}

static enum MHD_Result take_end(struct exchange *exchange)
{
    watch_whole(exchange->watched);
    if (exchange_is_answered(exchange))
        return answer(exchange);
    switch (dispatch_body(exchange)) {
    case STEP_READ:
        return hand_over(exchange);
    case STEP_COMMAND:
        return submit(exchange);
    case STEP_ANSWER:
    case STEP_STREAM:
        return answer(exchange);
    }
    return MHD_NO;
}

/* Called for the head, for each piece of the body, at the end of the body, and again after a suspension. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *decoded, const char *method,
                              const char *version, const char *bytes, size_t *size, void **exchange_place)
{
    (void)context, (void)connection, (void)decoded;
    struct exchange *exchange = *exchange_place;
    size_t taken = *size;
    *size = 0;
    if (!exchange)
        return MHD_NO;
    switch (exchange->phase) {
    case PHASE_HEAD:
        return take_head(exchange, method, version);
    case PHASE_BODY:
        return taken ? take_body(exchange, bytes, taken) : take_end(exchange);
    case PHASE_READING:
        return exchange_is_answered(exchange) ? answer(exchange) : submit(exchange);
    case PHASE_WAITING:
        dispatch_job_done(exchange);
        return answer(exchange);
    case PHASE_ANSWERED:
        return MHD_YES;
    }
    return MHD_NO;
}

void server_suspend(struct exchange *exchange)
{
    MHD_suspend_connection(exchange->connection);
}

void server_resume(struct exchange *exchange)
{
    MHD_resume_connection(exchange->connection);
}

int server_descriptor(struct exchange *exchange)
{
    return exchange->watched->descriptor;
}

/* ---- start and stop ---- */

/* Poll, not epoll: the library's epoll loop stalls when exactly 128 events come at once, and a batch of commands
 * resumes as many connections as stations posted. Suspended connections are not polled, so hundreds of live feeds cost
 * a loop nothing.
 *
 * The library divides its own limit among the threads, whichever of them accepts; ours is reached first. */
static struct MHD_Daemon *start_library(struct server *server, const struct settings *settings)
{
    int64_t threads = settings->threads;
    const struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, server->socket, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)begin_exchange, server},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)end_exchange, server},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_changed, server},
        {MHD_OPTION_CONNECTION_LIMIT, (settings->connections_max + 8) * threads, NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, settings->connections_per_address_max, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_timeout_s, NULL},
        /* Room for heads beyond the limit, so that they get our answer, and for what the library writes: no more, for it
         * clears all of it for every request. */
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->headers_max + 8192, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, may_connect, server, handle,
                            server, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

enum fault server_start(struct daemon *daemon, int socket, struct server **ret, struct reasons *reasons)
{
    const struct settings *settings = daemon->settings;
    const struct watch_limits limits = {
        .header_timeout_s = settings->header_timeout_s,
        .request_timeout_s = settings->request_timeout_s,
        .idle_timeout_s = settings->idle_timeout_s,
        .training = daemon->training,
    };
    struct server *server = calloc(1, sizeof *server);
    enum fault fault = server ? watch_start(&limits, &server->watch) : FAULT_MEMORY;
    if (fault)
        goto failed;
    server->daemon = daemon;
    server->socket = socket;
    server->port = listen_port(socket);
    server->library = start_library(server, settings);
    if (!server->library) {
        reason_add(reasons, "server-not-started", NULL, "The HTTP server could not be started.");
        fault = FAULT_IO;
        goto failed;
    }
    *ret = server;
    return NOTHING_WRONG;

failed:
    if (server)
        watch_stop(server->watch);
    free(server);
    return fault;
}

void server_reread(struct server *server)
{
    const struct settings *settings = server->daemon->settings;
    watch_set_timeouts(server->watch, settings->header_timeout_s, settings->request_timeout_s);
}

void server_quiesce(struct server *server, bool refuse)
{
    if (!server->quiesced)
        MHD_quiesce_daemon(server->library);
    server->quiesced = true;
    if (refuse)
        shutdown(server->socket, SHUT_RDWR);
}

void server_drain(struct server *server, int64_t by_us)
{
    usleep(ACCEPT_US);
    const int64_t last_word_us = monotonic_us() + LAST_WORD_US;
    for (int64_t now_us = monotonic_us(); now_us < by_us; now_us = monotonic_us()) {
        if (!atomic_load(&server->exchanges) && !atomic_load(&server->unasked) &&
            (!atomic_load(&server->connections) || now_us >= last_word_us))
            return;
        usleep(STOP_STEP_US);
    }
}

void server_stop(struct server *server, int64_t by_us)
{
    if (!server)
        return;
    server_quiesce(server, false);
    while (atomic_load(&server->exchanges) && monotonic_us() < by_us)
        usleep(STOP_STEP_US);
    MHD_stop_daemon(server->library);
    close(server->socket); /* the library left it to us when it was quiesced */
    watch_stop(server->watch);
    free(server);
}

int server_socket(const struct server *server)
{
    return server->socket;
}

int server_port(const struct server *server)
{
    return server->port;
}
