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

enum fault decide_of_unit(const struct unit *unit, enum entry_kind kind, struct decision *decision, struct arena *arena)
{
    struct unit_named *data = arena_alloc(arena, sizeof *data);
    if (!data)
        return FAULT_MEMORY;
    *data = (struct unit_named){.unit = unit->serial, .part_number = unit->part_number};
    decide(decision, kind, data, NULL);
    return NOTHING_WRONG;
}

enum fault decide_of_order(const struct order *order, enum entry_kind kind, struct decision *decision,
                           struct arena *arena)
{
    struct order_named *data = arena_alloc(arena, sizeof *data);
    if (!data)
        return FAULT_MEMORY;
    *data = (struct order_named){.order = order->order};
    decide(decision, kind, data, NULL);
    return NOTHING_WRONG;
}
