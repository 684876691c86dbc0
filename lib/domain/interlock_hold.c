/* What holds stop, and what they let happen. */
#include "domain/containment.h"
#include "domain/interlock.h"

#include <string.h>

/* Time goes on in a run under a hold: what is seen of it then is lost if it is not taken. */
static bool heeds_holds(enum entry_kind kind)
{
    return kind != ENTRY_OPERATION_PAUSED && kind != ENTRY_OPERATION_ABORTED && kind != ENTRY_MEASUREMENT_RECORDED &&
           kind != ENTRY_CHECK_RECORDED && kind != ENTRY_DEFECT_REPORTED && kind != ENTRY_WAIVER_REVOKED &&
           kind != ENTRY_OPERATION_REOPENED;
}

/* Quality decided that what is in the position does not stay there, and it is not done yet. */
static bool decided_out(const struct snapshot *snapshot)
{
    for (size_t i = 0; snapshot->occupant && i < snapshot->findings.count; i++) {
        const struct finding *finding = &snapshot->findings.items[i];
        if (finding->state != NONCONFORMANCE_DISPOSED || !finding_is_about(finding, snapshot->occupant))
            continue;
        switch ((enum disposition)finding->disposition) {
        case DISPOSITION_REPAIR:
        case DISPOSITION_SCRAP:
        case DISPOSITION_RETURN:
            return true;
        case DISPOSITION_ABSENT:
        case DISPOSITION_USE_AS_IS:
        case DISPOSITION_REWORK:
        case DISPOSITION_FALSE_FAIL:
            break;
        }
    }
    return false;
}

/* Of a unit that it lies on a hold speaks whatever it is about. */
static bool is_about_occupant(const struct snapshot *snapshot, const struct hold *hold)
{
    struct candidate occupant = candidate_installed(snapshot->occupant, snapshot->occupant_run);
    occupant.happened = snapshot->occupant_happened;
    const struct occupant_unit *unit = snapshot->occupant_unit;
    if (hold_is_about(hold, &occupant, snapshot))
        return true;
    for (size_t i = 0; unit && i < unit->lying.list.count; i++)
        if (unit->lying.list.items[i].hold == hold->hold)
            return true;
    return false;
}

static bool all_are_about_occupant(const struct snapshot *snapshot, const struct holds *lying)
{
    for (size_t i = 0; i < lying->list.count; i++)
        if (!snapshot->occupant || !is_about_occupant(snapshot, &lying->list.items[i]))
            return false;
    return lying->list.count > 0;
}

bool unit_hold_stops(const struct snapshot *snapshot, enum entry_kind kind, bool held, const struct holds *lying)
{
    if (!held || !heeds_holds(kind))
        return false;
    return kind != ENTRY_COMPONENT_REMOVED || !(decided_out(snapshot) || all_are_about_occupant(snapshot, lying));
}

void refuse_hold(const struct hold *hold, const struct unit *unit, bool outer, struct reasons *reasons)
{
    if (selector_is_order(&hold->selector, unit->order))
        refuse_for(reasons, REFUSAL_ORDER_HELD, hold->hold,
                   outer ? "hold %lld lies on order %s of what contains it: %s" : "hold %lld lies on order %s: %s",
                   (long long)hold->hold, unit->order, hold->reason);
    else
        refuse_for(reasons, REFUSAL_UNIT_HELD, hold->hold,
                   outer ? "hold %lld lies on unit %s, which contains it: %s" : "hold %lld lies on unit %s: %s",
                   (long long)hold->hold, unit->serial, hold->reason);
}

void refuse_unit_held(const struct holds *lying, const struct unit *unit, bool outer, struct reasons *reasons)
{
    for (size_t i = 0; i < lying->list.count; i++)
        if (!selector_is_order(&lying->list.items[i].selector, unit->order))
            refuse_hold(&lying->list.items[i], unit, outer, reasons);
    if (!lying->list.count)
        refuse(reasons, REFUSAL_UNIT_HELD,
               outer ? "a hold lies on unit %s, which contains it" : "a hold lies on unit %s", unit->serial);
}

void refuse_order_held(const struct holds *lying, const struct unit *unit, bool outer, struct reasons *reasons)
{
    size_t found = reasons->found;
    for (size_t i = 0; i < lying->list.count; i++)
        if (selector_is_order(&lying->list.items[i].selector, unit->order))
            refuse_hold(&lying->list.items[i], unit, outer, reasons);
    if (reasons->found == found)
        refuse(reasons, REFUSAL_ORDER_HELD,
               outer ? "a hold lies on order %s of what contains it" : "a hold lies on order %s", unit->order);
}

bool order_hold_stops(const struct snapshot *snapshot, enum entry_kind kind, bool held)
{
    return held && heeds_holds(kind) && !(kind == ENTRY_COMPONENT_REMOVED && decided_out(snapshot));
}
