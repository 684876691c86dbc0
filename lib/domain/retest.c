#include "domain/retest.h"

#include "base/arena.h"
#include "domain/rules.h"

static const char *const RETEST_CAUSE_WORDS[] = {NULL, "never_run", "running", "failed", "invalidated", "taken_out"};
const struct names RETEST_CAUSE_NAMES = {RETEST_CAUSE_WORDS, sizeof RETEST_CAUSE_WORDS / sizeof *RETEST_CAUSE_WORDS};

static enum retest_cause cause_of(const struct unit_operation *row)
{
    switch ((enum operation_state)row->state) {
    case OPERATION_RUNNING:
    case OPERATION_PAUSED:
        return RETEST_RUNNING;
    case OPERATION_FAILED:
        return RETEST_FAILED;
    case OPERATION_INVALIDATED:
        return RETEST_INVALIDATED;
    case OPERATION_PASSED:
    case OPERATION_WAIVED:
        return RETEST_TAKEN_OUT;
    case OPERATION_OPEN:
    case OPERATION_BLOCKED:
    case OPERATION_READY:
        break;
    }
    return operation_is_fallen(row) ? RETEST_INVALIDATED : RETEST_NEVER_RUN; /* begun since, and given up */
}

/* What is being laid out: ends in minutes of the operations that are over or laid out already, else below zero. */
struct layout {
    const struct product *product;
    const struct unit_operation *operations;
    const struct retest_position *positions;
    double *ends_min;
};

/* Whether an operation that is passed or waived must be run all the same. */
static bool falls_with_unit(const struct layout *layout, int index)
{
    for (size_t i = 0; i < layout->product->positions.count; i++)
        if (layout->positions[i].taken_out && operation_depends(layout->product, index, (int)i, NULL))
            return true;
    return false;
}

/* Whether the operation waits for the unit in the position. */
static bool waits_for(const struct layout *layout, int index, size_t position)
{
    return bit_is_set(&layout->product->operations.items[index].invalidated_inside, position) ||
           (layout->positions[position].taken_out && operation_depends(layout->product, index, (int)position, NULL));
}

/* When the operation can begin; below zero while something before it is not laid out. */
static double begins_min(const struct layout *layout, int index)
{
    const struct operation *operation = &layout->product->operations.items[index];
    double begins = 0;
    for (size_t i = 0; i < operation->after.count; i++) {
        double end = layout->ends_min[operation->after.items[i]];
        if (end < 0)
            return end;
        if (end > begins)
            begins = end;
    }
    for (size_t i = 0; i < layout->product->positions.count; i++)
        if (layout->positions[i].ready_min > begins && waits_for(layout, index, i))
            begins = layout->positions[i].ready_min;
    return begins;
}

/* Lays out the first operation that can be. False when none is left; a routing has no cycle. */
static bool lay_next(struct layout *layout, struct retest_route *route)
{
    for (size_t i = 0; i < layout->product->operations.count; i++) {
        double begins = layout->ends_min[i] < 0 ? begins_min(layout, (int)i) : -1;
        if (begins < 0)
            continue;
        bool done = operation_is_done(layout->operations[i].state) && !falls_with_unit(layout, (int)i);
        double own = done ? 0 : layout->product->operations.items[i].definition->standard_min;
        layout->ends_min[i] = begins + (isnan(own) ? 0 : own);
        if (done) /* what comes after it still waits for what comes before it */
            return true;
        route->steps.items[route->steps.count++] = (struct retest_step){
            .operation = (int)i,
            .cause = cause_of(&layout->operations[i]),
            .begins_min = begins,
            .ends_min = layout->ends_min[i],
        };
        if (layout->ends_min[i] > route->total_min)
            route->total_min = layout->ends_min[i];
        return true;
    }
    return false;
}

enum fault retest_route(const struct product *product, const struct unit_operation *operations,
                        const struct retest_position *positions, struct arena *arena, struct retest_route *ret)
{
    size_t count = product->operations.count;
    struct retest_route route = {.steps = {.items = arena_array(arena, count, sizeof *route.steps.items)}};
    struct layout layout = {product, operations, positions, arena_array(arena, count, sizeof *layout.ends_min)};
    if (!route.steps.items || !layout.ends_min)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++)
        layout.ends_min[i] = -1;
    while (lay_next(&layout, &route))
        ;
    *ret = route;
    return NOTHING_WRONG;
}
