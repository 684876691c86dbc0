#include "domain/remaining.h"

#include "base/time.h"
#include "domain/rules.h"

/* Ends of operations already worked out; below zero: not yet. A routing has no cycle, so this ends. */
static double ends_min(const struct product *product, const struct unit_operation *operations, int index,
                       double ends[static OPERATIONS_MAX])
{
    if (ends[index] >= 0)
        return ends[index];
    const struct operation *operation = &product->operations.items[index];
    double begins = 0;
    for (size_t i = 0; i < operation->after.count; i++) {
        double before = ends_min(product, operations, operation->after.items[i], ends);
        if (before > begins)
            begins = before;
    }
    double own = operation_is_done(operations[index].state) ? 0 : operation->definition->standard_min;
    return ends[index] = begins + (isnan(own) ? 0 : own);
}

double route_remaining_min(const struct product *product, const struct unit_operation *operations)
{
    double ends[OPERATIONS_MAX], longest = 0;
    for (size_t i = 0; i < product->operations.count; i++)
        ends[i] = -1;
    for (size_t i = 0; i < product->operations.count; i++) {
        double end = ends_min(product, operations, (int)i, ends);
        if (end > longest)
            longest = end;
    }
    return longest;
}

double run_remaining_min(const struct operation_definition *definition, const struct run *run, int64_t now_us)
{
    const double needed = definition->burn_in ? definition->burn_in->hours * 60 : definition->minimum_min;
    const double left = needed - (double)run_accumulated_us(run, now_us) / (double)US_PER_MINUTE;
    if (isnan(needed) || needed <= 0)
        return ABSENT_NUMBER;
    return left > 0 ? left : 0;
}

bool is_late(int64_t due_us, int64_t now_us, double remaining_min)
{
    return due_us != ABSENT_INTEGER && (double)now_us + remaining_min * (double)US_PER_MINUTE > (double)due_us;
}
