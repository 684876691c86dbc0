/* What an operation completes: the unit whose last one it is, the units that waited for that one alone, and the orders
 * whose last unit that was; and the orders that are open again with a unit that was completed. */
#include "domain/interlock.h"
#include "domain/rule.h"

/* A unit that may be completed: the snapshot's, or one that contains it. */
struct finishing {
    const struct unit *unit;
    const struct order *order;
    const struct product *product;
    const struct unit_operation *operations;
    int passing;               /* operation taken as passed, or -1 */
    int64_t others_unfinished; /* units directly inside it, the one left out that is completed with it */
    int64_t nonconformances_open, nonconformances_open_inside;
    int64_t order_units_unfinished;
};

static struct finishing finishing_own(const struct snapshot *snapshot, const struct unit_operation *operations,
                                      int passing)
{
    return (struct finishing){
        .unit = snapshot->unit,
        .order = snapshot->order,
        .product = snapshot->product,
        .operations = operations,
        .passing = passing,
        .others_unfinished = (int64_t)snapshot->unfinished.count,
        .nonconformances_open = snapshot->nonconformances_open,
        .nonconformances_open_inside = snapshot->nonconformances_open_inside,
        .order_units_unfinished = snapshot->order_units_unfinished,
    };
}

static struct finishing finishing_outer(const struct outer_unit *outer)
{
    return (struct finishing){
        .unit = outer->unit,
        .order = outer->order,
        .product = outer->product,
        .operations = outer->operations,
        .passing = -1,
        .others_unfinished = outer->units_unfinished - 1,
        .nonconformances_open = outer->nonconformances_open,
        .nonconformances_open_inside = outer->nonconformances_open_inside,
        .order_units_unfinished = outer->order_units_unfinished,
    };
}

static bool completes(const struct finishing *finishing)
{
    int next;
    return !finishing->others_unfinished &&
           route_passed(finishing->product, finishing->operations, finishing->passing) &&
           unit_next_state(finishing->unit->state, ENTRY_UNIT_COMPLETED, false, &next);
}

static void refuse_nonconforming(const struct finishing *finishing, struct reasons *reasons)
{
    if (finishing->nonconformances_open > 0)
        refuse(reasons, REFUSAL_NONCONFORMANCE_OPEN,
               "it is the last operation of unit %s, and %lld of its nonconformances are not dispositioned",
               finishing->unit->serial, (long long)finishing->nonconformances_open);
    if (finishing->nonconformances_open_inside > 0)
        refuse(reasons, REFUSAL_NONCONFORMANCE_OPEN,
               "it is the last operation of unit %s, and %lld nonconformances of units inside it are not dispositioned",
               finishing->unit->serial, (long long)finishing->nonconformances_open_inside);
}

void interlock_last_operation(const struct snapshot *snapshot, int operation, struct reasons *reasons)
{
    struct finishing finishing = finishing_own(snapshot, snapshot->operations, operation);
    if (!route_passed(snapshot->product, snapshot->operations, operation))
        return;
    for (size_t i = 0; i < snapshot->unfinished.count; i++)
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "it is the last operation of unit %s, and unit %s in %s is %s",
               snapshot->unit->serial, snapshot->unfinished.items[i].serial, snapshot->unfinished.items[i].position,
               reason_name(reasons, &UNIT_STATE_NAMES, snapshot->unfinished.items[i].state));
    refuse_nonconforming(&finishing, reasons);
    interlock_positions(snapshot, -1, reasons);
    interlock_signatures(snapshot, reasons);
    for (size_t i = 0; i < snapshot->outer.count && completes(&finishing); i++) {
        finishing = finishing_outer(&snapshot->outer.items[i]);
        if (completes(&finishing))
            refuse_nonconforming(&finishing, reasons);
    }
}

/* An order that was closed around an unfinished unit stays closed. The unit is still counted among the unfinished. */
static enum fault decide_order_of(const struct unit *unit, const struct order *order, int64_t order_units_unfinished,
                                  struct decision *decision, struct arena *arena)
{
    int next;
    if (!unit_is_unfinished(unit->state) || order_units_unfinished != 1 ||
        !order_next_state(order->state, ENTRY_ORDER_COMPLETED, &next))
        return NOTHING_WRONG;
    return decide_of_order(order, ENTRY_ORDER_COMPLETED, decision, arena);
}

enum fault decide_order_completed(const struct snapshot *snapshot, struct decision *decision, struct arena *arena)
{
    return decide_order_of(snapshot->unit, snapshot->order, snapshot->order_units_unfinished, decision, arena);
}

enum fault decide_occupant_scrapped(const struct occupant_unit *occupant, struct decision *decision,
                                    struct arena *arena)
{
    return decide_order_of(occupant->unit, occupant->order, occupant->order_units_unfinished, decision, arena);
}

enum fault decide_unit_completed(const struct snapshot *snapshot, const struct unit_operation *operations, int passing,
                                 struct decision *decision, struct arena *arena)
{
    struct finishing finishing = finishing_own(snapshot, operations, passing);
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; fault == NOTHING_WRONG && completes(&finishing); i++) {
        fault = decide_of_unit(finishing.unit, ENTRY_UNIT_COMPLETED, decision, arena);
        if (fault == NOTHING_WRONG)
            fault = decide_order_of(finishing.unit, finishing.order, finishing.order_units_unfinished, decision, arena);
        if (i == snapshot->outer.count)
            break;
        finishing = finishing_outer(&snapshot->outer.items[i]);
    }
    return fault;
}

enum fault decide_order_unfinished(const struct order *order, struct decision *decision, struct arena *arena)
{
    if (order->state != ORDER_COMPLETED && order->state != ORDER_CLOSED)
        return NOTHING_WRONG;
    return decide_of_order(order, ENTRY_ORDER_REOPENED, decision, arena);
}

enum fault decide_order_reopened(const struct unit *unit, const struct order *order, struct decision *decision,
                                 struct arena *arena)
{
    return unit->state == UNIT_COMPLETED ? decide_order_unfinished(order, decision, arena) : NOTHING_WRONG;
}

enum fault decide_orders_reopened(const struct snapshot *snapshot, struct decision *decision, struct arena *arena)
{
    enum fault fault = decide_order_reopened(snapshot->unit, snapshot->order, decision, arena);
    for (size_t i = 0; i < snapshot->outer.count && fault == NOTHING_WRONG; i++)
        fault = decide_order_reopened(snapshot->outer.items[i].unit, snapshot->outer.items[i].order, decision, arena);
    return fault;
}
