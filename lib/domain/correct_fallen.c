/* What a removal that is taken back made fall on a unit: it stands again, or another removal keeps it fallen. */
#include "domain/correction.h"
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

static void interlock_fallen_one(const struct snapshot *snapshot, const struct fallen_on *on, const char *operation,
                                 struct reasons *reasons)
{
    int index = product_operation(on->product, operation);
    if (index < 0)
        return;
    interlock_decided(snapshot, on->unit, operation, ABSENT_INTEGER, reasons);
    interlock_fallen_since(snapshot, on->unit, &on->operations[index], reasons);
}

void interlock_fallen(const struct snapshot *snapshot, const struct fallen_on *on, const char *const *operations,
                      size_t count, struct reasons *reasons)
{
    for (size_t i = 0; i < count; i++)
        interlock_fallen_one(snapshot, on, operations[i], reasons);
}

/* What the operation would have fallen by: the first removal since of what it depends on. */
static int64_t removed_since(const struct fallen_on *on, int operation)
{
    for (size_t i = 0; i < on->changed_count; i++)
        if (on->changed[i].kind == ENTRY_COMPONENT_REMOVED &&
            depends_on_changed(on->product, operation, &on->changed[i]))
            return on->changed[i].journal_position;
    return ABSENT_INTEGER;
}

static bool was_waived(const struct fallen_on *on, const char *operation)
{
    for (size_t i = 0; i < on->waiver_count; i++)
        if (!strcmp(on->waivers[i].operation, operation))
            return true;
    return false;
}

enum fault find_again(const struct snapshot *snapshot, const struct fallen_on *on, struct again *ret,
                      struct reasons *reasons)
{
    const size_t most = on->product->operations.count;
    struct again again = {
        .restored.items = arena_array(reasons->arena, most, sizeof *again.restored.items),
        .rewaived.items = arena_array(reasons->arena, most, sizeof *again.rewaived.items),
        .fallen = arena_array(reasons->arena, most, sizeof *again.fallen),
    };
    if (!again.restored.items || !again.rewaived.items || !again.fallen)
        return FAULT_MEMORY;
    for (size_t i = 0; i < most; i++) {
        const char *operation = on->product->operations.items[i].definition->operation;
        if (!fell_by(&on->operations[i], snapshot->voided->journal_position))
            continue;
        interlock_fallen_one(snapshot, on, operation, reasons);
        const int64_t by = removed_since(on, (int)i);
        if (by != ABSENT_INTEGER)
            again.fallen[again.fallen_count++] = (struct still_fallen){operation, by};
        else if (was_waived(on, operation))
            again.rewaived.items[again.rewaived.count++] = operation;
        else
            again.restored.items[again.restored.count++] = operation;
    }
    *ret = again;
    return NOTHING_WRONG;
}
