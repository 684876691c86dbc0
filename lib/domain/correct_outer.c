/* Taking back what an event inside a unit did to those that contain it. */
#include "domain/correction.h"
#include "domain/falling.h"
#include "domain/interlock.h"

#include <string.h>

/* Whether the units around it are other ones than then, or were for a while; adds each move that made it so. */
static bool refuse_moved(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->moves.count; i++) {
        const struct unit_move *move = &snapshot->moves.items[i];
        refuse_later(reasons, (enum entry_kind)move->kind, move->journal_position,
                     move->kind == ENTRY_COMPONENT_INSTALLED ? "unit %s was installed in %s since"
                                                             : "unit %s was taken out of %s since",
                     move->serial, move->position);
    }
    return snapshot->moves.count > 0;
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
        refuse_for(reasons, REFUSAL_UNIT_STATE, outer->left_by, "unit %s, which contains it, is %s",
                   outer->unit->serial, reason_name(reasons, &UNIT_STATE_NAMES, outer->unit->state));
}

static void refuse_outer_run(const struct outer_unit *outer, const struct run *run, struct reasons *reasons)
{
    refuse_later(reasons, ENTRY_OPERATION_STARTED, run->run_id, "operation %s of unit %s has run since", run->operation,
                 outer->unit->serial);
}

/* No operation of a containing unit has run since that depends on what changed inside it. */
static void interlock_outer_run(const struct outer_unit *outer, const struct change *change, struct reasons *reasons)
{
    for (size_t i = 0; i < outer->begun.count; i++) {
        const struct run *run = &outer->begun.items[i];
        const int operation = product_operation(outer->product, run->operation);
        if (operation >= 0 && operation_depends(outer->product, operation, change->position, change->path))
            refuse_outer_run(outer, run, reasons);
    }
}

static enum fault list_outer_restored(const struct snapshot *snapshot, const struct outer_unit *outer,
                                      const struct outer_fallen *fallen, struct outer_restored *ret,
                                      struct reasons *reasons)
{
    const struct fallen_on on = {
        .unit = outer->unit,
        .product = outer->product,
        .operations = outer->operations,
        .changed = outer->changed.items,
        .changed_count = outer->changed.count,
        .waivers = outer->fallen_waivers.items,
        .waiver_count = outer->fallen_waivers.count,
    };
    struct again again;
    interlock_fallen(snapshot, &on, fallen->invalidated.items, fallen->invalidated.count, reasons);
    interlock_fallen(snapshot, &on, fallen->waived.items, fallen->waived.count, reasons);
    enum fault fault = find_again(snapshot, &on, &again, reasons);
    if (fault)
        return fault;
    *ret = outer_as_it_is(outer);
    ret->restored.items = again.restored.items;
    ret->restored.count = again.restored.count;
    ret->rewaived.items = again.rewaived.items;
    ret->rewaived.count = again.rewaived.count;
    ret->fallen.items = again.fallen;
    ret->fallen.count = again.fallen_count;
    return NOTHING_WRONG;
}

enum fault correct_outer_fallen(const struct snapshot *snapshot, const struct result_removed *removed,
                                const char *position, struct result_corrected *result, struct reasons *reasons)
{
    const struct change change = {.position = product_position(snapshot->product, position)};
    struct outer_changes changes;
    if (refuse_moved(snapshot, reasons))
        return NOTHING_WRONG;
    enum fault fault = find_outer_changes(snapshot, &change, 1, reasons->arena, &changes);
    result->outer.items = arena_array(reasons->arena, snapshot->outer.count, sizeof *result->outer.items);
    if (!fault && !result->outer.items)
        fault = FAULT_MEMORY;
    /* They are those of then; what was salvaged made nothing fall around it. */
    for (size_t i = 0; i < snapshot->outer.count && i < removed->outer.count && !fault; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        interlock_outer_left(outer, reasons);
        interlock_outer_run(outer, &changes.changes[i][0], reasons);
        fault = list_outer_restored(snapshot, outer, &removed->outer.items[i],
                                    &result->outer.items[result->outer.count++], reasons);
    }
    return fault;
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

static bool proves_inner(const struct outer_unit *outer, int operation)
{
    return operation >= 0 &&
           bit_is_set(&outer->product->operations.items[operation].invalidated_inside, (size_t)outer->position);
}

/* Nothing that depends on the unit in the position has run since, or passed in a run of before. */
static void interlock_outer_went_on(const struct outer_unit *outer, struct reasons *reasons)
{
    for (size_t i = 0; i < outer->begun.count; i++)
        if (proves_inner(outer, product_operation(outer->product, outer->begun.items[i].operation)))
            refuse_outer_run(outer, &outer->begun.items[i], reasons);
    for (size_t i = 0; i < outer->proven.count; i++) {
        const struct proof *proof = &outer->proven.items[i];
        if (proves_inner(outer, product_operation(outer->product, proof->operation)))
            refuse_later(reasons, (enum entry_kind)proof->kind, proof->journal_position,
                         proof->kind == ENTRY_UNIT_SIGNED         ? "operation %s of unit %s was signed off since"
                         : proof->kind == ENTRY_OPERATION_RESUMED ? "operation %s of unit %s was resumed since"
                                                                  : "operation %s of unit %s has passed since",
                         proof->operation, outer->unit->serial);
    }
}

enum fault correct_outer_completed(const struct snapshot *snapshot, struct result_corrected *result,
                                   struct reasons *reasons)
{
    if (refuse_moved(snapshot, reasons))
        return NOTHING_WRONG;
    for (size_t i = 0; i < snapshot->outer.count; i++) /* nothing runs inside what is scrap */
        interlock_outer_left(&snapshot->outer.items[i], reasons);
    if (snapshot->unit->state != UNIT_COMPLETED) /* those around it wait for it still */
        return NOTHING_WRONG;
    result->outer.items = arena_array(reasons->arena, snapshot->outer.count, sizeof *result->outer.items);
    if (!result->outer.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        struct outer_restored *restored = &result->outer.items[result->outer.count++];
        interlock_outer_went_on(outer, reasons);
        *restored = outer_as_it_is(outer);
        reopen(outer, restored);
    }
    return NOTHING_WRONG;
}
