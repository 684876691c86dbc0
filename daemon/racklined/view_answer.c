#include "racklined/view_answer.h"

#include "racklined/negotiate.h"

static bool is_unmodified(const struct exchange *exchange, int64_t version)
{
    if (!route_may_be_unmodified(exchange->match.route))
        return false;
    const char *if_none_match = head_value(&exchange->head, "If-None-Match");
    return if_none_match && etag_matches(if_none_match, version);
}

/* Nothing at all was entered since the client's answer: then it is still right, whatever it was of. */
enum fault view_answer(struct exchange *exchange, struct session *session)
{
    int64_t head;
    enum fault fault = session_read_begin(session, &head);
    if (fault)
        return fault;
    struct answer answer = {.version = ABSENT_INTEGER};
    bool unmodified = is_unmodified(exchange, head);
    if (!unmodified)
        fault = exchange->match.route->view(session, &exchange->request, &answer);
    session_read_end(session);
    if (!fault && answer.body.failed)
        fault = FAULT_MEMORY;
    if (!fault) {
        exchange_tag(exchange, answer.version, head);
        if (answer.version != ABSENT_INTEGER)
            unmodified = unmodified || is_unmodified(exchange, answer.version);
        if (unmodified)
            exchange->reply.status = 304;
        else
            exchange_answer(exchange, 200, "application/json", &answer.body);
    }
    buffer_free(&answer.body);
    return fault;
}
