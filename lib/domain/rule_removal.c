/* Removing a component: what was proven with it falls with it. */
#include "domain/containment.h"
#include "domain/falling.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

/* No run may go on whose evidence falls; the run that fills the position may take the part out again, where it is. */
static void interlock_open_runs(const struct snapshot *snapshot, int position, struct reasons *reasons)
{
    const struct product *product = snapshot->product;
    int fills = product->positions.items[position].operation;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *operation = &product->operations.items[i];
        const char *number = operation->definition->operation;
        if (!operation_is_open(snapshot->operations[i].state))
            continue;
        if ((int)i != fills) {
            if (operation_depends(product, (int)i, position, NULL))
                refuse_for(reasons, REFUSAL_OPERATION_STATE, snapshot->operations[i].run_id,
                           "operation %s of unit %s is %s and depends on position %s: abort it first", number,
                           snapshot->unit->serial, operation_word(reasons, snapshot->operations[i].state),
                           product->positions.items[position].name);
        } else if (snapshot->operation != fills) {
            refuse(reasons, REFUSAL_POSITION_OPERATION, "operation %s, which fills position %s, is %s: remove it there",
                   number, product->positions.items[position].name,
                   operation_word(reasons, snapshot->operations[i].state));
        } else if (snapshot->station && strcmp(snapshot->run->station, snapshot->station->station)) {
            refuse(reasons, REFUSAL_STATION_OTHER, "operation %s runs at station %s", number, snapshot->run->station);
        }
    }
}

static void interlock_occupant(const struct snapshot *snapshot, const struct component_removed *data,
                               struct reasons *reasons)
{
    const struct installation *occupant = snapshot->occupant;
    if (!occupant)
        refuse(reasons, REFUSAL_POSITION_EMPTY, "position %s is empty", data->position);
    else if (data->serial && !occupant->serial)
        refuse(reasons, REFUSAL_SERIAL_OTHER, "in position %s is a part without serial number, not %s", data->position,
               data->serial);
    else if (data->serial && strcmp(data->serial, occupant->serial))
        refuse(reasons, REFUSAL_SERIAL_OTHER, "in position %s is %s, not %s", data->position, occupant->serial,
               data->serial);
    interlock_occupant_at_rest(snapshot, reasons);
}

/* What a removal comes to. */
struct removing {
    enum removal removal;
    struct change change;
    struct outer_changes outer;
};

/* Adds the reasons; the position's index, or -1. */
static int interlock_position_left(const struct snapshot *snapshot, const struct component_removed *data,
                                   enum removal removal, bool demand_operator, struct reasons *reasons)
{
    interlock_unit(snapshot, &data->subject, ENTRY_COMPONENT_REMOVED, reasons);
    if (is_salvage(snapshot))
        interlock_salvage(snapshot, removal, reasons);
    else
        interlock_before_salvage(snapshot, removal, reasons);
    interlock_operator(snapshot, data->subject.operator, demand_operator, reasons);
    interlock_operation(snapshot, data->subject.operation, reasons);
    if (!snapshot->unit)
        return -1;
    int position = product_position(snapshot->product, data->position);
    if (position < 0) {
        refuse(reasons, REFUSAL_POSITION_UNKNOWN, "%s revision %s has no position %s", snapshot->unit->part_number,
               snapshot->unit->revision, data->position);
        return -1;
    }
    interlock_in_place(snapshot, ENTRY_COMPONENT_REMOVED, snapshot->product->positions.items[position].operation,
                       reasons);
    interlock_occupant(snapshot, data, reasons);
    interlock_open_runs(snapshot, position, reasons);
    return position;
}

static enum fault interlock_removing(const struct snapshot *snapshot, const struct component_removed *data,
                                     bool demand_operator, struct removing *ret, struct reasons *reasons)
{
    const enum removal removal = interlock_removal_decided(snapshot, data, reasons);
    *ret = (struct removing){
        .removal = removal,
        .change = {.position = interlock_position_left(snapshot, data, removal, demand_operator, reasons)},
    };
    if (ret->change.position < 0)
        return NOTHING_WRONG;
    enum fault fault = find_outer_changes(snapshot, &ret->change, 1, reasons->arena, &ret->outer);
    if (fault == NOTHING_WRONG)
        interlock_outer_runs(snapshot, &ret->outer, reasons);
    return fault;
}

enum fault interlock_removal(const struct snapshot *snapshot, const struct component_removed *data,
                             bool demand_operator, struct reasons *reasons)
{
    struct removing removing;
    return interlock_removing(snapshot, data, demand_operator, &removing, reasons);
}

/* What falls: operations that depend on the position, passed or waived, the one that fills it in any case, and what
 * depends on it around the unit. */
static enum fault list_fallen(const struct snapshot *snapshot, const struct change *change,
                              const struct outer_changes *outer, struct result_removed *result, struct arena *arena)
{
    const struct product *product = snapshot->product;
    int fills = product->positions.items[change->position].operation;
    struct name_list fallen, waived;
    enum fault fault = find_fallen(product, snapshot->operations, change, 1, arena, &fallen);
    if (fault == NOTHING_WRONG)
        fault = find_fallen_waivers(product, snapshot->operations, change, 1, arena, &waived);
    if (fault == NOTHING_WRONG)
        fault = find_outer_fallen(snapshot, outer, arena, &result->outer.items);
    if (fault)
        return fault;
    result->outer.count = snapshot->outer.count;
    result->invalidated.items = fallen.items;
    result->invalidated.count = fallen.count;
    result->waived.items = waived.items;
    result->waived.count = waived.count;
    const struct unit_operation *filling = &snapshot->operations[fills];
    result->run_id = operation_is_open(filling->state) ? filling->run_id : ABSENT_INTEGER;
    result->run_whole = result->run_id != ABSENT_INTEGER;
    return NOTHING_WRONG;
}

static enum fault decide_removed(const struct snapshot *snapshot, const struct component_removed *data,
                                 const struct removing *removing, struct decision *ret, struct arena *arena)
{
    struct result_removed *result = arena_alloc(arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    *result = (struct result_removed){
        .unit_part_number = snapshot->unit->part_number,
        .part_number = snapshot->occupant->part_number,
        .serial = snapshot->occupant->serial,
        .run_id = ABSENT_INTEGER,
        .removal = data->removal ? REMOVAL_ABSENT : removing->removal,
        .salvaged = is_salvage(snapshot),
    };
    enum fault fault =
        result->salvaged ? NOTHING_WRONG : list_fallen(snapshot, &removing->change, &removing->outer, result, arena);
    struct decision decision = {0};
    decide(&decision, ENTRY_COMPONENT_REMOVED, data, result);
    if (fault == NOTHING_WRONG && !result->salvaged)
        fault = decide_orders_reopened(snapshot, &decision, arena);
    if (fault == NOTHING_WRONG && snapshot->occupant_unit && removing->removal == REMOVAL_SCRAP)
        fault = decide_occupant_scrapped(snapshot->occupant_unit, &decision, arena);
    if (fault == NOTHING_WRONG)
        fault = decide_extended(snapshot, ENTRY_COMPONENT_REMOVED, data, &decision, arena);
    if (fault == NOTHING_WRONG)
        *ret = decision;
    return fault;
}

enum fault rule_component_removed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                  struct reasons *reasons)
{
    const struct component_removed *data = event;
    size_t found = reasons->found;
    struct removing removing;
    enum fault fault = interlock_removing(snapshot, data, true, &removing, reasons);
    if (fault)
        return fault;
    if (reasons->found > found)
        return FAULT_REFUSED;
    return decide_removed(snapshot, data, &removing, ret, reasons->arena);
}
