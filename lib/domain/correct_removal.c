/* Taking back a removal: the part was never out, and what fell with it stands again, as far as nothing else made it
 * fall. */
#include "domain/containment.h"
#include "domain/correction.h"
#include "domain/falling.h"
#include "domain/interlock.h"

#include <string.h>

static const struct unit_operation *row_named(const struct snapshot *snapshot, const char *operation)
{
    int index = product_operation(snapshot->product, operation);
    return index < 0 ? NULL : &snapshot->operations[index];
}

/* Whether the operation is invalidated, and by the voided removal. */
static bool fell_with_it(const struct snapshot *snapshot, const char *operation)
{
    const struct unit_operation *row = row_named(snapshot, operation);
    return row && row->state == OPERATION_INVALIDATED && row->invalidated_by == snapshot->voided->journal_position;
}

/* The component is where the removal left it. */
static void interlock_left_alone(const struct snapshot *snapshot, const struct result_removed *removed,
                                 struct reasons *reasons)
{
    const struct component *component = snapshot->component;
    const struct unit *built = snapshot->component_unit;
    if (component && (component->state == COMPONENT_INSTALLED ||
                      component->installation_id != snapshot->voided_installation->installation_id))
        refuse_later(reasons, ENTRY_COMPONENT_INSTALLED, component->installation_id,
                     "%s %s was installed elsewhere since", removed->part_number, removed->serial);
    else if (built && built->state != UNIT_COMPLETED)
        refuse(reasons, REFUSAL_LATER_EVENT, "unit %s is %s since", built->serial,
               name_of(&UNIT_STATE_NAMES, built->state));
}

/* No operation that depends on the position has run without the part. */
static void interlock_run_since(const struct snapshot *snapshot, const struct result_removed *removed, int position,
                                struct reasons *reasons)
{
    const struct product *product = snapshot->product;
    int fills = product->positions.items[position].operation;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *row = &snapshot->operations[i];
        if (operation_depends(product, (int)i, position, NULL) && row->run_id != ABSENT_INTEGER &&
            row->run_id > snapshot->voided->journal_position)
            refuse_later(reasons, ENTRY_OPERATION_STARTED, row->run_id, "operation %s has run since",
                         product->operations.items[i].definition->operation);
    }
    const struct unit_operation *filling = &snapshot->operations[fills];
    if (removed->run_id != ABSENT_INTEGER && filling->run_id == removed->run_id && !operation_is_open(filling->state))
        refuse(reasons, REFUSAL_LATER_EVENT, "the run of operation %s that it was removed in has ended",
               product->operations.items[fills].definition->operation);
}

/* Whether anything else that the operation depends on was changed after the voided removal: another position emptied
 * since, or filled with another part. */
static bool changed_since(const struct snapshot *snapshot, int operation, int position)
{
    const struct product *product = snapshot->product;
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct position *other = &product->positions.items[i];
        const struct installation *occupant = snapshot->filled[i];
        if ((int)i == position || !operation_depends(product, operation, (int)i, NULL))
            continue;
        if (occupant ? occupant->installation_id > snapshot->voided->journal_position
                     : other->line->tracking != TRACKING_NONE &&
                           snapshot->operations[other->operation].run_id != ABSENT_INTEGER)
            return true;
    }
    return false;
}

static enum fault list_restored(const struct snapshot *snapshot, const struct result_removed *removed, int position,
                                struct result_corrected *result, struct reasons *reasons)
{
    const struct product *product = snapshot->product;
    result->restored.items = arena_array(reasons->arena, product->operations.count, sizeof *result->restored.items);
    if (!result->restored.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < removed->invalidated.count; i++) {
        const char *name = removed->invalidated.items[i];
        int index = product_operation(product, name);
        if (!fell_with_it(snapshot, name))
            refuse(reasons, REFUSAL_LATER_EVENT, "operation %s was decided on since", name);
        else if (!changed_since(snapshot, index, position))
            result->restored.items[result->restored.count++] = name;
    }
    if (!removed->waiver)
        return NOTHING_WRONG;
    if (!fell_with_it(snapshot, removed->waiver))
        refuse(reasons, REFUSAL_LATER_EVENT, "operation %s was decided on since", removed->waiver);
    result->waiver = removed->waiver;
    return NOTHING_WRONG;
}

enum fault correct_removal(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct component_removed *data = snapshot->voided->data;
    const struct result_removed *removed = snapshot->voided->result;
    int position = product_position(snapshot->product, data->position);
    if (snapshot->occupant)
        refuse_later(reasons, ENTRY_COMPONENT_INSTALLED, snapshot->occupant->installation_id,
                     "position %s was filled again since", data->position);
    interlock_left_alone(snapshot, removed, reasons);
    interlock_contained_again(snapshot, reasons);
    interlock_run_since(snapshot, removed, position, reasons);
    return list_restored(snapshot, removed, position, result, reasons);
}

enum fault decide_restored(const struct snapshot *snapshot, const struct result_corrected *result,
                           struct decision *decision, struct arena *arena)
{
    if (!result->restored.count && !result->waiver)
        return NOTHING_WRONG;
    size_t count = snapshot->product->operations.count;
    struct unit_operation *after = arena_array(arena, count, sizeof *after);
    if (!after)
        return FAULT_MEMORY;
    memcpy(after, snapshot->operations, count * sizeof *after);
    for (size_t i = 0; i < result->restored.count; i++)
        after[product_operation(snapshot->product, result->restored.items[i])].state = OPERATION_PASSED;
    if (result->waiver)
        after[product_operation(snapshot->product, result->waiver)].state = OPERATION_WAIVED;
    return decide_unit_completed(snapshot, after, -1, decision, arena);
}
