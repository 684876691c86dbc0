/* What a simulated run begins with, laid out once for all of them. */
#include "domain/forecast_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- units ---- */

static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

/* By priority, due date (never comes last), number; a unit by its place in its order. */
static int compare_units(const void *a, const void *b, void *context)
{
    const struct forecast_line *line = context;
    const struct forecast_unit *left = ((const struct walk_unit *)a)->unit;
    const struct forecast_unit *right = ((const struct walk_unit *)b)->unit;
    const struct forecast_order *one = &line->orders.items[left->order], *other = &line->orders.items[right->order];
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
    const struct forecast_line *line = walk->line;
    int64_t *ranks = arena_array(arena, line->units.count, sizeof *ranks);
    walk->units = arena_array(arena, line->units.count, sizeof *walk->units);
    if (!walk->units || !ranks)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->units.count; i++) {
        const struct forecast_unit *unit = &line->units.items[i];
        walk->units[i] = (struct walk_unit){
            .unit = unit,
            .tasks = walk->tasks[unit->route],
            .order = unit->order,
            .operations = (short)line->routes.items[unit->route].product->operations.count,
        };
    }
    qsort_r(walk->units, line->units.count, sizeof *walk->units, compare_units, (void *)line);
    for (size_t rank = 0; rank < line->units.count; rank++)
        ranks[walk->units[rank].unit - line->units.items] = (int64_t)rank;
    for (size_t rank = 0; rank < line->units.count; rank++) {
        const struct forecast_unit *around = walk->units[rank].unit->around;
        walk->units[rank].around = around ? ranks[around - line->units.items] : -1;
        walk->units[rank].first_step = (uint32_t)walk->step_count;
        walk->step_count += (size_t)walk->units[rank].operations;
    }
    return NOTHING_WRONG;
}

static uint64_t bit_of(int operation)
{
    return UINT64_C(1) << operation % 64;
}

static void lay_begin(const struct walk *walk, struct walk_unit *unit, struct walk_begin *begin)
{
    const struct forecast_step *steps = unit->unit->steps;
    for (int i = 0; i < unit->operations; i++) {
        if (!steps[i].done) {
            begin->open[i / 64] |= bit_of(i);
            begin->left++;
        }
        if (!steps[i].done && !steps[i].begun && !steps[i].spent && !unit->unit->held)
            unit->words[i / 64].may_start |= bit_of(i);
    }
    for (int word = 0; word < OPERATION_WORDS; word++)
        unit->words[word].open = begin->open[word];
    for (int i = 0; i < unit->operations; i++)
        if ((steps[i].begun && !walk_stands(walk, steps[i].begun)) ||
            (unit->words[i / 64].may_start & bit_of(i) && !walk_is_blocked(unit, i)))
            begin->ready[i / 64] |= bit_of(i);
}

static enum fault lay_begins(struct walk *walk, struct arena *arena)
{
    walk->begins = arena_array(arena, walk->line->units.count, sizeof *walk->begins);
    if (!walk->begins)
        return FAULT_MEMORY;
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        lay_begin(walk, &walk->units[rank], &walk->begins[rank]);
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        if (walk->units[rank].around >= 0)
            walk->begins[walk->units[rank].around].left++;
    return NOTHING_WRONG;
}

/* ---- steps ---- */

static void lay_step(const struct forecast_unit *unit, int operation, struct walk_step *step)
{
    const struct forecast_step *stands = &unit->steps[operation];
    step->attempts = (unsigned short)stands->attempts;
    step->failures = (unsigned short)stands->failures;
    step->begun = stands->begun != NULL;
    step->need = -1;
    for (size_t i = unit->held ? 0 : unit->needs.count; i--;)
        if (unit->needs.items[i].operation == operation)
            step->need = (short)i;
}

static enum fault lay_steps(struct walk *walk, struct arena *arena)
{
    walk->start = arena_array(arena, walk->step_count, sizeof *walk->start);
    walk->steps = arena_array(arena, walk->step_count, sizeof *walk->steps);
    walk->next.items = arena_array(arena, walk->step_count, sizeof *walk->next.items);
    if (!walk->start || !walk->steps || !walk->next.items)
        return FAULT_MEMORY;
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        for (int i = 0; i < walk->units[rank].operations; i++)
            lay_step(walk->units[rank].unit, i, &walk->start[walk->units[rank].first_step + (size_t)i]);
    return NOTHING_WRONG;
}

/* ---- queues ---- */

/* Every step is in one queue at the most, so each has room for all that may come to it: by rank, and by operation. */
static enum fault lay_line_ups(struct walk *walk, struct arena *arena)
{
    size_t *slots = arena_array(arena, walk->demand_count, sizeof *slots);
    walk->queues = arena_array(arena, walk->demand_count, sizeof *walk->queues);
    if (!slots || !walk->queues)
        return FAULT_MEMORY;
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        for (int i = 0; i < walk->units[rank].operations; i++)
            walk->start[walk->units[rank].first_step + (size_t)i].slot =
                (uint32_t)slots[walk->units[rank].tasks[i].demand]++;
    for (size_t i = 0; i < walk->demand_count; i++) {
        enum fault fault = line_up_make(slots[i], arena, &walk->queues[i]);
        if (fault)
            return fault;
    }
    for (size_t rank = 0; rank < walk->line->units.count; rank++)
        for (int i = 0; i < walk->units[rank].operations; i++)
            walk->queues[walk->units[rank].tasks[i].demand]
                .items[walk->start[walk->units[rank].first_step + (size_t)i].slot] = queue_item(rank, i);
    return NOTHING_WRONG;
}

static enum fault lay_counts(struct walk *walk, struct arena *arena)
{
    const size_t orders = walk->line->orders.count, types = walk->line->types.count;
    walk->touched = arena_array(arena, types, sizeof *walk->touched);
    walk->is_touched = arena_array(arena, types, sizeof *walk->is_touched);
    walk->refused = arena_array(arena, walk->demand_count, sizeof *walk->refused);
    walk->completed_min = arena_array(arena, orders, sizeof *walk->completed_min);
    walk->order_left = arena_array(arena, orders, sizeof *walk->order_left);
    walk->reviewed = arena_array(arena, orders, sizeof *walk->reviewed);
    walk->waited_min = arena_array(arena, orders * types, sizeof *walk->waited_min);
    walk->decided_min = arena_array(arena, orders, sizeof *walk->decided_min);
    walk->busy_min = arena_array(arena, types, sizeof *walk->busy_min);
    walk->taken_min = arena_array(arena, types, sizeof *walk->taken_min);
    walk->queued_min = arena_array(arena, types, sizeof *walk->queued_min);
    walk->queued_since_min = arena_array(arena, types, sizeof *walk->queued_since_min);
    return walk->touched && walk->is_touched && walk->refused && walk->completed_min &&
                   walk->order_left && walk->reviewed && walk->waited_min && walk->decided_min && walk->busy_min &&
                   walk->taken_min && walk->queued_min && walk->queued_since_min
               ? NOTHING_WRONG
               : FAULT_MEMORY;
}

enum fault walk_make(const struct forecast_line *line, uint64_t seed, struct arena *arena, struct walk *ret)
{
    struct walk walk = {.line = line, .seed = seed};
    enum fault fault = walk_make_tasks(&walk, arena);
    if (!fault)
        fault = rank_units(&walk, arena);
    if (!fault)
        fault = lay_begins(&walk, arena);
    if (!fault)
        fault = lay_steps(&walk, arena);
    if (!fault)
        fault = lay_line_ups(&walk, arena);
    if (!fault)
        fault = walk_make_choices(&walk, arena);
    if (!fault)
        fault = lay_counts(&walk, arena);
    if (!fault)
        fault = walk_make_shifts(&walk, arena);
    if (!fault)
        fault = floor_make(line, arena, &walk.empty);
    if (!fault)
        fault = floor_like(&walk.empty, arena, &walk.floor);
    if (!fault)
        *ret = walk;
    return fault;
}
