/* The interlock on a unit, its order, the station and the run. */
#include "domain/interlock.h"

#include <string.h>

const char *operation_word(const struct reasons *reasons, int state)
{
    return reason_word(reasons, OPERATION_STATE_NAMES.words[state]);
}

/* It is finished, or was once and is mended, or it is in use: what contains it says whether that goes on. */
static bool outlives_order(const struct unit *unit)
{
    return unit->state == UNIT_COMPLETED || unit->completed_last != ABSENT_INTEGER ||
           unit->installed_in != ABSENT_INTEGER;
}

bool order_stops(const struct order *order, const struct unit *unit, enum entry_kind kind)
{
    bool outlived = order->state == ORDER_CANCELLED && outlives_order(unit);
    int next;
    return !order_next_state(order->state, kind, &next) && !(outlived && order_next_state(ORDER_CLOSED, kind, &next));
}

static void interlock_order(const struct snapshot *snapshot, enum entry_kind kind, struct reasons *reasons)
{
    const struct order *order = snapshot->order;
    if (order_stops(order, snapshot->unit, kind))
        refuse(reasons, REFUSAL_ORDER_STATE, "order %s is %s", order->order,
               reason_name(reasons, &ORDER_STATE_NAMES, order->state));
    if (order_hold_stops(snapshot, kind, snapshot->order_held))
        refuse_order_held(&snapshot->lying, snapshot->unit, false, reasons);
}

static void refuse_unit_not_found(const struct snapshot *snapshot, const struct subject *subject,
                                  struct reasons *reasons)
{
    if (!subject->unit)
        refuse(reasons, REFUSAL_UNIT_MISSING, "name the unit by its serial number");
    else if (snapshot->units_found > 1)
        refuse(reasons, REFUSAL_UNIT_AMBIGUOUS, "%s is the serial number of several units; add unit_part_number",
               subject->unit);
    else if (snapshot->unit_otherwise)
        refuse(reasons, REFUSAL_UNIT_UNKNOWN, "no unit has serial number %s: one is on record as %s, in other capitals",
               subject->unit, snapshot->unit_otherwise->serial);
    else if (subject->unit_part_number)
        refuse(reasons, REFUSAL_UNIT_UNKNOWN, "no unit of part number %s has serial number %s",
               subject->unit_part_number, subject->unit);
    else
        refuse(reasons, REFUSAL_UNIT_UNKNOWN, "no unit has serial number %s", subject->unit);
}

void refuse_condemned(const char *serial, int64_t nonconformance_id, struct reasons *reasons)
{
    refuse_for(reasons, REFUSAL_UNIT_CONDEMNED, nonconformance_id, "by nonconformance %lld unit %s is to be scrapped",
               (long long)nonconformance_id, serial);
}

bool builds_on(enum entry_kind kind)
{
    return kind == ENTRY_OPERATION_STARTED || kind == ENTRY_OPERATION_RESUMED || kind == ENTRY_OPERATION_WAIVED ||
           kind == ENTRY_COMPONENT_INSTALLED;
}

void interlock_unit(const struct snapshot *snapshot, const struct subject *subject, enum entry_kind kind,
                    struct reasons *reasons)
{
    const struct unit *unit = snapshot->unit;
    if (!unit) {
        refuse_unit_not_found(snapshot, subject, reasons);
        return;
    }
    int next;
    if (!unit_next_state(unit->state, kind, false, &next))
        refuse(reasons, REFUSAL_UNIT_STATE, "unit %s is %s", unit->serial,
               reason_name(reasons, &UNIT_STATE_NAMES, unit->state));
    if (unit_hold_stops(snapshot, kind, snapshot->unit_held, &snapshot->lying))
        refuse_unit_held(&snapshot->lying, unit, false, reasons);
    if (snapshot->material_review && kind == ENTRY_OPERATION_STARTED)
        refuse(reasons, REFUSAL_MATERIAL_REVIEW, "unit %s is in material review: quality decides on it first",
               unit->serial);
    if (snapshot->condemned_by && builds_on(kind))
        refuse_condemned(unit->serial, snapshot->condemned_by, reasons);
    if (kind != ENTRY_DEFECT_REPORTED && kind != ENTRY_COMPONENT_REMOVED) /* of which the position decides */
        interlock_in_place(snapshot, kind, snapshot->operation, reasons);
    interlock_order(snapshot, kind, reasons);
}

void interlock_operation(const struct snapshot *snapshot, const char *operation, struct reasons *reasons)
{
    if (!operation)
        refuse(reasons, REFUSAL_OPERATION_MISSING, "name the operation by its number");
    else if (snapshot->unit && snapshot->operation < 0)
        refuse(reasons, REFUSAL_OPERATION_UNKNOWN, "the routing of %s revision %s has no operation %s",
               snapshot->unit->part_number, snapshot->unit->revision, operation);
}

bool interlock_station(const struct snapshot *snapshot, struct reasons *reasons)
{
    if (snapshot->station)
        return true;
    if (!snapshot->principal->station)
        refuse(reasons, REFUSAL_NO_STATION, "this is for a station's token; %s stands for none",
               snapshot->principal->token);
    else
        refuse(reasons, REFUSAL_STATION_UNKNOWN, "station %s is not registered", snapshot->principal->station);
    return false;
}

void interlock_station_up(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct station *station = snapshot->station;
    if (station_is_down(station->state))
        refuse(reasons, REFUSAL_STATION_DOWN, "station %s is %s", station->station,
               reason_name(reasons, &STATION_STATE_NAMES, station->state));
}

/* Whether whoever posts may do it from anywhere: a run at a station that broke down has to be given up by somebody. */
static bool stands_for_none(const struct snapshot *snapshot, enum entry_kind kind)
{
    return kind == ENTRY_OPERATION_ABORTED && !snapshot->principal->station && principal_judges(snapshot->principal);
}

/* What adds to the evidence is done by somebody qualified, at a station that is up. */
static bool adds_evidence(enum entry_kind kind)
{
    return kind == ENTRY_OPERATION_RESUMED || kind == ENTRY_COMPONENT_INSTALLED || kind == ENTRY_MEASUREMENT_RECORDED ||
           kind == ENTRY_CHECK_RECORDED || kind == ENTRY_UNIT_SIGNED || kind == ENTRY_OPERATION_COMPLETED;
}

/* The operation runs, and here; one that does not would have to at such a station. */
static void interlock_running(const struct snapshot *snapshot, enum entry_kind kind, bool placed,
                              struct reasons *reasons)
{
    const char *number = operation_asked(snapshot)->operation;
    const struct run *run = open_run(snapshot);
    int state = operation_row(snapshot)->state, next;
    if (!operation_next_state(state, kind, VERDICT_PASSED, &next))
        refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is %s", number, operation_word(reasons, state));
    if (placed && !run)
        interlock_station_type(snapshot, reasons);
    else if (placed && strcmp(run->station, snapshot->station->station))
        refuse(reasons, REFUSAL_STATION_OTHER, "operation %s runs at station %s", number, run->station);
}

void interlock_run(const struct snapshot *snapshot, const struct subject *subject, enum entry_kind kind,
                   bool demand_operator, struct reasons *reasons)
{
    interlock_unit(snapshot, subject, kind, reasons);
    bool placed = !stands_for_none(snapshot, kind) && interlock_station(snapshot, reasons);
    interlock_operator(snapshot, subject->operator, demand_operator, reasons);
    if (placed && adds_evidence(kind))
        interlock_station_up(snapshot, reasons);
    interlock_operation(snapshot, subject->operation, reasons);
    if (adds_evidence(kind))
        interlock_skill(snapshot, reasons);
    if (snapshot->operation >= 0)
        interlock_running(snapshot, kind, placed, reasons);
}
