/* From a definition to a product: the order in which its parts are checked and laid out. */
#include "domain/product_compile.h"

#include "domain/serial.h"

#include <string.h>

bool same_text(const char *a, const char *b)
{
    return a && b && !strcmp(a, b);
}

bool same_or_absent(const char *a, const char *b)
{
    return a ? same_text(a, b) : !b;
}

bool bits_make(struct arena *arena, size_t count, struct bits *ret)
{
    uint64_t *words = arena_array(arena, count / 64 + 1, sizeof *words);
    if (!words)
        return false;
    *ret = (struct bits){.words = words, .count = count};
    return true;
}

void bits_set(struct bits *bits, size_t index)
{
    bits->words[index / 64] |= UINT64_C(1) << index % 64;
}

void bits_add(struct bits *bits, const struct bits *more)
{
    for (size_t i = 0; i < bits->count / 64 + 1; i++)
        bits->words[i] |= more->words[i];
}

void check_part_number(struct compile *compile, const char *part_number, const char *pointer)
{
    if (identity_is_placeholder(part_number))
        reason_add(compile->reasons, REASON_PLACEHOLDER_PART, pointer, "\"%s\" is a placeholder, not a part number",
                   part_number ? part_number : "");
}

void check_pattern(struct compile *compile, const char *pattern, const char *pointer)
{
    if (compile->positions_missing)
        return;
    for (size_t i = 0; i < compile->product.positions.count; i++)
        if (pattern_matches(pattern, compile->product.positions.items[i].name))
            return;
    reason_add(compile->reasons, REASON_PATTERN_MATCHES_NOTHING, pointer, "no position matches \"%s\"", pattern);
}

static void check_heading(struct compile *compile)
{
    const struct product_definition *definition = compile->definition;
    const char *why;
    check_part_number(compile, definition->part_number, "/part_number");
    if (!serial_format_valid(definition->serial_format ? definition->serial_format : "", &why))
        reason_add(compile->reasons, REASON_SERIAL_FORMAT, "/serial_format", "%s", reason_word(compile->reasons, why));
}

static enum fault compile_whole(const struct product_definition *definition, bool is_new, struct product *ret,
                                struct reasons *reasons)
{
    struct compile compile = {
        .definition = definition,
        .product = {.definition = definition},
        .reasons = reasons,
    };
    size_t found = reasons->found, count = reasons->count;
    compile.positions_missing = reasons_about(reasons, "/bill_of_materials");
    compile.operations_missing = reasons_about(reasons, "/routing");
    check_heading(&compile);
    enum fault fault = compile_routing(&compile);
    if (!fault)
        fault = compile_bill_of_materials(&compile);
    if (!fault)
        fault = compile_invalidation(&compile);
    if (!fault)
        fault = check_rack_units(&compile);
    if (fault)
        return fault;
    check_operations(&compile);
    if (is_new)
        check_filled(&compile);
    reasons_drop_consequences(reasons, count);
    if (reasons->found > found)
        return FAULT_INVALID;
    *ret = compile.product;
    return NOTHING_WRONG;
}

enum fault product_compile(const struct product_definition *definition, struct product *ret, struct reasons *reasons)
{
    return compile_whole(definition, false, ret, reasons);
}

enum fault product_compile_new(const struct product_definition *definition, struct product *ret,
                               struct reasons *reasons)
{
    return compile_whole(definition, true, ret, reasons);
}
