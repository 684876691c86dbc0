/* The front of a rack: which position stands at which rack units. */
#include "domain/product_compile.h"

struct front {
    int64_t rack_units;
    const struct position **taken_by; /* at each rack unit, 1 to rack_units; NULL: free */
};

/* Puts one position into the front; false when it stands outside. A position that stands on another one leaves the
 * rack units to the first. */
static bool place(struct compile *compile, struct front *front, const struct position *position, int64_t height,
                  const char *pointer)
{
    int64_t lowest = position->u_position;
    if (lowest < 1 || lowest > front->rack_units || height < 1 || height > front->rack_units - lowest + 1)
        return false;
    const struct position *other = NULL;
    for (int64_t u = lowest; u < lowest + height; u++) {
        if (!front->taken_by[u]) {
            front->taken_by[u] = position;
        } else if (front->taken_by[u] != other) {
            other = front->taken_by[u];
            reason_add(compile->reasons, REASON_U_OVERLAP, pointer, "%s stands at U%lld, where %s stands",
                       position->name, (long long)u, other->name);
        }
    }
    return true;
}

static void check_members(struct compile *compile, const struct bom_line *line, size_t index)
{
    bool has_u = line->u_position != ABSENT_INTEGER;
    const char *pointer = POINTER(compile, "/bill_of_materials/%zu/u_position", index);
    if (has_u && compile->definition->rack_units == ABSENT_INTEGER && !reasons_about(compile->reasons, "/rack_units"))
        reason_add(compile->reasons, REASON_U_WITHOUT_RACK, pointer,
                   "a product without rack_units has no rack units to stand at");
    if (!has_u && line->u_height != ABSENT_INTEGER && pointer && !reasons_about(compile->reasons, pointer))
        reason_add(compile->reasons, REASON_HEIGHT_WITHOUT_U,
                   POINTER(compile, "/bill_of_materials/%zu/u_height", index),
                   "a height counts from a u_position, and there is none");
}

enum fault check_rack_units(struct compile *compile)
{
    const struct product_definition *definition = compile->definition;
    for (size_t i = 0; i < definition->bill_of_materials.count; i++)
        check_members(compile, &definition->bill_of_materials.items[i], i);

    struct front front = {.rack_units = definition->rack_units};
    if (front.rack_units < 1)
        return NOTHING_WRONG;
    front.taken_by = arena_array(compile->reasons->arena, (size_t)front.rack_units + 1, sizeof *front.taken_by);
    if (!front.taken_by)
        return FAULT_MEMORY;
    const struct bom_line *outside = NULL; /* the last line with a position outside: one fault a line is enough */
    for (size_t i = 0; i < compile->product.positions.count; i++) {
        const struct position *position = &compile->product.positions.items[i];
        const struct bom_line *line = position->line;
        if (line->u_position == ABSENT_INTEGER)
            continue;
        int64_t height = line->u_height == ABSENT_INTEGER ? 1 : line->u_height;
        const char *pointer =
            POINTER(compile, "/bill_of_materials/%zu/u_position", (size_t)(line - definition->bill_of_materials.items));
        if (!place(compile, &front, position, height, pointer) && line != outside) {
            outside = line;
            reason_add(compile->reasons, REASON_U_OUTSIDE, pointer, "%s does not stand within U1 to U%lld",
                       position->name, (long long)front.rack_units);
        }
    }
    return NOTHING_WRONG;
}
