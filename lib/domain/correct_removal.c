/* Taking back a removal: the part was never out, and what fell with it stands again, as far as nothing else made it
 * fall. What it made fall around the unit is in correct_outer.c. */
#include "domain/correction.h"
#include "domain/interlock.h"

#include <string.h>

/* Whether the removal is what scrapped the unit that it took out. */
static bool scrapped_with_it(const struct snapshot *snapshot)
{
    const struct removed_unit *out = snapshot->removed_unit;
    return out && out->unit->state == UNIT_SCRAPPED && out->since == snapshot->voided->journal_position;
}

/* While it was scrap there was nothing left to do on it, and quality may have decided that it is. */
static void interlock_scrap_decided(const struct removed_unit *out, struct reasons *reasons)
{
    for (size_t i = 0; i < out->decided.count; i++) {
        const struct fault_decision *decided = &out->decided.items[i];
        if (decided->unit_id != out->unit->unit_id)
            continue;
        if (decided->kind == ENTRY_NONCONFORMANCE_CLOSED)
            refuse_later(reasons, ENTRY_NONCONFORMANCE_CLOSED, decided->journal_position,
                         "nonconformance %lld of unit %s was closed since", (long long)decided->nonconformance_id,
                         decided->serial);
        else if (decided->disposition == DISPOSITION_SCRAP)
            refuse_later(reasons, (enum entry_kind)decided->kind, decided->journal_position,
                         "nonconformance %lld of unit %s was decided to be scrap since",
                         (long long)decided->nonconformance_id, decided->serial);
    }
}

void interlock_part_moved(const struct snapshot *snapshot, const char *part_number, const char *serial,
                          struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->part_moves.count; i++)
        refuse_later(reasons, (enum entry_kind)snapshot->part_moves.items[i].kind,
                     snapshot->part_moves.items[i].journal_position,
                     snapshot->part_moves.items[i].kind == ENTRY_COMPONENT_INSTALLED
                         ? "%s %s was installed elsewhere since"
                         : "%s %s was taken out elsewhere since",
                     part_number, serial);
    for (size_t i = 0; i < snapshot->component_receipts.count; i++)
        if (snapshot->component_receipts.items[i].receipt > snapshot->voided->journal_position)
            refuse_later(reasons, ENTRY_COMPONENT_RECEIVED, snapshot->component_receipts.items[i].receipt,
                         "%s %s came back from its supplier since", part_number, serial);
}

/* The component is where the removal left it, and, when it is a unit, as it was then. */
static void interlock_left_alone(const struct snapshot *snapshot, const struct result_removed *removed,
                                 struct reasons *reasons)
{
    const struct removed_unit *out = snapshot->removed_unit;
    interlock_part_moved(snapshot, removed->part_number, removed->serial, reasons);
    if (out && (out->unit->state == UNIT_SHIPPED || out->unit->state == UNIT_SCRAPPED) &&
        out->since > snapshot->voided->journal_position)
        refuse_later(reasons, out->unit->state == UNIT_SHIPPED ? ENTRY_UNIT_SHIPPED : ENTRY_UNIT_SCRAPPED, out->since,
                     "unit %s is %s since", out->unit->serial,
                     reason_name(reasons, &UNIT_STATE_NAMES, out->unit->state));
    for (size_t i = 0; out && i < snapshot->component_unit_worked.count; i++)
        refuse_later(reasons, (enum entry_kind)snapshot->component_unit_worked.items[i].kind,
                     snapshot->component_unit_worked.items[i].journal_position, "unit %s was worked on since",
                     out->unit->serial);
    if (scrapped_with_it(snapshot))
        interlock_scrap_decided(out, reasons);
}

/* The unit as it was before it was thrown away, with what was decided on its faults since. */
static enum fault restore_part(const struct snapshot *snapshot, struct result_corrected *result, struct arena *arena)
{
    const struct removed_unit *out = snapshot->removed_unit;
    if (!scrapped_with_it(snapshot))
        return NOTHING_WRONG;
    struct part_restored *part = arena_alloc(arena, sizeof *part);
    if (!part)
        return FAULT_MEMORY;
    *part = (struct part_restored){
        .unit = out->unit->serial, .unit_part_number = out->unit->part_number, .unit_state = out->state_then};
    unit_next_state(out->state_then, ENTRY_NONCONFORMANCE_DISPOSITIONED, out->nonconformances_open > 0,
                    &part->unit_state);
    result->part = part;
    return NOTHING_WRONG;
}

static enum fault list_restored(const struct snapshot *snapshot, const struct result_removed *removed,
                                struct result_corrected *result, struct reasons *reasons)
{
    const struct fallen_on on = {
        .unit = snapshot->unit,
        .product = snapshot->product,
        .operations = snapshot->operations,
        .changed = snapshot->changed.items,
        .changed_count = snapshot->changed.count,
        .waivers = snapshot->fallen_waivers.items,
        .waiver_count = snapshot->fallen_waivers.count,
    };
    struct again again;
    interlock_fallen(snapshot, &on, removed->invalidated.items, removed->invalidated.count, reasons);
    interlock_fallen(snapshot, &on, removed->waived.items, removed->waived.count, reasons);
    interlock_fallen(snapshot, &on, &removed->waiver, removed->waiver != NULL, reasons);
    enum fault fault = find_again(snapshot, &on, &again, reasons);
    if (fault)
        return fault;
    result->restored.items = again.restored.items;
    result->restored.count = again.restored.count;
    result->rewaived.items = again.rewaived.items;
    result->rewaived.count = again.rewaived.count;
    result->fallen.items = again.fallen;
    result->fallen.count = again.fallen_count;
    return NOTHING_WRONG;
}

/* What was recorded of the unit as a whole, in the run in which the part was taken out, fell with the removal. Where
 * another part was taken out later in that run, it stays fallen, by that removal: its journal position. */
static int64_t records_voided_by(const struct snapshot *snapshot, const struct result_removed *removed, int position)
{
    const struct product *product = snapshot->product;
    for (size_t i = 0; removed->run_id != ABSENT_INTEGER && i < snapshot->changed.count; i++) {
        const struct changed *changed = &snapshot->changed.items[i];
        const int other = product_position(product, changed->position);
        if (changed->kind == ENTRY_COMPONENT_REMOVED && !changed->path && other >= 0 &&
            product->positions.items[other].operation == product->positions.items[position].operation)
            return changed->journal_position;
    }
    return ABSENT_INTEGER;
}

static bool restores(const struct result_corrected *result)
{
    return result->restored.count || result->rewaived.count;
}

static void set_states(const struct product *product, struct unit_operation *operations, const char *const *names,
                       size_t count, enum operation_state state)
{
    for (size_t i = 0; i < count; i++)
        operations[product_operation(product, names[i])].state = state;
}

static struct unit_operation *copy_operations(const struct product *product, const struct unit_operation *operations,
                                              struct arena *arena)
{
    struct unit_operation *copy = arena_array(arena, product->operations.count, sizeof *copy);
    return copy ? memcpy(copy, operations, product->operations.count * sizeof *copy) : NULL;
}

/* Whether nothing ran on a unit since it was completed: all that it lost since was taken out of it. */
static bool is_as_completed(const struct product *product, const struct unit_operation *operations,
                            int64_t completed_by)
{
    for (size_t i = 0; i < product->operations.count; i++)
        if (operations[i].run_id != ABSENT_INTEGER && operations[i].run_id > completed_by)
            return false;
    return completed_by != ABSENT_INTEGER;
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
        struct unit_operation *operations = copy_operations(outer[i].product, outer[i].operations, arena);
        if (!operations)
            return FAULT_MEMORY;
        set_states(outer[i].product, operations, restored->restored.items, restored->restored.count, OPERATION_PASSED);
        set_states(outer[i].product, operations, restored->rewaived.items, restored->rewaived.count, OPERATION_WAIVED);
        outer[i].operations = operations;
        if (is_as_completed(outer[i].product, outer[i].operations, outer[i].completed_by))
            outer[i].nonconformances_open = outer[i].nonconformances_open_inside = 0;
    }
    snapshot->outer.items = outer;
    return NOTHING_WRONG;
}

/* A unit that was in work when it was taken out is in work in its place. */
static enum fault restore_unfinished(const struct snapshot *snapshot, const struct result_corrected *result,
                                     struct arena *arena, struct snapshot *after)
{
    const struct removed_unit *back = snapshot->removed_unit;
    const int state = result->part ? result->part->unit_state : back ? back->unit->state : UNIT_ABSENT;
    if (!back || !unit_is_unfinished(state))
        return NOTHING_WRONG;
    struct inner_unit *items = arena_array(arena, snapshot->unfinished.count + 1, sizeof *items);
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->unfinished.count; i++)
        items[i] = snapshot->unfinished.items[i];
    items[snapshot->unfinished.count] = (struct inner_unit){
        .position = snapshot->voided_installation->position,
        .serial = back->unit->serial,
        .part_number = back->unit->part_number,
        .state = state,
    };
    after->unfinished.items = items;
    after->unfinished.count = snapshot->unfinished.count + 1;
    return NOTHING_WRONG;
}

/* The snapshot as it will be once the removal is taken back: the part is in its position, and what fell with it stands
 * again. A unit that had been completed with the part in place is completed again, whatever was found on it since. */
static enum fault restore(const struct snapshot *snapshot, const struct result_corrected *result, int position,
                          struct arena *arena, struct snapshot *ret)
{
    const struct product *product = snapshot->product;
    int64_t *filled = arena_array(arena, product->positions.count, sizeof *filled);
    struct unit_operation *operations = copy_operations(product, snapshot->operations, arena);
    if (!filled || !operations)
        return FAULT_MEMORY;
    memcpy(filled, snapshot->filled, product->positions.count * sizeof *filled);
    filled[position] = snapshot->voided_installation->installation_id;
    set_states(product, operations, result->restored.items, result->restored.count, OPERATION_PASSED);
    set_states(product, operations, result->rewaived.items, result->rewaived.count, OPERATION_WAIVED);
    *ret = *snapshot;
    ret->filled = filled;
    ret->operations = operations;
    if (is_as_completed(product, operations, snapshot->completed_by))
        ret->nonconformances_open = ret->nonconformances_open_inside = 0;
    enum fault fault = restore_unfinished(snapshot, result, arena, ret);
    return fault ? fault : restore_outer(result, arena, ret);
}

/* What would stand again may speak of an operation that is not waived any more, or to be done again. */
static void interlock_revoked(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->revoked.count; i++)
        refuse_revoked(&snapshot->revoked.items[i], reasons);
    for (size_t i = 0; i < snapshot->reworked.count; i++)
        refuse_later(reasons, ENTRY_OPERATION_REOPENED, snapshot->reworked.items[i].journal_position,
                     "quality sent unit %s back to be done again since", snapshot->reworked.items[i].serial);
}

enum fault correct_removal(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    const struct component_removed *data = snapshot->voided->data;
    const struct result_removed *removed = snapshot->voided->result;
    int position = product_position(snapshot->product, data->position);
    const size_t found = reasons->found;
    for (size_t i = 0; i < snapshot->placed.count; i++)
        refuse_later(reasons, (enum entry_kind)snapshot->placed.items[i].kind,
                     snapshot->placed.items[i].journal_position,
                     snapshot->placed.items[i].kind == ENTRY_COMPONENT_INSTALLED ? "position %s was filled again since"
                                                                                 : "position %s was emptied again since",
                     data->position);
    interlock_left_alone(snapshot, removed, reasons);
    interlock_revoked(snapshot, reasons);
    interlock_described(snapshot, reasons);
    interlock_depending_run(snapshot, position, reasons);
    if (removed->run_id != ABSENT_INTEGER) /* the run that it was removed in goes on */
        interlock_runs_since(snapshot, reasons);
    enum fault fault = list_restored(snapshot, removed, result, reasons);
    result->records_voided_by = records_voided_by(snapshot, removed, position);
    if (fault == NOTHING_WRONG)
        fault = restore_part(snapshot, result, reasons->arena);
    if (fault == NOTHING_WRONG)
        fault = correct_outer_fallen(snapshot, removed, data->position, result, reasons);
    struct snapshot after;
    if (fault == NOTHING_WRONG)
        fault = restore(snapshot, result, position, reasons->arena, &after);
    /* As long as something stands in the way, the unit is not what it would be completed as. */
    if (fault == NOTHING_WRONG && reasons->found == found && restores(result) && !after.unfinished.count)
        interlock_last_operation(&after, -1, reasons);
    return fault;
}

enum fault decide_restored(const struct snapshot *snapshot, struct result_corrected *result, struct decision *decision,
                           struct arena *arena)
{
    if (!restores(result))
        return NOTHING_WRONG;
    int position = product_position(snapshot->product, snapshot->voided_installation->position);
    struct snapshot after;
    enum fault fault = restore(snapshot, result, position, arena, &after);
    if (fault == NOTHING_WRONG)
        fault = decide_unit_completed(&after, after.operations, -1, decision, arena);
    return fault ? fault : decide_over(snapshot, result, decision, arena);
}
