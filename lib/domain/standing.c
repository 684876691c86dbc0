/* How an operation, a route and a run stand. */
#include "domain/rules.h"

bool operation_is_done(int state)
{
    return state == OPERATION_PASSED || state == OPERATION_WAIVED;
}

bool operation_is_fallen(const struct unit_operation *row)
{
    return row->invalidated_by != ABSENT_INTEGER && !operation_is_done(row->state);
}

bool operation_is_open(int state)
{
    return state == OPERATION_RUNNING || state == OPERATION_PAUSED;
}

bool unit_is_unfinished(int state)
{
    return state == UNIT_QUEUED || state == UNIT_IN_PROCESS || state == UNIT_IN_REPAIR;
}

static bool operation_may_run(const struct product *product, const struct unit_operation *operations, int operation)
{
    const struct bits *before = &product->operations.items[operation].before;
    for (size_t i = 0; i < product->operations.count; i++)
        if (bit_is_set(before, i) && !operation_is_done(operations[i].state))
            return false;
    return true;
}

int64_t operation_failures(const struct unit_operation *row)
{
    return row->state == OPERATION_INVALIDATED ? 0 : row->failures;
}

enum operation_state operation_standing(const struct product *product, const struct unit_operation *operations,
                                        int operation)
{
    const struct unit_operation *row = &operations[operation];
    int begun;
    if (!operation_next_state(row->state, ENTRY_OPERATION_STARTED, VERDICT_ABSENT, &begun))
        return (enum operation_state)row->state; /* it runs, or need not run */
    if (operation_failures(row) >= operation_attempt_limit(product->operations.items[operation].definition))
        return OPERATION_FAILED;
    return operation_may_run(product, operations, operation) ? OPERATION_READY : OPERATION_BLOCKED;
}

static bool is_predecessor(const struct operation *operation, int before)
{
    for (size_t i = 0; i < operation->after.count; i++)
        if (operation->after.items[i] == before)
            return true;
    return false;
}

static bool is_right_before(const struct product *product, const bool *left, int before, int operation)
{
    const struct operation *operations = product->operations.items;
    if (!left[before] || !bit_is_set(&operations[operation].before, (size_t)before))
        return false;
    if (is_predecessor(&operations[operation], before))
        return true;
    for (size_t i = 0; i < product->operations.count; i++)
        if (left[i] && bit_is_set(&operations[operation].before, i) &&
            bit_is_set(&operations[i].before, (size_t)before))
            return false;
    return true;
}

enum fault list_right_before(const struct product *product, const bool *left, int operation, struct arena *arena,
                             struct name_list *ret)
{
    const size_t count = product->operations.count;
    struct name_list names = {.items = arena_array(arena, count, sizeof *names.items)};
    if (!names.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (is_right_before(product, left, (int)i, operation))
            names.items[names.count++] = product->operations.items[i].definition->operation;
    *ret = names;
    return NOTHING_WRONG;
}

bool route_passed(const struct product *product, const struct unit_operation *operations, int passing)
{
    for (size_t i = 0; i < product->operations.count; i++)
        if ((int)i != passing && !operation_is_done(operations[i].state))
            return false;
    return true;
}

int64_t run_accumulated_us(const struct run *run, int64_t now_us)
{
    if (run->running_since == ABSENT_INTEGER || now_us <= run->running_since)
        return run->accumulated_us;
    return run->accumulated_us + (now_us - run->running_since);
}
