#include "domain/falling.h"

#include "domain/interlock.h"

/* The first of the changes that an operation depends on; NULL: it depends on none. */
static const struct change *change_it_depends_on(const struct product *product, int operation,
                                                 const struct change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (operation_depends(product, operation, changes[i].position, changes[i].path))
            return &changes[i];
    return NULL;
}

static enum fault find_in_state(const struct product *product, const struct unit_operation *operations, int state,
                                const struct change *changes, size_t count, struct arena *arena, struct name_list *ret)
{
    struct name_list fallen = {.items = arena_array(arena, product->operations.count, sizeof *fallen.items)};
    if (!fallen.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->operations.count; i++) {
        if (operations[i].state == state && change_it_depends_on(product, (int)i, changes, count))
            fallen.items[fallen.count++] = product->operations.items[i].definition->operation;
    }
    *ret = fallen;
    return NOTHING_WRONG;
}

enum fault find_fallen(const struct product *product, const struct unit_operation *operations,
                       const struct change *changes, size_t count, struct arena *arena, struct name_list *ret)
{
    return find_in_state(product, operations, OPERATION_PASSED, changes, count, arena, ret);
}

enum fault find_fallen_waivers(const struct product *product, const struct unit_operation *operations,
                               const struct change *changes, size_t count, struct arena *arena, struct name_list *ret)
{
    return find_in_state(product, operations, OPERATION_WAIVED, changes, count, arena, ret);
}

static const char *path_of(const struct product *product, const struct change *change)
{
    return change->path ? change->path : product->positions.items[change->position].name;
}

enum fault find_outer_changes(const struct snapshot *snapshot, const struct change *changes, size_t count,
                              struct arena *arena, struct outer_changes *ret)
{
    struct outer_changes outside = {.changes = arena_array(arena, snapshot->outer.count, sizeof *outside.changes),
                                    .count = count};
    const struct product *product = snapshot->product;
    for (size_t i = 0; outside.changes && i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        outside.changes[i] = arena_array(arena, count, sizeof **outside.changes);
        for (size_t j = 0; outside.changes[i] && j < count; j++) {
            const char *path = arena_printf(arena, "%s/%s", outer->product->positions.items[outer->position].name,
                                            path_of(product, &changes[j]));
            if (!path)
                return FAULT_MEMORY;
            outside.changes[i][j] = (struct change){.position = outer->position, .path = path};
        }
        if (!outside.changes[i])
            return FAULT_MEMORY;
        changes = outside.changes[i];
        product = outer->product;
    }
    if (!outside.changes)
        return FAULT_MEMORY;
    *ret = outside;
    return NOTHING_WRONG;
}

void interlock_outer_runs(const struct snapshot *snapshot, const struct outer_changes *changes, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        for (size_t j = 0; j < outer->product->operations.count; j++) {
            if (!operation_is_open(outer->operations[j].state))
                continue;
            const struct change *change =
                change_it_depends_on(outer->product, (int)j, changes->changes[i], changes->count);
            if (change)
                refuse_for(reasons, REFUSAL_OPERATION_STATE, outer->operations[j].run_id,
                           "operation %s of unit %s, which contains it, is %s and depends on %s: abort it first",
                           outer->product->operations.items[j].definition->operation, outer->unit->serial,
                           operation_word(reasons, outer->operations[j].state), change->path);
        }
    }
}

static struct outer_fallen outer_fallen_of(const struct outer_unit *outer, struct name_list passed,
                                           struct name_list waived)
{
    return (struct outer_fallen){
        .unit = outer->unit->serial,
        .unit_part_number = outer->unit->part_number,
        .position = outer->product->positions.items[outer->position].name,
        .invalidated = {.items = passed.items, .count = passed.count},
        .waived = {.items = waived.items, .count = waived.count},
    };
}

enum fault find_outer_fallen(const struct snapshot *snapshot, const struct outer_changes *changes, struct arena *arena,
                             struct outer_fallen **ret)
{
    struct outer_fallen *fallen = arena_array(arena, snapshot->outer.count, sizeof *fallen);
    if (!fallen)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        struct name_list passed, waived;
        enum fault fault =
            find_fallen(outer->product, outer->operations, changes->changes[i], changes->count, arena, &passed);
        if (fault == NOTHING_WRONG)
            fault = find_fallen_waivers(outer->product, outer->operations, changes->changes[i], changes->count, arena,
                                        &waived);
        if (fault)
            return fault;
        fallen[i] = outer_fallen_of(outer, passed, waived);
    }
    *ret = fallen;
    return NOTHING_WRONG;
}

/* --- what is not complete any more --- */

/* Whether an operation of a unit proves what is inside the position that leads to the snapshot's. */
static bool proves_inside(const struct outer_unit *outer, size_t operation)
{
    return bit_is_set(&outer->product->operations.items[operation].invalidated_inside, (size_t)outer->position);
}

void interlock_outer_proofs(const struct snapshot *snapshot, struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        for (size_t j = 0; j < outer->product->operations.count; j++)
            if (operation_is_open(outer->operations[j].state) && proves_inside(outer, j))
                refuse(reasons, REFUSAL_OPERATION_STATE,
                       "operation %s of unit %s, which contains it, is %s and depends on it",
                       outer->product->operations.items[j].definition->operation, outer->unit->serial,
                       operation_word(reasons, outer->operations[j].state));
    }
}

static enum fault find_proofs(const struct outer_unit *outer, int state, struct arena *arena, struct name_list *ret)
{
    size_t count = outer->product->operations.count;
    struct name_list proofs = {.items = arena_array(arena, count, sizeof *proofs.items)};
    if (!proofs.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (outer->operations[i].state == state && proves_inside(outer, i))
            proofs.items[proofs.count++] = outer->product->operations.items[i].definition->operation;
    *ret = proofs;
    return NOTHING_WRONG;
}

enum fault find_outer_unproven(const struct snapshot *snapshot, struct arena *arena, struct outer_fallen **ret)
{
    struct outer_fallen *fallen = arena_array(arena, snapshot->outer.count, sizeof *fallen);
    if (!fallen)
        return FAULT_MEMORY;
    for (size_t i = 0; i < snapshot->outer.count; i++) {
        const struct outer_unit *outer = &snapshot->outer.items[i];
        struct name_list passed, waived;
        enum fault fault = find_proofs(outer, OPERATION_PASSED, arena, &passed);
        if (fault == NOTHING_WRONG)
            fault = find_proofs(outer, OPERATION_WAIVED, arena, &waived);
        if (fault)
            return fault;
        fallen[i] = outer_fallen_of(outer, passed, waived);
    }
    *ret = fallen;
    return NOTHING_WRONG;
}
