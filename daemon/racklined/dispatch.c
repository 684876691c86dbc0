#include "racklined/dispatch.h"

#include "base/meant.h"
#include "base/monotonic.h"
#include "racklined/asset.h"
#include "racklined/authorise.h"
#include "racklined/daemon.h"
#include "racklined/feed_answer.h"
#include "racklined/list_cursor.h"
#include "racklined/metrics.h"
#include "racklined/negotiate.h"
#include "racklined/query.h"
#include "racklined/readers.h"
#include "racklined/shared.h"
#include "racklined/stream.h"
#include "racklined/view_answer.h"
#include "service/views.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- what the head says ---- */

static enum fault read_conditions(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    const char *key = head_value(&exchange->head, "Idempotency-Key");
    const char *if_match = head_value(&exchange->head, "If-Match");
    size_t found = request->reasons.found;
    if (key && !strcmp(exchange->head.method, "POST") && !idempotency_key_read(key, &request->key))
        reason_add(&request->reasons, "key-malformed", NULL, "The header Idempotency-Key is not a UUID.");
    if (if_match && exchange->match.route->if_match && !if_match_read(if_match, &request->if_match))
        reason_add(&request->reasons, "if-match-malformed", NULL, "The header If-Match is not one entity tag.");
    return request->reasons.found > found ? FAULT_INVALID : NOTHING_WRONG;
}

static enum fault check_body(struct exchange *exchange)
{
    struct reasons *reasons = &exchange->request.reasons;
    int64_t body_max = exchange->settings->body_max;
    bool comes = exchange->framing.chunked || exchange->framing.length > 0;
    if (!comes)
        return NOTHING_WRONG;
    if (!route_takes_body(exchange->match.route)) {
        reason_add(reasons, "body-unexpected", NULL, "This request takes no body.");
        return FAULT_INVALID;
    }
    if (exchange->framing.length > body_max) {
        reason_add(reasons, "body-too-large", NULL, "A body may have %lld bytes.", (long long)body_max);
        return FAULT_TOO_LARGE;
    }
    const char *coding = head_value(&exchange->head, "Content-Encoding");
    if (coding && strcasecmp(coding, "identity")) {
        reason_add(reasons, "content-encoding", NULL, "A body comes as it is, without a Content-Encoding.");
        return FAULT_MEDIA_TYPE;
    }
    const char *type = head_value(&exchange->head, "Content-Type");
    if (type && content_type_is_json(type))
        return NOTHING_WRONG;
    reason_add(reasons, "content-type", NULL, "The header Content-Type must be application/json.");
    return FAULT_MEDIA_TYPE;
}

static enum fault read_head(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    const struct route_table *routes = &exchange->daemon->routes;
    enum fault fault = route_find(routes, exchange->head.method, exchange->target, &exchange->match,
                                  &exchange->reply.allow, &request->reasons);
    if (fault)
        return fault;
    memcpy(request->path, exchange->match.path, sizeof request->path);
    fault = authorise(exchange);
    if (!fault)
        fault = query_read(target_query(exchange->target), exchange->match.route->query, &request->query,
                           &request->reasons);
    if (!fault)
        fault = read_conditions(exchange);
    return fault ? fault : check_body(exchange);
}

/* Whether what is asked for was rendered for everybody already: then nothing is left to find out but who asks. */
static bool find_shared(struct exchange *exchange, enum fault *ret_fault)
{
    const struct head *head = &exchange->head;
    if (strcmp(head->method, "GET") && strcmp(head->method, "HEAD"))
        return false;
    if (exchange->framing.chunked || exchange->framing.length > 0 || atomic_load(&exchange->daemon->stopping))
        return false;
    struct shared_answer *answer = shared_find(exchange->daemon->shared, exchange->shared_key);
    if (!answer)
        return false;
    exchange->match.route = answer->route;
    *ret_fault = authorise(exchange);
    if (!*ret_fault)
        *ret_fault = view_choose_form(exchange);
    if (!*ret_fault && exchange->form == FORM_JSON) {
        view_reply_shared(exchange, answer);
        return true;
    }
    shared_release(answer);
    return *ret_fault != NOTHING_WRONG;
}

void dispatch_head(struct exchange *exchange)
{
    enum fault fault = NOTHING_WRONG;
    if (!find_shared(exchange, &fault))
        fault = read_head(exchange);
    if (!fault)
        return;
    /* A target that two readers could read differently: there may be more of that kind where it came from. */
    exchange->reply.close = fault == FAULT_MALFORMED;
    exchange_refuse(exchange, fault);
}

/* ---- what the body says ---- */

static enum fault decode_record(struct exchange *exchange, const struct record *record)
{
    struct request *request = &exchange->request;
    void *row = arena_alloc(exchange->arena, record->size);
    if (!row)
        return FAULT_MEMORY;
    record_clear(record, row);
    enum fault fault = NOTHING_WRONG;
    if (exchange->document)
        fault = json_decode_sound(exchange->document, record, "", NULL, row, &request->reasons);
    request->body = row;
    if (fault && fault != FAULT_INVALID)
        return fault;
    enum fault meant = refuse_unmeant(record, row, "", request->any_later, &request->reasons);
    return fault ? fault : meant;
}

static enum fault read_body(struct exchange *exchange)
{
    const struct route *route = exchange->match.route;
    const struct settings *settings = exchange->settings;
    struct request *request = &exchange->request;
    if (exchange->body.failed)
        return FAULT_MEMORY;
    if (exchange->received > (size_t)settings->body_max) {
        reason_add(&request->reasons, "body-too-large", NULL, "A body may have %lld bytes.",
                   (long long)settings->body_max);
        return FAULT_TOO_LARGE;
    }
    if (!route_takes_body(route))
        return NOTHING_WRONG;
    if (!exchange->body.size && !route_needs_body(route))
        return decode_record(exchange, route->body);
    if (!exchange->body.size) {
        reason_add(&request->reasons, "body-missing", "", "This request needs a body.");
        return FAULT_INVALID;
    }
    const struct json_limits limits = {.depth = (size_t)settings->depth_max, .items = (size_t)settings->array_max};
    enum fault fault =
        json_parse(exchange->body.bytes, exchange->body.size, limits, &exchange->document, &request->reasons);
    if (fault)
        return fault;
    return route->decode ? route->decode(exchange->document, request, &request->body)
                         : decode_record(exchange, route->body);
}

/* ---- the answer ---- */

static enum fault run_prepare(struct exchange *exchange, struct session *session)
{
    int64_t head;
    enum fault fault = session_read_begin(session, &head);
    if (fault)
        return fault;
    fault = exchange->match.route->prepare(session, &exchange->request);
    session_read_end(session);
    return fault;
}

static enum fault with_reader(struct exchange *exchange,
                              enum fault (*run)(struct exchange *exchange, struct session *session))
{
    struct session *session;
    struct readers *readers = exchange->daemon->readers;
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return fault;
    fault = run(exchange, session);
    readers_give(readers, session, fault);
    return fault;
}

static enum fault answer_daemon(struct exchange *exchange)
{
    struct buffer body = {0};
    struct daemon_request request = {
        .daemon = exchange->daemon,
        .arena = exchange->arena,
        .principal = &exchange->request.principal,
        .secret = exchange->secret,
        .head = &exchange->head,
        .request = &exchange->request,
        .status = 200,
        .content_type = "application/json",
        .body = &body,
    };
    exchange->match.route->daemon(&request);
    if (body.failed && !request.fault)
        request.fault = FAULT_MEMORY;
    if (request.fault) {
        buffer_free(&body);
        return request.fault;
    }
    exchange_answer(exchange, request.status, body.size ? request.content_type : NULL, &body);
    exchange->reply.cookie = request.cookie;
    return NOTHING_WRONG;
}

static enum fault answer_page(struct exchange *exchange)
{
    const char *name = exchange->request.path[0];
    const struct asset *asset = asset_named(name ? name : "");
    const char *if_none_match = head_value(&exchange->head, "If-None-Match");
    if (!asset) {
        reason_add(&exchange->request.reasons, "asset-unknown", NULL,
                   "The page has no such part; an older one may have had: load it again.");
        return FAULT_NOT_FOUND;
    }
    bool unmodified = if_none_match && strstr(if_none_match, asset->etag);
    exchange->reply.status = unmodified ? 304 : 200;
    exchange->reply.content_type = asset->content_type;
    exchange->reply.asset = asset;
    snprintf(exchange->reply.etag, sizeof exchange->reply.etag, "%s", asset->etag);
    return NOTHING_WRONG;
}

static enum fault answer_now(struct exchange *exchange)
{
    switch (exchange->match.route->kind) {
    case ROUTE_VIEW:
        return with_reader(exchange, view_answer);
    case ROUTE_FEED:
        return feed_answer(exchange);
    case ROUTE_DAEMON:
        return answer_daemon(exchange);
    case ROUTE_PAGE:
        return answer_page(exchange);
    case ROUTE_COMMAND:
        exchange->job.command = exchange->match.route->command;
        exchange->job.request = &exchange->request;
        exchange->job.owner = exchange;
        return exchange->match.route->prepare ? with_reader(exchange, run_prepare) : NOTHING_WRONG;
    }
    return NOTHING_WRONG;
}

/* Whether more is wanted than a page that nobody says the size of. */
static bool asks_for_much(const struct exchange *exchange)
{
    const struct record *query = exchange->match.route->query;
    const struct field *limit = query ? record_field(query, "limit") : NULL;
    if (!limit || field_absent(limit, exchange->request.query))
        return false;
    return *(const int64_t *)field_of(limit, exchange->request.query) > LIST_LIMIT_DEFAULT;
}

/* Whether it would keep a thread that serves stations for too long. */
static bool is_long(const struct exchange *exchange)
{
    const struct route *route = exchange->match.route;
    return route->is_long || route->hashes || exchange->form == FORM_CSV || asks_for_much(exchange);
}

enum dispatch_step dispatch_body(struct exchange *exchange)
{
    enum fault fault = read_body(exchange);
    if (!fault)
        fault = view_choose_form(exchange);
    if (!fault && exchange->match.route->answer_list)
        fault = list_open(exchange);
    if (!fault && is_long(exchange))
        return STEP_READ;
    if (!fault)
        fault = answer_now(exchange);
    if (fault)
        exchange_refuse(exchange, fault);
    if (exchange->stream)
        return STEP_STREAM;
    return exchange_is_answered(exchange) ? STEP_ANSWER : STEP_COMMAND;
}

void dispatch_read(struct exchange *exchange)
{
    enum fault fault = answer_now(exchange);
    if (fault)
        exchange_refuse(exchange, fault);
}

static int success_status(const struct exchange *exchange)
{
    const struct answer *answer = &exchange->job.answer;
    switch (exchange->match.route->answer_kind) {
    case ANSWER_ENTRY:
        return answer->repeated ? 200 : 201;
    case ANSWER_VIEW:
        return 200;
    case ANSWER_BATCH:
        return answer->repeated || json_is_array(exchange->document) ? 200 : 201;
    }
    return 200;
}

void dispatch_job_done(struct exchange *exchange)
{
    struct job *job = &exchange->job;
    if (job->fault) {
        exchange_refuse(exchange, job->fault);
        return;
    }
    int status = job->answer.body.size ? success_status(exchange) : 204;
    if (job->answer.version != ABSENT_INTEGER)
        exchange_tag(exchange, job->answer.version, 0);
    exchange_answer(exchange, status, status == 204 ? NULL : "application/json", &job->answer.body);
}

void dispatch_over(const struct exchange *exchange)
{
    const struct daemon *daemon = exchange->daemon;
    int status = exchange->reply.status;
    bool live = exchange->stream && stream_is_live(exchange->stream);
    int64_t duration_us = monotonic_us() - exchange->started_us;
    if (!status)
        return; /* the client left before it had asked */
    metrics_request(daemon->metrics, exchange->match.route, status, live ? -1 : duration_us);
    bool failed = status >= 500 && status != 503 && !exchange->job.batch_lost;
    log_line(daemon->log, failed ? LOG_LEVEL_ERROR : LOG_LEVEL_DEBUG, failed ? "request failed" : "request",
             "%s %s status=%d token=%s us=%lld", exchange->head.method ? exchange->head.method : "?", exchange->target,
             status, exchange->request.principal.token, (long long)duration_us);
}
