/* What quality says is to be done again, of a fault that was found after it had passed: that falls, and what was built
 * on it. */
#include "domain/edit_rules.h"
#include "domain/falling.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

/* What is to be done again, and what that changes. */
struct rework {
    const struct product *product;
    bool *again;                    /* one for each operation of the routing: it is named */
    LIST_OF(struct change) changes; /* of the positions that are touched by it */
    bool whole;                     /* something is done again that fills no position: the unit as a whole is another */
};

static void refuse_named(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data, size_t index,
                         struct reasons *reasons)
{
    const char *operation = data->operations.items[index];
    int at = product_operation(snapshot->product, operation);
    if (at < 0)
        refuse(reasons, REFUSAL_OPERATION_UNKNOWN, "the routing of %s revision %s has no operation %s",
               snapshot->unit->part_number, snapshot->unit->revision, operation);
    else if (operation_is_open(snapshot->operations[at].state))
        refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is %s; it must end first", operation,
               operation_word(reasons, snapshot->operations[at].state));
    for (size_t i = 0; i < index; i++)
        if (!strcmp(data->operations.items[i], operation))
            refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is named twice", operation);
}

/* A fault at a position is mended there; otherwise all that the operation fills is touched. */
static void touch_positions(struct rework *rework, int operation, int fault_position)
{
    const struct operation *of = &rework->product->operations.items[operation];
    bool mends_there = fault_position >= 0 && rework->product->positions.items[fault_position].operation == operation;
    for (size_t i = 0; i < of->fills.count; i++)
        if (!mends_there || of->fills.items[i] == fault_position)
            rework->changes.items[rework->changes.count++] = (struct change){.position = of->fills.items[i]};
    rework->whole = rework->whole || !of->fills.count;
}

static enum fault find_rework(const struct product *product, const char *const *operations, size_t count,
                              const char *position, struct arena *arena, struct rework *ret)
{
    struct rework rework = {
        .product = product,
        .again = arena_array(arena, product->operations.count, sizeof *rework.again),
        .changes = {.items = arena_array(arena, product->positions.count, sizeof *rework.changes.items)},
    };
    int fault_position = position ? product_position(product, position) : -1;
    if (!rework.again || !rework.changes.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        int operation = product_operation(product, operations[i]);
        if (operation < 0 || rework.again[operation])
            continue;
        rework.again[operation] = true;
        touch_positions(&rework, operation, fault_position);
    }
    *ret = rework;
    return NOTHING_WRONG;
}

/* What a step of assembly that fills no position did to the unit, everything after it was proven with. */
static bool proves_what_is_done_again(const struct rework *rework, size_t operation)
{
    const struct operation *operations = rework->product->operations.items, *of = &operations[operation];
    for (size_t i = 0; operation_proves(of->definition) && i < rework->product->operations.count; i++)
        if (rework->again[i] && !operations[i].fills.count && bit_is_set(&of->before, i) &&
            operations[i].definition->kind == OPERATION_ASSEMBLY)
            return true;
    return false;
}

static bool falls_itself(const struct rework *rework, size_t operation)
{
    if (rework->again[operation] || proves_what_is_done_again(rework, operation))
        return true;
    for (size_t i = 0; i < rework->changes.count; i++)
        if (operation_depends(rework->product, (int)operation, rework->changes.items[i].position, NULL))
            return true;
    return false;
}

/* Nothing is signed or shipped on what fell. */
static bool falls(const struct rework *rework, size_t operation)
{
    const struct operation *of = &rework->product->operations.items[operation];
    bool fallen = falls_itself(rework, operation);
    for (size_t i = 0; !fallen && operation_concludes(of->definition) && i < rework->product->operations.count; i++)
        fallen = bit_is_set(&of->before, i) && falls_itself(rework, i);
    return fallen;
}

enum fault falls_with_rework(const struct product *product, int operation, const struct fault_decision *decided,
                             struct arena *arena, bool *ret)
{
    struct rework rework;
    enum fault fault = find_rework(product, decided->operations.items, decided->operations.count, decided->position,
                                   arena, &rework);
    if (fault == NOTHING_WRONG)
        *ret = falls(&rework, (size_t)operation);
    return fault;
}

static bool reopens(const struct snapshot *snapshot, const struct rework *rework)
{
    for (size_t i = 0; i < snapshot->product->operations.count; i++)
        if (rework->again[i] && operation_is_done(snapshot->operations[i].state))
            return true;
    return false;
}

/* Nothing runs on whose evidence falls, on the unit or around it. */
static enum fault interlock_runs(const struct snapshot *snapshot, const struct rework *rework, struct reasons *reasons)
{
    struct outer_changes outer;
    for (size_t i = 0; i < snapshot->product->operations.count; i++)
        if (operation_is_open(snapshot->operations[i].state) && !rework->again[i] && falls(rework, i))
            refuse(reasons, REFUSAL_OPERATION_STATE, "operation %s is %s and depends on what is to be done again",
                   snapshot->operations[i].operation, operation_word(reasons, snapshot->operations[i].state));
    if (rework->whole) {
        interlock_outer_proofs(snapshot, reasons);
        return NOTHING_WRONG;
    }
    enum fault fault =
        find_outer_changes(snapshot, rework->changes.items, rework->changes.count, reasons->arena, &outer);
    if (fault == NOTHING_WRONG)
        interlock_outer_runs(snapshot, &outer, reasons);
    return fault;
}

enum fault rework_may_be_decided(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data,
                                 const char *position, struct reasons *reasons)
{
    struct rework rework;
    if (data->operations.count && data->disposition != DISPOSITION_REWORK && data->disposition != DISPOSITION_REPAIR)
        refuse(reasons, REFUSAL_OPERATION_STATE, "nothing is done again where the decision is %s",
               reason_name(reasons, &DISPOSITION_NAMES, data->disposition));
    for (size_t i = 0; i < data->operations.count; i++)
        refuse_named(snapshot, data, i, reasons);
    enum fault fault = find_rework(snapshot->product, data->operations.items, data->operations.count, position,
                                   reasons->arena, &rework);
    if (fault || !reopens(snapshot, &rework))
        return fault;
    interlock_unit(snapshot, &(const struct subject){.unit = snapshot->unit->serial}, ENTRY_OPERATION_REOPENED,
                   reasons);
    return interlock_runs(snapshot, &rework, reasons);
}

enum fault find_attempts_anew(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data,
                              struct arena *arena, struct result_disposed *ret)
{
    const char **names = arena_array(arena, data->operations.count, sizeof *names);
    if (!names)
        return FAULT_MEMORY;
    ret->anew.items = names;
    for (size_t i = 0; i < data->operations.count; i++) {
        int at = product_operation(snapshot->product, data->operations.items[i]);
        if (at >= 0 && operation_standing(snapshot->product, snapshot->operations, at) == OPERATION_FAILED)
            names[ret->anew.count++] = data->operations.items[i];
    }
    return NOTHING_WRONG;
}

static enum fault list_fallen(const struct snapshot *snapshot, const struct rework *rework, struct arena *arena,
                              struct result_reopened *ret)
{
    size_t count = snapshot->product->operations.count;
    ret->invalidated.items = arena_array(arena, count, sizeof *ret->invalidated.items);
    ret->waived.items = arena_array(arena, count, sizeof *ret->waived.items);
    if (!ret->invalidated.items || !ret->waived.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const char *operation = snapshot->product->operations.items[i].definition->operation;
        if (!operation_is_done(snapshot->operations[i].state) || !falls(rework, i))
            continue;
        if (snapshot->operations[i].state == OPERATION_PASSED)
            ret->invalidated.items[ret->invalidated.count++] = operation;
        else
            ret->waived.items[ret->waived.count++] = operation;
    }
    struct outer_changes outer;
    ret->outer.count = snapshot->outer.count;
    if (rework->whole)
        return find_outer_unproven(snapshot, arena, &ret->outer.items);
    enum fault fault = find_outer_changes(snapshot, rework->changes.items, rework->changes.count, arena, &outer);
    return fault ? fault : find_outer_fallen(snapshot, &outer, arena, &ret->outer.items);
}

enum fault decide_reopened(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data,
                           const char *position, struct decision *decision, struct arena *arena)
{
    struct rework rework;
    enum fault fault = find_rework(snapshot->product, data->operations.items, data->operations.count, position, arena,
                                   &rework);
    if (fault || !reopens(snapshot, &rework))
        return fault;
    struct operation_reopened *reopened = arena_alloc(arena, sizeof *reopened);
    struct result_reopened *result = arena_alloc(arena, sizeof *result);
    if (!reopened || !result)
        return FAULT_MEMORY;
    *reopened = (struct operation_reopened){
        .unit = snapshot->unit->serial,
        .part_number = snapshot->unit->part_number,
        .nonconformance = data->nonconformance,
        .operations = {.items = data->operations.items, .count = data->operations.count},
    };
    *result = (struct result_reopened){.unit_part_number = snapshot->unit->part_number};
    fault = list_fallen(snapshot, &rework, arena, result);
    if (fault)
        return fault;
    decide(decision, ENTRY_OPERATION_REOPENED, reopened, result);
    return decide_orders_reopened(snapshot, decision, arena);
}
