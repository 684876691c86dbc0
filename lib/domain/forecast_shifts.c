/* When the plant works, as a simulated run counts it: its shifts, and behind the last one that is known, always. */
#include "domain/forecast_parts.h"

enum fault walk_make_shifts(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    struct walk_shift *shifts = arena_array(arena, line->shifts.count + 1, sizeof *shifts);
    if (!shifts)
        return FAULT_MEMORY;
    double worked_min = 0, end_min = 0;
    for (size_t i = 0; i < line->shifts.count; i++) {
        const struct forecast_shift *shift = &line->shifts.items[i];
        const double begin_min = shift->begin_min > 0 ? shift->begin_min : 0;
        end_min = shift->end_min;
        shifts[i] = (struct walk_shift){begin_min, end_min, worked_min};
        worked_min += end_min - begin_min;
    }
    shifts[line->shifts.count] = (struct walk_shift){end_min, INFINITY, worked_min};
    walk->shifts = shifts;
    return NOTHING_WRONG;
}

void shifts_go_to(struct walk *walk, double at_min)
{
    walk->now_min = at_min;
    while (walk->shifts[walk->shift].end_min <= at_min)
        walk->shift++;
}

double shifts_worked_min(const struct walk *walk)
{
    const struct walk_shift *shift = &walk->shifts[walk->shift];
    return shift->worked_min + (shifts_are_worked(walk) ? walk->now_min - shift->begin_min : 0);
}

double shifts_after_min(const struct walk *walk, double minutes)
{
    const struct walk_shift *shift = &walk->shifts[walk->shift];
    double begin_min = shifts_are_worked(walk) ? walk->now_min : shift->begin_min;
    for (; minutes > shift->end_min - begin_min; begin_min = shift->begin_min) {
        minutes -= shift->end_min - begin_min;
        shift++;
    }
    return begin_min + minutes;
}
