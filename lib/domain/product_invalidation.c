/* Which positions' change makes a passed operation's evidence fall. */
#include "domain/product_compile.h"

/* What a test proves, it proves of everything that was in the unit; what a step of assembly proves, it proves of the
 * parts it puts in. */
static void invalidate_by_kind(const struct product *product, struct operation *operation, size_t index)
{
    bool proves = operation_proves(operation->definition);
    for (size_t i = 0; i < product->positions.count; i++) {
        int filled_by = product->positions.items[i].operation;
        if (filled_by >= 0 && (proves ? bit_is_set(&operation->before, (size_t)filled_by) : filled_by == (int)index))
            bits_set(&operation->invalidated_by, i);
    }
}

static void invalidate_by_patterns(struct compile *compile, struct operation *operation, size_t index)
{
    const struct operation_definition *definition = operation->definition;
    for (size_t i = 0; i < definition->invalidated_by.count; i++) {
        const char *pattern = definition->invalidated_by.items[i];
        check_pattern(compile, pattern, POINTER(compile, "/routing/%zu/invalidated_by/%zu", index, i));
        for (size_t j = 0; j < compile->product.positions.count; j++)
            if (pattern_matches(pattern, compile->product.positions.items[j].name))
                bits_set(&operation->invalidated_by, j);
    }
}

enum fault compile_invalidation(struct compile *compile)
{
    struct product *product = &compile->product;
    for (size_t i = 0; i < product->operations.count; i++) {
        struct operation *operation = &product->operations.items[i];
        if (!bits_make(compile->reasons->arena, product->positions.count, &operation->invalidated_by))
            return FAULT_MEMORY;
        if (operation->definition->invalidated_by.items)
            invalidate_by_patterns(compile, operation, i);
        else
            invalidate_by_kind(product, operation, i);
    }
    return NOTHING_WRONG;
}
