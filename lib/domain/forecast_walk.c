/* What a simulated run begins with, laid out once for all of them. */
#include "domain/forecast_parts.h"

#include <stdlib.h>
#include <string.h>

static const struct operation_definition *definition_of(const struct forecast_route *route, size_t operation)
{
    return route->product->operations.items[operation].definition;
}

static size_t operation_count(const struct forecast_line *line, const struct forecast_unit *unit)
{
    return line->routes.items[unit->route].product->operations.count;
}

/* ---- ranks ---- */

static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

/* By priority, due date (never comes last), number; a unit by its place in its order. */
static int compare_units(const void *a, const void *b, void *context)
{
    const struct forecast_line *line = context;
    const size_t left = *(const size_t *)a, right = *(const size_t *)b;
    const struct forecast_order *one = &line->orders.items[line->units.items[left].order];
    const struct forecast_order *other = &line->orders.items[line->units.items[right].order];
    int by = compare_numbers((double)one->priority, (double)other->priority);
    if (!by)
        by = compare_numbers(isnan(one->due_min), isnan(other->due_min));
    if (!by)
        by = compare_numbers(one->due_min, other->due_min);
    if (!by)
        by = strcmp(one->order, other->order);
    return by ? by : (left > right) - (left < right);
}

static enum fault rank_units(struct walk *walk, struct arena *arena)
{
    const size_t count = walk->line->units.count;
    walk->unit_of_rank = arena_array(arena, count, sizeof *walk->unit_of_rank);
    walk->first_step = arena_array(arena, count, sizeof *walk->first_step);
    if (!walk->unit_of_rank || !walk->first_step)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        walk->unit_of_rank[i] = i;
        walk->first_step[i] = walk->step_count;
        walk->step_count += operation_count(walk->line, &walk->line->units.items[i]);
    }
    qsort_r(walk->unit_of_rank, count, sizeof *walk->unit_of_rank, compare_units, (void *)walk->line);
    return NOTHING_WRONG;
}

/* ---- demands ---- */

static struct demand demand_of(const struct forecast_route *route, size_t operation)
{
    const struct burn_in *burn_in = definition_of(route, operation)->burn_in;
    struct demand demand = {.type = route->tasks[operation].type, .bay = burn_in != NULL};
    if (burn_in) {
        demand.power_w = burn_in->power_w == ABSENT_INTEGER ? 0 : burn_in->power_w;
        demand.coolant_lpm = isnan(burn_in->coolant_lpm) ? 0 : burn_in->coolant_lpm;
    }
    return demand;
}

static int demand_index(struct walk *walk, struct demand wanted)
{
    for (size_t i = 0; i < walk->demand_count; i++) {
        const struct demand *known = &walk->demands[i];
        if (known->type == wanted.type && known->bay == wanted.bay && known->power_w == wanted.power_w &&
            known->coolant_lpm == wanted.coolant_lpm)
            return (int)i;
    }
    walk->demands[walk->demand_count] = wanted;
    return (int)walk->demand_count++;
}

static enum fault sort_demands(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    size_t operations = 0;
    for (size_t i = 0; i < line->routes.count; i++)
        operations += line->routes.items[i].product->operations.count;
    walk->demands = arena_array(arena, operations, sizeof *walk->demands);
    walk->demand_of = arena_array(arena, line->routes.count, sizeof *walk->demand_of);
    if (!walk->demands || !walk->demand_of)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->routes.count; i++) {
        const struct forecast_route *route = &line->routes.items[i];
        walk->demand_of[i] = arena_array(arena, route->product->operations.count, sizeof **walk->demand_of);
        if (!walk->demand_of[i])
            return FAULT_MEMORY;
        for (size_t j = 0; j < route->product->operations.count; j++)
            walk->demand_of[i][j] = demand_index(walk, demand_of(route, j));
    }
    return NOTHING_WRONG;
}

/* ---- steps ---- */

static void lay_step(const struct forecast_line *line, const struct forecast_unit *unit, size_t operation,
                     struct walk_step *step)
{
    const struct product *product = line->routes.items[unit->route].product;
    const struct bits *before = &product->operations.items[operation].before;
    step->attempts = unit->steps[operation].attempts;
    step->failures = unit->steps[operation].failures;
    step->begun = unit->steps[operation].begun != NULL;
    step->need = -1;
    for (size_t i = unit->held ? 0 : unit->needs.count; i--;)
        if (unit->needs.items[i].operation == (int)operation)
            step->need = (int)i;
    for (size_t i = 0; i < product->operations.count; i++)
        step->open_before += bit_is_set(before, i) && !unit->steps[i].done;
}

static enum fault lay_steps(struct walk *walk, struct arena *arena)
{
    walk->start = arena_array(arena, walk->step_count, sizeof *walk->start);
    walk->steps = arena_array(arena, walk->step_count, sizeof *walk->steps);
    walk->ends.items = arena_array(arena, walk->step_count, sizeof *walk->ends.items);
    if (!walk->start || !walk->steps || !walk->ends.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < walk->line->units.count; i++) {
        const struct forecast_unit *unit = &walk->line->units.items[i];
        for (size_t j = 0; j < operation_count(walk->line, unit); j++)
            lay_step(walk->line, unit, j, &walk->start[walk->first_step[i] + j]);
    }
    return NOTHING_WRONG;
}

/* ---- queues ---- */

/* Every step is in one queue at the most, so each has room for all that may come to it. */
static enum fault lay_queues(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    size_t *room = arena_array(arena, walk->demand_count, sizeof *room), needs = 0;
    walk->queues = arena_array(arena, walk->demand_count, sizeof *walk->queues);
    walk->waiting = arena_array(arena, line->parts.count, sizeof *walk->waiting);
    if (!room || !walk->queues || !walk->waiting)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->units.count; i++) {
        const struct forecast_unit *unit = &line->units.items[i];
        for (size_t j = 0; j < operation_count(line, unit); j++)
            room[walk->demand_of[unit->route][j]]++;
        needs += unit->needs.count;
    }
    for (size_t i = 0; i < walk->demand_count; i++)
        if (!(walk->queues[i].items = arena_array(arena, room[i], sizeof *walk->queues[i].items)))
            return FAULT_MEMORY;
    for (size_t i = 0; i < line->parts.count; i++)
        if (!(walk->waiting[i].items = arena_array(arena, needs, sizeof *walk->waiting[i].items)))
            return FAULT_MEMORY;
    return NOTHING_WRONG;
}

static enum fault lay_counts(struct walk *walk, struct arena *arena)
{
    const size_t orders = walk->line->orders.count, types = walk->line->types.count;
    walk->left = arena_array(arena, walk->line->units.count, sizeof *walk->left);
    walk->stock = arena_array(arena, walk->line->parts.count, sizeof *walk->stock);
    walk->touched = arena_array(arena, types, sizeof *walk->touched);
    walk->refused = arena_array(arena, walk->demand_count, sizeof *walk->refused);
    walk->completed_min = arena_array(arena, orders, sizeof *walk->completed_min);
    walk->order_left = arena_array(arena, orders, sizeof *walk->order_left);
    walk->reviewed = arena_array(arena, orders, sizeof *walk->reviewed);
    walk->waited_min = arena_array(arena, orders * types, sizeof *walk->waited_min);
    walk->busy_min = arena_array(arena, types, sizeof *walk->busy_min);
    return walk->left && walk->stock && walk->touched && walk->refused && walk->completed_min && walk->order_left &&
                   walk->reviewed && walk->waited_min && walk->busy_min
               ? NOTHING_WRONG
               : FAULT_MEMORY;
}

enum fault walk_make(const struct forecast_line *line, uint64_t seed, struct arena *arena, struct walk *ret)
{
    struct walk walk = {.line = line, .seed = seed};
    enum fault fault = rank_units(&walk, arena);
    if (!fault)
        fault = sort_demands(&walk, arena);
    if (!fault)
        fault = lay_steps(&walk, arena);
    if (!fault)
        fault = lay_queues(&walk, arena);
    if (!fault)
        fault = lay_counts(&walk, arena);
    if (!fault)
        fault = floor_make(line, arena, &walk.empty);
    if (!fault)
        fault = floor_like(&walk.empty, arena, &walk.floor);
    if (!fault)
        *ret = walk;
    return fault;
}
