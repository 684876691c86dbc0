/* Taking back a removal: the part was never out, and what fell with it stands again, as far as nothing else made it
 * fall. What it made fall around the unit is in correct_outer.c. */
#include "domain/containment.h"
#include "domain/correction.h"
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
    return row && fell_by(row, snapshot->voided->journal_position);
}

/* The component is where the removal left it, and, when it is a unit, as it was then. */
static void interlock_left_alone(const struct snapshot *snapshot, const struct result_removed *removed,
                                 struct reasons *reasons)
{
    const struct component *component = snapshot->component;
    const struct unit *built = snapshot->component_unit;
    if (component && (component->state == COMPONENT_INSTALLED ||
                      component->installation_id != snapshot->voided_installation->installation_id))
        refuse_later(reasons, ENTRY_COMPONENT_INSTALLED, component->installation_id,
                     "%s %s was installed elsewhere since", removed->part_number, removed->serial);
    else if (built && (built->state == UNIT_SHIPPED || built->state == UNIT_SCRAPPED))
        refuse(reasons, REFUSAL_LATER_EVENT, "unit %s is %s since", built->serial,
               name_of(&UNIT_STATE_NAMES, built->state));
    else if (built && snapshot->component_unit_worked > snapshot->voided->journal_position)
        refuse(reasons, REFUSAL_LATER_EVENT, "unit %s was worked on since, at journal position %lld", built->serial,
               (long long)snapshot->component_unit_worked);
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

/* Whether anything else that the operation depends on was changed after the voided removal. */
static bool changed_since(const struct snapshot *snapshot, int operation, int position)
{
    for (size_t i = 0; i < snapshot->changed.count; i++)
        if (product_position(snapshot->product, snapshot->changed.items[i].position) != position &&
            depends_on_changed(snapshot->product, operation, &snapshot->changed.items[i]))
            return true;
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
        if (!fell_with_it(snapshot, name))
            refuse(reasons, REFUSAL_LATER_EVENT, "operation %s was decided on since", name);
        else if (!changed_since(snapshot, product_operation(product, name), position))
            result->restored.items[result->restored.count++] = name;
    }
    if (!removed->waiver)
        return NOTHING_WRONG;
    if (!fell_with_it(snapshot, removed->waiver))
        refuse(reasons, REFUSAL_LATER_EVENT, "operation %s was decided on since", removed->waiver);
    result->waiver = removed->waiver;
    return NOTHING_WRONG;
}

static bool restores(const struct result_corrected *result)
{
    return result->restored.count || result->waiver;
}

/* A copy of operations in which those named are passed; NULL when memory is out. */
static struct unit_operation *passed_again(const struct product *product, const struct unit_operation *operations,
                                           const char *const *names, size_t count, struct arena *arena)
{
    struct unit_operation *after = arena_array(arena, product->operations.count, sizeof *after);
    if (!after)
        return NULL;
    memcpy(after, operations, product->operations.count * sizeof *after);
    for (size_t i = 0; i < count; i++)
        after[product_operation(product, names[i])].state = OPERATION_PASSED;
    return after;
}

static enum fault restore_outer(const struct result_corrected *result, struct arena *arena, struct snapshot *snapshot)
{
    struct outer_unit *outer = arena_array(arena, snapshot->outer.count, sizeof *outer);
    if (!outer)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->outer.count; i++)
        outer[i] = snapshot->outer.items[i];
    for (size_t i = 0; i < result->outer.count; i++) {
        const struct outer_restored *restored = &result->outer.items[i];
        outer[i].operations = passed_again(outer[i].product, outer[i].operations, restored->restored.items,
                                           restored->restored.count, arena);
        if (!outer[i].operations)
            return FAULT_MEMORY;
    }
    snapshot->outer.items = outer;
    return NOTHING_WRONG;
}

/* The snapshot as it will be: the part in its position, and what fell with the removal standing again. */
static enum fault restore(const struct snapshot *snapshot, const struct result_corrected *result, int position,
                          struct arena *arena, struct snapshot *ret)
{
    const struct product *product = snapshot->product;
    int64_t *filled = arena_array(arena, product->positions.count, sizeof *filled);
    struct unit_operation *operations =
        passed_again(product, snapshot->operations, result->restored.items, result->restored.count, arena);
    if (!filled || !operations)
        return FAULT_MEMORY;
    memcpy(filled, snapshot->filled, product->positions.count * sizeof *filled);
    filled[position] = snapshot->voided_installation->installation_id;
    if (result->waiver)
        operations[product_operation(product, result->waiver)].state = OPERATION_WAIVED;
    *ret = *snapshot;
    ret->filled = filled;
    ret->operations = operations;
    return restore_outer(result, arena, ret);
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
    enum fault fault = list_restored(snapshot, removed, position, result, reasons);
    if (fault == NOTHING_WRONG)
        fault = correct_outer_fallen(snapshot, removed, data->position, result, reasons);
    struct snapshot after;
    if (fault == NOTHING_WRONG)
        fault = restore(snapshot, result, position, reasons->arena, &after);
    if (fault == NOTHING_WRONG && restores(result))
        interlock_last_operation(&after, -1, reasons);
    return fault;
}

enum fault decide_restored(const struct snapshot *snapshot, const struct result_corrected *result,
                           struct decision *decision, struct arena *arena)
{
    if (!restores(result))
        return NOTHING_WRONG;
    int position = product_position(snapshot->product, snapshot->voided_installation->position);
    struct snapshot after;
    enum fault fault = restore(snapshot, result, position, arena, &after);
    return fault ? fault : decide_unit_completed(&after, after.operations, -1, decision, arena);
}
