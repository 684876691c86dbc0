/* What a simulated run asks of each operation of the routes, laid out once for all runs. */
#include "domain/forecast_parts.h"

static struct demand demand_of(const struct operation_definition *definition, int type)
{
    const struct burn_in *burn_in = definition->burn_in;
    struct demand demand = {.type = type, .bay = burn_in != NULL};
    if (burn_in) {
        demand.power_w = burn_in->power_w == ABSENT_INTEGER ? 0 : burn_in->power_w;
        demand.coolant_lpm = isnan(burn_in->coolant_lpm) ? 0 : burn_in->coolant_lpm;
    }
    return demand;
}

/* The index of what an operation asks for; those of the same type begin at `first`. */
static int demand_index(struct walk *walk, size_t first, struct demand wanted)
{
    for (size_t i = first; i < walk->demand_count; i++) {
        const struct demand *known = &walk->demands[i];
        if (known->bay == wanted.bay && known->power_w == wanted.power_w && known->coolant_lpm == wanted.coolant_lpm)
            return (int)i;
    }
    walk->demands[walk->demand_count] = wanted;
    return (int)walk->demand_count++;
}

/* What the operations at stations of one type ask for. */
static void lay_demands(struct walk *walk, int type)
{
    const size_t first = walk->first_demand[type] = walk->demand_count;
    for (size_t i = 0; i < walk->line->routes.count; i++) {
        const struct product *product = walk->line->routes.items[i].product;
        for (size_t j = 0; j < product->operations.count; j++) {
            struct walk_task *task = &walk->tasks[i][j];
            if (task->type == type)
                task->demand =
                    demand_index(walk, first, demand_of(product->operations.items[j].definition, task->type));
        }
    }
}

static double standard_min(const struct operation_definition *definition)
{
    const double planned = isnan(definition->standard_min) ? 0 : definition->standard_min;
    const double burning = definition->burn_in ? definition->burn_in->hours * 60 : 0;
    return planned > burning ? planned : burning;
}

static void set_bit(uint64_t *words, size_t bit)
{
    words[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* What comes after an operation, and directly after it. */
static enum fault lay_after(const struct product *product, size_t operation, struct arena *arena,
                            struct walk_task *task)
{
    uint64_t *after = arena_array(arena, OPERATION_WORDS, sizeof *after);
    uint64_t *next = arena_array(arena, OPERATION_WORDS, sizeof *next);
    if (!after || !next)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *other = &product->operations.items[i];
        if (bit_is_set(&other->before, operation))
            set_bit(after, i);
        for (size_t j = 0; j < other->after.count; j++)
            if (other->after.items[j] == (int)operation)
                set_bit(next, i);
    }
    task->after = after;
    task->next = next;
    return NOTHING_WRONG;
}

static enum fault lay_route(const struct forecast_route *route, struct arena *arena, struct walk_task **ret)
{
    const struct product *product = route->product;
    struct walk_task *tasks = arena_array(arena, product->operations.count, sizeof *tasks);
    if (!tasks)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct operation *operation = &product->operations.items[i];
        tasks[i] = (struct walk_task){
            .times = route->tasks[i].times,
            .measured = route->tasks[i].measured,
            .standard_min = standard_min(operation->definition),
            .failure_rate = forecast_failure_rate(&route->tasks[i]),
            .retest_rate = forecast_retest_rate(&route->tasks[i]),
            .attempt_limit = operation_attempt_limit(operation->definition),
            .in_shifts = !operation->definition->burn_in && !forecast_is_measured(&route->tasks[i]),
            .type = route->tasks[i].type,
            .before = operation->before.words,
        };
        enum fault fault = lay_after(product, i, arena, &tasks[i]);
        if (fault)
            return fault;
    }
    *ret = tasks;
    return NOTHING_WRONG;
}

enum fault walk_make_tasks(struct walk *walk, struct arena *arena)
{
    const struct forecast_line *line = walk->line;
    size_t operations = 0;
    for (size_t i = 0; i < line->routes.count; i++)
        operations += line->routes.items[i].product->operations.count;
    walk->tasks = arena_array(arena, line->routes.count, sizeof *walk->tasks);
    walk->demands = arena_array(arena, operations, sizeof *walk->demands);
    walk->first_demand = arena_array(arena, line->types.count + 1, sizeof *walk->first_demand);
    if (!walk->tasks || !walk->demands || !walk->first_demand)
        return FAULT_MEMORY;
    for (size_t i = 0; i < line->routes.count; i++) {
        enum fault fault = lay_route(&line->routes.items[i], arena, &walk->tasks[i]);
        if (fault)
            return fault;
    }
    for (size_t type = 0; type < line->types.count; type++)
        lay_demands(walk, (int)type);
    walk->first_demand[line->types.count] = walk->demand_count;
    return NOTHING_WRONG;
}
