/* Taking back what an event inside a unit did to those that contain it. */
#include "domain/correction.h"
#include "domain/falling.h"
#include "domain/interlock.h"

#include <string.h>

bool fell_by(const struct unit_operation *row, int64_t journal_position)
{
    return row->state == OPERATION_INVALIDATED && row->invalidated_by == journal_position;
}

bool depends_on_changed(const struct product *product, int operation, const struct changed *changed)
{
    int position = product_position(product, changed->position);
    return position >= 0 && operation_depends(product, operation, position, changed->path);
}

/* The unit was in none since, or where it is it was all the time. */
static void refuse_moved(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct installation *place = snapshot->last_place;
    int64_t journal_position = snapshot->voided->journal_position;
    if (place && place->installation_id > journal_position)
        refuse_later(reasons, ENTRY_COMPONENT_INSTALLED, place->installation_id, "unit %s was installed in %s since",
                     snapshot->unit->serial, place->position);
    else if (place && place->removed_by != ABSENT_INTEGER && place->removed_by > journal_position)
        refuse_later(reasons, ENTRY_COMPONENT_REMOVED, place->removed_by, "unit %s was taken out of %s since",
                     snapshot->unit->serial, place->position);
    else
        refuse(reasons, REFUSAL_LATER_EVENT, "a unit that contains unit %s was moved since", snapshot->unit->serial);
}

/* Whether the units around it are those of then, and have been all the time. */
static bool stays_where_it_was(const struct snapshot *snapshot, const struct result_removed *removed)
{
    if (snapshot->outer.count != removed->outer.count)
        return false;
    for (size_t i = 0; i < removed->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        if (strcmp(outer->unit->serial, removed->outer.items[i].unit) ||
            strcmp(outer->unit->part_number, removed->outer.items[i].unit_part_number) ||
            outer->installation_id > snapshot->voided->journal_position)
            return false;
    }
    return true;
}

static bool changed_since(const struct outer_unit *outer, int operation)
{
    for (size_t i = 0; i < outer->changed.count; i++)
        if (depends_on_changed(outer->product, operation, &outer->changed.items[i]))
            return true;
    return false;
}

static struct outer_restored outer_as_it_is(const struct outer_unit *outer)
{
    return (struct outer_restored){
        .unit = outer->unit->serial,
        .unit_part_number = outer->unit->part_number,
        .unit_state = outer->unit->state,
        .order_state = outer->order->state,
        .over = {ABSENT_INTEGER, ABSENT_INTEGER, ABSENT_INTEGER},
    };
}

static void interlock_outer_left(const struct outer_unit *outer, struct reasons *reasons)
{
    if (outer->unit->state == UNIT_SHIPPED || outer->unit->state == UNIT_SCRAPPED)
        refuse(reasons, REFUSAL_UNIT_STATE, "unit %s, which contains it, is %s", outer->unit->serial,
               name_of(&UNIT_STATE_NAMES, outer->unit->state));
}

/* No operation of a containing unit has run since that depends on what changed inside it. */
static void interlock_outer_run(const struct snapshot *snapshot, const struct outer_unit *outer,
                                const struct change *change, struct reasons *reasons)
{
    for (size_t i = 0; i < outer->product->operations.count; i++) {
        const struct unit_operation *row = &outer->operations[i];
        if (row->run_id != ABSENT_INTEGER && row->run_id > snapshot->voided->journal_position &&
            operation_depends(outer->product, (int)i, change->position, change->path))
            refuse_later(reasons, ENTRY_OPERATION_STARTED, row->run_id, "operation %s of unit %s has run since",
                         row->operation, outer->unit->serial);
    }
}

/* Whether what fell on a containing unit stands again; adds the reason where it was decided on since. */
static bool stands_again(const struct snapshot *snapshot, const struct outer_unit *outer, const char *operation,
                         struct reasons *reasons)
{
    int index = product_operation(outer->product, operation);
    size_t decided = interlock_decided(snapshot, outer->unit, operation, ABSENT_INTEGER, reasons);
    if (index >= 0 && fell_by(&outer->operations[index], snapshot->voided->journal_position))
        return !changed_since(outer, index);
    if (!decided)
        refuse(reasons, REFUSAL_LATER_EVENT, "operation %s of unit %s was decided on since", operation,
               outer->unit->serial);
    return false;
}

static enum fault list_outer_restored(const struct snapshot *snapshot, const struct outer_unit *outer,
                                      const struct outer_fallen *fallen, struct outer_restored *ret,
                                      struct reasons *reasons)
{
    *ret = outer_as_it_is(outer);
    ret->restored.items = arena_array(reasons->arena, fallen->invalidated.count, sizeof *ret->restored.items);
    ret->rewaived.items = arena_array(reasons->arena, fallen->waived.count, sizeof *ret->rewaived.items);
    if (!ret->restored.items || !ret->rewaived.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < fallen->invalidated.count; i++)
        if (stands_again(snapshot, outer, fallen->invalidated.items[i], reasons))
            ret->restored.items[ret->restored.count++] = fallen->invalidated.items[i];
    for (size_t i = 0; i < fallen->waived.count; i++)
        if (stands_again(snapshot, outer, fallen->waived.items[i], reasons))
            ret->rewaived.items[ret->rewaived.count++] = fallen->waived.items[i];
    return NOTHING_WRONG;
}

enum fault correct_outer_fallen(const struct snapshot *snapshot, const struct result_removed *removed,
                                const char *position, struct result_corrected *result, struct reasons *reasons)
{
    const struct change change = {.position = product_position(snapshot->product, position)};
    struct outer_changes changes;
    if (!stays_where_it_was(snapshot, removed)) {
        refuse_moved(snapshot, reasons);
        return NOTHING_WRONG;
    }
    enum fault fault = find_outer_changes(snapshot, &change, 1, reasons->arena, &changes);
    result->outer.items = arena_array(reasons->arena, snapshot->outer.count, sizeof *result->outer.items);
    if (!fault && !result->outer.items)
        fault = FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->outer.count && !fault; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        interlock_outer_left(outer, reasons);
        interlock_outer_run(snapshot, outer, &changes.changes[i][0], reasons);
        fault = list_outer_restored(snapshot, outer, &removed->outer.items[i],
                                    &result->outer.items[result->outer.count++], reasons);
    }
    return fault;
}

/* Whether the unit was put in or taken out since the voided event. */
static bool is_moved(const struct snapshot *snapshot)
{
    const struct installation *place = snapshot->last_place;
    int64_t journal_position = snapshot->voided->journal_position;
    return place && (place->installation_id > journal_position ||
                     (place->removed_by != ABSENT_INTEGER && place->removed_by > journal_position));
}

/* A completed unit is open again, and its order with it. */
static void reopen(const struct outer_unit *outer, struct outer_restored *ret)
{
    if (outer->unit->state != UNIT_COMPLETED)
        return;
    ret->unit_state = outer->nonconformances_open > 0 ? UNIT_IN_REPAIR : UNIT_IN_PROCESS;
    if (outer->order->state == ORDER_COMPLETED)
        ret->order_state = ORDER_IN_PROCESS;
}

/* Nothing that depends on the unit in the position has run since. */
static void interlock_outer_went_on(const struct snapshot *snapshot, const struct outer_unit *outer,
                                    struct reasons *reasons)
{
    for (size_t i = 0; i < outer->product->operations.count; i++) {
        const struct unit_operation *row = &outer->operations[i];
        if (bit_is_set(&outer->product->operations.items[i].invalidated_inside, (size_t)outer->position) &&
            row->run_id != ABSENT_INTEGER && row->run_id > snapshot->voided->journal_position)
            refuse_later(reasons, ENTRY_OPERATION_STARTED, row->run_id, "operation %s of unit %s has run since",
                         row->operation, outer->unit->serial);
    }
}

enum fault correct_outer_completed(const struct snapshot *snapshot, struct result_corrected *result,
                                   struct reasons *reasons)
{
    if (is_moved(snapshot)) {
        refuse_moved(snapshot, reasons);
        return NOTHING_WRONG;
    }
    if (snapshot->unit->state != UNIT_COMPLETED) /* those around it wait for it still */
        return NOTHING_WRONG;
    result->outer.items = arena_array(reasons->arena, snapshot->outer.count, sizeof *result->outer.items);
    if (!result->outer.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        struct outer_restored *restored = &result->outer.items[result->outer.count++];
        interlock_outer_left(outer, reasons);
        interlock_outer_went_on(snapshot, outer, reasons);
        *restored = outer_as_it_is(outer);
        reopen(outer, restored);
    }
    return NOTHING_WRONG;
}
