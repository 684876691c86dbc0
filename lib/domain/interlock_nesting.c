/* The interlock between units inside units: work on one where it is installed, and on one that holds unfinished ones.
 */
#include "domain/interlock.h"

const char *holder_word(const struct snapshot *snapshot)
{
    return snapshot->outer.count ? snapshot->outer.items[0].unit->serial : "another";
}

void refuse_installed(const char *serial, const struct unit *around, struct reasons *reasons)
{
    if (around->state == UNIT_SHIPPED)
        refuse(reasons, REFUSAL_UNIT_INSTALLED, "unit %s left in unit %s", serial, around->serial);
    else
        refuse(reasons, REFUSAL_UNIT_INSTALLED, "unit %s is installed in unit %s; it must be removed there first",
               serial, around->serial);
}

/* What is done to a unit is done to those that contain it. */
static void interlock_outer(const struct snapshot *snapshot, const struct outer_unit *outer, enum entry_kind kind,
                            struct reasons *reasons)
{
    const char *serial = outer->unit->serial;
    int next;
    bool scrapped = outer->unit->state == UNIT_SCRAPPED; /* what is in it is taken out of it first, as a whole */
    if (scrapped || !unit_next_state(outer->unit->state, kind, false, &next))
        refuse(reasons, REFUSAL_UNIT_STATE, "unit %s, which contains it, is %s", serial,
               reason_name(reasons, &UNIT_STATE_NAMES, outer->unit->state));
    if (outer->condemned_by && builds_on(kind))
        refuse_condemned(serial, outer->condemned_by, reasons);
    if (unit_hold_stops(snapshot, kind, outer->unit_held, &outer->lying))
        refuse_unit_held(&outer->lying, outer->unit, true, reasons);
    if (order_stops(outer->order, outer->unit, kind))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s of unit %s, which contains it, is %s", outer->order->order,
               serial, reason_name(reasons, &ORDER_STATE_NAMES, outer->order->state));
    if (order_hold_stops(snapshot, kind, outer->order_held))
        refuse_order_held(&outer->lying, outer->unit, true, reasons);
}

void interlock_in_place(const struct snapshot *snapshot, enum entry_kind kind, int operation, struct reasons *reasons)
{
    const struct operation_definition *definition =
        operation < 0 ? NULL : snapshot->product->operations.items[operation].definition;
    if (snapshot->unit->installed_in == ABSENT_INTEGER)
        return;
    bool desk = kind == ENTRY_OPERATION_WAIVED || kind == ENTRY_WAIVER_REVOKED ||
                kind == ENTRY_OPERATION_REOPENED; /* nobody touches the unit */
    if (!desk && (!definition || kind == ENTRY_UNIT_SHIPPED || !operation_runs_in_place(definition, NULL))) {
        const struct outer_unit *outer = snapshot->outer.items;
        const bool left = outer[snapshot->outer.count - 1].unit->state == UNIT_SHIPPED;
        refuse_installed(snapshot->unit->serial, outer[left ? snapshot->outer.count - 1 : 0].unit, reasons);
        return;
    }
    for (size_t i = 0; i < snapshot->outer.count; i++)
        interlock_outer(snapshot, &snapshot->outer.items[i], kind, reasons);
}

void interlock_inner(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct operation *operation = &snapshot->product->operations.items[snapshot->operation];
    for (size_t i = 0; i < snapshot->unfinished.count; i++) {
        const struct inner_unit *inner = &snapshot->unfinished.items[i];
        int position = product_position(snapshot->product, inner->position);
        if (position >= 0 && bit_is_set(&operation->invalidated_inside, (size_t)position))
            refuse(reasons, REFUSAL_COMPONENT_UNFINISHED, "operation %s depends on unit %s in %s, which is %s",
                   operation->definition->operation, inner->serial, inner->position,
                   reason_name(reasons, &UNIT_STATE_NAMES, inner->state));
    }
}

void interlock_occupant_at_rest(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct occupant_unit *occupant = snapshot->occupant_unit;
    for (size_t i = 0; occupant && i < occupant->runs.count; i++) {
        const struct open_run *run = &occupant->runs.items[i];
        refuse_for(reasons, REFUSAL_OPERATION_STATE, run->run_id,
                   "operation %s of unit %s is %s where that is installed: complete or abort it first", run->operation,
                   run->serial, operation_word(reasons, run->state));
    }
}

int64_t outermost_unit_id(const struct snapshot *snapshot)
{
    size_t count = snapshot->outer.count;
    return count ? snapshot->outer.items[count - 1].unit->unit_id : snapshot->unit->unit_id;
}
