/* Which positions' change makes a passed operation's evidence fall. */
#include "domain/product_compile.h"

#include <string.h>

/* --- patterns --- */

/* What follows the exclamation mark of one that takes away what it matches; the pattern itself of one that adds. */
static const char *pattern_text(const char *pattern)
{
    return *pattern == '!' ? pattern + 1 : pattern;
}

/* Whether the definition's patterns name a position or, when it is not NULL, a path that begins with it. */
static bool is_listed(const struct operation_definition *definition, const char *position, const char *path)
{
    bool listed = false;
    for (size_t i = 0; i < definition->invalidated_by.count; i++) {
        const char *pattern = definition->invalidated_by.items[i], *text = pattern_text(pattern);
        if (!pattern_matches(text, position) && !(path && pattern_matches(text, path)))
            continue;
        if (text != pattern)
            return false;
        listed = true;
    }
    return listed;
}

/* Whether the pattern, up to its first slash, matches a position of that name. */
static bool pattern_leads_to(const char *pattern, const char *position, struct arena *arena)
{
    const char *slash = strchr(pattern, '/');
    const char *head = slash ? arena_printf(arena, "%.*s", (int)(slash - pattern), pattern) : pattern;
    return head && pattern_matches(head, position);
}

/* Whether anything inside a unit in the position may be listed. */
static bool may_list_inside(const struct operation_definition *definition, const char *position, struct arena *arena)
{
    const char *all = arena_printf(arena, "%s/", position);
    bool may = false;
    for (size_t i = 0; i < definition->invalidated_by.count; i++) {
        const char *pattern = definition->invalidated_by.items[i], *text = pattern_text(pattern);
        if (text == pattern)
            may = may || pattern_leads_to(pattern, position, arena);
        else if (pattern_matches(text, position) || (all && pattern_matches(text, all)))
            return false;
    }
    return may;
}

static void check_leads_somewhere(struct compile *compile, const char *pattern, const char *pointer)
{
    const char *text = pattern_text(pattern);
    for (size_t i = 0; i < compile->product.positions.count; i++)
        if (pattern_leads_to(text, compile->product.positions.items[i].name, compile->reasons->arena))
            return;
    check_pattern(compile, text, pointer);
}

/* --- what is laid out --- */

/* What a test proves, it proves of everything that was in the unit, whatever a position is filled with; what a step of
 * assembly proves, it proves of the parts it puts in. */
static void invalidate_by_kind(const struct product *product, struct operation *operation, size_t index)
{
    bool proves = operation_proves(operation->definition);
    for (size_t i = 0; i < product->positions.count; i++) {
        int filled_by = product->positions.items[i].operation;
        if (filled_by < 0 || !(proves ? bit_is_set(&operation->before, (size_t)filled_by) : filled_by == (int)index))
            continue;
        bits_set(&operation->invalidated_by, i);
        if (proves)
            bits_set(&operation->invalidated_inside, i);
    }
}

static void invalidate_by_patterns(struct compile *compile, struct operation *operation, size_t index)
{
    const struct operation_definition *definition = operation->definition;
    for (size_t i = 0; i < definition->invalidated_by.count; i++)
        check_leads_somewhere(compile, definition->invalidated_by.items[i],
                              POINTER(compile, "/routing/%zu/invalidated_by/%zu", index, i));
    for (size_t i = 0; i < compile->product.positions.count; i++) {
        const char *position = compile->product.positions.items[i].name;
        if (is_listed(definition, position, NULL))
            bits_set(&operation->invalidated_by, i);
        if (may_list_inside(definition, position, compile->reasons->arena))
            bits_set(&operation->invalidated_inside, i);
    }
}

/* Nothing is signed or shipped on evidence that fell: what concludes falls with whatever comes before it. */
static void invalidate_by_predecessors(struct product *product, struct operation *operation)
{
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *other = &product->operations.items[i];
        for (size_t k = 0; bit_is_set(&operation->before, i) && k < product->positions.count; k++) {
            if (bit_is_set(&other->invalidated_by, k) || product->positions.items[k].operation == (int)i)
                bits_set(&operation->invalidated_by, k);
            if (bit_is_set(&other->invalidated_inside, k))
                bits_set(&operation->invalidated_inside, k);
        }
    }
}

enum fault compile_invalidation(struct compile *compile)
{
    struct product *product = &compile->product;
    struct arena *arena = compile->reasons->arena;
    for (size_t i = 0; i < product->operations.count; i++) {
        struct operation *operation = &product->operations.items[i];
        if (!bits_make(arena, product->positions.count, &operation->invalidated_by) ||
            !bits_make(arena, product->positions.count, &operation->invalidated_inside))
            return FAULT_MEMORY;
        if (operation->definition->invalidated_by.items)
            invalidate_by_patterns(compile, operation, i);
        else
            invalidate_by_kind(product, operation, i);
    }
    for (size_t i = 0; i < product->operations.count; i++)
        if (operation_concludes(product->operations.items[i].definition))
            invalidate_by_predecessors(product, &product->operations.items[i]);
    return NOTHING_WRONG;
}

/* By its own definition, and not by what comes before it. */
static bool depends_itself(const struct product *product, int operation, int position, const char *path)
{
    const struct operation *of = &product->operations.items[operation];
    const struct position *at = &product->positions.items[position];
    if (!path)
        return at->operation == operation || bit_is_set(&of->invalidated_by, (size_t)position);
    if (!bit_is_set(&of->invalidated_inside, (size_t)position))
        return false;
    if (!of->definition->invalidated_by.items)
        return operation_proves(of->definition);
    return is_listed(of->definition, at->name, path);
}

bool operation_depends(const struct product *product, int operation, int position, const char *path)
{
    const struct operation *of = &product->operations.items[operation];
    bool depends = depends_itself(product, operation, position, path);
    for (size_t i = 0; !depends && operation_concludes(of->definition) && i < product->operations.count; i++)
        depends = bit_is_set(&of->before, i) && depends_itself(product, (int)i, position, path);
    return depends;
}
