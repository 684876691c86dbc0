#include "racklined/feed_answer.h"

#include "racklined/daemon.h"
#include "racklined/negotiate.h"
#include "racklined/readers.h"
#include "racklined/stream.h"

#include <string.h>

/* In the order of enum feed_form. */
static const char *const MEDIA_TYPES[] = {
    [FEED_PAGE] = "application/json", [FEED_LINES] = "application/x-ndjson", [FEED_STREAM] = "text/event-stream"};
enum { PAGE_BYTES = 1 << 20 }; /* of a page, unless its only entry is larger */
enum { FORM_COUNT = sizeof MEDIA_TYPES / sizeof *MEDIA_TYPES };

/* A browser that lost its stream says in Last-Event-ID where it was; that is later than the `after` of its address. */
static enum fault read_start(struct exchange *exchange, enum feed_form form, int64_t *ret_after)
{
    const struct feed_query *query = exchange->request.query;
    struct reasons *reasons = &exchange->request.reasons;
    int64_t after = query->after == ABSENT_INTEGER ? 0 : query->after;
    const char *last = form == FEED_STREAM ? head_value(&exchange->head, "Last-Event-ID") : NULL;
    if (last && !event_id_read(last, &after)) {
        reason_add(reasons, "event-id-malformed", NULL, "The header Last-Event-ID is not a position of the journal.");
        return FAULT_INVALID;
    }
    if (form == FEED_STREAM && query->limit != ABSENT_INTEGER) {
        reason_add(reasons, "parameter-unexpected", "/limit", "A live stream has no limit.");
        return FAULT_INVALID;
    }
    *ret_after = after;
    return NOTHING_WRONG;
}

/* A position that the journal never had is a client's that speaks of another database, or of one that was put back:
 * waiting there in silence would lose it every entry until then. */
static enum fault check_start(struct exchange *exchange, int64_t after, int64_t head)
{
    if (after <= head)
        return NOTHING_WRONG;
    reason_add(&exchange->request.reasons, "after-the-head", "/after",
               "The journal has no position %lld yet: its head is %lld.", (long long)after, (long long)head);
    return FAULT_INVALID;
}

static enum fault read_page(struct exchange *exchange, struct session *session, int64_t after, int64_t head)
{
    const struct feed_query *query = exchange->request.query;
    struct reply *reply = &exchange->reply;
    int64_t limit = query->limit == ABSENT_INTEGER ? FEED_LIMIT_DEFAULT : query->limit, last;
    const char *if_none_match = head_value(&exchange->head, "If-None-Match");
    exchange_tag(exchange, ABSENT_INTEGER, head);
    bool unmodified = if_none_match && etag_matches(if_none_match, reply->etag);
    enum fault fault =
        unmodified ? NOTHING_WRONG : feed_read(session, after, limit, PAGE_BYTES, FEED_PAGE, &reply->body, &last);
    if (fault || reply->body.failed)
        return fault ? fault : FAULT_MEMORY;
    reply->status = unmodified ? 304 : 200;
    reply->content_type = unmodified ? NULL : MEDIA_TYPES[FEED_PAGE];
    return NOTHING_WRONG;
}

/* Where the head is, and the page, where that is wanted. */
static enum fault read_journal(struct exchange *exchange, enum feed_form form, int64_t after, int64_t *ret_head)
{
    struct session *session;
    struct readers *readers = exchange->daemon->readers;
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return fault;
    fault = session_read_begin(session, ret_head);
    if (!fault) {
        fault = check_start(exchange, after, *ret_head);
        if (!fault && form == FEED_PAGE)
            fault = read_page(exchange, session, after, *ret_head);
        session_read_end(session);
    }
    readers_give(readers, session, fault);
    return fault;
}

/* The end of an export is told in HTTP/1.1: in 1.0 the connection's end is the body's, however it came about. */
static enum fault choose_form(struct exchange *exchange, enum feed_form *ret)
{
    struct reasons *reasons = &exchange->request.reasons;
    int form = accept_choose(head_value(&exchange->head, "Accept"), MEDIA_TYPES, FORM_COUNT);
    if (form < 0)
        reason_add(reasons, "not-acceptable", NULL, "The journal comes as %s, %s or %s.", MEDIA_TYPES[FEED_PAGE],
                   MEDIA_TYPES[FEED_LINES], MEDIA_TYPES[FEED_STREAM]);
    else if (form == FEED_LINES && !strcmp(exchange->head.version, "HTTP/1.0"))
        reason_add(reasons, "version-too-old", NULL,
                   "%s takes HTTP/1.1: in HTTP/1.0 an export that breaks off would pass for whole.",
                   MEDIA_TYPES[FEED_LINES]);
    else {
        *ret = (enum feed_form)form;
        return NOTHING_WRONG;
    }
    return FAULT_NOT_ACCEPTABLE;
}

enum fault feed_answer(struct exchange *exchange)
{
    const struct feed_query *query = exchange->request.query;
    enum feed_form form;
    enum fault fault = choose_form(exchange, &form);
    if (fault)
        return fault;
    struct stream_range range = {.limit = query->limit};
    fault = read_start(exchange, form, &range.after);
    if (!fault)
        fault = read_journal(exchange, form, range.after, &range.head);
    if (fault || form == FEED_PAGE)
        return fault;
    exchange->reply.status = 200;
    exchange->reply.content_type = MEDIA_TYPES[form];
    if (!strcmp(exchange->head.method, "HEAD"))
        return NOTHING_WRONG; /* the library would send a part of the body all the same */
    fault = stream_open(exchange->daemon->streams, exchange, form, &range, &exchange->stream);
    if (fault == FAULT_BUSY)
        reason_add(&exchange->request.reasons, "feeds-busy", NULL, "As many live feeds are open as may be.");
    return fault;
}
