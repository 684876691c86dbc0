/* Holds: a stop on everything that matches, placed and released by leads and quality. */
#include "domain/selector.h"
#include "service/commands.h"
#include "service/containment.h"
#include "service/editing.h"

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

/* The list as the entry says it, which speaks of units by their names. */
static enum fault name_units(struct session *session, const struct hold_matches *matches, struct arena *arena,
                             struct result_held *ret)
{
    struct held *units = arena_array(arena, matches->list.count, sizeof *units);
    if (!units)
        return FAULT_MEMORY;
    for (size_t i = 0; i < matches->list.count; i++) {
        const struct hold_match *match = &matches->list.items[i];
        struct unit unit;
        enum fault fault = find_unit(session->store, match->unit_id, arena, &unit);
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        units[i] = (struct held){
            .hold = ABSENT_INTEGER,
            .unit = unit.serial,
            .part_number = unit.part_number,
            .match = match->match,
            .via = match->via,
            .installation = match->installation_id,
            .run = match->run_id,
            .matches = match->matches,
        };
    }
    ret->units.items = units;
    ret->units.count = matches->list.count;
    return NOTHING_WRONG;
}

enum fault place_hold(struct session *session, struct request *request, struct answer *answer)
{
    const struct hold_placed *data = request->body;
    struct hold_matches matches;
    struct result_held result;
    enum fault fault = hold_target(session, request, &data->selector);
    if (fault || append_edit_repeated(session, request, ENTRY_HOLD_PLACED, data, answer, &fault))
        return fault;
    fault = containment_list(session, &data->selector, request->arena, &matches);
    if (fault == NOTHING_WRONG)
        fault = name_units(session, &matches, request->arena, &result);
    return fault ? fault : append_edit(session, request, ENTRY_HOLD_PLACED, data, &result, answer);
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
