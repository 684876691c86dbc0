/* Holds: a stop on everything that matches, placed and released by leads and quality. */
#include "domain/selector.h"
#include "service/commands.h"
#include "service/containment.h"
#include "service/editing.h"
#include "service/views_hold.h"

#include <string.h>

/* An order that is named must be there; anything else may arrive only later. */
static enum fault hold_target(struct session *session, struct request *request, const struct selector *selector)
{
    struct order order;
    selector_check(selector, &request->reasons);
    if (request->reasons.found)
        return FAULT_INVALID;
    return selector->order ? not_found(request, find_order(session->store, selector->order, request->arena, &order),
                                       "order", selector->order)
                           : NOTHING_WRONG;
}

/* Reads whole tables while stations go on posting: what that took is looked at in the end, and where it may have
 * changed the list, that is read anew. What is not settled then is for the writer, and so is what takes too long. */
enum fault prepare_hold(struct session *session, struct request *request)
{
    enum { TIMES = 3 };
    const struct hold_placed *data = request->body;
    struct contained *contained = arena_alloc(request->arena, sizeof *contained);
    enum fault fault = contained ? hold_target(session, request, &data->selector) : FAULT_MEMORY;
    bool stands = false;
    for (int i = 0; i < TIMES && !stands && !fault; i++) {
        int64_t head;
        fault = contained_read(session, &data->selector, request->arena, contained);
        session_read_end(session);
        if (fault == NOTHING_WRONG)
            fault = session_read_begin(session, &head);
        if (fault == NOTHING_WRONG)
            fault = contained_stands(session, &data->selector, contained, &stands);
    }
    if (fault == NOTHING_WRONG)
        request->prepared = contained;
    return fault == FAULT_OVERDUE ? NOTHING_WRONG : fault;
}

enum fault place_hold(struct session *session, struct request *request, struct answer *answer)
{
    const struct hold_placed *data = request->body;
    const struct contained *contained = request->prepared;
    struct contained anew;
    bool stands = false;
    enum fault fault = hold_target(session, request, &data->selector);
    if (fault || append_edit_repeated(session, request, ENTRY_HOLD_PLACED, data, answer, &fault))
        return fault;
    if (contained)
        fault = contained_stands(session, &data->selector, contained, &stands);
    if (fault == NOTHING_WRONG && !stands)
        fault = contained_read(session, &data->selector, request->arena, &anew);
    if (fault)
        return fault;
    return append_edit(session, request, ENTRY_HOLD_PLACED, data, stands ? &contained->held : &anew.held, answer);
}

enum fault release_hold(struct session *session, struct request *request, struct answer *answer)
{
    const struct reason_body *body = request->body;
    struct hold_released data = {.reason = body->reason};
    enum fault fault;
    if (!path_id(request, request->path[0], "hold", &data.hold))
        return FAULT_NOT_FOUND;
    if (append_edit_repeated(session, request, ENTRY_HOLD_RELEASED, &data, answer, &fault))
        return fault;
    struct hold hold;
    fault = not_found(request, find_hold(session->store, data.hold, request->arena, &hold), "hold", request->path[0]);
    if (fault)
        return fault;
    if (hold.released != ABSENT_INTEGER)
        refuse(&request->reasons, REFUSAL_HOLD_RELEASED, "hold %s was released by %s", request->path[0],
               hold.released_by);
    if (request->principal.role == ROLE_PLANNER && strcmp(hold.placed_by, request->principal.token))
        refuse(&request->reasons, REFUSAL_HOLD_OF_ANOTHER,
               "%s placed hold %s: a planner releases what he placed himself, quality everything", hold.placed_by,
               request->path[0]);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_HOLD_RELEASED, &data, NULL, answer);
}
