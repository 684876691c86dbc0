/* Holds: a stop on an order or a unit, placed and released by leads and quality. */
#include "service/commands.h"
#include "service/editing.h"
#include "store/find.h"

/* A hold lies on an order or on a unit; whichever it names must be there. */
static enum fault hold_target(struct session *session, struct request *request, struct hold_placed *data)
{
    if (!data->order == !data->serial) {
        reason_add(&request->reasons, "invalid", data->order ? "/serial" : "/order",
                   "a hold names either an order or the serial of a unit");
        return FAULT_INVALID;
    }
    struct order order;
    struct unit unit;
    if (data->order)
        return not_found(request, find_order(session->store, data->order, request->arena, &order), "order",
                         data->order);
    enum fault fault = read_unit(session, request, data->serial, data->part_number, &unit);
    if (fault == NOTHING_WRONG)
        data->part_number = unit.part_number;
    return fault;
}

enum fault place_hold(struct session *session, struct request *request, struct answer *answer)
{
    struct hold_placed data = *(const struct hold_placed *)request->body;
    enum fault fault = hold_target(session, request, &data);
    if (fault || append_edit_repeated(session, request, ENTRY_HOLD_PLACED, &data, answer, &fault))
        return fault;
    return append_edit(session, request, ENTRY_HOLD_PLACED, &data, NULL, answer);
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
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_HOLD_RELEASED, &data, NULL, answer);
}
