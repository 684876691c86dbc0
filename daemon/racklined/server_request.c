#include "racklined/server_parts.h"

#include "racklined/daemon.h"
#include "racklined/dispatch.h"
#include "racklined/head_lines.h"
#include "racklined/listen.h"
#include "racklined/response.h"
#include "racklined/shared.h"

enum {
    /* A body in chunks that passes the limit is read on, and thrown away, up to this many times the limit: the library
     * takes an answer before the body or behind it, not in its middle. */
    DISCARD_FACTOR = 4,
    LONG_BODY = 64 << 10, /* bytes of what is asked with: some two hundred events, which take several milliseconds */
    LARGE = 16 << 10,     /* bytes of an answer that costs others more than the wait for a commit costs who asked */
};

static bool hold(struct exchange *exchange, size_t bytes)
{
    return in_flight_hold(&exchange->daemon->in_flight, &exchange->share, (int64_t)bytes);
}

static void refuse_busy(struct exchange *exchange)
{
    reason_add(&exchange->request.reasons, "memory-busy", NULL, "Too many large bodies and answers are under way.");
    exchange_refuse(exchange, FAULT_BUSY);
}

/* Of a command the answer is told whatever it takes: it was done. */
static void hold_answer(struct exchange *exchange)
{
    const size_t bytes = exchange->body.size + exchange->reply.body.size;
    if (exchange->match.route && exchange->match.route->kind == ROUTE_COMMAND)
        in_flight_hold_anyway(&exchange->daemon->in_flight, &exchange->share, (int64_t)bytes);
    else if (!hold(exchange, bytes))
        refuse_busy(exchange);
}

static enum MHD_Result answer(struct exchange *exchange)
{
    exchange->phase = PHASE_ANSWERED;
    hold_answer(exchange);
    watch_answer(exchange->server->watch, exchange->watched);
    return response_queue(exchange) ? MHD_YES : MHD_NO;
}

static struct connection *ours_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The library's first word of a request: the target as it was sent. What it says later was decoded. */
void *server_request_begins(void *context, const char *target, struct MHD_Connection *connection)
{
    struct server *server = context;
    struct connection *ours = ours_of(connection);
    if (!ours)
        return NULL;
    server_request_is_over(server, ours);
    struct exchange *exchange = exchange_new(server->daemon, target);
    if (!exchange)
        return NULL;
    exchange->server = server;
    exchange->connection = connection;
    exchange->target_place = target;
    exchange->watched = &ours->watched;
    atomic_fetch_add(&server->exchanges, 1);
    if (!ours->asked)
        atomic_fetch_sub(&server->unasked, 1);
    ours->asked = true;
    ours->exchange = exchange;
    watch_line(server->watch, exchange->watched);
    return exchange;
}

void server_request_is_over(struct server *server, struct connection *ours)
{
    struct exchange *exchange = ours->exchange;
    if (!exchange)
        return;
    ours->exchange = NULL;
    dispatch_over(exchange);
    in_flight_release(&exchange->daemon->in_flight, &exchange->share);
    watch_idle(server->watch, exchange->watched);
    exchange_free(exchange);
    atomic_fetch_sub(&server->exchanges, 1);
}

void server_request_ends(void *context, struct MHD_Connection *connection, void **exchange_place,
                         enum MHD_RequestTerminationCode how)
{
    (void)exchange_place, (void)how;
    struct connection *ours = ours_of(connection);
    if (ours)
        server_request_is_over(context, ours);
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

/* Where guesses are counted. */
static void note_address(struct exchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char *text = arena_alloc(exchange->arena, ADDRESS_TEXT_SIZE);
    if (info && text && address_text(info->client_addr, text))
        exchange->request.address = text;
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
    if (!exchange_speak(exchange, head_value(&exchange->head, "Accept-Language")))
        return FAULT_MEMORY;
    const struct head_place place = {
        .target = exchange->target_place,
        .size = MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size,
    };
    enum fault fault = head_lines_check(&exchange->head, &place, &exchange->request.reasons);
    return fault ? fault
                 : head_check(&exchange->head, (size_t)exchange->settings->headers_max, &exchange->framing,
                              &exchange->request.reasons);
}

/* The answer to a head that cannot be trusted, or to one whose body would change nothing and may never come. Queued
 * before the body was read, it closes the connection. */
static enum MHD_Result answer_early(struct exchange *exchange)
{
    exchange->reply.close = true;
    watch_linger(exchange->watched);
    return answer(exchange);
}

/* Otherwise an answer is queued when the whole request was read, so that the connection goes on. */
static enum MHD_Result take_head(struct exchange *exchange, const char *method, const char *version)
{
    watch_headers(exchange->server->watch, exchange->watched);
    exchange->phase = PHASE_BODY;
    enum fault fault = read_head(exchange, method, version);
    if (fault) {
        exchange_refuse(exchange, fault);
        return answer_early(exchange);
    }
    dispatch_head(exchange);
    if (*exchange->request.principal.token)
        watch_known(exchange->watched);
    if (exchange->match.route && exchange->match.route->hashes)
        note_address(exchange);
    bool has_body = exchange->framing.chunked || exchange->framing.length > 0;
    return has_body && exchange_is_answered(exchange) ? answer_early(exchange) : MHD_YES;
}

static enum MHD_Result take_body(struct exchange *exchange, const char *bytes, size_t size)
{
    size_t body_max = (size_t)exchange->settings->body_max;
    exchange->received += size;
    if (exchange->received > body_max * DISCARD_FACTOR)
        return MHD_NO;
    if (exchange->received > body_max || exchange_is_answered(exchange))
        buffer_free(&exchange->body);
    else if (hold(exchange, exchange->received))
        buffer_add(&exchange->body, bytes, size);
    else
        refuse_busy(exchange);
    return MHD_YES;
}

static void job_done(struct job *job)
{
    server_resume(job->owner);
}

/* Who waits for his password to be hashed when the daemon stops comes again: a queue of them takes seconds. */
static void run_read(struct long_read *read)
{
    struct exchange *exchange = read->owner;
    if (exchange->match.route->hashes && atomic_load(&exchange->daemon->stopping))
        exchange_refuse(exchange, FAULT_STOPPING);
    else
        dispatch_read(exchange);
    server_resume(exchange);
}

static void yielded(struct yielder *yielder)
{
    server_resume(yielder->owner);
}

/* Suspended before anybody may resume it: it may be, and be answered, before the next line runs. So below. */
static void prepare_yield(struct exchange *exchange)
{
    exchange->yielder = (struct yielder){.go = yielded, .owner = exchange};
    exchange->phase = PHASE_YIELDING;
    server_suspend(exchange);
}

/* Whoever tries passwords has each refusal a moment later: then it takes many connections, and not one that asks again
 * at once, to take the processor from stations. */
static enum MHD_Result answer_hashed(struct exchange *exchange)
{
    const bool refused = exchange->match.route->hashes && exchange->reply.status >= 400;
    if (!refused || atomic_load(&exchange->daemon->stopping))
        return answer(exchange);
    struct watch *watch = exchange->server->watch;
    prepare_yield(exchange);
    watch_wait(watch, &exchange->yielder);
    return MHD_YES;
}

static enum MHD_Result hand_over(struct exchange *exchange)
{
    const struct daemon *daemon = exchange->daemon;
    struct long_reads *reads = exchange->match.route->hashes ? daemon->hashing : daemon->long_reads;
    enum fault fault = long_reads_reserve(reads, LONG_VIEW);
    if (fault) {
        exchange_refuse(exchange, fault);
        return answer_hashed(exchange);
    }
    exchange->read = (struct long_read){.kind = LONG_VIEW, .run = run_read, .owner = exchange};
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
    exchange->job.is_long = exchange->received > LONG_BODY;
    exchange->job.done = job_done;
    exchange->phase = PHASE_WAITING;
    server_suspend(exchange);
    writer_submit(writer, &exchange->job);
    return MHD_YES;
}

static enum MHD_Result yield(struct exchange *exchange)
{
    const struct daemon *daemon = exchange->daemon;
    prepare_yield(exchange);
    yielding_wait(daemon->yielding, &exchange->yielder);
    if (!writer_is_at_work(daemon->writer))
        yielding_go(daemon->yielding); /* nobody else might, for a second */
    return MHD_YES;
}

/* An answer that nothing had to be done for. */
static enum MHD_Result answer_at_once(struct exchange *exchange)
{
    const bool large = exchange->shared && exchange->reply.status == 200 && exchange->shared->size >= LARGE;
    return large && writer_is_at_work(exchange->daemon->writer) ? yield(exchange) : answer(exchange);
}

/* Headers behind a body of chunks. Nothing here means anything by one, and a flaw in one would hide where the next
 * request begins, as it would in the head. */
static bool has_trailer(const struct exchange *exchange)
{
    return exchange->framing.chunked &&
           MHD_get_connection_values_n(exchange->connection, MHD_FOOTER_KIND, NULL, NULL) > 0;
}

static enum MHD_Result take_end(struct exchange *exchange)
{
    watch_whole(exchange->watched);
    if (has_trailer(exchange)) {
        reason_add(&exchange->request.reasons, "trailer-unexpected", NULL, "No header may come behind the body.");
        exchange->reply.close = true;
        exchange_refuse(exchange, FAULT_MALFORMED);
    }
    if (exchange_is_answered(exchange))
        return answer_at_once(exchange);
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
enum MHD_Result server_request_goes_on(void *context, struct MHD_Connection *connection, const char *decoded,
                                       const char *method, const char *version, const char *bytes, size_t *size,
                                       void **exchange_place)
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
        return exchange_is_answered(exchange) ? answer_hashed(exchange) : submit(exchange);
    case PHASE_WAITING:
        dispatch_job_done(exchange);
        return answer(exchange);
    case PHASE_YIELDING:
        return answer(exchange);
    case PHASE_ANSWERED:
        return MHD_YES;
    }
    return MHD_NO;
}
