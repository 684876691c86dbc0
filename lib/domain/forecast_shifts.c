/* When the plant works, as a simulated run counts it: its shifts, and behind the last one that is known the same ones
 * again, whole weeks later. */
#include "domain/forecast_parts.h"

#include <math.h>

static const double WEEK_MIN = 7 * 24 * 60;

/* By so much sums of minutes may be off: what ends with a shift does not go on in the next. */
static const double ROUNDING_MIN = 1e-6;

enum fault walk_make_shifts(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    struct walk_shift *shifts = arena_array(arena, line->shifts.count + 1, sizeof *shifts);
    if (!shifts)
        return FAULT_MEMORY;
    double worked_min = 0;
    for (size_t i = 0; i < line->shifts.count; i++) {
        const struct forecast_shift *shift = &line->shifts.items[i];
        const double begin_min = shift->begin_min > 0 ? shift->begin_min : 0;
        shifts[i] = (struct walk_shift){begin_min, shift->end_min, worked_min};
        worked_min += shift->end_min - begin_min;
        walk->round_min = ceil(shift->end_min / WEEK_MIN) * WEEK_MIN;
    }
    walk->shift_count = line->shifts.count;
    walk->round_worked_min = worked_min;
    if (!line->shifts.count)
        shifts[walk->shift_count++] = (struct walk_shift){line->closed ? INFINITY : 0, INFINITY, 0};
    walk->shifts = shifts;
    return NOTHING_WRONG;
}

/* The first shift is number 0. */
static struct walk_shift shift_at(const struct walk *walk, size_t number)
{
    struct walk_shift shift = walk->shifts[number % walk->shift_count];
    const double rounds = (double)(number / walk->shift_count);
    shift.begin_min += rounds * walk->round_min;
    shift.end_min += rounds * walk->round_min;
    shift.worked_min += rounds * walk->round_worked_min;
    return shift;
}

void shifts_begin(struct walk *walk)
{
    walk->shift_number = 0;
    walk->shift = shift_at(walk, 0);
    shifts_go_to(walk, 0);
}

void shifts_go_to(struct walk *walk, double at_min)
{
    walk->now_min = at_min;
    while (walk->shift.end_min <= at_min)
        walk->shift = shift_at(walk, ++walk->shift_number);
}

double shifts_worked_by_min(const struct walk *walk, double at_min)
{
    struct walk_shift shift = walk->shift;
    for (size_t number = walk->shift_number; shift.end_min <= at_min && isfinite(at_min);)
        shift = shift_at(walk, ++number);
    return shift.worked_min + (at_min > shift.begin_min ? at_min - shift.begin_min : 0);
}

double shifts_after_min(const struct walk *walk, double minutes)
{
    struct walk_shift shift = walk->shift;
    double begin_min = shifts_are_worked(walk) ? walk->now_min : shift.begin_min;
    for (size_t number = walk->shift_number; minutes > shift.end_min - begin_min + ROUNDING_MIN;
         begin_min = shift.begin_min) {
        minutes -= shift.end_min - begin_min;
        shift = shift_at(walk, ++number);
    }
    return begin_min + minutes < shift.end_min ? begin_min + minutes : shift.end_min;
}

/* The first time from then on at which the plant works, the very end of a shift among them. */
static double at_work_min(const struct walk *walk, double at_min)
{
    struct walk_shift shift = walk->shift;
    for (size_t number = walk->shift_number; shift.end_min + ROUNDING_MIN < at_min;)
        shift = shift_at(walk, ++number);
    return at_min > shift.begin_min ? at_min : shift.begin_min;
}

double shifts_over_min(const struct walk *walk, bool in_shifts, double takes_min)
{
    return in_shifts ? shifts_after_min(walk, takes_min) : at_work_min(walk, walk->now_min + takes_min);
}
