/* The interlock on the start of an operation: everything at once. */
#include "domain/interlock.h"

#include <string.h>

void interlock_predecessors(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct product *product = snapshot->product;
    const struct bits *before = &product->operations.items[snapshot->operation].before;
    for (size_t i = 0; i < product->operations.count; i++)
        if (bit_is_set(before, i) && !operation_is_done(snapshot->operations[i].state))
            refuse(reasons, REFUSAL_PREDECESSOR_OPEN, "operation %s, which comes before %s, is %s",
                   product->operations.items[i].definition->operation, operation_asked(snapshot)->operation,
                   operation_word(reasons, snapshot->operations[i].state));
}

/* Why an operation is not ready. */
static void interlock_standing(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct operation_definition *definition = operation_asked(snapshot);
    const struct unit_operation *row = operation_row(snapshot);
    enum operation_state standing = operation_standing(snapshot->product, snapshot->operations, snapshot->operation);
    if (standing == OPERATION_FAILED)
        refuse(reasons, REFUSAL_ATTEMPTS_SPENT, "operation %s failed %lld times, as often as it may",
               definition->operation, (long long)row->failures);
    else if (standing != OPERATION_READY && standing != OPERATION_BLOCKED)
        refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is %s", definition->operation,
               operation_word(reasons, (int)standing));
    interlock_predecessors(snapshot, reasons);
}

void interlock_station_type(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct operation_definition *definition = operation_asked(snapshot);
    const struct station *station = snapshot->station;
    if (snapshot->unit->installed_in != ABSENT_INTEGER && operation_runs_in_place(definition, NULL)) {
        if (!operation_runs_in_place(definition, station->type))
            refuse(reasons, REFUSAL_STATION_TYPE,
                   "operation %s does not run at a station of type %s while unit %s is installed in unit %s",
                   definition->operation, station->type, snapshot->unit->serial, holder_word(snapshot));
    } else if (strcmp(station->type, definition->station_type)) {
        refuse(reasons, REFUSAL_STATION_TYPE, "operation %s runs at a station of type %s; %s is of type %s",
               definition->operation, definition->station_type, station->station, station->type);
    }
}

void interlock_start(const struct snapshot *snapshot, const struct operation_started *data, bool demand_all,
                     struct reasons *reasons)
{
    const struct subject *subject = &data->subject;
    interlock_unit(snapshot, subject, ENTRY_OPERATION_STARTED, reasons);
    bool placed = interlock_station(snapshot, reasons);
    if (placed)
        interlock_station_up(snapshot, reasons);
    interlock_operator(snapshot, subject->operator, demand_all, reasons);
    interlock_operation(snapshot, subject->operation, reasons);
    if (snapshot->operation >= 0) {
        interlock_standing(snapshot, reasons);
        interlock_inner(snapshot, reasons);
        interlock_approved(snapshot, reasons);
    }
    if (placed && snapshot->operation >= 0)
        interlock_station_type(snapshot, reasons);
    if (placed)
        interlock_place(snapshot, data->bay, demand_all, reasons);
    interlock_skill(snapshot, reasons);
    interlock_tool(snapshot, snapshot->tool, data->tool, demand_all, reasons);
}
