/* A removal opens a completed unit again, and its order. Taking it back undoes that too: the unit is completed since
 * the time it had been, and its order is closed again, where it had been closed after the last of its units was
 * completed. */
#include "domain/correction.h"
#include "domain/rule.h"

#include <string.h>

/* A unit that may be over again, with its order. */
struct ending {
    const struct unit *unit;
    const struct order *order;
    const struct product *product;
    const struct unit_operation *operations;
    int64_t completed_last, order_units_completed;
    struct over *over;
};

static bool completes_unit(const struct decision *decision, const struct unit *unit)
{
    for (size_t i = 0; i < decision->count; i++) {
        const struct unit_named *data = decision->entries[i].data;
        if (decision->entries[i].kind == ENTRY_UNIT_COMPLETED && !strcmp(data->unit, unit->serial) &&
            !strcmp(data->part_number, unit->part_number))
            return true;
    }
    return false;
}

static bool completes_order(const struct decision *decision, const struct order *order)
{
    for (size_t i = 0; i < decision->count; i++) {
        const struct order_named *data = decision->entries[i].data;
        if (decision->entries[i].kind == ENTRY_ORDER_COMPLETED && !strcmp(data->order, order->order))
            return true;
    }
    return false;
}

/* Nothing that proves it ran since it was completed. */
static bool is_as_it_was(const struct ending *ending)
{
    const struct unit *unit = ending->unit;
    for (size_t i = 0; i < ending->product->operations.count; i++)
        if (ending->operations[i].run_id != ABSENT_INTEGER && ending->operations[i].run_id > unit->completed_last_by)
            return false;
    return unit->completed_last_by != ABSENT_INTEGER;
}

static enum fault decide_ending(const struct ending *ending, struct decision *decision, struct arena *arena)
{
    const struct order *order = ending->order;
    struct over *over = ending->over;
    if (!completes_unit(decision, ending->unit) || !is_as_it_was(ending))
        return NOTHING_WRONG;
    over->unit_completed = ending->completed_last;
    if (!completes_order(decision, order))
        return NOTHING_WRONG;
    const bool is_last =
        ending->order_units_completed == ABSENT_INTEGER || ending->order_units_completed < over->unit_completed;
    over->order_completed = is_last ? over->unit_completed : ending->order_units_completed;
    if (order->closed_last == ABSENT_INTEGER || order->closed_last < over->order_completed)
        return NOTHING_WRONG;
    over->order_closed = order->closed_last;
    return decide_of_order(order, ENTRY_ORDER_CLOSED, decision, arena);
}

enum fault decide_over(const struct snapshot *snapshot, struct result_corrected *result, struct decision *decision,
                       struct arena *arena)
{
    const struct ending own = {
        .unit = snapshot->unit,
        .order = snapshot->order,
        .product = snapshot->product,
        .operations = snapshot->operations,
        .completed_last = snapshot->completed_last,
        .order_units_completed = snapshot->order_units_completed,
        .over = &result->over,
    };
    enum fault fault = decide_ending(&own, decision, arena);
    for (size_t i = 0; i < result->outer.count && fault == NOTHING_WRONG; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        const int64_t inside = i ? result->outer.items[i - 1].over.unit_completed : result->over.unit_completed;
        const struct ending ending = {
            .unit = outer->unit,
            .order = outer->order,
            .product = outer->product,
            .operations = outer->operations,
            .completed_last = outer->completed_last > inside ? outer->completed_last : inside,
            .order_units_completed = outer->order_units_completed,
            .over = &result->outer.items[i].over,
        };
        fault = decide_ending(&ending, decision, arena);
    }
    return fault;
}
