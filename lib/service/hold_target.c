/* What a hold may be on. */
#include "service/hold_target.h"

#include "domain/interlock.h"
#include "service/reading.h"
#include "store/find_hold.h"

static enum fault find_place_and_tool(struct session *session, struct request *request, const struct selector *selector)
{
    struct arena *arena = request->arena;
    struct station station;
    struct tool tool;
    enum fault fault = NOTHING_WRONG;
    if (selector->station)
        fault = not_found(request, find_station(session->store, selector->station, arena, &station),
                          "there is no station %s", selector->station);
    if (!fault && selector->tool)
        fault = not_found(request, find_tool(session->store, selector->tool, arena, &tool), "there is no tool %s",
                          selector->tool);
    return fault;
}

enum fault hold_target_lot(struct session *session, struct request *request, const struct selector *selector)
{
    struct installation otherwise;
    if (!selector->lot)
        return NOTHING_WRONG;
    enum fault fault =
        selector->part_number
            ? find_lot_otherwise(session->store, selector->part_number, selector->lot, request->arena, &otherwise)
            : find_lot_in_other_capitals(session->store, selector->lot, request->arena, &otherwise);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
    interlock_lot_known(&otherwise, selector->lot, &request->reasons);
    return FAULT_REFUSED;
}

enum fault hold_target(struct session *session, struct request *request, const struct selector *selector)
{
    struct arena *arena = request->arena;
    struct order order;
    struct operator operator;
    enum fault fault = NOTHING_WRONG;
    selector_check(selector, &request->reasons);
    if (request->reasons.found)
        return FAULT_INVALID;
    if (selector->order)
        fault = not_found(request, find_order(session->store, selector->order, arena, &order), "there is no order %s",
                          selector->order);
    if (!fault && selector->operator)
        fault = not_found(request, find_operator(session->store, selector->operator, arena, &operator),
                          "there is no operator %s", selector->operator);
    return fault ? fault : find_place_and_tool(session, request, selector);
}
