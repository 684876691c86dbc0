/* The routing as a graph: which operation comes before which. */
#include "domain/product_compile.h"

static void check_numbers(struct compile *compile)
{
    for (size_t i = 0; i < compile->definition->routing.count; i++) {
        const char *number = compile->definition->routing.items[i].operation;
        int first = product_operation(&compile->product, number);
        if (first >= 0 && (size_t)first < i)
            reason_add(compile->reasons, REASON_DUPLICATE_OPERATION, POINTER(compile, "/routing/%zu/operation", i),
                       "operation %s is already at /routing/%d", number, first);
    }
}

static bool has_predecessor(const struct operation *operation, int index)
{
    for (size_t i = 0; i < operation->after.count; i++)
        if (operation->after.items[i] == index)
            return true;
    return false;
}

static enum fault resolve_predecessors(struct compile *compile, size_t index)
{
    struct operation *operation = &compile->product.operations.items[index];
    const struct operation_definition *definition = operation->definition;
    operation->after.items =
        arena_array(compile->reasons->arena, definition->after.count, sizeof *operation->after.items);
    if (!operation->after.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < definition->after.count; i++) {
        const char *number = definition->after.items[i];
        int before = product_operation(&compile->product, number);
        compile->disordered |= before < 0;
        if (before < 0 && compile->operations_missing)
            continue;
        if (before < 0)
            reason_add(compile->reasons, REASON_UNKNOWN_OPERATION, POINTER(compile, "/routing/%zu/after/%zu", index, i),
                       "there is no operation %s", number);
        else if (has_predecessor(operation, before))
            reason_add(compile->reasons, REASON_DUPLICATE_PREDECESSOR,
                       POINTER(compile, "/routing/%zu/after/%zu", index, i), "operation %s is named twice", number);
        else
            operation->after.items[operation->after.count++] = before;
    }
    return NOTHING_WRONG;
}

/* A walk against the arrows, depth first. The path from its start to where it is are the operations that are open. */
struct walk {
    struct compile *compile;
    enum walk_state { UNSEEN, OPEN, DONE } *state; /* of each operation */
    int *path;
    size_t depth; /* of the path */
};

static const char *number_at(const struct walk *walk, int index)
{
    return walk->compile->product.operations.items[index].definition->operation;
}

/* The last operation of the path names `first`, which is on the path, as its predecessor. The text reads in the order
 * of work: each comes before the next. */
static void add_cycle(struct walk *walk, int first)
{
    struct compile *compile = walk->compile;
    struct arena *arena = compile->reasons->arena;
    int last = walk->path[walk->depth - 1];
    const char *text = number_at(walk, first);
    for (size_t i = walk->depth; text && i-- > 0;) {
        text = arena_printf(arena, "%s -> %s", text, number_at(walk, walk->path[i]));
        if (walk->path[i] == first)
            break;
    }
    const struct operation_definition *definition = &compile->definition->routing.items[last];
    for (size_t i = 0; i < definition->after.count; i++)
        if (product_operation(&compile->product, definition->after.items[i]) == first) {
            reason_add(compile->reasons, REASON_CYCLE, POINTER(compile, "/routing/%d/after/%zu", last, i),
                       "operation %s precedes itself: %s", number_at(walk, first), text ? text : "");
            break;
        }
    compile->disordered = true;
}

static void walk_back(struct walk *walk, int index)
{
    struct operation *operation = &walk->compile->product.operations.items[index];
    walk->state[index] = OPEN;
    walk->path[walk->depth++] = index;
    for (size_t i = 0; i < operation->after.count; i++) {
        int before = operation->after.items[i];
        if (walk->state[before] == OPEN) {
            add_cycle(walk, before);
            continue;
        }
        if (walk->state[before] == UNSEEN)
            walk_back(walk, before);
        bits_set(&operation->before, (size_t)before);
        bits_add(&operation->before, &walk->compile->product.operations.items[before].before);
    }
    walk->depth--;
    walk->state[index] = DONE;
}

/* Shipping freezes the unit, so everything is done before it. */
static void check_shipping(struct compile *compile)
{
    const struct product *product = &compile->product;
    int shipping = -1;
    for (size_t i = 0; i < product->operations.count; i++) {
        if (product->operations.items[i].definition->kind != OPERATION_SHIPPING)
            continue;
        if (shipping >= 0)
            reason_add(compile->reasons, REASON_SEVERAL_SHIPPING, POINTER(compile, "/routing/%zu/kind", i),
                       "operation %s ships already", product->operations.items[shipping].definition->operation);
        else
            shipping = (int)i;
    }
    if (shipping < 0 || compile->disordered)
        return;
    const struct operation *last = &product->operations.items[shipping];
    const char *missing = NULL; /* their numbers; NULL also when memory is out */
    size_t missing_count = 0;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation_definition *other = product->operations.items[i].definition;
        if (other->kind == OPERATION_SHIPPING || bit_is_set(&last->before, i))
            continue;
        missing = arena_printf(compile->reasons->arena, "%s%s%s", missing ? missing : "", missing ? ", " : "",
                               other->operation);
        missing_count++;
    }
    if (missing_count)
        reason_add(compile->reasons, REASON_SHIPPING_NOT_LAST, POINTER(compile, "/routing/%d/after", shipping),
                   "operation %s ships the unit, but these do not come before it: %s", last->definition->operation,
                   missing ? missing : "");
}

static enum fault lay_out_operations(struct compile *compile)
{
    struct product *product = &compile->product;
    size_t count = compile->definition->routing.count;
    product->operations.items = arena_array(compile->reasons->arena, count, sizeof *product->operations.items);
    if (!product->operations.items)
        return FAULT_MEMORY;
    product->operations.count = count;
    for (size_t i = 0; i < count; i++) {
        const struct operation_definition *definition = &compile->definition->routing.items[i];
        product->operations.items[i].definition = definition;
        compile->operations_missing |= !definition->operation;
        if (!bits_make(compile->reasons->arena, count, &product->operations.items[i].before))
            return FAULT_MEMORY;
    }
    for (size_t i = 0; i < count; i++)
        if (resolve_predecessors(compile, i))
            return FAULT_MEMORY;
    return NOTHING_WRONG;
}

static enum fault order_operations(struct compile *compile)
{
    struct arena *arena = compile->reasons->arena;
    size_t count = compile->product.operations.count;
    struct walk walk = {
        .compile = compile,
        .state = arena_array(arena, count, sizeof *walk.state),
        .path = arena_array(arena, count, sizeof *walk.path),
    };
    if (!walk.state || !walk.path)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (walk.state[i] == UNSEEN)
            walk_back(&walk, (int)i);
    return NOTHING_WRONG;
}

enum fault compile_routing(struct compile *compile)
{
    compile->disordered = compile->operations_missing;
    if (!compile->definition->routing.count)
        reason_add(compile->reasons, REASON_EMPTY_ROUTING, "/routing", "a routing has at least one operation");
    if (lay_out_operations(compile) || order_operations(compile))
        return FAULT_MEMORY;
    check_numbers(compile);
    check_shipping(compile);
    return NOTHING_WRONG;
}
