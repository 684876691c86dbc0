/* What may speak against a unit: its operations, its positions, and what was found on it, inside it and around it. */
#include "walk_spoil.h"

#include <check.h>

static void set_state(struct spoilt *spoilt, size_t operation, enum operation_state state)
{
    struct snapshot *snapshot = &spoilt->snapshot;
    struct unit_operation *rows =
        spoil_copy(spoilt, snapshot->operations, snapshot->product->operations.count * sizeof *snapshot->operations);
    rows[operation].state = state;
    snapshot->operations = rows;
}

static enum operation_state not_done(struct spoilt *spoilt)
{
    static const enum operation_state STATES[] = {OPERATION_OPEN, OPERATION_FAILED, OPERATION_INVALIDATED};
    return STATES[spoil_any(spoilt, sizeof STATES / sizeof *STATES)];
}

bool leave_out(struct spoilt *spoilt)
{
    size_t at = spoil_any(spoilt, spoilt->snapshot.product->operations.count);
    if ((int)at == spoilt->snapshot.operation)
        return false;
    set_state(spoilt, at, not_done(spoilt));
    return true;
}

bool skip_predecessor(struct spoilt *spoilt)
{
    const struct product *product = spoilt->snapshot.product;
    size_t count = product->operations.count, from = spoil_any(spoilt, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = (from + i) % count;
        if (!bit_is_set(&product->operations.items[spoilt->snapshot.operation].before, at))
            continue;
        set_state(spoilt, at, not_done(spoilt));
        return true;
    }
    return false;
}

bool waive_signature(struct spoilt *spoilt)
{
    const struct product *product = spoilt->snapshot.product;
    for (size_t i = 0; i < product->operations.count; i++) {
        if ((int)i == spoilt->snapshot.operation || !operation_is_signed_off(product->operations.items[i].definition))
            continue;
        set_state(spoilt, i, OPERATION_WAIVED);
        return true;
    }
    return false;
}

/* One that is looked at; -1 where there is none. */
static int choose_position(struct spoilt *spoilt)
{
    const struct product *product = spoilt->snapshot.product;
    size_t count = product->positions.count, from = spoil_any(spoilt, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = (from + i) % count;
        const struct position *position = &product->positions.items[at];
        if (position->line->tracking != TRACKING_NONE &&
            ((spoilt->occasions & ENDS) || position->operation == spoilt->snapshot.operation))
            return (int)at;
    }
    return -1;
}

bool empty_position(struct spoilt *spoilt)
{
    struct snapshot *snapshot = &spoilt->snapshot;
    int at = choose_position(spoilt);
    if (at < 0)
        return false;
    int64_t *filled = spoil_copy(spoilt, snapshot->filled, snapshot->product->positions.count * sizeof *filled);
    filled[at] = 0;
    snapshot->filled = filled;
    return true;
}

static bool approve_no_more_at(struct spoilt *spoilt, int at)
{
    struct snapshot *snapshot = &spoilt->snapshot;
    if (at < 0)
        return false;
    const char *position = snapshot->product->positions.items[at].name;
    const struct unapproved_part part = {snapshot->unit->serial, position, 1, position, NULL};
    snapshot->unapproved.items = spoil_copy(spoilt, &part, sizeof part);
    snapshot->unapproved.count = 1;
    return true;
}

bool approve_no_more(struct spoilt *spoilt)
{
    return approve_no_more_at(spoilt, choose_position(spoilt));
}

bool approve_no_more_before(struct spoilt *spoilt)
{
    const struct product *product = spoilt->snapshot.product;
    size_t count = product->positions.count, from = spoil_any(spoilt, count);
    int operation = spoilt->snapshot.operation;
    for (size_t i = 0; i < count; i++) {
        size_t at = (from + i) % count;
        if (product->positions.items[at].operation != operation && operation_depends(product, operation, (int)at, NULL))
            return approve_no_more_at(spoilt, (int)at);
    }
    return false;
}

bool find_fault_open(struct spoilt *spoilt)
{
    spoilt->snapshot.nonconformances_open++;
    spoilt->snapshot.nonconformances_unclosed++;
    return true;
}

bool find_fault_unclosed(struct spoilt *spoilt)
{
    spoilt->snapshot.nonconformances_unclosed++;
    return true;
}

bool find_fault_inside(struct spoilt *spoilt)
{
    spoilt->snapshot.nonconformances_open_inside++;
    return true;
}

/* On the unit around it, were this one all that it waits for. */
bool find_fault_around(struct spoilt *spoilt)
{
    struct outer_unit *outer = spoil_outer(spoilt);
    if (!outer)
        return false;
    size_t count = outer->product->operations.count;
    struct unit_operation *rows = spoil_copy(spoilt, outer->operations, count * sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i].state = OPERATION_PASSED;
    outer->operations = rows;
    outer->units_unfinished = 1;
    if (spoil_any(spoilt, 2))
        outer->nonconformances_open++;
    else
        outer->nonconformances_open_inside++;
    return true;
}

bool unfinish_inside(struct spoilt *spoilt)
{
    struct snapshot *snapshot = &spoilt->snapshot;
    const struct product *product = snapshot->product;
    size_t from = spoil_any(spoilt, product->positions.count);
    for (size_t i = 0; i < product->positions.count; i++) {
        size_t at = (from + i) % product->positions.count;
        if (!(spoilt->occasions & ENDS) &&
            !bit_is_set(&product->operations.items[snapshot->operation].invalidated_inside, at))
            continue;
        const struct inner_unit inner = {product->positions.items[at].name, "T1", "TRAY", UNIT_IN_PROCESS};
        snapshot->unfinished.items = spoil_copy(spoilt, &inner, sizeof inner);
        snapshot->unfinished.count = 1;
        return true;
    }
    return false;
}
