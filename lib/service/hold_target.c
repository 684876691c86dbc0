/* What a hold may be on. */
#include "service/hold_target.h"

#include "domain/interlock.h"
#include "service/reading.h"
#include "store/find_hold.h"

#include <string.h>

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

/* What is no serial number of anything is none that could come either. */
static enum fault find_serial_known(struct session *session, struct request *request, const struct selector *selector)
{
    struct component spelt;
    if (!selector->serial)
        return NOTHING_WRONG;
    enum fault fault =
        find_serial_spelt(session->store, selector->serial, selector->part_number, request->arena, &spelt);
    if (fault == FAULT_NOT_FOUND)
        interlock_spelling(selector->serial, TOLD("serial number"), &request->reasons);
    else if (fault == NOTHING_WRONG && strcmp(spelt.serial, selector->serial))
        interlock_serial_known(&spelt, selector->serial, &request->reasons);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

static enum fault find_lot_known(struct session *session, struct request *request, const struct selector *selector)
{
    struct installation spelt;
    if (!selector->lot)
        return NOTHING_WRONG;
    enum fault fault = find_lot_spelt(session->store, selector->lot, selector->part_number, request->arena, &spelt);
    if (fault == FAULT_NOT_FOUND)
        interlock_spelling(selector->lot, TOLD("lot"), &request->reasons);
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
}

enum fault hold_target_known(struct session *session, struct request *request, const struct selector *selector)
{
    enum fault fault = find_serial_known(session, request, selector);
    if (fault == NOTHING_WRONG)
        fault = find_lot_known(session, request, selector);
    return fault == NOTHING_WRONG && request->reasons.found ? FAULT_REFUSED : fault;
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
