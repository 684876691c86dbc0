/* Building decisions. */
#include "domain/rule.h"

void decide(struct decision *decision, enum entry_kind kind, const void *data, const void *result)
{
    decision->entries[decision->count++] = (struct decided){.kind = kind, .data = data, .result = result};
}

enum fault decide_unit(const struct snapshot *snapshot, enum entry_kind kind, const void *data, struct decision *ret,
                       struct arena *arena)
{
    struct result_unit *result = arena_alloc(arena, sizeof *result);
    if (!result)
        return FAULT_MEMORY;
    result->unit_part_number = snapshot->unit->part_number;
    *ret = (struct decision){0};
    decide(ret, kind, data, result);
    return NOTHING_WRONG;
}

enum fault decide_of_unit(const struct snapshot *snapshot, enum entry_kind kind, struct decision *decision,
                          struct arena *arena)
{
    struct unit_named *data = arena_alloc(arena, sizeof *data);
    if (!data)
        return FAULT_MEMORY;
    *data = (struct unit_named){.unit = snapshot->unit->serial, .part_number = snapshot->unit->part_number};
    decide(decision, kind, data, NULL);
    return NOTHING_WRONG;
}

enum fault decide_of_order(const struct snapshot *snapshot, enum entry_kind kind, struct decision *decision,
                           struct arena *arena)
{
    struct order_named *data = arena_alloc(arena, sizeof *data);
    if (!data)
        return FAULT_MEMORY;
    *data = (struct order_named){.order = snapshot->order->order};
    decide(decision, kind, data, NULL);
    return NOTHING_WRONG;
}

static bool unit_unfinished(int state)
{
    return state == UNIT_QUEUED || state == UNIT_IN_PROCESS || state == UNIT_IN_REPAIR;
}

enum fault decide_order_completed(const struct snapshot *snapshot, struct decision *decision, struct arena *arena)
{
    int next;
    /* The unit itself is the one that is still counted. An order closed long ago stays closed. */
    if (!unit_unfinished(snapshot->unit->state) || snapshot->order_units_unfinished != 1 ||
        !order_next_state(snapshot->order->state, ENTRY_ORDER_COMPLETED, &next))
        return NOTHING_WRONG;
    return decide_of_order(snapshot, ENTRY_ORDER_COMPLETED, decision, arena);
}

enum fault decide_unit_completed(const struct snapshot *snapshot, const struct unit_operation *operations, int passing,
                                 struct decision *decision, struct arena *arena)
{
    int next;
    if (!route_passed(snapshot->product, operations, passing) ||
        !unit_next_state(snapshot->unit->state, ENTRY_UNIT_COMPLETED, false, &next))
        return NOTHING_WRONG;
    enum fault fault = decide_of_unit(snapshot, ENTRY_UNIT_COMPLETED, decision, arena);
    return fault ? fault : decide_order_completed(snapshot, decision, arena);
}
