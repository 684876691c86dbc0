#include "domain/leaving.h"

#include "domain/rules.h"

#include <string.h>

const struct leaving *leaving_at(const struct leaving_list *leaving, int64_t unit_id, const char *position)
{
    for (size_t i = 0; i < leaving->list.count; i++) {
        const struct leaving *item = &leaving->list.items[i];
        if (item->unit_id == unit_id && !item->path && !strcmp(item->position, position))
            return item;
    }
    return NULL;
}

static void invalidate(const struct product *product, const struct leaving *leaving, struct unit_operation *operations)
{
    const int position = product_position(product, leaving->position);
    for (size_t i = 0; position >= 0 && i < product->operations.count; i++)
        if (operation_is_done(operations[i].state) && operation_depends(product, (int)i, position, leaving->path))
            operations[i].state = OPERATION_INVALIDATED;
}

enum fault route_after_leaving(const struct product *product, const struct unit_operation *operations,
                               const struct leaving_list *leaving, int64_t unit_id, struct arena *arena,
                               const struct unit_operation **ret)
{
    struct unit_operation *after = NULL;
    for (size_t i = 0; i < leaving->list.count; i++) {
        if (leaving->list.items[i].unit_id != unit_id)
            continue;
        if (!after) {
            after = arena_array(arena, product->operations.count, sizeof *after);
            if (!after)
                return FAULT_MEMORY;
            memcpy(after, operations, product->operations.count * sizeof *after);
        }
        invalidate(product, &leaving->list.items[i], after);
    }
    *ret = after ? after : operations;
    return NOTHING_WRONG;
}
