/* The bill of materials: lines expanded to positions, and what each line says of its part. */
#include "domain/product_compile.h"
#include "domain/range.h"
#include "domain/serial_pattern.h"

#include <stdlib.h>
#include <string.h>

static void check_alternates(struct compile *compile, size_t index)
{
    const struct bom_line *line = &compile->definition->bill_of_materials.items[index];
    for (size_t i = 0; i < line->alternates.count; i++) {
        const struct alternate *alternate = &line->alternates.items[i];
        const char *pointer = POINTER(compile, "/bill_of_materials/%zu/alternates/%zu", index, i);
        check_part_number(compile, alternate->part_number,
                          POINTER(compile, "/bill_of_materials/%zu/alternates/%zu/part_number", index, i));
        /* The main part in another revision is an alternate of its own. */
        if (same_text(alternate->part_number, line->part_number) &&
            (!line->revision || same_text(alternate->revision, line->revision)))
            reason_add(compile->reasons, REASON_ALTERNATE_IS_MAIN, pointer, "%s is the part itself",
                       alternate->part_number);
        for (size_t j = 0; j < i; j++)
            if (same_text(alternate->part_number, line->alternates.items[j].part_number) &&
                same_or_absent(alternate->revision, line->alternates.items[j].revision)) {
                reason_add(compile->reasons, REASON_DUPLICATE_ALTERNATE, pointer, "%s is already alternate %zu",
                           alternate->part_number, j);
                break;
            }
    }
}

static void check_serial_pattern(struct compile *compile, size_t index)
{
    const struct bom_line *line = &compile->definition->bill_of_materials.items[index];
    if (!line->serial_pattern)
        return;
    const char *pointer = POINTER(compile, "/bill_of_materials/%zu/serial_pattern", index), *why;
    if (!serial_pattern_valid(line->serial_pattern, &why))
        reason_add(compile->reasons, REASON_SERIAL_PATTERN, pointer, "%s", reason_word(compile->reasons, why));
    if (line->tracking != TRACKING_SERIAL)
        reason_add(compile->reasons, REASON_PATTERN_UNTRACKED, pointer, "%s is not tracked by serial number",
                   line->positions ? line->positions : reason_word(compile->reasons, "it"));
    else if (line->source == SOURCE_MAKE)
        reason_add(compile->reasons, REASON_PATTERN_OF_MAKE, pointer,
                   "what is built here has its serial number from the serial_format of its own product");
}

static void check_line(struct compile *compile, size_t index)
{
    const struct bom_line *line = &compile->definition->bill_of_materials.items[index];
    check_part_number(compile, line->part_number, POINTER(compile, "/bill_of_materials/%zu/part_number", index));
    check_alternates(compile, index);
    check_serial_pattern(compile, index);
    const char *operation_pointer = POINTER(compile, "/bill_of_materials/%zu/operation", index);
    if (!line->operation)
        reason_add(compile->reasons, REASON_POSITION_NOT_FILLED, operation_pointer, "no operation fills %s",
                   line->positions ? line->positions : reason_word(compile->reasons, "it"));
    else if (product_operation(&compile->product, line->operation) < 0 && !compile->operations_missing)
        reason_add(compile->reasons, REASON_UNKNOWN_OPERATION, operation_pointer, "there is no operation %s to fill %s",
                   line->operation, line->positions ? line->positions : reason_word(compile->reasons, "it"));
    if (line->source == SOURCE_MAKE && line->tracking != TRACKING_SERIAL)
        reason_add(compile->reasons, REASON_UNTRACKED_MAKE, POINTER(compile, "/bill_of_materials/%zu/tracking", index),
                   "a part that is built here is tracked by its serial number");
    if (line->tracking == TRACKING_SERIAL && line_quantity(line) != 1)
        reason_add(compile->reasons, REASON_SERIAL_QUANTITY, POINTER(compile, "/bill_of_materials/%zu/quantity", index),
                   "one serial number stands for one piece; give each a position");
    if (same_text(line->part_number, compile->definition->part_number))
        reason_add(compile->reasons, REASON_PART_OF_ITSELF,
                   POINTER(compile, "/bill_of_materials/%zu/part_number", index), "a product is no part of itself");
}

/* The names of a line's positions; none, with a fault added, when its range cannot be expanded. */
static enum fault expand_line(struct compile *compile, size_t index, size_t room, struct name_list *ret)
{
    const char *range = compile->definition->bill_of_materials.items[index].positions;
    size_t count = range_size(range);
    *ret = (struct name_list){0};
    if (count && count <= room)
        return range_expand(range, room, compile->reasons->arena, ret) ? NOTHING_WRONG : FAULT_MEMORY;
    const char *pointer = POINTER(compile, "/bill_of_materials/%zu/positions", index);
    compile->positions_missing = true;
    if (!count)
        reason_add(compile->reasons, REASON_MALFORMED_RANGE, pointer,
                   "\"%s\" is no name with ranges like {01..18}: digits, two dots, digits, counting upwards",
                   range ? range : "");
    else
        reason_add(compile->reasons, REASON_TOO_MANY_POSITIONS, pointer,
                   "a product has at most %d positions; \"%s\" makes them more", POSITIONS_MAX, range);
    return NOTHING_WRONG;
}

static int64_t u_position_of(const struct bom_line *line, size_t nth)
{
    int64_t height = line->u_height == ABSENT_INTEGER ? 1 : line->u_height;
    int64_t rise, u_position;
    if (line->u_position == ABSENT_INTEGER || __builtin_mul_overflow((int64_t)nth, height, &rise) ||
        __builtin_add_overflow(line->u_position, rise, &u_position))
        return ABSENT_INTEGER;
    return u_position;
}

/* The positions that all lines make, as far as they are not too many. */
static size_t count_positions(const struct product_definition *definition)
{
    size_t count = 0;
    for (size_t i = 0; i < definition->bill_of_materials.count; i++) {
        size_t more = range_size(definition->bill_of_materials.items[i].positions);
        count += more < POSITIONS_MAX - count ? more : POSITIONS_MAX - count;
    }
    return count;
}

static enum fault lay_out_positions(struct compile *compile)
{
    struct product *product = &compile->product;
    size_t lines = compile->definition->bill_of_materials.count;
    size_t room = count_positions(compile->definition);
    product->positions.items = arena_array(compile->reasons->arena, room, sizeof *product->positions.items);
    if (!product->positions.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < lines; i++) {
        const struct bom_line *line = &compile->definition->bill_of_materials.items[i];
        struct name_list names;
        if (expand_line(compile, i, POSITIONS_MAX - product->positions.count, &names))
            return FAULT_MEMORY;
        int operation = product_operation(product, line->operation);
        for (size_t j = 0; j < names.count; j++)
            product->positions.items[product->positions.count++] = (struct position){
                .name = names.items[j],
                .line = line,
                .operation = operation,
                .u_position = u_position_of(line, j),
            };
    }
    return NOTHING_WRONG;
}

static enum fault lay_out_fills(struct compile *compile)
{
    struct product *product = &compile->product;
    for (size_t i = 0; i < product->operations.count; i++) {
        struct operation *operation = &product->operations.items[i];
        size_t count = 0;
        for (size_t j = 0; j < product->positions.count; j++)
            count += product->positions.items[j].operation == (int)i;
        operation->fills.items = arena_array(compile->reasons->arena, count, sizeof *operation->fills.items);
        if (!operation->fills.items)
            return FAULT_MEMORY;
        for (size_t j = 0; j < product->positions.count; j++)
            if (product->positions.items[j].operation == (int)i)
                operation->fills.items[operation->fills.count++] = (int)j;
    }
    return NOTHING_WRONG;
}

/* Positions of the same name stay in the order of the bill of materials, so that the later one is the duplicate. */
static int compare_positions(const void *a, const void *b)
{
    const struct position *const *left = a, *const *right = b;
    int order = strcmp((*left)->name, (*right)->name);
    return order ? order : (*left > *right) - (*left < *right);
}

static enum fault sort_positions(struct compile *compile)
{
    struct product *product = &compile->product;
    size_t count = product->positions.count;
    const struct position **sorted = arena_array(compile->reasons->arena, count, sizeof *sorted);
    product->by_name.items = arena_array(compile->reasons->arena, count, sizeof *product->by_name.items);
    if (!sorted || !product->by_name.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &product->positions.items[i];
    qsort(sorted, count, sizeof *sorted, compare_positions);
    for (size_t i = 0; i < count; i++) {
        product->by_name.items[i] = (int)(sorted[i] - product->positions.items);
        if (i && !strcmp(sorted[i - 1]->name, sorted[i]->name))
            reason_add(compile->reasons, REASON_DUPLICATE_POSITION,
                       POINTER(compile, "/bill_of_materials/%zu/positions",
                               (size_t)(sorted[i]->line - compile->definition->bill_of_materials.items)),
                       "position %s is already in line %zu of the bill of materials", sorted[i]->name,
                       (size_t)(sorted[i - 1]->line - compile->definition->bill_of_materials.items));
    }
    product->by_name.count = count;
    return NOTHING_WRONG;
}

enum fault compile_bill_of_materials(struct compile *compile)
{
    for (size_t i = 0; i < compile->definition->bill_of_materials.count; i++)
        check_line(compile, i);
    if (lay_out_positions(compile) || lay_out_fills(compile) || sort_positions(compile))
        return FAULT_MEMORY;
    return NOTHING_WRONG;
}
