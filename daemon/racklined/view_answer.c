#include "racklined/view_answer.h"

#include "base/csv.h"
#include "base/monotonic.h"
#include "base/time.h"
#include "racklined/daemon.h"
#include "racklined/response.h"
#include "racklined/shared.h"
#include "service/cursor.h"
#include "service/views.h"

#include <string.h>

/* In the order of enum answer_form; and as what Accept is held against. */
static const char *const CONTENT_TYPES[] = {[FORM_JSON] = "application/json", [FORM_CSV] = CSV_TYPE};
static const char *const OFFERS[] = {[FORM_JSON] = "application/json", [FORM_CSV] = "text/csv"};
enum { FORM_COUNT = sizeof OFFERS / sizeof *OFFERS };

/* How old an answer that depends on the time may be when it is told again, in the plant's time. */
#define MOMENT_US ((double)US_PER_SECOND)

enum fault view_choose_form(struct exchange *exchange)
{
    const struct route *route = exchange->match.route;
    if (route->kind != ROUTE_VIEW)
        return NOTHING_WRONG;
    int form = accept_choose(head_value(&exchange->head, "Accept"), OFFERS, route->answer_list ? FORM_COUNT : 1);
    if (form >= 0) {
        exchange->form = (enum answer_form)form;
        return NOTHING_WRONG;
    }
    if (route->answer_list)
        reason_add(&exchange->request.reasons, "not-acceptable", NULL, "A list comes as %s or %s.", OFFERS[FORM_JSON],
                   OFFERS[FORM_CSV]);
    else
        reason_add(&exchange->request.reasons, "not-acceptable", NULL, "This comes as %s alone: it is no list.",
                   OFFERS[FORM_JSON]);
    return FAULT_NOT_ACCEPTABLE;
}

static bool is_for_everybody(const struct exchange *exchange)
{
    return exchange->match.route->is_shared && exchange->form == FORM_JSON;
}

/* Whether the client has the answer that the reply's tag is of. */
static bool is_unmodified(const struct exchange *exchange)
{
    const char *if_none_match = head_value(&exchange->head, "If-None-Match");
    return if_none_match && *exchange->reply.etag && etag_matches(if_none_match, exchange->reply.etag);
}

/* ---- a list as CSV ---- */

/* Where a list's query, a row of the route's own record, says which page is wanted. */
struct paging {
    const char **cursor;
    int64_t *limit;
};

static struct paging paging_of(const struct record *query, void *row)
{
    return (struct paging){
        .cursor = field_in(record_field(query, "cursor"), row),
        .limit = field_in(record_field(query, "limit"), row),
    };
}

/* Page after page, each in the same scratch arena, so that only the lines remain. */
static enum fault write_pages(struct exchange *exchange, struct session *session, struct request *request,
                              struct paging paging, int64_t lines_max, struct answer *answer)
{
    ARENA_OWNED struct arena *scratch = arena_new(0);
    request->arena = scratch;
    for (int64_t lines = 0; scratch && lines < lines_max; lines += *paging.limit) {
        arena_reset(scratch);
        enum fault fault = exchange->match.route->view(session, request, answer);
        const char *cursor = arena_text(exchange->arena, answer->cursor);
        if (fault || (answer->cursor && !cursor))
            return fault ? fault : FAULT_MEMORY;
        answer->cursor = *paging.cursor = cursor;
        if (!cursor)
            break;
    }
    return scratch ? NOTHING_WRONG : FAULT_MEMORY;
}

static enum fault write_lines(struct exchange *exchange, struct session *session, struct answer *answer)
{
    const struct record *query = exchange->match.route->query;
    void *row = arena_alloc(exchange->arena, query->size);
    if (!row)
        return FAULT_MEMORY;
    memcpy(row, exchange->request.query, query->size);
    struct request request = exchange->request;
    struct paging paging = paging_of(query, row);
    int64_t lines_max = *paging.limit == ABSENT_INTEGER ? CSV_LINES_MAX : *paging.limit;
    request.query = row;
    *paging.limit = lines_max < LIST_LIMIT_MAX ? lines_max : LIST_LIMIT_MAX;
    enum fault fault = write_pages(exchange, session, &request, paging, lines_max, answer);
    exchange->request.reasons = request.reasons;
    return fault;
}

static enum fault tell_cursor(struct exchange *exchange, const struct answer *answer)
{
    BUFFER_OWNED struct buffer cursor = {0};
    cursor_write(&cursor, answer->list, answer->cursor);
    exchange->reply.cursor = arena_copy(exchange->arena, cursor.bytes, cursor.size);
    return exchange->reply.cursor ? NOTHING_WRONG : FAULT_MEMORY;
}

/* ---- any view ---- */

static enum fault write_view(struct exchange *exchange, struct session *session, struct answer *answer)
{
    const struct route *route = exchange->match.route;
    enum fault fault = route->prepare ? route->prepare(session, &exchange->request) : NOTHING_WRONG;
    if (fault)
        return fault;
    return answer->form == FORM_CSV ? write_lines(exchange, session, answer)
                                    : route->view(session, &exchange->request, answer);
}

/* For how long an answer that was given is right. */
struct told {
    int64_t head;
    int64_t version; /* of what it shows, among what changes without it; absent: of nothing */
    struct unit_places units;
    bool lasting;
};

/* Where nothing at all was entered since the client's answer, it is still right, whatever it was of: unless it depends
 * on the time as well. What is for everybody is rendered also where this client has it. */
static enum fault answer_alone(struct exchange *exchange, struct session *session, struct told *ret)
{
    struct answer answer = {.form = exchange->form, .list = exchange->list, .version = ABSENT_INTEGER};
    int64_t head;
    enum fault fault = session_read_begin(session, &head);
    if (fault)
        return fault;
    if (route_may_be_unmodified(exchange->match.route))
        exchange_tag(exchange, ABSENT_INTEGER, head);
    bool unmodified = !is_for_everybody(exchange) && is_unmodified(exchange);
    if (!unmodified)
        fault = write_view(exchange, session, &answer);
    session_read_end(session);
    if (!fault && answer.body.failed)
        fault = FAULT_MEMORY;
    if (!fault && answer.version != ABSENT_INTEGER && !exchange->match.route->by_clock) {
        exchange_tag(exchange, answer.version, head);
        unmodified = is_unmodified(exchange);
    }
    if (!fault && unmodified)
        exchange->reply.status = 304;
    else if (!fault)
        exchange_answer(exchange, 200, CONTENT_TYPES[answer.form], &answer.body);
    if (!fault && answer.cursor)
        fault = tell_cursor(exchange, &answer);
    if (!fault)
        *ret = (struct told){.head = head, .version = answer.version, .units = answer.units, .lasting = answer.lasting};
    buffer_free(&answer.body);
    return fault;
}

/* ---- what is rendered once for everybody ---- */

void view_reply_shared(struct exchange *exchange, struct shared_answer *answer)
{
    exchange->shared = answer;
    memcpy(exchange->reply.etag, answer->etag, sizeof answer->etag);
    exchange->reply.status = is_unmodified(exchange) ? 304 : 200;
}

/* What was rendered for one, for everybody. NULL when memory is out: then it stays his. */
static struct shared_answer *make_shared(struct exchange *exchange, const struct told *told, int64_t read_us)
{
    const struct route *route = exchange->match.route;
    struct reply *reply = &exchange->reply;
    struct shared_answer *answer = shared_answer_new(response_forget, &told->units);
    if (!answer)
        return NULL;
    if (route->by_clock)
        etag_of_bytes(reply->body.bytes, reply->body.size, told->version, reply->etag);
    answer->route = route;
    answer->journal_position = told->head;
    answer->end_us =
        route->by_clock && !told->lasting ? read_us + (int64_t)(MOMENT_US / exchange->daemon->clock.rate) : INT64_MAX;
    answer->size = reply->body.size;
    memcpy(answer->etag, reply->etag, sizeof answer->etag);
    answer->response = response_make_shared(exchange);
    if (answer->response)
        return answer;
    shared_release(answer);
    return NULL;
}

static enum fault answer_for_everybody(struct exchange *exchange, struct session *session)
{
    struct shared *shared = exchange->daemon->shared;
    struct shared_answer *answer = shared_claim(shared, exchange->shared_key);
    int64_t read_us = monotonic_us();
    struct told told;
    if (!answer) {
        enum fault fault = answer_alone(exchange, session, &told);
        answer = fault ? NULL : make_shared(exchange, &told, read_us);
        if (!answer) {
            shared_give_up(shared, exchange->shared_key);
            return fault;
        }
        shared_put(shared, exchange->shared_key, answer);
    }
    view_reply_shared(exchange, answer);
    return NOTHING_WRONG;
}

enum fault view_answer(struct exchange *exchange, struct session *session)
{
    struct told told;
    return is_for_everybody(exchange) ? answer_for_everybody(exchange, session)
                                      : answer_alone(exchange, session, &told);
}
