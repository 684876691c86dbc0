#include "domain/falling.h"

enum fault find_fallen(const struct product *product, const struct unit_operation *operations,
                       const struct change *changes, size_t count, struct arena *arena, struct name_list *ret)
{
    struct name_list fallen = {.items = arena_array(arena, product->operations.count, sizeof *fallen.items)};
    if (!fallen.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->operations.count; i++) {
        bool falls = false;
        for (size_t j = 0; operations[i].state == OPERATION_PASSED && j < count; j++)
            falls = falls || operation_depends(product, (int)i, changes[j].position, changes[j].path);
        if (falls)
            fallen.items[fallen.count++] = product->operations.items[i].definition->operation;
    }
    *ret = fallen;
    return NOTHING_WRONG;
}
