/* Many simulated runs, and what they come to. */
#include "domain/forecast.h"

#include "domain/forecast_parts.h"

#include <stdlib.h>
#include <string.h>

static int64_t operations_left(const struct forecast_line *line)
{
    int64_t left = 0;
    for (size_t i = 0; i < line->units.count; i++) {
        const struct forecast_unit *unit = &line->units.items[i];
        for (size_t j = 0; j < line->routes.items[unit->route].product->operations.count; j++)
            left += !unit->steps[j].done;
    }
    return left;
}

int64_t forecast_runs(const struct forecast_line *line)
{
    const int64_t left = operations_left(line), runs = left ? FORECAST_OPERATIONS / left : FORECAST_RUNS_MAX;
    return runs < FORECAST_RUNS_MIN ? FORECAST_RUNS_MIN : runs > FORECAST_RUNS_MAX ? FORECAST_RUNS_MAX : runs;
}

static int compare_minutes(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The nearest rank: the smallest of the sorted values that at least `percent` of them do not exceed. */
static double percentile(const double *sorted, int64_t count, int percent)
{
    const double value = sorted[(count * percent + 99) / 100 - 1];
    return isinf(value) ? ABSENT_NUMBER : value;
}

static double late_share(const double *sorted, int64_t count, double due_min)
{
    int64_t late = 0;
    for (int64_t i = 0; i < count; i++)
        late += sorted[i] > due_min;
    return isnan(due_min) ? ABSENT_NUMBER : (double)late / (double)count;
}

static void sum_order(const struct walk *walk, size_t index, int64_t runs, double *completed,
                      struct forecast_order_result *ret)
{
    const size_t types = walk->line->types.count;
    const double *waited = walk->waited_min + index * types;
    qsort(completed, (size_t)runs, sizeof *completed, compare_minutes);
    ret->p50_min = percentile(completed, runs, 50);
    ret->p90_min = percentile(completed, runs, 90);
    ret->late_share = late_share(completed, runs, walk->line->orders.items[index].due_min);
    ret->review_share /= (double)runs;
    ret->decision_min = walk->decided_min[index] / (double)runs;
    for (size_t i = 0; i < types; i++)
        ret->waiting_min += waited[i] / (double)runs;
    ret->bottleneck = -1;
}

static void sum_type(const struct walk *walk, size_t index, int64_t runs, struct forecast_type_result *ret)
{
    const size_t types = walk->line->types.count;
    double waited = 0;
    for (size_t i = 0; i < walk->line->orders.count; i++)
        waited += walk->waited_min[i * types + index];
    ret->places = floor_places(&walk->empty, (int)index);
    ret->busy_min = walk->busy_min[index] / (double)runs;
    ret->waiting_min = waited / (double)runs;
    const double open_min = walk->worked_min * (double)ret->places;
    ret->utilisation = open_min > 0 ? walk->taken_min[index] / open_min : 0;
    ret->gain_min = ABSENT_NUMBER;
}

/* `completed` has a row for each order. */
static void sum_up(const struct walk *walk, int64_t runs, double *completed, struct forecast *forecast)
{
    for (size_t i = 0; i < walk->line->orders.count; i++)
        sum_order(walk, i, runs, completed + i * (size_t)runs, &forecast->orders[i]);
    for (size_t i = 0; i < walk->line->types.count; i++)
        sum_type(walk, i, runs, &forecast->types[i]);
}

/* The first of the runs, before they are sorted. */
static double *first_runs(const double *completed, size_t orders, int64_t runs, struct arena *arena)
{
    const size_t count = (size_t)trial_runs(runs);
    double *first = arena_array(arena, orders * count, sizeof *first);
    for (size_t i = 0; first && i < orders; i++)
        memcpy(first + i * count, completed + i * (size_t)runs, count * sizeof *first);
    return first;
}

enum fault forecast_simulate(const struct forecast_line *line, const struct forecast_luck *luck, struct arena *arena,
                             struct forecast *ret)
{
    const int64_t runs = luck->runs;
    const size_t orders = line->orders.count;
    struct forecast forecast = {.runs = runs, .seed = luck->seed, .operations = operations_left(line)};
    ARENA_OWNED struct arena *scratch = arena_new(0);
    if (!scratch)
        return FAULT_MEMORY;
    double *completed = arena_array(scratch, orders * (size_t)runs, sizeof *completed);
    forecast.orders = arena_array(arena, orders, sizeof *forecast.orders);
    forecast.types = arena_array(arena, line->types.count, sizeof *forecast.types);
    struct walk walk;
    enum fault fault = walk_make(line, luck->seed, scratch, &walk);
    if (fault || !completed || !forecast.orders || !forecast.types)
        return FAULT_MEMORY;
    for (int64_t run = 0; run < runs; run++) {
        if (luck->is_overdue && luck->is_overdue(luck->context))
            return FAULT_OVERDUE;
        walk_run(&walk, run);
        for (size_t i = 0; i < orders; i++) {
            completed[i * (size_t)runs + (size_t)run] = walk.completed_min[i];
            forecast.orders[i].review_share += walk.reviewed[i];
        }
    }
    fault = walk_stops(&walk, arena, &forecast);
    const double *first = first_runs(completed, orders, runs, scratch);
    if (fault || !first)
        return fault ? fault : FAULT_MEMORY;
    sum_up(&walk, runs, completed, &forecast);
    fault = find_bottleneck(&walk, luck, first, arena, &forecast);
    if (!fault)
        *ret = forecast;
    return fault;
}

static void *copy_of(const void *items, size_t count, size_t size, struct arena *arena)
{
    void *copy = arena_array(arena, count, size);
    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

enum fault forecast_copy(const struct forecast *forecast, const struct forecast_line *line, struct arena *arena,
                         struct forecast *ret)
{
    struct forecast copy = *forecast;
    copy.orders = copy_of(forecast->orders, line->orders.count, sizeof *copy.orders, arena);
    copy.types = copy_of(forecast->types, line->types.count, sizeof *copy.types, arena);
    copy.stops.items = copy_of(forecast->stops.items, forecast->stops.count, sizeof *copy.stops.items, arena);
    if (!copy.orders || !copy.types || !copy.stops.items)
        return FAULT_MEMORY;
    *ret = copy;
    return NOTHING_WRONG;
}
