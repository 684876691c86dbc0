/* What each unit has behind it and before it, as a forecast sees it. */
#include "domain/rules.h"
#include "service/forecast_scene.h"
#include "service/unit_routes.h"

#include <stdlib.h>
#include <string.h>

/* Rows that are read beside the units, in the order of unit_id, and how far each has come. */
struct beside {
    struct unit_operations operations;
    struct undecided_faults faults;
    size_t operation_at, held_at, fault_at;
};

/* How every unit of a route begins: what it installs that is built here, by operation, and nothing done; and what it
 * becomes. */
struct route_begin {
    LIST_OF(struct forecast_need) needs;
    const struct forecast_step *steps;
    const int *choices; /* of each position; -1: not of what is built here */
    int part;
};

/* Whether nothing was begun on the next unit, nor found. */
static bool is_fresh(const struct beside *beside, int64_t unit_id)
{
    const struct unit_operations *operations = &beside->operations;
    const struct undecided_faults *faults = &beside->faults;
    return (beside->operation_at == operations->list.count ||
            operations->list.items[beside->operation_at].unit_id != unit_id) &&
           (beside->fault_at == faults->list.count || faults->list.items[beside->fault_at].unit_id != unit_id);
}

/* The units of an order lie mostly side by side: it is looked for from that of the one before. */
static int order_index(const struct forecast_scene *scene, const char *order, int before)
{
    const size_t count = scene->orders.list.count;
    for (size_t i = 0; i < count; i++) {
        const size_t at = ((size_t)before + i) % count;
        if (!strcmp(scene->orders.list.items[at].order, order))
            return (int)at;
    }
    return -1;
}

/* ---- operations ---- */

/* One row for each operation of the routing. */
static struct unit_operation *lay_out_rows(const struct product *product, int64_t unit_id, struct beside *beside,
                                           struct arena *arena)
{
    const struct unit_operations *stored = &beside->operations;
    struct unit_operation *rows = route_open(product, unit_id, arena);
    for (size_t *at = &beside->operation_at;
         rows && *at < stored->list.count && stored->list.items[*at].unit_id == unit_id; ++*at) {
        const int index = product_operation(product, stored->list.items[*at].operation);
        if (index >= 0)
            rows[index] = stored->list.items[*at];
    }
    return rows;
}

static struct forecast_step *lay_out_steps(const struct product *product, const struct unit_operation *rows,
                                           struct arena *arena)
{
    struct forecast_step *steps = arena_array(arena, product->operations.count, sizeof *steps);
    for (size_t i = 0; steps && i < product->operations.count; i++)
        steps[i] = (struct forecast_step){
            .done = operation_is_done(rows[i].state),
            .spent = operation_standing(product, rows, (int)i) == OPERATION_FAILED,
            .attempts = rows[i].attempts,
            .failures = operation_failures(&rows[i]),
        };
    return steps;
}

/* ---- what quality has to decide ---- */

/* What failed as often as it may is taken to run again, as for the first time, once that is decided. */
static enum fault fill_faults(const struct session *session, const struct forecast_scene *scene,
                              const struct product *product, struct beside *beside, struct arena *arena,
                              struct forecast_step *steps, struct forecast_unit *unit)
{
    const struct undecided_fault *faults = beside->faults.list.items;
    size_t *at = &beside->fault_at, end = *at;
    while (end < beside->faults.list.count && faults[end].unit_id == unit->unit_id)
        end++;
    unit->faults.items = arena_array(arena, end - *at, sizeof *unit->faults.items);
    if (!unit->faults.items)
        return FAULT_MEMORY;
    for (; *at < end; ++*at) {
        const struct undecided_fault *fault = &faults[*at];
        const int operation = fault->operation ? product_operation(product, fault->operation) : -1;
        unit->faults.items[unit->faults.count++] = (struct forecast_fault){
            .open_min = minutes_between(fault->reported, session->now_us),
            .worked_min = minutes_of(spans_within_us(&scene->worked, (struct span){fault->reported, session->now_us})),
            .review = fault->material_review,
        };
        if (fault->material_review && operation >= 0 && steps[operation].spent)
            steps[operation].failures = steps[operation].spent = 0;
    }
    return NOTHING_WRONG;
}

/* ---- what it installs ---- */

/* That of an operation for a choice; NULL: none. */
static struct forecast_need *find_need(struct forecast_need *needs, size_t count, int operation, int choice)
{
    for (size_t i = 0; i < count; i++)
        if (needs[i].operation == operation && needs[i].choice == choice)
            return &needs[i];
    return NULL;
}

static void need_one(struct route_begin *begin, int operation, int choice)
{
    struct forecast_need *need = find_need(begin->needs.items, begin->needs.count, operation, choice);
    if (need)
        need->count++;
    else
        begin->needs.items[begin->needs.count++] = (struct forecast_need){operation, choice, 1};
}

/* Positions of a line lie side by side. */
static const int *choices_of(const struct forecast_scene *scene, const struct product *product, struct arena *arena)
{
    int *choices = arena_array(arena, product->positions.count, sizeof *choices);
    for (size_t i = 0; choices && i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[i];
        choices[i] = position->line->source != SOURCE_MAKE                         ? -1
                     : i && position->line == product->positions.items[i - 1].line ? choices[i - 1]
                                                                                   : scene_choice(scene, position);
    }
    return choices;
}

static enum fault begin_route(const struct forecast_scene *scene, const struct product *product, struct arena *arena,
                              struct route_begin *ret)
{
    struct route_begin begin = {
        .steps = arena_array(arena, product->operations.count, sizeof *begin.steps),
        .choices = choices_of(scene, product, arena),
        .part = scene_part(scene, product->definition->part_number, product->definition->revision),
    };
    begin.needs.items = arena_array(arena, product->positions.count, sizeof *begin.needs.items);
    if (!begin.needs.items || !begin.steps || !begin.choices)
        return FAULT_MEMORY;
    for (size_t i = 0; i < product->positions.count; i++)
        if (begin.choices[i] >= 0)
            need_one(&begin, product->positions.items[i].operation, begin.choices[i]);
    qsort(begin.needs.items, begin.needs.count, sizeof *begin.needs.items, compare_needs);
    *ret = begin;
    return NOTHING_WRONG;
}

/* What is in a position is needed there no more, whatever it is: it was approved when it was installed, and is. */
static void take_installed(const struct route_begin *begin, const struct product *product, const char *name,
                           struct forecast_unit *unit)
{
    const int position = product_position(product, name);
    struct forecast_need *need =
        position < 0 ? NULL
                     : find_need(unit->needs.items, unit->needs.count, product->positions.items[position].operation,
                                 begin->choices[position]);
    if (need && need->count)
        need->count--;
}

/* Whether an operation may have installed some of what it needs, and not all of it. */
static bool needs_are_part_met(const struct route_begin *begin, const struct unit_operation *rows)
{
    for (size_t i = 0; i < begin->needs.count; i++) {
        const struct unit_operation *row = &rows[begin->needs.items[i].operation];
        if (!operation_is_done(row->state) && row->run_id != ABSENT_INTEGER)
            return true;
    }
    return false;
}

static enum fault fill_needs(struct session *session, const struct product *product, const struct route_begin *begin,
                             const struct unit_operation *rows, struct arena *arena, struct forecast_unit *unit)
{
    struct filled_positions filled = {.list = {.count = 0}};
    unit->needs.items = arena_array(arena, begin->needs.count, sizeof *unit->needs.items);
    if (!unit->needs.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < begin->needs.count; i++)
        unit->needs.items[i] = begin->needs.items[i];
    enum fault fault = NOTHING_WRONG;
    if (needs_are_part_met(begin, rows))
        fault = list_positions_filled(session->store, unit->unit_id, arena, &filled);
    for (size_t i = 0; !fault && i < filled.list.count; i++)
        take_installed(begin, product, filled.list.items[i].position, unit);
    size_t kept = 0;
    for (size_t i = 0; i < unit->needs.count; i++)
        if (unit->needs.items[i].count && !unit->steps[unit->needs.items[i].operation].done)
            unit->needs.items[kept++] = unit->needs.items[i];
    unit->needs.count = kept;
    return fault;
}

/* ---- the units ---- */

/* What is behind a unit on which something was begun or found. `scratch` is forgotten then. */
static enum fault fill_stand(struct session *session, struct forecast_scene *scene, const struct route_begin *begin,
                             struct beside *beside, struct arena *arena, struct arena *scratch,
                             struct forecast_unit *unit)
{
    const struct product *product = scene->line.routes.items[unit->route].product;
    const struct unit_operation *rows = lay_out_rows(product, unit->unit_id, beside, scratch);
    enum fault fault =
        rows ? route_after_leaving(product, rows, &scene->leaving, unit->unit_id, scratch, &rows) : FAULT_MEMORY;
    struct forecast_step *steps = fault ? NULL : lay_out_steps(product, rows, arena);
    if (!steps)
        return FAULT_MEMORY;
    unit->steps = steps;
    fault = fill_faults(session, scene, product, beside, arena, steps, unit);
    return fault ? fault : fill_needs(session, product, begin, rows, arena, unit);
}

static bool is_held(const struct held_units *held, int64_t unit_id, size_t *at)
{
    while (*at < held->list.count && held->list.items[*at].unit_id < unit_id)
        ++*at;
    return *at < held->list.count && held->list.items[*at].unit_id == unit_id;
}

static enum fault fill_units(struct session *session, const struct route_begin *begins, struct beside *beside,
                             struct arena *arena, struct arena *scratch, struct forecast_scene *scene)
{
    enum fault fault = NOTHING_WRONG;
    int order = 0;
    for (size_t i = 0; i < scene->units.list.count && !fault; i++) {
        const struct remaining_unit *row = &scene->units.list.items[i];
        struct forecast_unit *unit = &scene->line.units.items[scene->line.units.count++];
        const int route = scene_route(scene, row->part_number, row->revision);
        order = order_index(scene, row->order, order);
        *unit = (struct forecast_unit){
            .unit_id = row->unit_id,
            .order = order,
            .route = route,
            .part = begins[route].part,
            .held = is_held(&scene->held, row->unit_id, &beside->held_at),
            .steps = begins[route].steps,
            .needs = {begins[route].needs.items, begins[route].needs.count},
        };
        if (is_fresh(beside, row->unit_id))
            continue;
        fault = fill_stand(session, scene, &begins[route], beside, arena, scratch, unit);
        arena_reset(scratch);
    }
    return fault;
}

enum fault scene_load_units(struct session *session, struct arena *arena, struct forecast_scene *scene)
{
    const size_t routes = scene->line.routes.count;
    struct route_begin *begins = arena_array(arena, routes, sizeof *begins);
    ARENA_OWNED struct arena *scratch = arena_new(0);
    scene->line.units.items = arena_array(arena, scene->units.list.count, sizeof *scene->line.units.items);
    if (!begins || !scratch || !scene->line.units.items)
        return FAULT_MEMORY;
    struct beside beside = {.operation_at = 0};
    enum fault fault = list_operations_remaining(session->store, arena, &beside.operations);
    if (!fault)
        fault = list_faults_undecided(session->store, arena, &beside.faults);
    for (size_t i = 0; i < routes && !fault; i++)
        fault = begin_route(scene, scene->line.routes.items[i].product, arena, &begins[i]);
    return fault ? fault : fill_units(session, begins, &beside, arena, scratch, scene);
}
