/* Shipping. */
#include "domain/interlock.h"
#include "domain/rule.h"

static void interlock_finished(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->product->operations.count; i++)
        if (!operation_is_done(snapshot->operations[i].state))
            refuse(reasons, REFUSAL_UNIT_UNFINISHED, "operation %s is %s",
                   snapshot->product->operations.items[i].definition->operation,
                   operation_word(reasons, snapshot->operations[i].state));
    interlock_positions(snapshot, -1, reasons);
    interlock_signatures(snapshot, reasons);
    for (size_t i = 0; i < snapshot->unfinished.count; i++)
        refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "unit %s in %s is %s", snapshot->unfinished.items[i].serial,
               snapshot->unfinished.items[i].position,
               reason_name(reasons, &UNIT_STATE_NAMES, snapshot->unfinished.items[i].state));
    if (snapshot->nonconformances_open > 0)
        refuse(reasons, REFUSAL_NONCONFORMANCE_OPEN, "%lld nonconformances of unit %s are not dispositioned",
               (long long)snapshot->nonconformances_open, snapshot->unit->serial);
    if (snapshot->nonconformances_unclosed > snapshot->nonconformances_open)
        refuse(reasons, REFUSAL_NONCONFORMANCE_UNCLOSED,
               "%lld nonconformances of unit %s and the units inside it are not closed",
               (long long)(snapshot->nonconformances_unclosed - snapshot->nonconformances_open),
               snapshot->unit->serial);
}

/* Where a routing says how a unit is shipped, it leaves from a station of that type, by somebody qualified for it. */
static void interlock_shipping(const struct snapshot *snapshot, struct reasons *reasons)
{
    struct snapshot shipping = *snapshot;
    for (size_t i = 0; i < snapshot->product->operations.count; i++) {
        if (snapshot->product->operations.items[i].definition->kind != OPERATION_SHIPPING)
            continue;
        shipping.operation = (int)i;
        if (snapshot->station)
            interlock_station_type(&shipping, reasons);
        interlock_skill(&shipping, reasons);
    }
}

void interlock_shipment(const struct snapshot *snapshot, const struct unit_shipped *data, bool demand_operator,
                        struct reasons *reasons)
{
    interlock_unit(snapshot, &data->subject, ENTRY_UNIT_SHIPPED, reasons);
    if (interlock_station(snapshot, reasons))
        interlock_station_up(snapshot, reasons);
    interlock_operator(snapshot, data->subject.operator, demand_operator, reasons);
    if (snapshot->unit) {
        interlock_shipping(snapshot, reasons);
        interlock_finished(snapshot, reasons);
    }
}

enum fault rule_unit_shipped(const struct snapshot *snapshot, const void *event, struct decision *ret,
                             struct reasons *reasons)
{
    const struct unit_shipped *data = event;
    size_t found = reasons->found;
    interlock_shipment(snapshot, data, true, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    return decide_unit(snapshot, ENTRY_UNIT_SHIPPED, data, ret, reasons->arena);
}
